-- A county releases its own versions of the work calendar; the one that came with the product belongs to none and is there for all.
-- AlterTable
ALTER TABLE "work_calendar" ADD COLUMN     "county_id" TEXT;

-- CreateIndex
CREATE INDEX "work_calendar_county_id_idx" ON "work_calendar"("county_id");

-- AddForeignKey
ALTER TABLE "work_calendar" ADD CONSTRAINT "work_calendar_county_id_fkey" FOREIGN KEY ("county_id") REFERENCES "county"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
