import { isCovered, workingDaysBetween, type CivilDate, type Duty, type EvaluationId, type EvaluationState, type EvaluationStatus, type InputId, type Instant, type PersonId, type Phase, type Rating, type SectionKey, type Sha256, type Step, type UnitId, type Urgency } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { referenceOf } from '../commit/reference.js';
import { readCircumstances } from '../commit/circumstances.js';
import { resolveIds } from './names.js';
import { Conditions, containing, type Named, type Page, type Paging, type Scope } from './paging.js';

export type EvaluationSummary = {
  readonly id: EvaluationId;
  readonly countyId: string;
  readonly campaignId: string;
  readonly campaignTitle: string;
  /** By the id of the unit that does the work, by the name of what is evaluated. */
  readonly unit: Named & { readonly nameEn: string };
  /** The name of the unit that does the work. */
  readonly responsible: string;
  readonly subjectKind: string;
  readonly subjectName: string;
  readonly year: number;
  readonly kind: string;
  readonly rehearsal: boolean;
  readonly status: EvaluationStatus;
  readonly stage: number;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  readonly step: Step;
  readonly urgency: Urgency;
  /** Earliest due date of its open tasks. */
  readonly dueOn: CivilDate | null;
  /** Working days from the case's process date to `dueOn`; negative when late. */
  readonly workingDaysLeft: number | null;
  /** False when the calendar does not reach from the process date to `dueOn`. */
  readonly dueCovered: boolean;
  readonly openTasks: number;
  readonly openFindings: number;
  /** Scores with two decimals. */
  readonly scoreSelf: string | null;
  readonly scoreReviewed: string | null;
  readonly grade: Rating | null;
  readonly version: number;
  /** Process time of the next alarm. */
  readonly nextInstant: Instant | null;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
};

export type EvaluationFilter = {
  readonly ids?: readonly EvaluationId[];
  readonly campaignId?: string;
  readonly year?: number;
  readonly status?: EvaluationStatus;
  readonly phase?: Phase;
  readonly step?: Step;
  readonly urgency?: Urgency;
  readonly unitId?: UnitId;
  readonly rehearsal?: boolean;
  readonly grade?: Rating;
  readonly subjectKind?: string;
  /** Part of the subject's name. */
  readonly q?: string;
};

export type EvaluationSort = { readonly field: 'unit' | 'year' | 'phase' | 'urgency' | 'dueOn' | 'scoreSelf' | 'scoreReviewed' | 'status' | 'updatedAt'; readonly order: 'asc' | 'desc' };

type Row = {
  readonly id: string; readonly county_id: string; readonly campaign_id: string; readonly unit_id: string; readonly unit_name: string; readonly unit_name_en: string; readonly responsible: string; readonly subject_kind: string;
  readonly subject_name: string; readonly year: number; readonly kind: string; readonly rehearsal: boolean; readonly status: EvaluationStatus; readonly stage: number; readonly phase: Phase;
  readonly checkpoint: string | null; readonly step: Step; readonly urgency: Urgency; readonly due_on: CivilDate | null; readonly open_tasks: number; readonly score_self: string | null;
  readonly score_reviewed: string | null; readonly grade: Rating | null; readonly version: number; readonly next_instant: Instant | null; readonly opened_at: Instant; readonly updated_at: Instant;
  readonly campaign_title: string; readonly open_findings: number; readonly today: CivilDate; readonly template_id: string; readonly template_sha256: Sha256; readonly calendar_id: string; readonly calendar_sha256: Sha256;
};

/** `unserved`: whether findings count that the department has not been served yet. */
const columnsWith = (unserved: boolean) => `e.id, e.county_id, e.campaign_id, e.unit_id, u.name AS responsible,
  CASE e.subject_kind WHEN 'department' THEN u.name ELSE e.subject_name END AS unit_name, CASE e.subject_kind WHEN 'department' THEN u.name_en ELSE e.subject_name END AS unit_name_en, e.subject_kind, e.subject_name, e.year, e.kind,
  e.rehearsal_campaign_id IS NOT NULL AS rehearsal, e.status, e.stage, e.phase, e.checkpoint, e.step, e.urgency, e.due_on, e.open_tasks, e.score_self, e.score_reviewed, e.grade,
  e.version, e.next_instant, e.opened_at, e.updated_at, c.title AS campaign_title, (SELECT count(*)::int FROM finding f WHERE f.evaluation_id = e.id AND f.status NOT IN ('closed', 'withdrawn'${unserved ? '' : ", 'raised'"})) AS open_findings,
  ((now() + c.clock_offset_ms * interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai')::date AS today,
  e.template_id, t.sha256 AS template_sha256, e.calendar_id, w.sha256 AS calendar_sha256`;

