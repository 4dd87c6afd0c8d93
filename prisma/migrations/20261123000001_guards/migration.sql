-- What a Prisma schema cannot say: partial and null-aware unique indexes, indexes of what is open, append-only tables, grants.

-- One evaluation per county, unit, subject, year and kind; a rehearsal has its own; a cancelled one makes room for the next.
CREATE UNIQUE INDEX "evaluation_subject_key" ON "evaluation" ("county_id", "unit_id", "subject_id", "year", "kind", "rehearsal_campaign_id")
  NULLS NOT DISTINCT WHERE "status" <> 'cancelled';

-- Findings are numbered per county and year; rehearsals have numbers of their own.
CREATE UNIQUE INDEX "finding_number_key" ON "finding" ("county_id", "year", "rehearsal_campaign_id", "number") NULLS NOT DISTINCT;

-- At most one overdue mail and one digest per person and process date.
CREATE UNIQUE INDEX "mail_once_a_day_key" ON "mail" ("person_id", "process_date", "kind", "rehearsal_campaign_id")
  NULLS NOT DISTINCT WHERE "kind" IN ('overdue', 'digest');

-- A task waits for a person or for a duty, never for both or for nobody.
ALTER TABLE "task" ADD CONSTRAINT "task_assignee_check" CHECK (("assignee_person" IS NULL) <> ("assignee_duty" IS NULL));

-- What the relays and the mailer poll.
CREATE INDEX "notice_open_idx" ON "notice" ("digest", "created_at") WHERE "mail_id" IS NULL;
CREATE INDEX "mail_pending_idx" ON "mail" ("next_attempt_at") WHERE "status" = 'pending';
CREATE INDEX "workflow_start_open_idx" ON "workflow_start" ("created_at") WHERE "started_at" IS NULL;
CREATE INDEX "workflow_nudge_open_idx" ON "workflow_nudge" ("created_at") WHERE "nudged_at" IS NULL;

-- Lists of names are sorted by pinyin.
CREATE INDEX "unit_name_idx" ON "unit" ("county_id", "name" COLLATE "zh-x-icu");
CREATE INDEX "person_name_idx" ON "person" ("county_id", "name" COLLATE "zh-x-icu");

-- Append-only: not even the owner of a table changes what stands in it, unless he drops the trigger, which is seen.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;

CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_event_no_truncate" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "process_event_append_only" BEFORE UPDATE OR DELETE ON "process_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "process_event_no_truncate" BEFORE TRUNCATE ON "process_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "revision_append_only" BEFORE UPDATE OR DELETE ON "revision" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "revision_no_truncate" BEFORE TRUNCATE ON "revision" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "signature_append_only" BEFORE UPDATE OR DELETE ON "signature" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "signature_no_truncate" BEFORE TRUNCATE ON "signature" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "signature_void_append_only" BEFORE UPDATE OR DELETE ON "signature_void" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "signature_void_no_truncate" BEFORE TRUNCATE ON "signature_void" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Everything the application's role may do, in one place; a later migration that adds a table runs it again.
-- The role owns nothing. It reads and adds everywhere, changes what is not a record, and deletes only what is no record at all.
CREATE FUNCTION "grant_to_application"(role_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  records text[] := ARRAY['audit_event', 'process_event', 'revision', 'signature', 'signature_void', 'receipt', 'command_input',
                          'publication', 'publication_correction', 'template_version', 'work_calendar', 'blob'];
  deletable text[] := ARRAY['task', 'evidence', 'leading_group_member', 'reauthentication', 'login_failure', 'user', 'session', 'account', 'verification'];
  name text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role_name);
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('REVOKE ALL ON %I FROM %I', name, role_name);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', name, role_name);
    IF NOT name = ANY (records) THEN
      EXECUTE format('GRANT UPDATE ON %I TO %I', name, role_name);
    END IF;
    IF name = ANY (deletable) THEN
      EXECUTE format('GRANT DELETE ON %I TO %I', name, role_name);
    END IF;
  END LOOP;
END;
$$;
REVOKE ALL ON FUNCTION "grant_to_application"(text) FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'hengji_app') THEN
    PERFORM "grant_to_application"('hengji_app');
  END IF;
END;
$$;
