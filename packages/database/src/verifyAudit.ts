import { foldRegistry, type EvaluationId, type Instant, type RegistryEvent } from '@hengji/domain';
import { saltedHash, type AuditBody } from './commit/audit.js';
import { receiptFault } from './circular/receiptFault.js';
import { hashOf, sha256 } from './commit/hash.js';
import { evidenceFault } from './content/evidenceFault.js';
import { inSnapshot, only, type Database, type Queryable } from './database.js';
import { readRegistryState, registryFault } from './registry/state.js';
import {
  countyOf, readRevisions, readSignatures, readVoids, revisionFault, signatureFault, stageAfter, voidFault, type RevisionRow, type RowContext, type SignatureRow, type ToldEvent, type VoidRow,
} from './vouchedRows.js';

/** The first row that does not hold: which stream, which number in it, which table, and why. */
export type AuditBreak = { readonly stream: string; readonly seq: number; readonly table: string; readonly why: string };

export type AuditReport = { readonly streams: number; readonly events: number; readonly broken: AuditBreak | null };

/** The registry's stream is the county. */
type StreamKind = 'evaluation' | 'finding' | 'campaign' | 'circular' | 'registry';

type Stream = { readonly kind: StreamKind; readonly id: string; readonly evaluation_id: string; readonly audit_seq: number; readonly audit_hash: string };

type Line = {
  readonly audit_county: string; readonly audit_recorded_at: Instant; readonly event_county: string | null; readonly event_recorded_at: Instant | null;
  readonly seq: number; readonly previous_hash: string; readonly hash: string; readonly body: string; readonly type: string | null; readonly payload: unknown; readonly actor_id: string | null; readonly occurred_at: Instant | null;
};

/**
 * Walks every chain, those of one county, or those of one evaluation and its findings, from the beginning: recomputes each hash, follows the links, compares
 * each body with the event, revision, signature and texts it vouches for, and the end with the head kept beside the state. Stops at the
 * first row that does not hold. Rows that nothing in a chain vouches for (an added event, revision, signature, duty or leading group) are
 * breaks too. `alive` is called after each chain.
 */
export async function verifyAudit(db: Database, options: { readonly evaluationId?: EvaluationId; readonly countyId?: string; readonly alive?: () => void } = {}): Promise<AuditReport> {
  const { rows: streams } = await db.pool.query<Pick<Stream, 'kind' | 'id'>>(
    `SELECT 'evaluation' AS kind, id FROM evaluation WHERE ($1::text IS NULL OR id = $1) AND ($2::text IS NULL OR county_id = $2)
     UNION ALL SELECT 'finding', id FROM finding WHERE ($1::text IS NULL OR evaluation_id = $1) AND ($2::text IS NULL OR county_id = $2)
     UNION ALL SELECT 'campaign', id FROM campaign WHERE $1::text IS NULL AND ($2::text IS NULL OR county_id = $2) AND audit_seq > 0
     UNION ALL SELECT 'circular', id FROM circular WHERE $1::text IS NULL AND ($2::text IS NULL OR county_id = $2)
     UNION ALL SELECT 'registry', id FROM county WHERE $1::text IS NULL AND ($2::text IS NULL OR id = $2) AND audit_seq > 0 ORDER BY kind, id`,
    [options.evaluationId ?? null, options.countyId ?? null],
  );
  let events = 0;
  for (const { kind, id } of streams) {
    // People go on working: head, chain and rows must be of one moment, or every commit in between would look like a forgery.
    const walked = await inSnapshot(db, async (client) => walk(client, await readHead(client, kind, id)));
    events += walked.events;
    options.alive?.();
    if (walked.broken !== null) return { streams: streams.length, events, broken: walked.broken };
  }
  const orphan = options.evaluationId === undefined ? await findOrphan(db.pool, options.countyId ?? null) : null;
  return { streams: streams.length, events, broken: orphan };
}

const headTexts: Readonly<Record<StreamKind, string>> = {
  evaluation: 'SELECT id AS evaluation_id, audit_seq, audit_hash FROM evaluation WHERE id = $1',
  finding: 'SELECT evaluation_id, audit_seq, audit_hash FROM finding WHERE id = $1',
  // Nothing is frozen or signed in these: they have no evaluation's rows to vouch for.
  campaign: 'SELECT id AS evaluation_id, audit_seq, audit_hash FROM campaign WHERE id = $1',
  circular: 'SELECT id AS evaluation_id, audit_seq, audit_hash FROM circular WHERE id = $1',
  registry: 'SELECT id AS evaluation_id, audit_seq, audit_hash FROM county WHERE id = $1',
};

