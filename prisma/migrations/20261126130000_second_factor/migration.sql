-- Two-step verification: an authenticator app tied to an account, and codes for whoever loses it.
-- CreateTable
CREATE TABLE "second_factor" (
    "person_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "person_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("person_id","hash")
);

-- AddForeignKey
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- As before; a second factor that was taken off is deleted with its secret.
CREATE OR REPLACE FUNCTION "grant_to_application"(role_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  records text[] := ARRAY['receipt', 'command_input', 'publication', 'publication_correction', 'template_version', 'work_calendar', 'blob'];
  deletable text[] := ARRAY['task', 'evidence', 'leading_group_member', 'reauthentication', 'login_failure', 'password_guess', 'second_factor', 'recovery_code', 'user', 'session', 'account', 'verification'];
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
