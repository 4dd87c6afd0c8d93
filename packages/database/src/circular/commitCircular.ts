import {
  decideCircular, evolveCircular, latestVersion, type CampaignId, type CampaignStatus, type CircularCommand, type CircularEvent, type CircularId, type CircularState, type CivilDate, type Instant, type PersonId, type Refusal, type Sender,
} from '@hengji/domain';
import { processDate } from '../campaign/campaignFacts.js';
import type { ChainHead } from '../commit/audit.js';
import { inputsOf } from '../commit/circumstances.js';
import { appendPlainStream, readOwnTexts } from '../commit/plainStream.js';
import { writeReceipt } from '../commit/writeStream.js';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { readRecipients } from './recipients.js';

export type CircularRequest = {
  readonly id: CircularId;
  readonly campaignId: CampaignId;
  readonly updateId: string;
  readonly from: Sender;
  readonly wallInstant: Instant;
  readonly command: CircularCommand;
};

export type CircularOutcome = { readonly kind: 'accepted'; readonly events: readonly string[]; readonly version: number } | { readonly kind: 'refused'; readonly refusal: Refusal };

type Known = { readonly state: CircularState; readonly head: ChainHead };

async function lockCircular(client: Queryable, id: CircularId, campaignId: CampaignId): Promise<Known | null> {
  const { rows } = await client.query<{ state: CircularState; audit_seq: number; audit_hash: string }>('SELECT state, audit_seq, audit_hash FROM circular WHERE id = $1 AND campaign_id = $2 FOR NO KEY UPDATE', [id, campaignId]);
  const [row] = rows;
  return row === undefined ? null : { state: row.state, head: { seq: row.audit_seq, hash: row.audit_hash } };
}

/**
 * The only writer of a circular, in one transaction: lock the row; answer a known update from its receipt; find out whom it is for today;
 * `decideCircular`; write events, snapshot, audit chain, who has read it, and the mails to make. Called as often as needed it happens
 * once. Throws `NotFoundError` for another campaign's circular too.
 */
export async function commitCircular(db: Database, request: CircularRequest): Promise<CircularOutcome> {
  const { id, campaignId, updateId, from, command } = request;
  return inTransaction(db, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`circular ${updateId}`]);
    const known = await lockCircular(client, id, campaignId);
    const { rows } = await client.query<{ outcome: string }>("SELECT outcome FROM receipt WHERE stream_kind = 'circular' AND stream_id = $1 AND update_id = $2", [id, updateId]);
    const [receipt] = rows;
    if (receipt !== undefined) return JSON.parse(receipt.outcome);
    if (known === null && command.type !== 'issue') throw new NotFoundError('circular', id);
    const around = await circumstances(client, request, known?.state ?? null);
    const texts = await readOwnTexts(client, from.personId, inputsOf(command));
    const unwritten = inputsOf(command).some((input) => !texts.has(input));
    const facts = { actor: from.personId, today: around.today, campaignStatus: around.status, recipients: around.recipients, readers: around.readers };
    const decision = unwritten ? { ok: false as const, refusal: { code: 'reasonRequired' as const } } : decideCircular(known?.state ?? null, facts, command, around.now);
    if (!decision.ok) {
      const outcome: CircularOutcome = { kind: 'refused', refusal: decision.refusal };
      await writeReceipt(client, 'circular', id, around.countyId, { updateId, outcome: JSON.stringify(outcome) });
      return outcome;
    }
    const after = decision.events.reduce<CircularState | null>(evolveCircular, known?.state ?? null);
    if (after === null) throw new Error('issuing gave no event');
    const outcome: CircularOutcome = { kind: 'accepted', events: decision.events.map(({ type }) => type), version: after.version };
    const stream = { kind: 'circular', id, countyId: around.countyId, actor: from.personId, now: around.now, events: decision.events, texts, receipt: { updateId, outcome: JSON.stringify(outcome) } } as const;
    const head = await appendPlainStream(client, { ...stream, head: known?.head ?? { seq: 0, hash: '' } });
    await writeRow(client, after, around.countyId, head);
    for (const event of decision.events) await project(client, after, around, event);
    return outcome;
  });
}

