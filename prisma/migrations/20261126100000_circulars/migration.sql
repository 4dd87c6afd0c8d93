-- 布置通知: circulars of a campaign, their files, who has read them, and the mails that tell of them.
-- CreateTable
CREATE TABLE "circular" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "latest" INTEGER NOT NULL,
    "audit_seq" INTEGER NOT NULL,
    "audit_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "circular_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "circular_file" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "circular_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "circular_receipt" (
    "circular_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "circular_receipt_pkey" PRIMARY KEY ("circular_id","number","person_id")
);

-- CreateTable
CREATE TABLE "circular_delivery" (
    "id" TEXT NOT NULL,
    "circular_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "told_on" DATE NOT NULL,
    "reminder" BOOLEAN NOT NULL,
    "mail_id" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "circular_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "circular_campaign_id_idx" ON "circular"("campaign_id");

-- CreateIndex
CREATE INDEX "circular_county_id_created_at_idx" ON "circular"("county_id", "created_at");

-- CreateIndex
CREATE INDEX "circular_file_campaign_id_idx" ON "circular_file"("campaign_id");

-- CreateIndex
CREATE INDEX "circular_file_sha256_idx" ON "circular_file"("sha256");

-- CreateIndex
CREATE INDEX "circular_file_county_id_idx" ON "circular_file"("county_id");

-- CreateIndex
CREATE INDEX "circular_receipt_person_id_idx" ON "circular_receipt"("person_id");

-- CreateIndex
CREATE INDEX "circular_receipt_county_id_idx" ON "circular_receipt"("county_id");

-- CreateIndex
CREATE INDEX "circular_delivery_person_id_idx" ON "circular_delivery"("person_id");

-- CreateIndex
CREATE INDEX "circular_delivery_mail_id_idx" ON "circular_delivery"("mail_id");

-- CreateIndex
CREATE INDEX "circular_delivery_county_id_idx" ON "circular_delivery"("county_id");

-- CreateIndex
CREATE UNIQUE INDEX "circular_delivery_circular_id_number_person_id_told_on_key" ON "circular_delivery"("circular_id", "number", "person_id", "told_on");

-- AddForeignKey
ALTER TABLE "circular" ADD CONSTRAINT "circular_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circular_file" ADD CONSTRAINT "circular_file_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circular_file" ADD CONSTRAINT "circular_file_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circular_receipt" ADD CONSTRAINT "circular_receipt_circular_id_fkey" FOREIGN KEY ("circular_id") REFERENCES "circular"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circular_receipt" ADD CONSTRAINT "circular_receipt_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circular_delivery" ADD CONSTRAINT "circular_delivery_circular_id_fkey" FOREIGN KEY ("circular_id") REFERENCES "circular"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circular_delivery" ADD CONSTRAINT "circular_delivery_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circular_delivery" ADD CONSTRAINT "circular_delivery_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A receipt stands for ever, and a file is never exchanged under its name.
CREATE TRIGGER "circular_receipt_append_only" BEFORE UPDATE OR DELETE ON "circular_receipt" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "circular_receipt_no_truncate" BEFORE TRUNCATE ON "circular_receipt" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "circular_file_append_only" BEFORE UPDATE OR DELETE ON "circular_file" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What the mailer polls.
CREATE INDEX "circular_delivery_open_idx" ON "circular_delivery" ("created_at") WHERE "mail_id" IS NULL;

-- As before, with the two new tables among those that are only added to.
CREATE OR REPLACE FUNCTION "grant_to_application"(role_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  records text[] := ARRAY['audit_event', 'process_event', 'revision', 'signature', 'signature_void', 'receipt', 'command_input',
                          'publication', 'publication_correction', 'template_version', 'work_calendar', 'blob', 'circular_receipt', 'circular_file'];
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
