import { isLive, nextInstant, phaseOf, positionOf, stageOf, worstUrgency, type EvaluationShell, type EvaluationState, type Instant, type Urgency } from '@hengji/domain';
import type { Queryable } from '../database.js';
import type { ChainHead } from './audit.js';
import type { Place } from './circumstances.js';
import type { ReferenceKey } from './reference.js';

/** An evaluation as commit knows it while it holds its lock. */
export type EvaluationCase = Place & ReferenceKey & { readonly id: string; readonly unitName: string; /** The project that is evaluated; null where a unit is. */ readonly project: string | null; readonly year: number; readonly rehearsalCampaignId: string | null; readonly state: EvaluationState; readonly head: ChainHead };

type Row = {
  readonly county_id: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly project: string | null;
  readonly campaign_id: string;
  readonly year: number;
  readonly rehearsal_campaign_id: string | null;
  readonly state: EvaluationState;
  readonly audit_seq: number;
  readonly audit_hash: string;
  readonly template_id: string;
  readonly template_sha256: string;
  readonly calendar_id: string;
  readonly calendar_sha256: string;
};

const select = `SELECT e.county_id, e.unit_id, CASE e.subject_kind WHEN 'subordinate' THEN e.subject_name ELSE u.name END AS unit_name,
    CASE e.subject_kind WHEN 'project' THEN e.subject_name END AS project, e.campaign_id, e.year, e.rehearsal_campaign_id, e.state, e.audit_seq, e.audit_hash,
    e.template_id, t.sha256 AS template_sha256, e.calendar_id, c.sha256 AS calendar_sha256
  FROM evaluation e JOIN unit u ON u.id = e.unit_id JOIN template_version t ON t.id = e.template_id JOIN work_calendar c ON c.id = e.calendar_id WHERE e.id = $1`;

/**
 * Reads an evaluation; with `lock` it also waits until no other commit holds it, and holds it until the transaction ends.
 * NO KEY UPDATE: commits exclude each other, while content writes, whose rows refer to this one, are not held up.
 */
export async function readEvaluationCase(client: Queryable, id: string, lock: boolean): Promise<EvaluationCase | null> {
  const { rows } = await client.query<Row>({ name: lock ? 'lock-evaluation' : 'read-evaluation', text: lock ? `${select} FOR NO KEY UPDATE OF e` : select, values: [id] });
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id,
    evaluationId: id,
    countyId: row.county_id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    project: row.project,
    campaignId: row.campaign_id,
    year: row.year,
    rehearsalCampaignId: row.rehearsal_campaign_id,
    state: row.state,
    head: { seq: row.audit_seq, hash: row.audit_hash },
    templateId: row.template_id,
    templateSha256: row.template_sha256,
    calendarId: row.calendar_id,
    calendarSha256: row.calendar_sha256,
  };
}

const urgencyRanks: Readonly<Record<Urgency, number>> = { onTime: 0, dueSoon: 1, overdue: 2, escalated: 3 };

/** For `ORDER BY`: what presses most has the highest number. */
export function urgencyRank(urgency: Urgency): number {
  return urgencyRanks[urgency];
}

/** The columns that lists read, folded from a state; tests compare them with the stored ones. */
export function columnsOf(state: EvaluationState) {
  const urgency = worstUrgency(state.tasks);
  return {
    version: state.version,
    status: state.status,
    stage: state.stageIndex,
    phase: phaseOf(state),
    checkpoint: stageOf(state).checkpoint,
    step: state.step,
    urgency,
    urgency_rank: urgencyRank(urgency),
    // The answer to a request for more time is the bureau's own work; the case stays due on its people's date.
    due_on: state.tasks.filter((task) => task.kind !== 'decideExtension').reduce<string | null>((earliest, task) => (earliest === null || task.dueOn < earliest ? task.dueOn : earliest), null),
    open_tasks: state.tasks.length,
    next_instant: nextInstant(state),
    score_self: state.score.self,
    score_reviewed: state.score.reviewed,
    grade: state.score.grade,
    template_id: state.templateId,
    calendar_id: state.calendarId,
  };
}

/** Writes the snapshot, its columns and the head of the audit chain. `updatedAt` is process time. */
export async function updateEvaluation(client: Queryable, id: string, state: EvaluationState, head: ChainHead, updatedAt: Instant): Promise<void> {
  const c = columnsOf(state);
  await client.query({
    name: 'update-evaluation',
    text: `UPDATE evaluation SET state = $2, version = $3, status = $4, stage = $5, phase = $6, checkpoint = $7, step = $8, urgency = $9, urgency_rank = $10, due_on = $11,
      open_tasks = $12, next_instant = $13, score_self = $14, score_reviewed = $15, grade = $16, template_id = $17, calendar_id = $18, audit_seq = $19, audit_hash = $20, updated_at = $21 WHERE id = $1`,
    values: [
      id, JSON.stringify(state), c.version, c.status, c.stage, c.phase, c.checkpoint, c.step, c.urgency, c.urgency_rank, c.due_on,
      c.open_tasks, c.next_instant, c.score_self, c.score_reviewed, c.grade, c.template_id, c.calendar_id, head.seq, head.hash, updatedAt,
    ],
  });
}

export type NewEvaluation = Place & { readonly id: string; readonly subjectKind: string; readonly subjectId: string; readonly subjectName: string; readonly year: number; readonly kind: string; readonly rehearsalCampaignId: string | null; readonly templateId: string; readonly calendarId: string };

/** The row and the order to start its shell, before anything refers to them. Throws 23505 when the subject's year is open already. */
export async function insertEvaluation(client: Queryable, row: NewEvaluation, state: EvaluationState, openedAt: Instant): Promise<void> {
  const c = columnsOf(state);
  await client.query({
    name: 'insert-evaluation',
    text: `WITH start AS (INSERT INTO workflow_start (id, county_id, kind, target_id) VALUES (gen_random_uuid()::text, $2, 'evaluation', $1))
      INSERT INTO evaluation (id, county_id, campaign_id, unit_id, subject_kind, subject_id, subject_name, year, kind, rehearsal_campaign_id, template_id, calendar_id,
        state, version, status, stage, phase, checkpoint, step, urgency, urgency_rank, due_on, open_tasks, next_instant, audit_seq, audit_hash, opened_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, 0, '', $25, $25)`,
    values: [
      row.id, row.countyId, row.campaignId, row.unitId, row.subjectKind, row.subjectId, row.subjectName, row.year, row.kind, row.rehearsalCampaignId, row.templateId, row.calendarId,
      JSON.stringify(state), c.version, c.status, c.stage, c.phase, c.checkpoint, c.step, c.urgency, c.urgency_rank, c.due_on, c.open_tasks, c.next_instant, openedAt,
    ],
  });
}

/** What the durable shell keeps of a state. */
export function shellOf(state: EvaluationState, clockOffsetMs: number): EvaluationShell {
  return { position: positionOf(state), nextInstant: nextInstant(state), clockOffsetMs, finished: !isLive(state.status) };
}
