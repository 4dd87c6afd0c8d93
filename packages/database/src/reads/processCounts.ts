import type { EvaluationId } from '@hengji/domain';
import { only, type Database } from '../database.js';

const auditText = `
SELECT count(*)::int AS count FROM audit_event a
WHERE (a.stream_kind = 'evaluation' AND a.stream_id = $1)
   OR (a.stream_kind = 'finding' AND a.stream_id IN (SELECT f.id FROM finding f WHERE f.evaluation_id = $1))`;

/** Audit events of an evaluation and its findings. */
export async function countAudit(db: Database, evaluationId: EvaluationId): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(auditText, [evaluationId]);
  return only(rows).count;
}

const pendingText = `
SELECT (SELECT count(*) FROM notice n WHERE n.evaluation_id = $1 AND n.mail_id IS NULL AND NOT n.digest)::int
     + (SELECT count(DISTINCT m.id) FROM mail m JOIN notice n ON n.mail_id = m.id WHERE n.evaluation_id = $1 AND m.status = 'pending')::int AS count`;

/** Notices of an evaluation that are in no mail yet, and its mails that are still to be sent; what waits for the daily digest is not pending. */
export async function pendingMails(db: Database, evaluationId: EvaluationId): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(pendingText, [evaluationId]);
  return only(rows).count;
}
