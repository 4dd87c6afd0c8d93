import { randomUUID } from 'node:crypto';
import { decide, fold, leaderSections, type EvaluationOutcome, type EvaluationShell, type PaperRecord, type PersonId, type Refusal, type SectionKey, type Sender, type StageDates, type UnitId } from '@hengji/domain';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { missingScan } from '../content/documentScans.js';
import { NotFoundError, sqlStateOf } from '../errors.js';
import { newestCalendarOf } from '../reads/calendars.js';
import { actorOf, readCircumstances } from './circumstances.js';
import { insertEvaluation } from './evaluationRow.js';
import { recordEvaluation } from './recordEvaluation.js';
import { referenceOf } from './reference.js';

export type OpenEvaluation = {
  readonly updateId: string;
  /** Null for a seed or an import. */
  readonly from: Sender | null;
  /** Wall time; the campaign's offset is added. */
  readonly wallInstant: string;
  readonly campaignId: string;
  readonly unitId: UnitId;
  /** For a department the unit itself. `name`: of a subject that is not in the tree of units. */
  readonly subject: { readonly kind: 'department' | 'subordinate' | 'project'; readonly id: string; readonly name?: string };
  /** Absent: a new uuid. */
  readonly evaluationId?: string;
  /** First stage to run here; those before are registered as done on paper. */
  readonly startStage?: number;
  readonly onPaper?: readonly PaperRecord[];
  /** Absent: of a project, its leader fills in what the form gives to its clerk. */
  readonly owners?: Readonly<Record<SectionKey, PersonId>>;
  /** Only while the campaign is launching and still plans this very evaluation; else refused with `notPlanned`. */
  readonly planned?: boolean;
};

export type OpenedEvaluation = { readonly evaluationId: string; readonly outcome: EvaluationOutcome };

/** What is evaluated: 整体支出. */
const overall = 'overall';

type Setting = {
  readonly county_id: string;
  readonly year: number;
  readonly rehearsal: boolean;
  readonly dates: StageDates;
  readonly template_id: string;
  readonly template_sha256: string;
  readonly calendar_id: string;
  readonly calendar_sha256: string;
  readonly unit_name: string;
  readonly subject_name: string | null;
  readonly leader: string | null;
  readonly planned: boolean;
};

/** 项目负责人 of the subject `$3` on the process date (see `projectLeader`). */
const leaderSql = `(SELECT min(h.person_id) FROM post o JOIN post_holding h ON h.post_id = o.id JOIN person w ON w.id = h.person_id AND w.deactivated_at IS NULL,
    LATERAL (SELECT (($5::timestamptz + c.clock_offset_ms * interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai')::date AS today) d
  WHERE o.unit_id = $3 AND o.duty = 'clerk' AND h.valid_from <= d.today AND (h.valid_until IS NULL OR h.valid_until >= d.today))`;

/**
 * Holds the campaign as it is until this transaction ends: whoever pauses it, crosses the subject out or moves a date comes before or
 * after, never in between. Openings do not hold up each other. The case begins on the calendar that is known furthest ahead, which may be newer
 * than the one that the year was planned by.
 */
async function settingOf(client: Queryable, request: OpenEvaluation): Promise<Setting> {
  const { rows } = await client.query<Setting>(
    `SELECT c.status = 'launching' AND EXISTS (
       SELECT 1 FROM jsonb_array_elements(c.state -> 'subjects') s WHERE s ->> 'evaluationId' = $4 AND s ->> 'status' = 'planned') AS planned, c.county_id, c.year, c.rehearsal, c.dates, c.template_id, t.sha256 AS template_sha256, w.id AS calendar_id, w.sha256 AS calendar_sha256, u.name AS unit_name, s.name AS subject_name, ${leaderSql} AS leader
     FROM campaign c JOIN template_version t ON t.id = c.template_id JOIN LATERAL (${newestCalendarOf('c.county_id')}) w ON true
     JOIN unit u ON u.id = $2 AND u.county_id = c.county_id LEFT JOIN unit s ON s.id = $3 WHERE c.id = $1 FOR SHARE OF c`,
    [request.campaignId, request.unitId, request.subject.id, request.evaluationId ?? null, request.wallInstant],
  );
  const [setting] = rows;
  if (setting === undefined) throw new NotFoundError('campaign with this unit', `${request.campaignId}, ${request.unitId}`);
  return setting;
}

