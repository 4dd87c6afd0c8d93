-- A campaign has a record of its own: status, state, and the head of its audit chain. A year opened before is taken over with its first command.
-- AlterTable
ALTER TABLE "campaign" ADD COLUMN     "audit_hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "audit_seq" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "planned" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "state" JSONB,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'running',
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;