async function readHead(client: Queryable, kind: StreamKind, id: string): Promise<Stream> {
  const { rows } = await client.query<Pick<Stream, 'evaluation_id' | 'audit_seq' | 'audit_hash'>>({ name: `head-${kind}`, text: headTexts[kind], values: [id] });
  return { kind, id, ...only(rows) };
}

async function findOrphan(client: Queryable, countyId: string | null): Promise<AuditBreak | null> {
  const { rows } = await client.query<{ stream_kind: string; stream_id: string; seq: number }>(
    `SELECT a.stream_kind, a.stream_id, a.seq FROM audit_event a
     WHERE ($1::text IS NULL OR a.county_id = $1)
       AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE a.stream_kind = 'evaluation' AND e.id = a.stream_id) AND NOT EXISTS (SELECT 1 FROM finding f WHERE a.stream_kind = 'finding' AND f.id = a.stream_id)
       AND NOT EXISTS (SELECT 1 FROM campaign c WHERE a.stream_kind = 'campaign' AND c.id = a.stream_id AND c.audit_seq > 0)
       AND NOT EXISTS (SELECT 1 FROM circular c WHERE a.stream_kind = 'circular' AND c.id = a.stream_id)
       AND NOT EXISTS (SELECT 1 FROM county c WHERE a.stream_kind = 'registry' AND c.id = a.stream_id AND c.audit_seq > 0)
     ORDER BY a.stream_kind, a.stream_id, a.seq LIMIT 1`,
    [countyId],
  );
  const [row] = rows;
  return row === undefined ? null : { stream: `${row.stream_kind}:${row.stream_id}`, seq: row.seq, table: row.stream_kind, why: 'the row that this chain belongs to is gone' };
}

async function walk(client: Queryable, stream: Stream): Promise<{ readonly events: number; readonly broken: AuditBreak | null }> {
  const name = `${stream.kind}:${stream.id}`;
  const broken = (events: number, seq: number, table: string, why: string) => ({ events, broken: { stream: name, seq, table, why } });
  const evidence = await readEvidence(client, stream);
  const countyId = stream.kind === 'registry' ? stream.id : await countyOf(client, stream.kind, stream.id);
  let stage = 0;
  const { rows } = await client.query<Line>({
    name: 'chain',
    text: `SELECT coalesce(a.seq, p.seq) AS seq, coalesce(a.previous_hash, '') AS previous_hash, coalesce(a.hash, '') AS hash, coalesce(a.body, '') AS body,
       a.county_id AS audit_county, a.recorded_at AS audit_recorded_at, p.county_id AS event_county, p.recorded_at AS event_recorded_at, p.type, p.payload, p.actor_id, p.occurred_at
     FROM (SELECT * FROM audit_event WHERE stream_kind = $1 AND stream_id = $2) a
     FULL JOIN (SELECT * FROM process_event WHERE stream_kind = $1 AND stream_id = $2) p ON p.seq = a.seq ORDER BY 1`,
    values: [stream.kind, stream.id],
  });
  let [seq, hash] = [0, ''];
  for (const line of rows) {
    if (line.body === '') return broken(seq, line.seq, 'audit_event', 'the row of this event is gone');
    if (line.seq !== seq + 1) return broken(seq, seq + 1, 'audit_event', 'the row is gone');
    if (line.previous_hash !== hash) return broken(seq, line.seq, 'audit_event', 'it does not follow the row before');
    if (sha256(line.body) !== line.hash) return broken(seq, line.seq, 'audit_event', 'its text does not give its hash');
    const body: AuditBody = JSON.parse(line.body);
    stage = stageAfter(stage, { type: body.type, payload: line.payload });
    const fault = faultOf(name, line, body, evidence, { countyId, stage, exactTimes: body.schema === 'hengji.audit/2' });
    if (fault !== null) return broken(seq, line.seq, fault.table, fault.why);
    [seq, hash] = [line.seq, line.hash];
  }
  if (seq !== stream.audit_seq || hash !== stream.audit_hash) return broken(seq, seq + 1, 'audit_event', `the chain ends at ${seq}, but ${stream.audit_seq} rows were written`);
  const unvouched = await unvouchedIn(client, stream, countyId, rows);
  if (unvouched !== null) return broken(seq, seq, unvouched.table, unvouched.why);
  const [revision] = evidence.revisions.values();
  if (revision !== undefined) return broken(seq, seq, 'revision', `no event wrote revision ${revision.number}`);
  const [signature] = evidence.signatures.values();
  if (signature !== undefined) return broken(seq, seq, 'signature', `no event wrote signature ${signature.id}`);
  const [voided] = evidence.voids.values();
  return voided === undefined ? { events: seq, broken: null } : broken(seq, seq, 'signature_void', `no event voided signature ${voided.signature_id}`);
}

