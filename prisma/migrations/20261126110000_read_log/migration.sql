-- Who of the county looked at whose data, and what the walks over the audit chains found; both append-only.
-- CreateTable
CREATE TABLE "read_event" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "evaluation_id" TEXT,
    "finding_id" TEXT,
    "unit_ids" TEXT[],
    "request_id" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "read_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_check" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "person_id" TEXT,
    "streams" INTEGER NOT NULL,
    "events" INTEGER NOT NULL,
    "broken_stream" TEXT,
    "broken_seq" INTEGER,
    "broken_table" TEXT,
    "broken_why" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "read_event_county_id_read_at_id_idx" ON "read_event"("county_id", "read_at" DESC, "id");

-- CreateIndex
CREATE INDEX "read_event_person_id_read_at_idx" ON "read_event"("person_id", "read_at" DESC);

-- CreateIndex
CREATE INDEX "read_event_unit_ids_idx" ON "read_event" USING GIN ("unit_ids");

-- CreateIndex
CREATE INDEX "audit_check_county_id_ended_at_idx" ON "audit_check"("county_id", "ended_at" DESC);

CREATE TRIGGER "read_event_append_only" BEFORE UPDATE OR DELETE ON "read_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "read_event_no_truncate" BEFORE TRUNCATE ON "read_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_check_append_only" BEFORE UPDATE OR DELETE ON "audit_check" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_check_no_truncate" BEFORE TRUNCATE ON "audit_check" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- As before, but a table that is append-only by trigger is a record too, so that later migrations need not repeat this list.
CREATE OR REPLACE FUNCTION "grant_to_application"(role_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  records text[] := ARRAY['receipt', 'command_input', 'publication', 'publication_correction', 'template_version', 'work_calendar', 'blob'];
  deletable text[] := ARRAY['task', 'evidence', 'leading_group_member', 'reauthentication', 'login_failure', 'user', 'session', 'account', 'verification'];
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
