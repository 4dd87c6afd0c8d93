-- As before; content that has no place in a newer version of the template is taken out, and the stream keeps a text of it.
CREATE OR REPLACE FUNCTION "grant_to_application"(role_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  records text[] := ARRAY['receipt', 'command_input', 'publication', 'publication_correction', 'template_version', 'work_calendar', 'blob'];
  deletable text[] := ARRAY['task', 'evidence', 'leading_group_member', 'reauthentication', 'login_failure', 'password_guess', 'second_factor', 'recovery_code', 'figure', 'indicator_entry', 'section_form',
                            'user', 'session', 'account', 'verification'];
  name text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role_name);
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('REVOKE ALL ON %I FROM %I', name, role_name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', name, role_name);
    IF NOT name = ANY (records) AND NOT EXISTS (
      SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = format('%I', name)::regclass AND p.proname = 'refuse_change'
    ) THEN
      EXECUTE format('GRANT UPDATE ON %I TO %I', name, role_name);
    END IF;
    IF name = ANY (deletable) THEN
      EXECUTE format('GRANT DELETE ON %I TO %I', name, role_name);
    END IF;
  END LOOP;
END;
$$;
REVOKE ALL ON FUNCTION "grant_to_application"(text) FROM PUBLIC;