/** Rows beside a chain that none of its events wrote as they are: the registry's duties and groups, a circular's receipts, the files of sections. */
async function unvouchedIn(client: Queryable, { kind, id }: Stream, countyId: string, lines: readonly Line[]): Promise<{ readonly table: string; readonly why: string } | null> {
  if (kind === 'registry') return registryFault(foldRegistry(lines.map(registryEventOf)), await readRegistryState(client, id));
  if (kind === 'evaluation') return evidenceFault(client, id, lines);
  return kind === 'circular' ? receiptFault(client, id, countyId, lines.map(({ type, payload, occurred_at: occurredAt }) => ({ type, payload, occurredAt }))) : null;
}

/** The chain has just vouched for the row: it is what the registry wrote. */
function registryEventOf({ type, payload }: Line): RegistryEvent {
  return JSON.parse(JSON.stringify({ ...(typeof payload === 'object' ? payload : {}), type }));
}

/** What the chain has not vouched for yet, and what it has: `seen` are the signatures so far. */
type Evidence = { readonly revisions: Map<number, RevisionRow>; readonly signatures: Map<string, SignatureRow>; readonly seen: SignatureRow[]; readonly voids: Map<string, VoidRow>; readonly texts: ReadonlyMap<string, { readonly salt: string; readonly json: string }> };

async function readEvidence(client: Queryable, stream: Stream): Promise<Evidence> {
  const revisions = stream.kind !== 'evaluation' ? [] : await readRevisions(client, stream.id);
  const signatures = await readSignatures(client, stream.evaluation_id, stream.kind === 'finding' ? stream.id : null);
  const voids = await readVoids(client, signatures.map((row) => row.id));
  const { rows: texts } = await client.query<{ id: string; salt: string; json: string }>({
    name: 'texts-of-chain',
    text: `SELECT i.id, i.salt, i.json FROM command_input i WHERE i.id IN (
       SELECT input ->> 'id' FROM audit_event a, jsonb_array_elements(a.body::jsonb -> 'inputs') AS input WHERE a.stream_kind = $1 AND a.stream_id = $2 AND a.body IS JSON OBJECT)`,
    values: [stream.kind, stream.id],
  });
  return { revisions: new Map(revisions.map((row) => [row.number, row])), signatures: new Map(signatures.map((row) => [row.id, row])), seen: [], voids: new Map(voids.map((row) => [row.signature_id, row])), texts: new Map(texts.map((row) => [row.id, row])) };
}

/** What one body vouches for; rows that were vouched for are taken out of the evidence. */
function faultOf(stream: string, line: Line, body: AuditBody, evidence: Evidence, context: RowContext): Pick<AuditBreak, 'table' | 'why'> | null {
  const event = (why: string) => ({ table: 'process_event', why });
  if (line.audit_county !== context.countyId || line.audit_recorded_at !== body.recordedAt) return { table: 'audit_event', why: 'its county or its time of recording was changed' };
  if (body.stream !== stream || body.seq !== line.seq || body.previous !== line.previous_hash) return { table: 'audit_event', why: 'its text names another place in the chain' };
  if (line.type === null) return event('the event is gone');
  if (body.type !== line.type || body.payload !== hashOf(line.payload)) return event('the event was changed');
  if (body.actor !== line.actor_id) return event('another person is named than acted');
  if (body.occurredAt !== line.occurred_at || body.recordedAt !== line.event_recorded_at) return event('its time was changed');
  if (line.event_county !== context.countyId) return event('another county is named');
  const told: ToldEvent = { type: body.type, payload: line.payload, occurredAt: body.occurredAt, recordedAt: body.recordedAt };
  for (const input of body.inputs) {
    const text = evidence.texts.get(input.id);
    // A text that is gone was erased by law; its salted hash stays in the chain.
    if (text !== undefined && saltedHash(text) !== input.hash) return { table: 'command_input', why: `the text ${input.id} was changed` };
  }
  if (body.revision !== null) {
    const row = evidence.revisions.get(body.revision.number);
    if (row === undefined) return { table: 'revision', why: `revision ${body.revision.number} is gone` };
    const why = revisionFault(row, body.revision, told, context);
    if (why !== null) return { table: 'revision', why };
    evidence.revisions.delete(row.number);
  }
  if (body.signature !== null) {
    const row = evidence.signatures.get(body.signature.id);
    if (row === undefined) return { table: 'signature', why: `signature ${body.signature.id} is gone` };
    const why = signatureFault(row, body.signature, told, context);
    if (why !== null) return { table: 'signature', why };
    evidence.signatures.delete(row.id);
    evidence.seen.push(row);
  }
  const voided = voidFault(told, evidence.seen, evidence.voids, context);
  return voided === null ? null : { table: 'signature_void', why: voided };
}
