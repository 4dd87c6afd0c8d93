import { randomUUID } from 'node:crypto';
import type { Instant } from '@hengji/domain';
import { inTransaction, type Database } from './database.js';
import { ConflictError, NotFoundError } from './errors.js';

/** One move of a rehearsal's clock. `orders`: by shell, the row that brings it the news again should it not hear it now. */
export type ClockStep = { readonly clockOffsetMs: number; readonly processInstant: Instant; readonly workflowIds: readonly string[]; readonly orders: Readonly<Record<string, string>> };

/** Of the shells of one move: those that heard of it, and those that did not. */
export type ClockOrders = { readonly told: readonly string[]; readonly left: readonly string[] };

const lockText = 'SELECT rehearsal, clock_offset_ms, county_id FROM campaign WHERE id = $1 FOR UPDATE';
const liveText = `
SELECT 'evaluation' AS kind, id, next_instant AS "nextInstant" FROM evaluation WHERE campaign_id = $1 AND status IN ('open', 'suspended')
UNION ALL
SELECT 'finding', id, next_instant FROM finding WHERE campaign_id = $1 AND status NOT IN ('closed', 'withdrawn')`;

// No answer of the campaign's stream: a move is no event of it, and reconciliation would miss the event behind the answer.
const madeText = "SELECT outcome FROM receipt WHERE stream_kind = 'campaignClock' AND stream_id = $1 AND update_id = $2";
const keepText = "INSERT INTO receipt (stream_kind, stream_id, update_id, county_id, outcome) VALUES ('campaignClock', $1, $2, $3, $4)";

// Leased: whoever moved the clock tells the shells himself, and the relay only those that he did not reach.
const orderText = `
INSERT INTO workflow_nudge (id, county_id, kind, target_id, reason, claimed_until)
SELECT o.id, $1, o.kind, o.target, 'clock', now() + interval '60 s' FROM unnest($2::text[], $3::text[], $4::text[]) AS o (id, kind, target)`;

// A shell that hears of this move need not hear of earlier ones: with many of them waiting it would be told ten times and answer nobody else.
const supersedeText = `
UPDATE workflow_nudge SET nudged_at = now() WHERE id IN (
  SELECT id FROM workflow_nudge WHERE nudged_at IS NULL AND reason = 'clock' AND (kind, target_id) IN (SELECT o.kind, o.target FROM unnest($1::text[], $2::text[]) AS o (kind, target)) FOR UPDATE SKIP LOCKED)`;

/**
 * Moves a rehearsal's clock to the earliest instant at which something happens by itself, never back and never beyond
 * `until`. Null when nothing lies ahead. Asked again under the same `updateId` it answers the move that was made. Throws a ConflictError
 * for a campaign that is no rehearsal.
 */
export async function advanceClock(db: Database, campaignId: string, until: Instant | null, updateId: string | null = null): Promise<ClockStep | null> {
  return inTransaction(db, async (client) => {
    const locked = await client.query<{ rehearsal: boolean; clock_offset_ms: string; county_id: string }>(lockText, [campaignId]);
    const [campaign] = locked.rows;
    if (campaign === undefined) throw new NotFoundError('campaign', campaignId);
    if (!campaign.rehearsal) throw new ConflictError('only the clock of a rehearsal moves');
    const made = updateId === null ? undefined : (await client.query<{ outcome: string }>(madeText, [campaignId, updateId])).rows[0];
    if (made !== undefined) {
      const moved: Pick<ClockStep, 'clockOffsetMs' | 'processInstant'> = JSON.parse(made.outcome);
      return { ...moved, workflowIds: [], orders: {} };
    }
    const { rows: live } = await client.query<{ kind: string; id: string; nextInstant: Instant | null }>(liveText, [campaignId]);
    const instants = live.flatMap((one) => (one.nextInstant === null ? [] : [one.nextInstant])).sort();
    const [earliest] = instants;
    const target = earliest === undefined || (until !== null && until < earliest) ? until : earliest;
    if (target === null || target === undefined) return null;
    const standing = Number(campaign.clock_offset_ms);
    const wall = Date.now();
    const needed = Date.parse(target) - wall;
    if (earliest === undefined && needed <= standing) return null;
    const clockOffsetMs = Math.max(standing, needed);
    await client.query('UPDATE campaign SET clock_offset_ms = $2 WHERE id = $1', [campaignId, clockOffsetMs]);
    const orders = live.map(({ kind, id }) => ({ order: randomUUID(), kind, id, workflowId: `${kind}:${id}` }));
    await client.query(supersedeText, [orders.map(({ kind }) => kind), orders.map(({ id }) => id)]);
    await client.query(orderText, [campaign.county_id, orders.map(({ order }) => order), orders.map(({ kind }) => kind), orders.map(({ id }) => id)]);
    const moved = { clockOffsetMs, processInstant: new Date(wall + clockOffsetMs).toISOString() };
    if (updateId !== null) await client.query(keepText, [campaignId, updateId, campaign.county_id, JSON.stringify(moved)]);
    return { ...moved, workflowIds: orders.map(({ workflowId }) => workflowId), orders: Object.fromEntries(orders.map(({ workflowId, order }) => [workflowId, order])) };
  });
}

/** The shells behind the orders `told` have heard of the move and nobody else need tell them; those `left` are the relay's from now on. */
export async function settleClockOrders(db: Database, { told, left }: ClockOrders): Promise<void> {
  await db.pool.query('UPDATE workflow_nudge SET nudged_at = now() WHERE id = ANY ($1::text[])', [told]);
  if (left.length > 0) await db.pool.query('UPDATE workflow_nudge SET claimed_until = NULL WHERE id = ANY ($1::text[]) AND nudged_at IS NULL', [left]);
}

/** What advancing a rehearsal asks of the database. Moves asked for under the same `updateId` are one. */
export type CampaignClock = {
  readonly advanceClock: (campaignId: string, until: Instant | null) => Promise<ClockStep | null>;
  readonly settleClockOrders: (orders: ClockOrders) => Promise<void>;
};

export function campaignClock(db: Database, updateId: string | null = null): CampaignClock {
  return { advanceClock: (campaignId, until) => advanceClock(db, campaignId, until, updateId), settleClockOrders: (orders) => settleClockOrders(db, orders) };
}