const source = `evaluation e JOIN unit u ON u.id = e.unit_id JOIN campaign c ON c.id = e.campaign_id
  JOIN template_version t ON t.id = e.template_id JOIN work_calendar w ON w.id = e.calendar_id`;

async function summaryOf(client: Queryable, row: Row): Promise<EvaluationSummary> {
  const { calendar } = await referenceOf(client, { templateId: row.template_id, templateSha256: row.template_sha256, calendarId: row.calendar_id, calendarSha256: row.calendar_sha256 });
  return {
    campaignTitle: row.campaign_title, openFindings: row.open_findings, workingDaysLeft: row.due_on === null ? null : workingDaysBetween(calendar, row.today, row.due_on),
    dueCovered: row.due_on === null || (isCovered(calendar, row.today) && isCovered(calendar, row.due_on)),
    id: row.id, countyId: row.county_id, campaignId: row.campaign_id, unit: { id: row.unit_id, name: row.unit_name, nameEn: row.unit_name_en }, responsible: row.responsible, subjectKind: row.subject_kind,
    subjectName: row.subject_name, year: row.year, kind: row.kind, rehearsal: row.rehearsal, status: row.status, stage: row.stage, phase: row.phase, checkpoint: row.checkpoint, step: row.step,
    urgency: row.urgency, dueOn: row.due_on, openTasks: row.open_tasks, scoreSelf: row.score_self, scoreReviewed: row.score_reviewed, grade: row.grade, version: row.version,
    nextInstant: row.next_instant, openedAt: row.opened_at, updatedAt: row.updated_at,
  };
}

/** Names by pinyin; the phase by its place in the year. */
const sortColumns: Readonly<Record<EvaluationSort['field'], string>> = {
  unit: 'e.subject_name COLLATE "zh-x-icu"',
  year: 'e.year',
  phase: 'e.stage',
  urgency: 'e.urgency_rank',
  dueOn: 'e.due_on',
  scoreSelf: 'e.score_self',
  scoreReviewed: 'e.score_reviewed',
  status: 'e.status',
  updatedAt: 'e.updated_at',
};

export async function listEvaluations(db: Database, scope: Scope, filter: EvaluationFilter, sort: EvaluationSort, paging: Paging): Promise<Page<EvaluationSummary>> {
  const where = new Conditions()
    .scope(scope, 'e.county_id', 'e.unit_id')
    .add('e.id = ANY (?::text[])', filter.ids)
    .add('e.campaign_id = ?', filter.campaignId)
    .add('e.year = ?', filter.year)
    .add('e.status = ?', filter.status)
    .add('e.phase = ?', filter.phase)
    .add('e.step = ?', filter.step)
    .add('e.urgency = ?', filter.urgency)
    .add('e.unit_id = ?', filter.unitId)
    .add('e.grade = ?', filter.grade)
    .add('e.subject_kind = ?', filter.subjectKind)
    .add('e.subject_name ILIKE ?', filter.q === undefined || filter.q.trim() === '' ? undefined : containing(filter.q.trim()))
    .when(filter.rehearsal, 'e.rehearsal_campaign_id IS NOT NULL', 'e.rehearsal_campaign_id IS NULL');
  const order = `${sortColumns[sort.field]} ${sort.order === 'asc' ? 'ASC' : 'DESC'} NULLS LAST, e.subject_name COLLATE "zh-x-icu", e.id`;
  const { rows } = await db.pool.query<Row & { readonly total: string }>(
    `SELECT ${columnsWith(scope.unitIds === null)}, count(*) OVER () AS total FROM ${source} WHERE ${where.sql} ORDER BY ${order} ${where.paging(paging)}`,
    where.values,
  );
  const summaries: EvaluationSummary[] = [];
  for (const row of rows) summaries.push(await summaryOf(db.pool, row));
  return { rows: summaries, total: Number(rows[0]?.total ?? 0) };
}

