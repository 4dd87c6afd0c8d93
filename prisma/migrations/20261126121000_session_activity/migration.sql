-- When a session's person last did something: an idle session is locked.
-- AlterTable
ALTER TABLE "session" ADD COLUMN     "active_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
