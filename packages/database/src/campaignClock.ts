import type { Instant } from '@hengji/domain';
import { inTransaction, type Database } from './database.js';
import { ConflictError, NotFoundError } from './errors.js';

/** One move of a rehearsal's clock. */
export type ClockStep = { readonly clockOffsetMs: number; readonly processInstant: Instant; readonly workflowIds: readonly string[] };

const lockText = 'SELECT rehearsal, clock_offset_ms FROM campaign WHERE id = $1 FOR UPDATE';
const liveText = `
SELECT 'evaluation:' || id AS "workflowId", next_instant AS "nextInstant" FROM evaluation WHERE campaign_id = $1 AND status IN ('open', 'suspended')
UNION ALL
SELECT 'finding:' || id, next_instant FROM finding WHERE campaign_id = $1 AND status NOT IN ('closed', 'withdrawn')`;

/**
 * Moves a rehearsal's clock to the earliest instant at which something happens by itself, never back and never beyond
 * `until`. Null when nothing lies ahead. Throws a ConflictError for a campaign that is no rehearsal.
 */
export async function advanceClock(db: Database, campaignId: string, until: Instant | null): Promise<ClockStep | null> {
  return inTransaction(db, async (client) => {
    const locked = await client.query<{ rehearsal: boolean; clock_offset_ms: string }>(lockText, [campaignId]);
    const [campaign] = locked.rows;
    if (campaign === undefined) throw new NotFoundError('campaign', campaignId);
    if (!campaign.rehearsal) throw new ConflictError('only the clock of a rehearsal moves');
    const { rows: live } = await client.query<{ workflowId: string; nextInstant: Instant | null }>(liveText, [campaignId]);
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
    return { clockOffsetMs, processInstant: new Date(wall + clockOffsetMs).toISOString(), workflowIds: live.map((one) => one.workflowId) };
  });
}
