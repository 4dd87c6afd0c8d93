-- What each comparison of the rows with the process engine found and mended; append-only.
-- CreateTable
CREATE TABLE "reconciliation" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "person_id" TEXT,
    "compared" INTEGER NOT NULL,
    "items" JSONB NOT NULL,
    "left" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reconciliation_county_id_ended_at_idx" ON "reconciliation"("county_id", "ended_at" DESC);

-- What reconciliation reads of a county: what lives, what was given up, and the answers of the last day. In the order in which a commit
-- takes the tables, receipts last: in another one the two would wait for each other.
CREATE INDEX "evaluation_live_idx" ON "evaluation" ("county_id") WHERE "status" IN ('open', 'suspended');
CREATE INDEX "finding_live_idx" ON "finding" ("county_id") WHERE "status" NOT IN ('closed', 'withdrawn');
CREATE INDEX "mail_failed_idx" ON "mail" ("county_id", "created_at") WHERE "status" = 'failed';
CREATE INDEX "receipt_recorded_at_idx" ON "receipt" USING BRIN ("recorded_at");

CREATE TRIGGER "reconciliation_append_only" BEFORE UPDATE OR DELETE ON "reconciliation" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "reconciliation_no_truncate" BEFORE TRUNCATE ON "reconciliation" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
