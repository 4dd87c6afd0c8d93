import { randomUUID } from 'node:crypto';
import type { EvaluationId, EvaluationOutcome, FindingId, FindingOutcome } from '@hengji/domain';
import type { Database } from '../database.js';
import { classifyDatabaseError } from '../errors.js';
import { commitEvaluation, loadEvaluationShell } from './evaluation.js';

/**
 * Takes a case off the clock after a tick that fails for good: the process is told by `suspend`, the operator by a note. When even that
 * command fails (a rule that throws on this very state), the row alone is marked, so that the shell stops asking. Calling again adds a
 * note and nothing else; resumed by command.
 */
export async function suspendEvaluation(db: Database, id: EvaluationId, why: string): Promise<void> {
  const wallInstant = new Date().toISOString();
  try {
    const shell = await loadEvaluationShell(db, id);
    if (shell.position.status === 'open') {
      await commitEvaluation(db, { id, updateId: `suspend:${shell.position.version}`, message: { command: { type: 'suspend', why: 'tickFailed' }, from: null }, wallInstant });
    }
  } catch (error) {
    if (classifyDatabaseError(error) === 'retry') throw error;
    await db.pool.query(`UPDATE evaluation SET status = 'suspended', next_instant = NULL, state = jsonb_set(state, '{status}', '"suspended"') WHERE id = $1 AND status = 'open'`, [id]);
  }
  await db.pool.query("INSERT INTO operator_note (id, county_id, evaluation_id, kind, why) SELECT $1, county_id, id, 'suspended', $3 FROM evaluation WHERE id = $2", [randomUUID(), id, why.slice(0, 4_000)]);
}

export async function findReceipt(db: Database, stream: 'evaluation', id: EvaluationId, updateId: string): Promise<EvaluationOutcome | null>;
export async function findReceipt(db: Database, stream: 'finding', id: FindingId, updateId: string): Promise<FindingOutcome | null>;
/** What was answered to an update; null when it never reached the database. */
export async function findReceipt(db: Database, stream: 'evaluation' | 'finding', id: string, updateId: string): Promise<EvaluationOutcome | FindingOutcome | null> {
  const { rows } = await db.pool.query<{ outcome: string }>('SELECT outcome FROM receipt WHERE stream_kind = $1 AND stream_id = $2 AND update_id = $3', [stream, id, updateId]);
  const [row] = rows;
  return row === undefined ? null : JSON.parse(row.outcome);
}
