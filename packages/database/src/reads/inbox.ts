import { workingDaysBetween, type CivilDate, type Duty, type EvaluationId, type FindingId, type FindingType, type Instant, type PersonId, type Phase, type SectionKey, type TaskKind, type Urgency } from '@hengji/domain';
import { referenceOf } from '../commit/reference.js';
import type { Database } from '../database.js';
import { dutiesOfCounty, heldPosts, inForce, isTowards } from '../holders.js';
import type { StreamKind } from '../relay.js';
import { textOf } from './names.js';
import type { Named } from './paging.js';

export type InboxTask = {
  readonly stream: StreamKind;
  readonly evaluationId: EvaluationId;
  readonly findingId: FindingId | null;
  readonly finding: { readonly number: number; readonly type: FindingType } | null;
  readonly taskId: string;
  readonly kind: TaskKind;
  /** Id of the unit, name of the evaluated subject. */
  readonly unit: Named;
  readonly year: number;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  readonly section: { readonly key: SectionKey; readonly title: string; readonly titleEn: string } | null;
  readonly slot: string | null;
  /** Whom the task was given to, whoever acts in his place. */
  readonly assignee: { readonly person: Named } | { readonly duty: Duty };
  readonly openedAt: Instant;
  readonly dueOn: CivilDate;
  /** Due dates before extensions, oldest first. */
  readonly earlierDueOn: readonly CivilDate[];
  /** False when the date lies past the calendar's coverage. */
  readonly dueCovered: boolean;
  /** Process date of the case when it was read, for grouping into today, this week, later. */
  readonly today: CivilDate;
  /** Negative when late. */
  readonly workingDaysLeft: number;
  readonly urgency: Urgency;
  readonly claimedBy: Named | null;
  /** `person`: by name or claimed; `duty`: group work that anyone with the duty may claim; `delegated`: in the place of `standsInFor`. */
  readonly as: 'person' | 'duty' | 'delegated';
  readonly standsInFor: Named | null;
  readonly returnReason: string | null;
  readonly rehearsal: boolean;
};

type Row = {
  readonly stream_kind: StreamKind; readonly evaluation_id: string; readonly finding_id: string | null; readonly number: number | null; readonly finding_type: FindingType | null; readonly task_id: string; readonly kind: TaskKind; readonly unit_id: string;
  readonly subject_name: string; readonly year: number; readonly phase: Phase; readonly checkpoint: string | null; readonly section: string | null; readonly slot: string | null; readonly opened_at: Instant; readonly assignee_person: string | null; readonly assignee_name: string | null; readonly assignee_duty: Duty | null; readonly earlier_due_on: readonly CivilDate[];
  readonly due_on: CivilDate; readonly due_covered: boolean; readonly today: CivilDate; readonly urgency: Urgency; readonly claimed_by: string | null; readonly claimer: string | null; readonly via: InboxTask['as'];
  readonly absent_id: string | null; readonly absent_name: string | null; readonly reason: string | null; readonly rehearsal: boolean; readonly template_id: string; readonly template_sha256: string;
  readonly calendar_id: string; readonly calendar_sha256: string;
};

/**
 * `means`: the people in whose place this one may act, himself first. A task is his when it names him or was claimed by him; group work
 * while nobody else has claimed it. Duties of the bureau and the county reach every unit of the county, the others their own unit.
 * `bound`: a claim counts as long as it is the claimer's to do (`recipientOf`); the clock takes back later what it found lapsed.
 * Each way to a task begins at the person and his posts and goes by an index: one condition over all tasks, with the ways as its
 * alternatives, would read every task of every county.
 */
