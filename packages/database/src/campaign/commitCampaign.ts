import {
  decideCampaign, evolveCampaign, openingOffsetMs, restOf, type CampaignCommand, type CampaignEvent, type CampaignFacts, type CampaignId, type CampaignPlan, type CampaignState, type CampaignStatus, type CheckFacts, type CivilDate,
  type InputId, type Instant, type Refusal, type SubjectPlan, type Template,
} from '@hengji/domain';
import type { WrittenText } from '../commit/audit.js';
import { inputsOf } from '../commit/circumstances.js';
import { appendPlainStream, readOwnTexts } from '../commit/plainStream.js';
import { writeReceipt } from '../commit/writeStream.js';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { ownOrShipped } from '../ownOrShipped.js';
import { gatherCheck, nothingGathered, processDate, readEvaluationStatuses, type CampaignSender } from './campaignFacts.js';
import { insertCampaign, readCampaignCase, updateCampaign, type CampaignCase } from './campaignRow.js';

export type CampaignRequest = {
  readonly id: CampaignId;
  /** Needed by `draft` alone: the other commands find the county in the row. */
  readonly countyId?: string;
  readonly updateId: string;
  readonly from: CampaignSender;
  readonly wallInstant: Instant;
  readonly command: CampaignCommand;
};

export type CampaignOutcome =
  | { readonly kind: 'accepted'; readonly events: readonly string[]; readonly status: CampaignStatus; readonly version: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * The only writer of a campaign's process, in one transaction: lock the row; answer a known update from its receipt; gather the facts;
 * `decideCampaign`; write events, snapshot, audit chain and receipt, and wake the campaign's shell when there is something to carry out.
 * Called as often as needed it happens once. Throws `NotFoundError`, and errors of the database.
 */
export async function commitCampaign(db: Database, request: CampaignRequest): Promise<CampaignOutcome> {
  return inTransaction(db, async (client) => {
    // Two tries of one request at the same time: the second waits and finds the receipt, also where there is no row to lock yet.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`campaign ${request.updateId}`]);
    const known = await readCampaignCase(client, request.id, true);
    const { rows } = await client.query<{ outcome: string }>("SELECT outcome FROM receipt WHERE stream_kind = 'campaign' AND stream_id = $1 AND update_id = $2", [request.id, request.updateId]);
    const [receipt] = rows;
    if (receipt !== undefined) return JSON.parse(receipt.outcome);
    const countyId = known?.countyId ?? (request.command.type === 'draft' ? request.countyId : undefined);
    if (countyId === undefined) throw new NotFoundError('campaign', request.id);
    return decideAndWrite(client, request, known, countyId);
  });
}

/** A rehearsal's clock is set with its draft, and again at the launch: until then its first morning lies ahead. */
function offsetOf({ command, wallInstant }: CampaignRequest, known: CampaignCase | null): number {
  if (command.type === 'draft' || command.type === 'revise') return openingOffsetMs(command.plan, wallInstant);
  return known?.state?.status === 'draft' ? openingOffsetMs(known.state.plan, wallInstant) : (known?.clockOffsetMs ?? 0);
}

/** The plan and the subjects that a command's dry run is about; null where none is made. */
function checked(state: CampaignState, command: CampaignCommand): { readonly plan: CampaignPlan; readonly subjects: readonly SubjectPlan[] } | null {
  switch (command.type) {
    case 'launch':
      return state;
    case 'addSubjects':
      return { plan: state.plan, subjects: command.subjects };
    case 'retrySubjects':
      return { plan: state.plan, subjects: state.subjects.filter(({ subjectId }) => command.subjects.includes(subjectId)) };
    case 'draft':
    case 'revise':
    case 'discard':
    case 'pause':
    case 'resume':
    case 'cancelSubject':
    case 'movePhaseDate':
    case 'moveTemplate':
    case 'close':
    case 'recordOpenings':
    case 'recordWithdrawals':
    case 'recordMoves':
    case 'recordTemplateMoves':
      return null;
  }
}

async function checkFacts(client: Queryable, countyId: string, state: CampaignState | null, command: CampaignCommand, today: CivilDate): Promise<CheckFacts> {
  const subject = state === null ? null : checked(state, command);
  return state === null || subject === null ? nothingGathered(today) : gatherCheck(client, countyId, state.id, subject.plan, subject.subjects, today);
}

/** The two versions of a move, as far as the county knows them. */
async function bothTemplates(client: Queryable, countyId: string, { from, to }: { readonly from: string; readonly to: string }): Promise<NonNullable<CampaignFacts['templates']>> {
  const { rows } = await client.query<{ id: string; json: string }>(`SELECT t.id, t.json FROM template_version t WHERE t.id = ANY ($1::text[]) AND ${ownOrShipped('t', '$2')}`, [[from, to], countyId]);
  const versionOf = (id: string): Template | null => {
    const row = rows.find((one) => one.id === id);
    return row === undefined ? null : JSON.parse(row.json);
  };
  return { from: versionOf(from), to: versionOf(to) };
}

async function decideAndWrite(client: Queryable, request: CampaignRequest, known: CampaignCase | null, countyId: string): Promise<CampaignOutcome> {
  const { id, command, from, updateId } = request;
  const adopted: readonly CampaignEvent[] = known === null || known.state !== null ? [] : [{ type: 'adopted', campaignId: id, ...known.found }];
  const before = adopted.reduce(evolveCampaign, known?.state ?? null);
  const clockOffsetMs = offsetOf(request, known);
  const { now, today } = processDate(request.wallInstant, clockOffsetMs);
  const texts = await readOwnTexts(client, from?.personId ?? null, inputsOf(command));
  const evaluations = known === null ? {} : await readEvaluationStatuses(client, id);
  const templates = command.type === 'moveTemplate' ? { templates: await bothTemplates(client, countyId, command) } : {};
  const facts = { actor: from?.personId ?? null, check: await checkFacts(client, countyId, before, command, today), evaluations, ...templates };
  const unwritten = 'reason' in command && !texts.has(command.reason);
  const decision = unwritten ? { ok: false as const, refusal: { code: 'reasonRequired' as const } } : decideCampaign(before, facts, command, now);
  if (!decision.ok) {
    const outcome: CampaignOutcome = { kind: 'refused', refusal: decision.refusal };
    await writeReceipt(client, 'campaign', id, countyId, { updateId, outcome: JSON.stringify(outcome) });
    return outcome;
  }
  const after = decision.events.reduce(evolveCampaign, before);
  if (after === null) throw new Error('a draft gave no event');
  const outcome: CampaignOutcome = { kind: 'accepted', events: decision.events.map(({ type }) => type), status: after.status, version: after.version };
  if (known === null) await insertCampaign(client, countyId, after, clockOffsetMs);
  await record(client, { request, countyId, now, texts, clockOffsetMs, before: known, events: [...adopted, ...decision.events], after, outcome });
  return outcome;
}

type Recorded = {
  readonly request: CampaignRequest;
  readonly countyId: string;
  readonly now: Instant;
  readonly texts: ReadonlyMap<InputId, WrittenText>;
  readonly clockOffsetMs: number;
  readonly before: CampaignCase | null;
  readonly events: readonly CampaignEvent[];
  readonly after: CampaignState;
  readonly outcome: CampaignOutcome;
};

async function record(client: Queryable, { request, countyId, now, texts, clockOffsetMs, before, events, after, outcome }: Recorded): Promise<void> {
  const { id, from, updateId, command } = request;
  const head = await appendPlainStream(client, {
    kind: 'campaign',
    id,
    countyId,
    head: before?.head ?? { seq: 0, hash: '' },
    actor: from?.personId ?? null,
    now,
    events,
    texts,
    receipt: { updateId, outcome: JSON.stringify(outcome) },
  });
  await updateCampaign(client, after, clockOffsetMs, head);
  // The worker's own telling needs no waking: its shell goes on by itself.
  const told = command.type === 'recordOpenings' || command.type === 'recordWithdrawals' || command.type === 'recordMoves' || command.type === 'recordTemplateMoves';
  if (!told && restOf(after) === 'work') {
    await client.query("INSERT INTO workflow_nudge (id, county_id, kind, target_id, reason) VALUES (gen_random_uuid()::text, $1, 'campaign', $2, $3)", [countyId, id, command.type]);
  }
}
