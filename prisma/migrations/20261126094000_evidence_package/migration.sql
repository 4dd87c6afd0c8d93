-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "in_package" BOOLEAN,
ADD COLUMN     "packaged_by" TEXT,
ADD COLUMN     "removed_at" TIMESTAMPTZ(3),
ADD COLUMN     "removed_by" TEXT;
