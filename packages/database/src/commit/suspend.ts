import { randomUUID } from 'node:crypto';
import type { EvaluationEvent, EvaluationId, EvaluationOutcome, FindingEvent, FindingId, FindingOutcome } from '@hengji/domain';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { classifyDatabaseError } from '../errors.js';
import { commitEvaluation, loadEvaluationShell } from './evaluation.js';
import { commitFinding, loadFindingShell } from './finding.js';
import { appendPlainStream } from './plainStream.js';

type Case = { readonly kind: 'evaluation'; readonly id: EvaluationId } | { readonly kind: 'finding'; readonly id: FindingId };

type Suspended = Extract<EvaluationEvent, { type: 'suspended' }> & Extract<FindingEvent, { type: 'suspended' }>;

/** The code for the operator; what exactly failed stands in the note. */
const why = 'tickFailed';

/**
 * Takes a case off the clock after a tick that fails for good: the process is told by `suspend`, the operator by a note. When even that
 * command fails (a rule that throws on this very state), the event alone is put on record, so that the shell stops asking and the chain
 * still tells the story. Calling again adds a note and nothing else; resumed by command.
 */
export async function suspendCase(db: Database, subject: Case, failure: string): Promise<void> {
  try {
    await suspendByCommand(db, subject);
  } catch (error) {
    if (classifyDatabaseError(error) === 'retry') throw error;
    await inTransaction(db, (client) => recordSuspension(client, subject));
  }
  await db.pool.query(noteTexts[subject.kind], [randomUUID(), subject.id, failure.slice(0, 4_000)]);
}

const noteTexts = {
  evaluation: "INSERT INTO operator_note (id, county_id, evaluation_id, kind, why) SELECT $1, county_id, id, 'suspended', $3 FROM evaluation WHERE id = $2",
  finding: "INSERT INTO operator_note (id, county_id, evaluation_id, finding_id, kind, why) SELECT $1, county_id, evaluation_id, id, 'suspended', $3 FROM finding WHERE id = $2",
} as const satisfies Readonly<Record<Case['kind'], string>>;

async function suspendByCommand(db: Database, subject: Case): Promise<void> {
  const wallInstant = new Date().toISOString();
  const message = { command: { type: 'suspend', why }, from: null } as const;
  if (subject.kind === 'evaluation') {
    const { position } = await loadEvaluationShell(db, subject.id);
    if (position.status === 'open') await commitEvaluation(db, { id: subject.id, updateId: `suspend:${position.version}`, message, wallInstant });
    return;
  }
  const { position, finished } = await loadFindingShell(db, subject.id);
  if (!finished && position.suspended !== true) await commitFinding(db, { id: subject.id, updateId: `suspend:${position.version}`, message, wallInstant });
}

type Row = { readonly county_id: string; readonly version: number; readonly audit_seq: number; readonly audit_hash: string; readonly now: string; readonly running: boolean };

const lockTexts = {
  evaluation: `SELECT e.county_id, e.version, e.audit_seq, e.audit_hash, now() + c.clock_offset_ms * interval '1 millisecond' AS now, e.status = 'open' AS running
    FROM evaluation e JOIN campaign c ON c.id = e.campaign_id WHERE e.id = $1 FOR NO KEY UPDATE OF e`,
  finding: `SELECT f.county_id, f.version, f.audit_seq, f.audit_hash, now() + c.clock_offset_ms * interval '1 millisecond' AS now,
      f.status NOT IN ('closed', 'withdrawn') AND f.state ->> 'suspended' IS NULL AS running
    FROM finding f JOIN campaign c ON c.id = f.campaign_id WHERE f.id = $1 FOR NO KEY UPDATE OF f`,
} as const satisfies Readonly<Record<Case['kind'], string>>;

/** What the event `suspended` makes of the row, said without reading its state. */
const markTexts = {
  evaluation: `UPDATE evaluation SET status = 'suspended', next_instant = NULL, version = $2, state = state || jsonb_build_object('status', 'suspended', 'version', $2::int),
    audit_seq = $3, audit_hash = $4 WHERE id = $1`,
  finding: `UPDATE finding SET next_instant = NULL, version = $2, state = state || jsonb_build_object('suspended', '${why}', 'version', $2::int), audit_seq = $3, audit_hash = $4 WHERE id = $1`,
} as const satisfies Readonly<Record<Case['kind'], string>>;

/** Event, chain and row without any rule of the process. */
async function recordSuspension(client: Queryable, { kind, id }: Case): Promise<void> {
  const { rows } = await client.query<Row>(lockTexts[kind], [id]);
  const [row] = rows;
  if (row === undefined || !row.running) return;
  const version = row.version + 1;
  const event: Suspended = { type: 'suspended', why };
  const head = await appendPlainStream(client, {
    kind, id, countyId: row.county_id, head: { seq: row.audit_seq, hash: row.audit_hash }, actor: null, now: row.now, events: [event], texts: new Map(),
    receipt: { updateId: `suspend:${row.version}:recorded`, outcome: '{}' },
  });
  await client.query(markTexts[kind], [id, version, head.seq, head.hash]);
}

export async function findReceipt(db: Database, stream: 'evaluation', id: EvaluationId, updateId: string): Promise<EvaluationOutcome | null>;
export async function findReceipt(db: Database, stream: 'finding', id: FindingId, updateId: string): Promise<FindingOutcome | null>;
/** What was answered to an update; null when it never reached the database. */
export async function findReceipt(db: Database, stream: 'evaluation' | 'finding', id: string, updateId: string): Promise<EvaluationOutcome | FindingOutcome | null> {
  const { rows } = await db.pool.query<{ outcome: string }>('SELECT outcome FROM receipt WHERE stream_kind = $1 AND stream_id = $2 AND update_id = $3', [stream, id, updateId]);
  const [row] = rows;
  return row === undefined ? null : JSON.parse(row.outcome);
}