type Around = { readonly countyId: string; readonly status: CampaignStatus; readonly now: Instant; readonly today: CivilDate; readonly recipients: Awaited<ReturnType<typeof readRecipients>>; readonly readers: readonly PersonId[] };

async function circumstances(client: Queryable, { id, campaignId, wallInstant }: CircularRequest, state: CircularState | null): Promise<Around> {
  const { rows } = await client.query<{ county_id: string; status: CampaignStatus; clock_offset_ms: string }>('SELECT county_id, status, clock_offset_ms FROM campaign WHERE id = $1', [campaignId]);
  const [campaign] = rows;
  if (campaign === undefined) throw new NotFoundError('campaign', campaignId);
  const { now, today } = processDate(wallInstant, Number(campaign.clock_offset_ms));
  const { rows: receipts } = await client.query<{ person_id: string }>('SELECT person_id FROM circular_receipt WHERE circular_id = $1 AND number = $2', [id, state === null ? 0 : latestVersion(state).number]);
  return { countyId: campaign.county_id, status: campaign.status, now, today, recipients: await readRecipients(client, campaignId, today), readers: receipts.map((row) => row.person_id) };
}

async function writeRow(client: Queryable, state: CircularState, countyId: string, head: ChainHead): Promise<void> {
  await client.query(
    `INSERT INTO circular (id, county_id, campaign_id, state, version, latest, audit_seq, audit_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = excluded.version, latest = excluded.latest, audit_seq = excluded.audit_seq, audit_hash = excluded.audit_hash`,
    [state.id, countyId, state.campaignId, JSON.stringify(state), state.version, latestVersion(state).number, head.seq, head.hash],
  );
}

/** Who has read it, and whom a mail is to tell. */
async function project(client: Queryable, state: CircularState, { countyId, now, today }: Around, event: CircularEvent): Promise<void> {
  switch (event.type) {
    case 'circularRead':
      await client.query('INSERT INTO circular_receipt (circular_id, number, person_id, county_id, unit_id, read_at) VALUES ($1, $2, $3, $4, $5, $6)', [state.id, event.number, event.person, countyId, event.unit, now]);
      return;
    case 'circularIssued':
    case 'circularAmended':
      return deliver(client, state, countyId, today, event.recipients, false);
    case 'circularReminded':
      return deliver(client, state, countyId, today, event.people, true);
  }
}

async function deliver(client: Queryable, state: CircularState, countyId: string, today: CivilDate, people: readonly PersonId[], reminder: boolean): Promise<void> {
  await client.query(
    `INSERT INTO circular_delivery (id, circular_id, number, person_id, county_id, told_on, reminder)
     SELECT gen_random_uuid()::text, $1, $2, person_id, $3, $4, $5 FROM unnest($6::text[]) AS person_id ON CONFLICT (circular_id, number, person_id, told_on) DO NOTHING`,
    [state.id, latestVersion(state).number, countyId, today, reminder, people],
  );
}

export type NewCircularFile = { readonly id: string; readonly countyId: string; readonly campaignId: CampaignId; readonly name: string; readonly sha256: string; readonly uploadedBy: PersonId };

/** Keeps a stored file for a circular that is being written. The same id again changes nothing. */
export async function addCircularFile(db: Database, file: NewCircularFile): Promise<void> {
  await db.pool.query('INSERT INTO circular_file (id, county_id, campaign_id, name, sha256, uploaded_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING', [
    file.id, file.countyId, file.campaignId, file.name, file.sha256, file.uploadedBy,
  ]);
}

/** Files of a campaign by id, in the order asked for; one that is not there is left out. */
export async function readCircularFiles(db: Database, campaignId: CampaignId, ids: readonly string[]): Promise<readonly { readonly fileId: string; readonly sha256: string; readonly name: string }[]> {
  const { rows } = await db.pool.query<{ id: string; sha256: string; name: string }>('SELECT id, sha256, name FROM circular_file WHERE campaign_id = $1 AND id = ANY ($2::text[])', [campaignId, ids]);
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map((row) => ({ fileId: row.id, sha256: row.sha256, name: row.name })));
}