function refused(refusal: Refusal, clockOffsetMs: number): EvaluationOutcome {
  const shell: EvaluationShell = { position: { status: 'cancelled', phase: 'draft', step: 'waiting', version: 0 }, nextInstant: null, clockOffsetMs, finished: true };
  return { kind: 'refused', refusal, shell };
}

/**
 * Opens a subject's year: row, first commit `open` and the order to start its shell in one transaction, idempotent by `updateId`.
 * Refused with `alreadyDone` when the subject's year is open already, `personUnknown` when an owner holds no duty towards the unit.
 * Throws `NotFoundError` when campaign or unit is unknown.
 */
export async function openEvaluation(db: Database, request: OpenEvaluation): Promise<OpenedEvaluation> {
  try {
    return await inTransaction(db, (client) => open(client, request));
  } catch (error) {
    if (sqlStateOf(error) !== '23505') throw error;
    return { evaluationId: request.evaluationId ?? '', outcome: refused({ code: 'alreadyDone' }, 0) };
  }
}

async function open(client: Queryable, request: OpenEvaluation): Promise<OpenedEvaluation> {
  const { updateId, from, unitId, campaignId, startStage = 0, onPaper = [] } = request;
  // Two tries of one request at the same time: the second waits and finds the receipt.
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`open ${updateId}`]);
  const { rows } = await client.query<{ stream_id: string; outcome: string }>("SELECT stream_id, outcome FROM receipt WHERE update_id = $1 AND stream_kind = 'evaluation'", [updateId]);
  const [known] = rows;
  if (known !== undefined) return { evaluationId: known.stream_id, outcome: JSON.parse(known.outcome) };

  const setting = await settingOf(client, request);
  if (request.planned === true && !setting.planned) return { evaluationId: request.evaluationId ?? '', outcome: refused({ code: 'notPlanned' }, 0) };
  const id = request.evaluationId ?? randomUUID();
  const place = { countyId: setting.county_id, unitId, campaignId, evaluationId: id };
  const around = await readCircumstances(client, place, { kind: 'evaluation', id, updateId, from, wallInstant: request.wallInstant, inputs: [] });
  const referenceKey = { templateId: setting.template_id, templateSha256: setting.template_sha256, calendarId: setting.calendar_id, calendarSha256: setting.calendar_sha256 };
  const reference = await referenceOf(client, referenceKey);
  const owners = request.owners ?? (request.subject.kind === 'project' && setting.leader !== null ? leaderSections(reference.template, setting.leader) : {});
  const held = new Set(Object.values(around.holders).flat());
  const stranger = Object.values(owners).find((person) => !held.has(person));
  if (stranger !== undefined) return { evaluationId: id, outcome: refused({ code: 'personUnknown', person: stranger }, around.clockOffsetMs) };

  const noScan = await missingScan(client, setting.county_id, onPaper.flatMap(({ scans }) => scans));
  if (noScan !== null) return { evaluationId: id, outcome: refused(noScan, around.clockOffsetMs) };

  const facts = { actor: actorOf(from, around.holders), calendar: reference.calendar, content: null, holders: around.holders, leadingGroup: around.leadingGroup, reauthenticatedFor: null, findings: [] };
  const decision = decide(
    null,
    facts,
    { type: 'open', evaluationId: id, templateId: setting.template_id, calendarId: setting.calendar_id, rules: reference.template.process, dates: setting.dates, startStage, onPaper, owners },
    around.now,
  );
  if (!decision.ok) return { evaluationId: id, outcome: refused(decision.refusal, around.clockOffsetMs) };
  const state = fold(null, decision.events);
  if (state === null) throw new Error('opening an evaluation gave no event');
  const rehearsalCampaignId = setting.rehearsal ? campaignId : null;
  const row = {
    ...place,
    ...referenceKey,
    id,
    subjectKind: request.subject.kind,
    subjectId: request.subject.id,
    subjectName: request.subject.name ?? setting.subject_name ?? setting.unit_name,
    year: setting.year,
    kind: overall,
    rehearsalCampaignId,
  };
  await insertEvaluation(client, row, state, around.now);
  const recorded = await recordEvaluation(client, from, updateId, { ...row, unitName: setting.unit_name, project: request.subject.kind === 'project' ? row.subjectName : null, state: null, head: { seq: 0, hash: '' } }, around, decision.events, () => {
    throw new Error('opening an evaluation freezes nothing');
  });
  return { evaluationId: id, outcome: recorded.outcome };
}
