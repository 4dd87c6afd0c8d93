import type { Place, UnitCase } from '../../apps/api/test/permissions/cases.js';
import type { Role } from '../../apps/api/test/permissions/expected.js';
import { countyIds, unitIds, type World } from '../../apps/api/test/permissions/world.js';
import { query } from '../support/sql.js';
import type { Forbidden } from './faults.js';

/** Names for what requests point at, of all counties, and what they stand for in this run. */
export type Marks = Readonly<Record<string, string>>;

const people = ['clerk', 'accountant', 'financeHead', 'principal', 'performanceDesk', 'administrator', 'auditor', 'staff', 'clerk.below', 'clerk.other', 'clerk.elsewhere', 'desk.elsewhere'] as const;
const keys = ['goals', 'budget', 'personnel', 'assets', 'rules', 'keyTasks', 'outcomes', 'assessment', 'report', 'financeHead', 'deputyLeader', 'principal', 'overallGoal', 'budgetExecutionRate', 'budgetExecution', 'fundUseCompliance'] as const;
const tasks = ['1.fillSection.goals', '1.submitForSigning', '1.sign.financeHead', '1.review', '2.fillSection.budget', '1.plan', '1.serve'] as const;

/** The ids of a world, by name. */
export function marksOf(world: World, cases: Readonly<Record<Place, UnitCase>>, open: Readonly<Record<string, string>>, password: string): Marks {
  const marks: Record<string, string> = { 'password.right': password, 'password.wrong': 'not the password at all', 'password.other': 'nor is this the one', 'password.short': 'x', 'hash.none': 'a'.repeat(64), 'hash.revision': 'b'.repeat(64) };
  for (const [place, one] of Object.entries(cases)) {
    marks[`evaluation.${place}`] = one.evaluationId;
    marks[`evidence.${place}`] = one.evidenceId;
    marks[`evidence.finding-${place}`] = one.findingEvidenceId;
    marks[`finding.${place}`] = one.findingId;
  }
  for (const [place, id] of Object.entries(open)) marks[`evaluation.open-${place}`] = id;
  for (const [name, id] of Object.entries(unitIds)) marks[`unit.${name}`] = id;
  for (const [name, { circularId, circularFileId }] of Object.entries(world.circulars)) {
    marks[`circular.${name}`] = circularId;
    marks[`circularFile.${name}`] = circularFileId;
  }
  for (const [name, id] of Object.entries(world.templates)) marks[`template.${name}`] = id;
  for (const name of people) {
    marks[`person.${name}`] = world.personId(name);
    marks[`holding.${name}`] = world.holdingId(name);
  }
  for (const name of keys) marks[`key.${name}`] = name;
  for (const name of tasks) marks[`task.${name.replaceAll('.', '-')}`] = name;
  return { ...marks, 'campaign.here': world.campaignId, 'campaign.elsewhere': world.campaignElsewhere };
}

/** What names the frozen version that waits for signatures in a case now, so that signing gets past its first question. */
export async function revisionOf(world: World, evaluationId: string): Promise<string | undefined> {
  const [row] = await query<{ sha256: string }>(world.ownerUrl, 'SELECT sha256 FROM revision WHERE evaluation_id = $1 ORDER BY number DESC LIMIT 1', [evaluationId]);
  return row?.sha256;
}

/** Ids of all rows of a condition, in every table that has such a column. */
async function idsWhere(world: World, column: string, value: string): Promise<readonly string[]> {
  const tables = await query<{ name: string }>(
    world.ownerUrl,
    "SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.columns i USING (table_schema, table_name) JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = current_schema() AND c.column_name = $1 AND i.column_name = 'id' AND t.table_type = 'BASE TABLE'",
    [column],
  );
  const rows = await query<{ id: string }>(world.ownerUrl, tables.map(({ name }) => `SELECT id::text AS id FROM "${name}" WHERE ${column} = $1`).join(' UNION ALL '), [value]);
  // Numbers name rows too, and stand in every answer.
  return rows.map(({ id }) => id).filter((id) => id.length > 20);
}

/** What a role may never be told: of the other county nobody anything; of another unit nothing to those who belong to one; of any to a stranger. */
export async function forbiddenTo(world: World, role: Role): Promise<Forbidden> {
  const elsewhere = [countyIds.elsewhere, 'elsewhere县', '外县', 'clerk.elsewhere', 'desk.elsewhere', world.campaignElsewhere, world.circulars.elsewhere.circularId, world.circulars.elsewhere.circularFileId, ...(await idsWhere(world, 'county_id', countyIds.elsewhere))];
  const wide = role === 'performanceDesk' || role === 'auditor' || role === 'administrator';
  const other = [unitIds.other, '别局', 'clerk.other', world.personId('clerk.other'), world.holdingId('clerk.other'), world.circulars.other.circularId, ...(await idsWhere(world, 'unit_id', unitIds.other))];
  const here = [...(await idsWhere(world, 'county_id', countyIds.here)), '本局', '财政局', '员"'];
  return [...new Set([...elsewhere, ...(wide ? [] : other), ...(role === 'nobody' ? here : [])])];
}
