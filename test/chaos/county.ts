import { closeDatabase, openDatabase, saveLeadingGroup, savePassword, savePerson, savePost, savePostHolding, saveUnit } from '@hengji/database';
import { parseCivilDate, type CivilDate, type Duty, type PersonId, type UnitId } from '@hengji/domain';
import { inLanes } from '../../apps/api/test/permissions/ask.js';
import type { Person } from '../support/person.js';
import { testPasswordHash } from '../support/demoPeople.js';
import type { Stack } from '../support/stack.js';

/** What the people of a department are for. Each of them serves many departments, or thirty could not carry a hundred. */
const departmental: readonly Duty[] = ['clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal', 'staff'];

export type Role = 'department' | 'desk';
export type Simulated = { readonly name: string; readonly role: Role; /** The departments he works for; the desk works for all. */ readonly group: number; readonly person: Person };
export type Department = { readonly unitId: UnitId; readonly group: number };
export type ChaosCounty = { readonly countyId: string; readonly people: readonly Simulated[]; readonly departments: readonly Department[] };

const since = day('2020-01-01');

function day(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError(text);
  return date;
}

type Planned = { readonly name: string; readonly id: PersonId; readonly role: Role; readonly group: number; readonly duty: Duty };

/** Two at the bureau's desk; all others one duty each, in as many groups of departments as there are people for. */
function plan(people: number): readonly Planned[] {
  const inDepartments = Math.max(departmental.length, people - 2);
  const cast: Planned[] = [1, 2].map((number) => ({ name: `desk${number}`, id: crypto.randomUUID(), role: 'desk', group: -1, duty: 'performanceDesk' }));
  for (let index = 0; index < inDepartments; index += 1) {
    const duty = departmental[index % departmental.length] ?? 'staff';
    cast.push({ name: `${duty.toLowerCase()}${Math.floor(index / departmental.length) + 1}`, id: crypto.randomUUID(), role: 'department', group: Math.floor(index / departmental.length), duty });
  }
  return cast;
}

/** Adds departments and people to the stack's county, and signs the people in. */
export async function makeCounty(stack: Stack, size: { readonly people: number; readonly departments: number }): Promise<ChaosCounty> {
  const [bureau] = await stack.sql<{ county_id: string; id: string }>("SELECT county_id, id FROM unit WHERE kind = 'bureau' LIMIT 1");
  if (bureau === undefined) throw new Error('the county has no bureau');
  const countyId = bureau.county_id;
  const cast = plan(size.people);
  // A group that lacks a duty could sign nothing.
  const groups = Math.max(1, Math.floor(cast.filter(({ role }) => role === 'department').length / departmental.length));
  const departments = Array.from({ length: size.departments }, (_, index) => ({ unitId: crypto.randomUUID(), group: index % groups }));
  const db = openDatabase(stack.options.databaseUrl, { max: 8 });
  const hold = async (unitId: UnitId, { id, duty }: Planned) => {
    const postId = crypto.randomUUID();
    await savePost(db, { id: postId, countyId, unitId, title: duty, duty });
    await savePostHolding(db, { id: crypto.randomUUID(), postId, personId: id, from: since, until: null });
  };
  try {
    await inLanes(cast, async ({ id, name }) => {
      await savePerson(db, { id, countyId, name, email: `${name}@chaos.example`, language: 'zh-CN' });
      await savePassword(db, { personId: id, username: `chaos.${name}`, passwordHash: await testPasswordHash });
    }, 4);
    for (const one of cast.filter(({ role }) => role === 'desk')) await hold(bureau.id, one);
    for (const [index, { unitId, group }] of departments.entries()) {
      await saveUnit(db, { id: unitId, countyId, kind: 'department', name: `第 ${index + 1} 局`, nameEn: `Office ${index + 1}` });
      const own = cast.filter((one) => one.group === group);
      for (const one of own) await hold(unitId, one);
      const of = (duty: Duty) => own.find((one) => one.duty === duty)?.id ?? '';
      await saveLeadingGroup(db, { id: crypto.randomUUID(), countyId, unitId, documentNo: `局发〔2020〕${index + 1}号`, leader: of('principal'), members: [of('principal'), of('deputyLeader'), of('financeHead')], from: since, until: null });
    }
  } finally {
    await closeDatabase(db);
  }
  const people = await inLanes(cast, async ({ name, role, group }): Promise<Simulated> => ({ name, role, group, person: await stack.signIn(`chaos.${name}`) }), 4);
  return { countyId, people, departments };
}
