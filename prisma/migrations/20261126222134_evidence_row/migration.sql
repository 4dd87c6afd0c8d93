-- Files that lie in a section already support the whole of it, as before.
-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "indicator" TEXT;
