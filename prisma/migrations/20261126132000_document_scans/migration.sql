-- Scans of paper documents: of stages that were done on paper, and of the documents that found leading groups.
-- AlterTable
ALTER TABLE "leading_group" ADD COLUMN     "scan" TEXT;

-- CreateTable
CREATE TABLE "document_scan" (
    "id" TEXT NOT NULL,
    "county_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_scan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "document_scan_county_id_sha256_idx" ON "document_scan"("county_id", "sha256");

-- CreateIndex
CREATE INDEX "document_scan_sha256_idx" ON "document_scan"("sha256");

-- AddForeignKey
ALTER TABLE "document_scan" ADD CONSTRAINT "document_scan_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "blob"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A scan is never exchanged under its name.
CREATE TRIGGER "document_scan_append_only" BEFORE UPDATE OR DELETE ON "document_scan" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "document_scan_no_truncate" BEFORE TRUNCATE ON "document_scan" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- What was registered on paper at the opening stands in the event; from now on the state holds it too.
UPDATE "evaluation" e SET "state" = jsonb_set(e."state", '{stages}', (
    SELECT jsonb_agg(CASE WHEN s.stage ->> 'outcome' = 'onPaper' AND NOT s.stage ? 'paper' THEN s.stage || jsonb_build_object('paper', p."payload" -> 'onPaper' -> (s.place - 1)::int) ELSE s.stage END ORDER BY s.place)
    FROM jsonb_array_elements(e."state" -> 'stages') WITH ORDINALITY AS s (stage, place)))
FROM "process_event" p WHERE p."stream_kind" = 'evaluation' AND p."stream_id" = e."id" AND p."type" = 'opened' AND jsonb_array_length(p."payload" -> 'onPaper') > 0;