const text = `
WITH means AS (
  SELECT $1::text AS person_id, NULL::text AS evaluation_id, NULL::date AS starts_on, NULL::date AS ends_on
  UNION ALL SELECT from_id, evaluation_id, starts_on, ends_on FROM delegation WHERE to_id = $1),
held AS (
  SELECT m.*, p.duty, p.unit_id, p.county_id, h.valid_from, h.valid_until FROM means m JOIN post_holding h ON h.person_id = m.person_id JOIN post p ON p.id = h.post_id),
ways AS (
  SELECT t.*, m.person_id AS meant, m.evaluation_id AS only_in, m.starts_on, m.ends_on, NULL::date AS valid_from, NULL::date AS valid_until, true AS by_claim FROM means m JOIN task t ON t.claimed_by = m.person_id
  UNION ALL SELECT t.*, m.person_id, m.evaluation_id, m.starts_on, m.ends_on, NULL, NULL, false FROM means m JOIN task t ON t.assignee_person = m.person_id
  UNION ALL SELECT t.*, h.person_id, h.evaluation_id, h.starts_on, h.ends_on, h.valid_from, h.valid_until, false FROM held h JOIN task t ON t.unit_id = h.unit_id AND t.assignee_duty = h.duty
  UNION ALL SELECT t.*, h.person_id, h.evaluation_id, h.starts_on, h.ends_on, h.valid_from, h.valid_until, false FROM held h JOIN task t ON t.county_id = h.county_id AND t.assignee_duty = h.duty
    WHERE h.duty = ANY (${dutiesOfCounty})),
candidates AS (
  SELECT w.*, w.meant <> $1 AS substitute, d.today FROM ways w JOIN campaign c ON c.id = w.campaign_id, LATERAL (SELECT (($2::timestamptz + c.clock_offset_ms * interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai')::date AS today) d,
    LATERAL (SELECT w.claimed_by IS NOT NULL AND EXISTS (
      SELECT 1 FROM ${heldPosts}
      WHERE p.duty = w.assignee_duty AND ${isTowards({ county: 'w.county_id', unit: 'w.unit_id' })} AND ${inForce('d.today')}
        AND (h.person_id = w.claimed_by OR h.person_id IN (
          SELECT g.from_id FROM delegation g WHERE g.evaluation_id = w.evaluation_id AND g.to_id = w.claimed_by AND g.starts_on <= d.today AND g.ends_on >= d.today))) AS claimed) bound
  WHERE w.by_claim = bound.claimed AND (w.only_in IS NULL OR (w.only_in = w.evaluation_id AND w.starts_on <= d.today AND w.ends_on >= d.today))
    AND (w.valid_from IS NULL OR (w.valid_from <= d.today AND (w.valid_until IS NULL OR w.valid_until >= d.today)))),
mine AS (SELECT DISTINCT ON (stream_kind, stream_id, task_id) * FROM candidates ORDER BY stream_kind, stream_id, task_id, substitute)
SELECT t.stream_kind, t.evaluation_id, t.finding_id, f.number, f.finding_type, t.task_id, t.kind, t.unit_id, e.subject_name, e.year, e.phase, e.checkpoint, t.section, t.slot, t.opened_at, t.assignee_person, ap.name AS assignee_name, t.assignee_duty,
  coalesce((SELECT x -> 'earlierDueOn' FROM jsonb_array_elements(coalesce(f.state, e.state) -> 'tasks') x WHERE x ->> 'id' = t.task_id), '[]') AS earlier_due_on, t.due_on, t.due_covered,
  t.today, t.urgency, c.id AS claimed_by, c.name AS claimer,
  CASE WHEN t.substitute THEN 'delegated' WHEN t.assignee_duty IS NOT NULL AND NOT t.by_claim THEN 'duty' ELSE 'person' END AS via,
  CASE WHEN t.substitute THEN a.id END AS absent_id, CASE WHEN t.substitute THEN a.name END AS absent_name,
  CASE WHEN t.kind IN ('planFinding', 'provideEvidence') THEN (SELECT i.json FROM command_input i WHERE i.id = f.state ->> 'returnReason')
    ELSE (SELECT i.json FROM jsonb_array_elements(e.state -> 'sections') s JOIN command_input i ON i.id = s ->> 'returnReason' WHERE t.kind = 'fillSection' AND s ->> 'key' = t.section) END AS reason,
  e.rehearsal_campaign_id IS NOT NULL AS rehearsal, e.template_id, tv.sha256 AS template_sha256, e.calendar_id, wc.sha256 AS calendar_sha256
FROM mine t JOIN evaluation e ON e.id = t.evaluation_id LEFT JOIN finding f ON f.id = t.finding_id LEFT JOIN person c ON c.id = t.claimed_by AND t.by_claim LEFT JOIN person ap ON ap.id = t.assignee_person LEFT JOIN person a ON a.id = t.meant
  JOIN template_version tv ON tv.id = e.template_id JOIN work_calendar wc ON wc.id = e.calendar_id
WHERE (e.status = 'open' OR t.stream_kind = 'finding') AND f.state ->> 'suspended' IS NULL
  -- Whoever prepared the version or the plan cannot sign it: it does not wait for him.
  AND NOT (t.kind = 'signPlan' AND f.state #>> '{plan,preparedBy}' = $1)
  AND NOT (t.kind = 'sign' AND coalesce(e.state #> '{revision,preparers}', '[]') ? $1)
ORDER BY t.due_on, e.subject_name COLLATE "zh-x-icu", t.task_id`;

