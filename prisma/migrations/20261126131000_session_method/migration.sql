-- Who vouched for a session's person: his password, or the office's identity provider.
-- AlterTable
ALTER TABLE "session" ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'password';
