import { findingPositionOf, isFindingOver, nextFindingInstant, worstUrgency, type Delegation, type FindingShell, type FindingState, type Instant } from '@hengji/domain';
import { only, type Queryable } from '../database.js';
import type { ChainHead } from './audit.js';
import type { Place } from './circumstances.js';
import { urgencyRank } from './evaluationRow.js';
import type { ReferenceKey } from './reference.js';

/** A finding as commit knows it while it holds its lock. */
export type FindingCase = Place & ReferenceKey & { readonly id: string; readonly year: number; readonly rehearsalCampaignId: string | null; readonly state: FindingState; readonly head: ChainHead; readonly delegations: readonly Delegation[]; readonly phase: string; readonly checkpoint: string | null };

type Row = {
  readonly county_id: string;
  readonly unit_id: string;
  readonly campaign_id: string;
  readonly evaluation_id: string;
  readonly year: number;
  readonly rehearsal_campaign_id: string | null;
  readonly state: FindingState;
  readonly audit_seq: number;
  readonly audit_hash: string;
  readonly delegations: readonly Delegation[];
  readonly phase: string;
  readonly checkpoint: string | null;
  readonly template_id: string;
  readonly template_sha256: string;
  readonly calendar_sha256: string;
};

const select = `SELECT f.county_id, f.unit_id, f.campaign_id, f.evaluation_id, f.year, f.rehearsal_campaign_id, f.state, f.audit_seq, f.audit_hash,
    e.state -> 'delegations' AS delegations, e.phase, e.checkpoint, e.template_id, t.sha256 AS template_sha256, c.sha256 AS calendar_sha256
  FROM finding f JOIN evaluation e ON e.id = f.evaluation_id JOIN template_version t ON t.id = e.template_id JOIN work_calendar c ON c.id = f.state ->> 'calendarId'
  WHERE f.id = $1`;

/** See `readEvaluationCase`. Absences are those recorded on the evaluation, read as they stand. */
export async function readFindingCase(client: Queryable, id: string, lock: boolean): Promise<FindingCase | null> {
  const { rows } = await client.query<Row>({ name: lock ? 'lock-finding' : 'read-finding', text: lock ? `${select} FOR NO KEY UPDATE OF f` : select, values: [id] });
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id,
    countyId: row.county_id,
    unitId: row.unit_id,
    campaignId: row.campaign_id,
    evaluationId: row.evaluation_id,
    year: row.year,
    rehearsalCampaignId: row.rehearsal_campaign_id,
    state: row.state,
    head: { seq: row.audit_seq, hash: row.audit_hash },
    delegations: row.delegations,
    phase: row.phase,
    checkpoint: row.checkpoint,
    templateId: row.template_id,
    templateSha256: row.template_sha256,
    calendarId: row.state.calendarId,
    calendarSha256: row.calendar_sha256,
  };
}

/** The columns that lists read, folded from a state; tests compare them with the stored ones. */
export function findingColumnsOf(state: FindingState) {
  const urgency = worstUrgency(state.tasks);
  return {
    version: state.version,
    status: state.status,
    urgency,
    urgency_rank: urgencyRank(urgency),
    // The answer to a request for more time is the bureau's own work; the finding stays due on its people's date.
    due_on: state.tasks.filter((task) => task.kind !== 'decideExtension').reduce<string | null>((earliest, task) => (earliest === null || task.dueOn < earliest ? task.dueOn : earliest), null),
    next_instant: nextFindingInstant(state),
    closed_at: state.closedAt,
  };
}

export async function updateFinding(client: Queryable, id: string, state: FindingState, head: ChainHead, updatedAt: Instant): Promise<void> {
  const c = findingColumnsOf(state);
  await client.query({
    name: 'update-finding',
    text: `UPDATE finding SET state = $2, version = $3, status = $4, urgency = $5, urgency_rank = $6, due_on = $7, next_instant = $8, closed_at = $9, audit_seq = $10, audit_hash = $11,
      updated_at = $12 WHERE id = $1`,
    values: [id, JSON.stringify(state), c.version, c.status, c.urgency, c.urgency_rank, c.due_on, c.next_instant, c.closed_at, head.seq, head.hash, updatedAt],
  });
}

/** The row with the next number of its county and year, and the order to start its shell. */
export async function insertFinding(client: Queryable, finding: Omit<FindingCase, 'state' | 'head'>, state: FindingState, raisedAt: Instant): Promise<number> {
  // Numbers have no gaps and no doubles: whoever takes one waits for the other.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`finding number ${finding.countyId} ${finding.year} ${finding.rehearsalCampaignId ?? ''}`]);
  const c = findingColumnsOf(state);
  const { rows } = await client.query<{ number: number }>(
    `WITH start AS (INSERT INTO workflow_start (id, county_id, kind, target_id) VALUES (gen_random_uuid()::text, $2, 'finding', $1))
     INSERT INTO finding (id, county_id, evaluation_id, campaign_id, unit_id, year, rehearsal_campaign_id, number, finding_type, source, state, version, status, urgency, urgency_rank,
       due_on, next_instant, amount_fen, indicator, points, audit_seq, audit_hash, raised_at, updated_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, coalesce(max(number), 0) + 1, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 0, '', $20, $20
     FROM finding WHERE county_id = $2 AND year = $6 AND rehearsal_campaign_id IS NOT DISTINCT FROM $7
     RETURNING number`,
    [
      finding.id, finding.countyId, finding.evaluationId, finding.campaignId, finding.unitId, finding.year, finding.rehearsalCampaignId, state.findingType, state.source, JSON.stringify(state),
      c.version, c.status, c.urgency, c.urgency_rank, c.due_on, c.next_instant, state.amountFen, state.effect?.indicator ?? null, state.effect?.points ?? null, raisedAt,
    ],
  );
  return only(rows).number;
}

export function findingShellOf(state: FindingState, clockOffsetMs: number): FindingShell {
  return { position: findingPositionOf(state), nextInstant: nextFindingInstant(state), clockOffsetMs, finished: isFindingOver(state.status) };
}
