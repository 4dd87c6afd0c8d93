import { randomBytes, randomUUID } from 'node:crypto';
import { canonicalJson, civilDateOf, type CivilDate, type HoldingFacts, type InputId, type Instant, type LeadingGroupFacts, type PersonId, type RegistryEvent, type RegistryRefusal } from '@hengji/domain';
import { extendChain, type ChainHead, type WrittenText } from '../commit/audit.js';
import { asJson } from '../commit/hash.js';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { readRegistryState } from './state.js';

/** A rule of the registry says no; the transaction is rolled back whole. */
export class RegistryRefusalError extends Error {
  readonly refusal: RegistryRefusal;
  constructor(refusal: RegistryRefusal) {
    super(refusal.code);
    this.name = 'RegistryRefusalError';
    this.refusal = refusal;
  }
}

/** Throws what a rule answered, if it answered no. */
export function obey(refusal: RegistryRefusal | null): void {
  if (refusal !== null) throw new RegistryRefusalError(refusal);
}

/** Who changes the registry of which county. `actor` null: the seed or the command line. `key`: the request's, so that its repetition does nothing. */
export type RegistryWrite = { readonly countyId: string; readonly actor: PersonId | null; readonly key: string | null };

/** A change that a signed-in person asks for. */
export type PersonWrite = RegistryWrite & { readonly actor: PersonId; readonly key: string };

/** What a piece of work on the registry may use; everything in it belongs to one transaction. */
export type RegistryRecorder = {
  readonly client: Queryable;
  readonly today: CivilDate;
  /** Puts an event into the county's chain, in the order of the calls. */
  readonly record: (event: RegistryEvent) => void;
  /** Keeps a text beside the chain, which carries its salted hash; answers the id to name it by. */
  readonly text: (text: string) => InputId;
};

const systemAuthor = 'system';

const appendSql = `
WITH given AS (SELECT $1::jsonb AS g),
texts AS (
  INSERT INTO command_input (id, county_id, author_id, kind, json, salt)
  SELECT t.id, $2, $4, 'registry', t.json, t.salt FROM given, jsonb_to_recordset(g -> 'texts') AS t (id text, json text, salt text)),
events AS (
  INSERT INTO process_event (stream_kind, stream_id, seq, county_id, type, payload, actor_id, occurred_at, recorded_at)
  SELECT 'registry', $2, e.seq, $2, e.type, e.payload, $3, $5, $5 FROM given, jsonb_to_recordset(g -> 'events') AS e (seq int, type text, payload jsonb)),
chain AS (
  INSERT INTO audit_event (stream_kind, stream_id, seq, county_id, previous_hash, hash, body, recorded_at)
  SELECT 'registry', $2, a.seq, $2, a.previous_hash, a.hash, a.body, $5 FROM given, jsonb_to_recordset(g -> 'audit') AS a (seq int, previous_hash text, hash text, body text))
UPDATE county SET audit_seq = $6, audit_hash = $7 WHERE id = $2`;

/**
 * Runs a change of a county's registry in one transaction: locks the county's chain, answers from the receipt when the same key came
 * before, does the work, and writes what the work recorded into the chain. Nothing is written when the work throws. The answer is kept
 * in the receipt, so it holds ids and nothing personal.
 */
export async function changeRegistry<Answer extends string>(db: Database, { countyId, actor, key }: RegistryWrite, work: (recorder: RegistryRecorder) => Promise<Answer>): Promise<Answer | string> {
  return inTransaction(db, async (client) => {
    // Rows that only refer to the county are not held up by this lock.
    const { rows } = await client.query<{ audit_seq: number; audit_hash: string }>('SELECT audit_seq, audit_hash FROM county WHERE id = $1 FOR NO KEY UPDATE', [countyId]);
    const [county] = rows;
    if (county === undefined) throw new NotFoundError('county', countyId);
    const earlier = key === null ? null : await receiptOf(client, countyId, key);
    if (earlier !== null) return earlier;

    const events: RegistryEvent[] = [];
    const texts = new Map<InputId, WrittenText>();
    const head: ChainHead = { seq: county.audit_seq, hash: county.audit_hash };
    if (head.seq === 0) {
      const takenOver = takeOver(await readRegistryState(client, countyId));
      if (takenOver !== null) events.push(takenOver);
    }
    const recordedAt = new Date().toISOString();
    const answer = await work({
      client,
      today: civilDateOf(recordedAt),
      record: (event) => void events.push(event),
      text: (text) => {
        const id = randomUUID();
        texts.set(id, { salt: randomBytes(16).toString('hex'), json: JSON.stringify(text) });
        return id;
      },
    });
    if (events.length > 0) await append(client, { countyId, actor, recordedAt, head, events, texts });
    if (key !== null) await client.query("INSERT INTO receipt (stream_kind, stream_id, update_id, county_id, outcome) VALUES ('registry', $1, $2, $1, $3)", [countyId, key, answer]);
    return answer;
  });
}

async function receiptOf(client: Queryable, countyId: string, key: string): Promise<string | null> {
  const { rows } = await client.query<{ outcome: string }>("SELECT outcome FROM receipt WHERE stream_kind = 'registry' AND stream_id = $1 AND update_id = $2", [countyId, key]);
  return rows[0]?.outcome ?? null;
}

/** What stood before the county's first event: without it, nothing in the chain would vouch for those rows. */
function takeOver(state: { readonly holdings: ReadonlyMap<string, HoldingFacts>; readonly groups: ReadonlyMap<string, LeadingGroupFacts> }): RegistryEvent | null {
  if (state.holdings.size === 0 && state.groups.size === 0) return null;
  return { type: 'registryTakenOver', holdings: Object.fromEntries(state.holdings), groups: Object.fromEntries(state.groups) };
}

type Append = {
  readonly countyId: string;
  readonly actor: PersonId | null;
  readonly recordedAt: Instant;
  readonly head: ChainHead;
  readonly events: readonly RegistryEvent[];
  readonly texts: ReadonlyMap<InputId, WrittenText>;
};

async function append(client: Queryable, { countyId, actor, recordedAt, head, events, texts }: Append): Promise<void> {
  const entries = events.map(({ type, ...payload }, index) => ({ seq: head.seq + index + 1, type, payload: asJson(payload), revision: null, signature: null }));
  const chain = extendChain(`registry:${countyId}`, head, entries, { actor, occurredAt: recordedAt, recordedAt, texts });
  const given = canonicalJson(asJson({ texts: [...texts].map(([id, text]) => ({ id, ...text })), events: entries, audit: chain.lines }));
  await client.query(appendSql, [given, countyId, actor, actor ?? systemAuthor, recordedAt, chain.head.seq, chain.head.hash]);
}
