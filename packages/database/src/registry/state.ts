import { canonicalJson, type HoldingFacts, type LeadingGroupFacts, type RegistryState, type ReleasedTemplate, type Sha256 } from '@hengji/domain';
import { asJson, sha256 } from '../commit/hash.js';
import type { Queryable } from '../database.js';

type HoldingRow = HoldingFacts & { readonly id: string };
export type GroupRow = Omit<LeadingGroupFacts, 'scan'> & { readonly id: string; readonly scan: Sha256 | null };
type TemplateRow = ReleasedTemplate & { readonly id: string; readonly json: string };

/** A group without a scan is told as it was before there could be one. */
export function groupFacts({ scan, ...facts }: Omit<GroupRow, 'id'>): LeadingGroupFacts {
  return scan === null ? facts : { ...facts, scan };
}

/** The hash a row tells, or that its text does not give it. */
function keptHash(json: string, told: Sha256): string {
  return sha256(json) === told ? told : `${told}, which its text does not give`;
}

/** The duties, leading groups, templates and calendars of a county as they stand in the tables; a text's hash is that of what is kept. */
export async function readRegistryState(client: Queryable, countyId: string): Promise<RegistryState> {
  const { rows: holdings } = await client.query<HoldingRow>(
    `SELECT h.id, h.person_id AS person, o.unit_id AS unit, o.duty, h.valid_from AS "from", h.valid_until AS until FROM post_holding h JOIN post o ON o.id = h.post_id WHERE h.county_id = $1`,
    [countyId],
  );
  const { rows: groups } = await client.query<GroupRow>(
    `SELECT g.id, g.unit_id AS unit, g.document_no AS "documentNo", g.leader_id AS leader, g.valid_from AS "from", g.valid_until AS until, g.scan,
       (SELECT coalesce(jsonb_agg(m.person_id ORDER BY m.person_id COLLATE "C"), '[]') FROM leading_group_member m WHERE m.group_id = g.id) AS members
     FROM leading_group g WHERE g.county_id = $1`,
    [countyId],
  );
  const { rows: templates } = await client.query<TemplateRow>('SELECT id, key, version, json, sha256 FROM template_version WHERE county_id = $1', [countyId]);
  const { rows: calendars } = await client.query<{ id: string; json: string; sha256: string }>('SELECT id, json, sha256 FROM work_calendar WHERE county_id = $1', [countyId]);
  return {
    holdings: new Map(holdings.map(({ id, ...facts }) => [id, facts])),
    groups: new Map(groups.map(({ id, ...group }) => [id, groupFacts(group)])),
    templates: new Map(templates.map(({ id, json, ...facts }) => [id, { ...facts, sha256: keptHash(json, facts.sha256) }])),
    calendars: new Map(calendars.map(({ id, json, sha256: told }) => [id, keptHash(json, told)])),
  };
}

/** The first entry that differs, or that only one side has. */
function firstDifference(told: ReadonlyMap<string, unknown>, standing: ReadonlyMap<string, unknown>): { readonly id: string; readonly why: string } | null {
  for (const [id, facts] of standing) {
    if (!told.has(id)) return { id, why: 'no event made it' };
    if (canonicalJson(asJson(told.get(id))) !== canonicalJson(asJson(facts))) return { id, why: 'it was changed without an event' };
  }
  for (const id of told.keys()) if (!standing.has(id)) return { id, why: 'it is gone' };
  return null;
}

/** Where the tables do not hold what the county's events lead to; null when they agree. */
export function registryFault(told: RegistryState, standing: RegistryState): { readonly table: string; readonly why: string } | null {
  const holding = firstDifference(told.holdings, standing.holdings);
  if (holding !== null) return { table: 'post_holding', why: `the duty ${holding.id}: ${holding.why}` };
  const group = firstDifference(told.groups, standing.groups);
  if (group !== null) return { table: 'leading_group', why: `the leading group ${group.id}: ${group.why}` };
  const template = firstDifference(told.templates, standing.templates);
  if (template !== null) return { table: 'template_version', why: `the template ${template.id}: ${template.why}` };
  const calendar = firstDifference(told.calendars, standing.calendars);
  return calendar === null ? null : { table: 'work_calendar', why: `the calendar ${calendar.id}: ${calendar.why}` };
}
