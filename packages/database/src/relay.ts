import { campaignWorkflowId, evaluationWorkflowId, findingWorkflowId, type UnitId } from '@hengji/domain';
import type { Database } from './database.js';

export type StreamKind = 'evaluation' | 'finding';

export type WorkflowStart = {
  readonly id: string;
  readonly kind: StreamKind;
  readonly targetId: string;
  readonly workflowId: string;
  readonly countyId: string;
  readonly unitId: UnitId;
  readonly year: number;
  readonly rehearsal: boolean;
};

/** Whose shell may be told to look again. */
export type NudgeKind = StreamKind | 'campaign';

export function workflowIdOf(kind: NudgeKind, id: string): string {
  switch (kind) {
    case 'evaluation':
      return evaluationWorkflowId(id);
    case 'finding':
      return findingWorkflowId(id);
    case 'campaign':
      return campaignWorkflowId(id);
  }
}

const unclaimed = '(claimed_until IS NULL OR claimed_until < now())';
/** What follows FROM. */
export const waitingStarts = `workflow_start WHERE started_at IS NULL AND ${unclaimed}`;
export const waitingNudges = `workflow_nudge WHERE nudged_at IS NULL AND ${unclaimed}`;

type StartRow = { readonly id: string; readonly kind: StreamKind; readonly target_id: string; readonly county_id: string; readonly unit_id: string; readonly year: number; readonly rehearsal: boolean };

/**
 * Shells to start, oldest first, leased for twenty seconds of wall time: what is not marked as started comes again, for whoever opens his task
 * meanwhile is told that it is not there yet. Starting twice does no harm.
 */
export async function claimWorkflowStarts(db: Database, limit: number): Promise<readonly WorkflowStart[]> {
  const { rows } = await db.pool.query<StartRow>({
    name: 'claim-starts',
    text: `WITH claimed AS (
       UPDATE workflow_start SET claimed_until = now() + interval '20 s'
       WHERE id IN (SELECT id FROM ${waitingStarts} ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, target_id, county_id)
     SELECT c.id, c.kind, c.target_id, c.county_id, coalesce(e.unit_id, f.unit_id) AS unit_id, coalesce(e.year, f.year) AS year,
       coalesce(e.rehearsal_campaign_id, f.rehearsal_campaign_id) IS NOT NULL AS rehearsal
     FROM claimed c LEFT JOIN evaluation e ON c.kind = 'evaluation' AND e.id = c.target_id LEFT JOIN finding f ON c.kind = 'finding' AND f.id = c.target_id`,
    values: [limit],
  });
  return rows.map((row) => ({
    id: row.id, kind: row.kind, targetId: row.target_id, workflowId: workflowIdOf(row.kind, row.target_id), countyId: row.county_id, unitId: row.unit_id, year: row.year, rehearsal: row.rehearsal,
  }));
}

export async function markWorkflowStarted(db: Database, id: string): Promise<void> {
  await db.pool.query('UPDATE workflow_start SET started_at = now() WHERE id = $1 AND started_at IS NULL', [id]);
}

/**
 * Asks that the shell of a case looks again, because it may stand behind its row. One that is waiting to be carried there already is enough;
 * one that is on its way may have been answered before.
 */
export async function requestNudge(db: Database, kind: StreamKind, id: string, countyId: string): Promise<void> {
  await db.pool.query(
    `INSERT INTO workflow_nudge (id, county_id, kind, target_id, reason) SELECT gen_random_uuid()::text, $1::text, $2::text, $3::text, 'behind'
     WHERE NOT EXISTS (SELECT 1 FROM workflow_nudge WHERE nudged_at IS NULL AND claimed_until IS NULL AND kind = $2 AND target_id = $3)`,
    [countyId, kind, id],
  );
}

/** A shell that must look again; a case's update id is `nudge:<id>`. */
export type Nudge = { readonly id: string; readonly kind: NudgeKind; readonly targetId: string; readonly workflowId: string; readonly reason: string };

/** As `claimWorkflowStarts`, leased for a minute: a shell may take seconds to answer. */
export async function claimNudges(db: Database, limit: number): Promise<readonly Nudge[]> {
  const { rows } = await db.pool.query<{ id: string; kind: NudgeKind; target_id: string; reason: string }>({
    name: 'claim-nudges',
    text: `UPDATE workflow_nudge SET claimed_until = now() + interval '60 s'
     WHERE id IN (SELECT id FROM ${waitingNudges} ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, target_id, reason`,
    values: [limit],
  });
  return rows.map((row) => ({ id: row.id, kind: row.kind, targetId: row.target_id, workflowId: workflowIdOf(row.kind, row.target_id), reason: row.reason }));
}

export async function markNudged(db: Database, id: string): Promise<void> {
  await db.pool.query('UPDATE workflow_nudge SET nudged_at = now() WHERE id = $1 AND nudged_at IS NULL', [id]);
}