/** Everything that waits for a person: his own tasks, group work of his duties, and those of colleagues he stands in for; earliest first. */
export async function listInbox(db: Database, personId: PersonId, wallInstant: Instant): Promise<readonly InboxTask[]> {
  const { rows } = await db.pool.query<Row>(text, [personId, wallInstant]);
  const tasks: InboxTask[] = [];
  const orders = new Map<EvaluationId, readonly SectionKey[]>();
  for (const row of rows) {
    const { template, calendar } = await referenceOf(db.pool, { templateId: row.template_id, templateSha256: row.template_sha256, calendarId: row.calendar_id, calendarSha256: row.calendar_sha256 });
    orders.set(row.evaluation_id, template.sections.map((one) => one.key));
    const section = template.sections.find((one) => one.key === row.section);
    tasks.push({
      stream: row.stream_kind,
      evaluationId: row.evaluation_id,
      findingId: row.finding_id,
      finding: row.number === null || row.finding_type === null ? null : { number: row.number, type: row.finding_type },
      taskId: row.task_id,
      kind: row.kind,
      unit: { id: row.unit_id, name: row.subject_name },
      year: row.year,
      phase: row.phase,
      checkpoint: row.checkpoint,
      section: section === undefined ? null : { key: section.key, title: section.title, titleEn: section.titleEn },
      slot: row.slot,
      assignee: row.assignee_duty !== null ? { duty: row.assignee_duty } : { person: { id: row.assignee_person ?? '', name: row.assignee_name ?? '' } },
      earlierDueOn: row.earlier_due_on,
      openedAt: row.opened_at,
      dueOn: row.due_on,
      dueCovered: row.due_covered,
      today: row.today,
      workingDaysLeft: workingDaysBetween(calendar, row.today, row.due_on),
      urgency: row.urgency,
      claimedBy: row.claimed_by === null ? null : { id: row.claimed_by, name: row.claimer ?? row.claimed_by },
      as: row.via,
      standsInFor: row.absent_id === null ? null : { id: row.absent_id, name: row.absent_name ?? row.absent_id },
      returnReason: row.reason === null ? null : textOf(row.reason),
      rehearsal: row.rehearsal,
    });
  }
  return inFormOrder(tasks, orders);
}

/** Sections of one case in the order of its form; everything else stays as it was. */
function inFormOrder(tasks: readonly InboxTask[], orders: ReadonlyMap<EvaluationId, readonly SectionKey[]>): readonly InboxTask[] {
  const place = (task: InboxTask) => (task.section === null ? -1 : (orders.get(task.evaluationId)?.indexOf(task.section.key) ?? -1));
  return tasks.toSorted((a, b) => (a.evaluationId === b.evaluationId && a.dueOn === b.dueOn ? place(a) - place(b) : 0));
}
