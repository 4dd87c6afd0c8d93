import type { CivilDate, EvaluationId, FindingId, FindingSource, FindingState, FindingStatus, FindingType, InputId, Instant, PersonId, UnitId, Urgency } from '@hengji/domain';
import type { Database } from '../database.js';
import { resolveIds } from './names.js';
import { Conditions, pageOf, type Named, type Page, type Paging, type Scope } from './paging.js';
import { evidenceOf, evidenceSql, type EvidenceView } from './sections.js';
import { listPlanSignatures, type SignatureView } from './timeline.js';

export type FindingSummary = {
  readonly id: FindingId;
  /** Within county and year; rehearsals have numbers of their own. */
  readonly number: number;
  readonly evaluationId: EvaluationId;
  readonly countyId: string;
  readonly campaignId: string;
  readonly unit: Named;
  readonly year: number;
  readonly rehearsal: boolean;
  readonly findingType: FindingType;
  readonly source: FindingSource;
  readonly status: FindingStatus;
  readonly urgency: Urgency;
  readonly dueOn: CivilDate | null;
  /** 分; null when unknown. */
  readonly amountFen: string | null;
  /** What the bureau wrote, as stored. */
  readonly text: string;
  readonly suspended: boolean;
  readonly version: number;
  /** Process time. */
  readonly raisedAt: Instant;
  readonly closedAt: Instant | null;
};

export type FindingFilter = { readonly ids?: readonly FindingId[]; readonly evaluationId?: EvaluationId; readonly year?: number; readonly status?: FindingStatus; readonly findingType?: FindingType; readonly rehearsal?: boolean; readonly open?: boolean; readonly unitId?: UnitId };

type Row = {
  readonly id: string; readonly number: number; readonly evaluation_id: string; readonly county_id: string; readonly campaign_id: string; readonly unit_id: string; readonly subject_name: string; readonly year: number;
  readonly rehearsal: boolean; readonly finding_type: FindingType; readonly source: FindingSource; readonly status: FindingStatus; readonly urgency: Urgency; readonly due_on: CivilDate | null; readonly amount_fen: string | null;
  readonly version: number; readonly raised_at: Instant; readonly closed_at: Instant | null; readonly text: string; readonly suspended: boolean;
};

const columns = `f.id, f.number, f.evaluation_id, f.county_id, f.campaign_id, f.unit_id, e.subject_name, f.year, f.rehearsal_campaign_id IS NOT NULL AS rehearsal, f.finding_type, f.source, f.status,
  f.urgency, f.due_on, f.amount_fen, f.version, f.raised_at, f.closed_at, f.state ->> 'suspended' IS NOT NULL AS suspended, coalesce((SELECT i.json FROM command_input i WHERE i.id = f.state ->> 'text'), '') AS text`;

function summaryOf(row: Row): FindingSummary {
  return {
    id: row.id, number: row.number, evaluationId: row.evaluation_id, countyId: row.county_id, campaignId: row.campaign_id, unit: { id: row.unit_id, name: row.subject_name }, year: row.year,
    rehearsal: row.rehearsal, findingType: row.finding_type, source: row.source, status: row.status, urgency: row.urgency, dueOn: row.due_on, amountFen: row.amount_fen, suspended: row.suspended, version: row.version,
    raisedAt: row.raised_at, closedAt: row.closed_at, text: row.text,
  };
}

/** What presses most first, then the newest. */
export async function listFindings(db: Database, scope: Scope, filter: FindingFilter, paging: Paging): Promise<Page<FindingSummary>> {
  const where = new Conditions()
    .scope(scope, 'f.county_id', 'f.unit_id')
    // A department hears of a finding when it is served; until then it is the bureau's own work.
    .when(scope.unitIds === null ? undefined : true, "f.status <> 'raised'", '')
    .add('f.id = ANY (?::text[])', filter.ids)
    .add('f.evaluation_id = ?', filter.evaluationId)
    .add('f.year = ?', filter.year)
    .add('f.status = ?', filter.status)
    .add('f.finding_type = ?', filter.findingType)
    .add('f.unit_id = ?', filter.unitId)
    .when(filter.open, "f.status NOT IN ('closed', 'withdrawn')", "f.status IN ('closed', 'withdrawn')")
    .when(filter.rehearsal, 'f.rehearsal_campaign_id IS NOT NULL', 'f.rehearsal_campaign_id IS NULL');
  const { rows } = await db.pool.query<Row & { readonly total: string }>(
    `SELECT ${columns}, count(*) OVER () AS total FROM finding f JOIN evaluation e ON e.id = f.evaluation_id WHERE ${where.sql}
     ORDER BY f.urgency_rank DESC, f.due_on NULLS LAST, f.year DESC, f.number DESC ${where.paging(paging)}`,
    where.values,
  );
  return pageOf(rows, summaryOf);
}

export type FindingDetail = FindingSummary & {
  readonly state: FindingState;
  readonly clockOffsetMs: number;
  readonly names: Readonly<Record<PersonId, string>>;
  readonly texts: Readonly<Record<InputId, string>>;
  readonly evidence: readonly EvidenceView[];
  readonly signatures: readonly SignatureView[];
};

export async function readFinding(db: Database, id: FindingId): Promise<FindingDetail | null> {
  const { rows } = await db.pool.query<Row & { readonly state: FindingState; readonly clock_offset_ms: string }>({
    name: 'finding',
    text: `SELECT ${columns}, f.state, c.clock_offset_ms FROM finding f JOIN evaluation e ON e.id = f.evaluation_id JOIN campaign c ON c.id = f.campaign_id WHERE f.id = $1`,
    values: [id],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { rules: _, ...said } = row.state;
  const { names, texts } = await resolveIds(db.pool, row.county_id, said);
  const evidence = await db.pool.query<Parameters<typeof evidenceOf>[0]>(`${evidenceSql} WHERE v.finding_id = $1 ORDER BY v.uploaded_at, v.id`, [id]);
  return { ...summaryOf(row), state: row.state, clockOffsetMs: Number(row.clock_offset_ms), names, texts, evidence: evidence.rows.map(evidenceOf), signatures: await listPlanSignatures(db, id) };
}