/** One visit of a stage, process time; a return makes a second one. */
export type StageVisit = { readonly stage: number; readonly phase: Phase; readonly checkpoint: string | null; readonly enteredAt: Instant; readonly leftAt: Instant | null; readonly outcome: string | null };

export type EvaluationDetail = EvaluationSummary & {
  readonly state: EvaluationState;
  readonly template: { readonly id: string; readonly title: string; readonly titleEn: string; readonly sha256: Sha256 };
  readonly calendar: { readonly id: string; readonly coveredUntil: CivilDate };
  /** Added to wall time to get process time. */
  readonly clockOffsetMs: number;
  readonly visits: readonly StageVisit[];
  /** Sections of the current stage in which something was saved. */
  readonly begunSections: readonly SectionKey[];
  /** Everyone the state names. */
  readonly names: Readonly<Record<PersonId, string>>;
  /** Texts of the inputs the state refers to. */
  readonly texts: Readonly<Record<InputId, string>>;
  /** Who holds which duty towards the case on its process date. */
  readonly holders: Readonly<Partial<Record<Duty, readonly Named[]>>>;
};

type DetailRow = Row & {
  readonly state: EvaluationState;
  readonly covered_until: CivilDate; readonly clock_offset_ms: string; readonly visits: readonly StageVisit[]; readonly begun_sections: readonly SectionKey[];
};

/** Everything a page of one evaluation shows but its content; null when there is none. `unserved`: as in `columnsWith`. */
export async function readEvaluation(db: Database, id: EvaluationId, { unserved = true }: { readonly unserved?: boolean } = {}): Promise<EvaluationDetail | null> {
  const { rows } = await db.pool.query<DetailRow>({
    name: unserved ? 'evaluation' : 'evaluation-as-served',
    text: `SELECT ${columnsWith(unserved)}, e.state, w.covered_until, c.clock_offset_ms,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('stage', p.stage, 'phase', p.phase, 'checkpoint', p.checkpoint, 'enteredAt', p.entered_at, 'leftAt', p.left_at, 'outcome', p.outcome) ORDER BY p.entered_seq), '[]')
        FROM evaluation_phase p WHERE p.evaluation_id = e.id) AS visits,
       (SELECT coalesce(jsonb_agg(f.section), '[]') FROM section_form f WHERE f.evaluation_id = e.id AND f.stage = e.stage AND f.version > 0) AS begun_sections
     FROM ${source}
     WHERE e.id = $1`,
    values: [id],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { template } = await referenceOf(db.pool, { templateId: row.template_id, templateSha256: row.template_sha256, calendarId: row.calendar_id, calendarSha256: row.calendar_sha256 });
  const place = { countyId: row.county_id, unitId: row.unit_id, campaignId: row.campaign_id, evaluationId: id };
  const around = await readCircumstances(db.pool, place, { kind: 'evaluation', id, updateId: '', from: null, wallInstant: new Date().toISOString(), inputs: [] });
  const { rules: _, ...said } = row.state;
  const { names, texts } = await resolveIds(db.pool, row.county_id, [said, around.holders]);
  const holders = Object.fromEntries(Object.entries(around.holders).map(([duty, people]) => [duty, people.map((person) => ({ id: person, name: names[person] ?? person }))]));
  return {
    ...(await summaryOf(db.pool, row)),
    state: row.state,
    template: { id: row.template_id, title: template.title, titleEn: template.titleEn, sha256: row.template_sha256 },
    calendar: { id: row.calendar_id, coveredUntil: row.covered_until },
    clockOffsetMs: Number(row.clock_offset_ms),
    visits: row.visits.map((visit) => ({ ...visit, enteredAt: utc(visit.enteredAt), leftAt: visit.leftAt === null ? null : utc(visit.leftAt) })),
    begunSections: row.begun_sections,
    names,
    texts,
    holders,
  };
}

/** jsonb writes an instant with the session's offset. */
export function utc(instant: string): Instant {
  return new Date(instant).toISOString();
}
