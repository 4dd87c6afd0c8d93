import {
  civilDateOf, type CampaignFacts, type CampaignPlan, type CheckFacts, type CivilDate, type DutyHolders, type EvaluationState, type GroupFacts, type Instant, type PersonId, type SubjectPlan, type Template,
  type UnitFacts, type WorkCalendar,
} from '@hengji/domain';
import type { Queryable } from '../database.js';
import { dutiesOfCounty, dutiesOfUnit, heldPosts, inForce } from '../holders.js';
import { newestCalendarOf } from '../reads/calendars.js';

/** `$1` county, `$2` units, `$3` process date. Who holds what (a closed account holds nothing), which leading groups are on record, what stands above. */
const unitsText = `
SELECT u.id, u.kind,
  (SELECT r.parent_id FROM unit_relation r WHERE r.child_id = u.id AND r.valid_from <= $3 AND (r.valid_until IS NULL OR r.valid_until >= $3) ORDER BY r.valid_from DESC LIMIT 1) AS parent_id,
  (SELECT coalesce(jsonb_object_agg(duty, people), '{}') FROM (
     SELECT p.duty, jsonb_agg(DISTINCT h.person_id ORDER BY h.person_id) AS people
     FROM ${heldPosts}
     WHERE p.unit_id = u.id AND p.duty = ANY (${dutiesOfUnit}) AND ${inForce('$3')} GROUP BY p.duty) held) AS holders,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('documentNo', g.document_no, 'from', g.valid_from, 'until', g.valid_until, 'members',
     (SELECT jsonb_agg(DISTINCT person_id) FROM (SELECT g.leader_id AS person_id UNION SELECT m.person_id FROM leading_group_member m WHERE m.group_id = g.id) members)) ORDER BY g.valid_from), '[]')
   FROM leading_group g WHERE g.unit_id = u.id) AS groups
FROM unit u WHERE u.county_id = $1 AND u.id = ANY ($2::text[])`;

type UnitRow = { readonly id: string; readonly kind: string; readonly parent_id: string | null; readonly holders: DutyHolders; readonly groups: readonly GroupFacts[] };

/** `$1` county, `$2` year, `$3` campaign, `$4` rehearsal, `$5` template, `$6` calendar (known: the newest is looked at), `$7` process date, `$8` subjects. */
const yearText = `
SELECT
  (SELECT jsonb_build_object('json', t.json, 'releasedAt', t.released_at) FROM template_version t WHERE t.id = $5) AS template,
  (SELECT n.json FROM work_calendar w, LATERAL (${newestCalendarOf('$1')}) n WHERE w.id = $6) AS calendar,
  (SELECT coalesce(jsonb_object_agg(duty, people), '{}') FROM (
     SELECT p.duty, jsonb_agg(DISTINCT h.person_id ORDER BY h.person_id) AS people
     FROM ${heldPosts}
     WHERE p.county_id = $1 AND p.duty = ANY (${dutiesOfCounty}) AND ${inForce('$7')} GROUP BY p.duty) held) AS county,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('title', c.title) ORDER BY c.created_at), '[]') FROM campaign c
   WHERE c.county_id = $1 AND c.year = $2 AND NOT c.rehearsal AND c.id IS DISTINCT FROM $3 AND c.status NOT IN ('draft', 'discarded')) AS same_year,
  (SELECT coalesce(jsonb_object_agg(e.subject_id, e.id), '{}') FROM evaluation e
   WHERE e.county_id = $1 AND e.year = $2 AND e.kind = 'overall' AND e.status <> 'cancelled' AND e.subject_id = ANY ($8::text[])
     AND e.rehearsal_campaign_id IS NOT DISTINCT FROM CASE WHEN $4 THEN $3 END) AS existing`;

type YearRow = {
  readonly template: { readonly json: string; readonly releasedAt: string } | null;
  readonly calendar: string | null;
  readonly county: DutyHolders;
  readonly same_year: CheckFacts['sameYear'];
  readonly existing: CheckFacts['existing'];
};

/** What a dry run of the plan looks at, on the process date; `campaignId` null while it is not even a draft. */
export async function gatherCheck(client: Queryable, countyId: string, campaignId: string | null, plan: CampaignPlan, subjects: readonly SubjectPlan[], today: CivilDate): Promise<CheckFacts> {
  const unitIds = [...new Set(subjects.flatMap(({ subjectId, unitId }) => [subjectId, unitId]))];
  const { rows: units } = await client.query<UnitRow>(unitsText, [countyId, unitIds, today]);
  const { rows: years } = await client.query<YearRow>(yearText, [
    countyId, plan.year, campaignId, plan.rehearsal, plan.templateId, plan.calendarId, today, subjects.map(({ subjectId }) => subjectId),
  ]);
  const people = [...new Set(units.flatMap(({ holders }) => Object.values(holders).flat()))];
  const { rows: reach } = await client.query<{ id: string; address: boolean; account: boolean }>(
    'SELECT p.id, p.email IS NOT NULL AS address, EXISTS (SELECT 1 FROM "user" a WHERE a.id = p.id) AS account FROM person p WHERE p.id = ANY ($1::text[]) ORDER BY p.id',
    [people],
  );
  const [year] = years;
  if (year === undefined) throw new Error('the statement answered no row');
  const template: Template | null = year.template === null ? null : JSON.parse(year.template.json);
  const calendar: WorkCalendar | null = year.calendar === null ? null : JSON.parse(year.calendar);
  return {
    today,
    template: template === null || year.template === null ? null : { template, releasedAt: new Date(year.template.releasedAt).toISOString() },
    calendar,
    county: year.county,
    sameYear: year.same_year,
    units: Object.fromEntries(units.map(({ id, kind, parent_id: parentId, holders, groups: leadingGroups }): [string, UnitFacts] => [id, { kind, parentId, holders, leadingGroups }])),
    existing: year.existing,
    withoutAddress: reach.filter(({ address }) => !address).map(({ id }) => id),
    withoutAccount: reach.filter(({ account }) => !account).map(({ id }) => id),
  };
}

/** For commands that are decided without a dry run. */
export function nothingGathered(today: CivilDate): CheckFacts {
  return { today, template: null, calendar: null, county: {}, sameYear: [], units: {}, existing: {}, withoutAddress: [], withoutAccount: [] };
}

export async function readEvaluationStatuses(client: Queryable, campaignId: string): Promise<CampaignFacts['evaluations']> {
  const { rows } = await client.query<{ id: string; status: EvaluationState['status'] }>('SELECT id, status FROM evaluation WHERE campaign_id = $1', [campaignId]);
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
}

/** The civil date at a wall instant, on a campaign's clock. */
export function processDate(wallInstant: Instant, clockOffsetMs: number): { readonly now: Instant; readonly today: CivilDate } {
  const now = new Date(Date.parse(wallInstant) + clockOffsetMs).toISOString();
  return { now, today: civilDateOf(now) };
}

/** Who asks; null for the worker and for a seed. */
export type CampaignSender = { readonly personId: PersonId; readonly sessionId: string } | null;
