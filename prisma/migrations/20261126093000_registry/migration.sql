-- The registry is on record: head of its audit chain per county, codes of units, accounts that are closed or whose password must be changed.
-- AlterTable
ALTER TABLE "county" ADD COLUMN     "audit_hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "audit_seq" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "code" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "deactivated_at" TIMESTAMPTZ(3),
ADD COLUMN     "must_change_password" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "unit_county_id_code_key" ON "unit"("county_id", "code");
