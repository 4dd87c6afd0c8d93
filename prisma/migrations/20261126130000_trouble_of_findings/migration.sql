-- A note for the operators may be about a finding; `evaluation_id` then names the evaluation it belongs to.
-- AlterTable
ALTER TABLE "operator_note" ADD COLUMN     "finding_id" TEXT;

-- CreateIndex
CREATE INDEX "operator_note_finding_id_idx" ON "operator_note"("finding_id");

-- AddForeignKey
ALTER TABLE "operator_note" ADD CONSTRAINT "operator_note_finding_id_fkey" FOREIGN KEY ("finding_id") REFERENCES "finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Notes of cases that were resumed, or are over, are settled; until now nothing did that.
UPDATE "operator_note" n SET "resolved_at" = now() FROM "evaluation" e WHERE e."id" = n."evaluation_id" AND n."resolved_at" IS NULL AND e."status" <> 'suspended';
