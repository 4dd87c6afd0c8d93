import { countSubjects, type CampaignPlan, type CampaignState, type SubjectKind, type SubjectState } from '@hengji/domain';
import type { ChainHead } from '../commit/audit.js';
import type { Queryable } from '../database.js';

/** A campaign as commit knows it while it holds its lock. */
export type CampaignCase = {
  readonly id: string;
  readonly countyId: string;
  /** Added to wall time to get process time, in ms. */
  readonly clockOffsetMs: number;
  /** Null for a year that was opened before campaigns had a record: `found` says how it stands. */
  readonly state: CampaignState | null;
  readonly found: { readonly plan: CampaignPlan; readonly subjects: readonly SubjectState[] };
  readonly head: ChainHead;
};

type Row = {
  readonly county_id: string;
  readonly year: number;
  readonly title: string;
  readonly rehearsal: boolean;
  readonly clock_offset_ms: string;
  readonly template_id: string;
  readonly calendar_id: string;
  readonly dates: CampaignPlan['dates'];
  readonly state: CampaignState | null;
  readonly audit_seq: number;
  readonly audit_hash: string;
};

/** Reads a campaign; with `lock` it also waits until no other commit holds it, and holds it until the transaction ends. */
export async function readCampaignCase(client: Queryable, id: string, lock: boolean): Promise<CampaignCase | null> {
  const { rows } = await client.query<Row>(
    `SELECT county_id, year, title, rehearsal, clock_offset_ms, template_id, calendar_id, dates, state, audit_seq, audit_hash FROM campaign WHERE id = $1${lock ? ' FOR NO KEY UPDATE' : ''}`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { title, year, rehearsal, template_id: templateId, calendar_id: calendarId, dates } = row;
  const plan: CampaignPlan = { title, year, rehearsal, startsOn: null, templateId, calendarId, dates, startStage: 0, onPaper: [] };
  return {
    id,
    countyId: row.county_id,
    clockOffsetMs: Number(row.clock_offset_ms),
    state: row.state,
    found: { plan, subjects: row.state === null ? await foundSubjects(client, id) : [] },
    head: { seq: row.audit_seq, hash: row.audit_hash },
  };
}

/** The subjects of a year without a record, as its evaluations tell them: the last of each subject. */
async function foundSubjects(client: Queryable, campaignId: string): Promise<readonly SubjectState[]> {
  const { rows } = await client.query<{ id: string; unit_id: string; subject_id: string; subject_kind: SubjectKind; status: string }>(
    `SELECT DISTINCT ON (subject_id) id, unit_id, subject_id, subject_kind, status FROM evaluation WHERE campaign_id = $1 AND (subject_kind IN ('department', 'subordinate') OR EXISTS (SELECT 1 FROM unit u WHERE u.id = subject_id))
     ORDER BY subject_id, status = 'cancelled', opened_at DESC`,
    [campaignId],
  );
  return rows.map(({ id, unit_id: unitId, subject_id: subjectId, subject_kind: kind, status }) => ({
    subjectId, unitId, kind, evaluationId: id, status: status === 'cancelled' ? 'cancelled' : 'opened', why: [], orderedBy: null, withdrawal: null,
  }));
}

/** Writes the row of a draft; anything else is written by `updateCampaign`. Throws 23503 when template or calendar do not exist. */
export async function insertCampaign(client: Queryable, countyId: string, { id, plan }: CampaignState, clockOffsetMs: number): Promise<void> {
  await client.query(
    `INSERT INTO campaign (id, county_id, year, title, rehearsal, clock_offset_ms, template_id, calendar_id, dates) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, countyId, plan.year, plan.title, plan.rehearsal, clockOffsetMs, plan.templateId, plan.calendarId, JSON.stringify(plan.dates)],
  );
}

/** Writes the snapshot, its columns and the head of the audit chain. */
export async function updateCampaign(client: Queryable, state: CampaignState, clockOffsetMs: number, head: ChainHead): Promise<void> {
  const { plan } = state;
  const { planned, failed } = countSubjects(state);
  await client.query(
    `UPDATE campaign SET year = $2, title = $3, rehearsal = $4, clock_offset_ms = $5, template_id = $6, calendar_id = $7, dates = $8, status = $9, state = $10, version = $11, planned = $12, failed = $13,
       audit_seq = $14, audit_hash = $15, updated_at = now() WHERE id = $1`,
    [
      state.id, plan.year, plan.title, plan.rehearsal, clockOffsetMs, plan.templateId, plan.calendarId, JSON.stringify(plan.dates), state.status, JSON.stringify(state), state.version,
      planned, failed, head.seq, head.hash,
    ],
  );
}
