-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "news" JSONB;
