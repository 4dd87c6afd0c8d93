import { operations, type OperationId } from '@hengji/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../../test/support/long.js';
import { operationIds } from '../../src/router.js';
import { ask, inLanes, type Answered } from './ask.js';
import { openAtPublication, openCases, raise, type Place, type UnitCase } from './cases.js';
import {
  commandOperations, countyOperations, evaluationCommands, expectedAnswer, expectedOfCounty, expectedUnserved, findingCommands, operationsForAll, publicOperations, relations, roles, unitOperations, type Answer, type Grants, type Relation, type Role,
} from './expected.js';
import { absentCase, countyRequests, evaluationCommandRequests, findingCommandRequests, unitRequests, type Asked, type CountyRows } from './requests.js';
import { password, unitIds, World } from './world.js';

let world: World;
let cases: Readonly<Record<Place, UnitCase>>;

beforeAll(async () => {
  world = await World.start();
  cases = await openCases(world);
});

afterAll(() => world.end());

/** One cell of the matrix. `noRow`: whatever is said of a row that is not there, and nothing is done. `row`: what is missing from `absent`. */
type Cell = { readonly name: string; readonly role: Role; readonly place: string; readonly expected: Answer | 'noRow'; readonly ask: Asked; readonly absent: Asked | null; readonly row: string };

const told: Readonly<Record<Answer | 'noRow', readonly string[]>> = { yes: ['yes'], 401: ['401 notSignedIn'], 403: ['403 notAllowed'], 404: ['404 notFound'], noRow: ['noRow'] };

/** `yes`: done, or refused by the state or for what was typed; never for who asks. */
function answerOf({ status, code }: Answered, expected: Cell['expected']): string {
  const refused = (status === 409 || status === 422) && code !== '';
  if (expected === 'yes' && (status === 200 || refused)) return 'yes';
  return expected === 'noRow' && (status === 404 || refused) ? 'noRow' : `${status} ${code}`;
}

const absentAnswers = new Map<string, Promise<Answered>>();

/** What a row that is not there is answered with; asked once for each request and person. */
function askForNoRow(cell: Cell & { readonly absent: Asked }): Promise<Answered> {
  const key = `${cell.name} ${cell.role} ${cell.row}`;
  const answer = absentAnswers.get(key) ?? ask(world, cell.role, cell.absent);
  absentAnswers.set(key, answer);
  return answer;
}

/**
 * `npm test` asks what is allowed, and of its refusals one for each operation and role (of what has fewer than three places, every third); `npm run test:long` asks every cell.
 * Like a board coloured along its diagonals: each operation is still refused to each role, and at each place, only not in every combination of the three.
 */
function thinned(cells: readonly Cell[]): readonly Cell[] {
  const placesOfEach = new Map<string, string[]>();
  for (const { name, place } of cells) {
    const places = placesOfEach.get(name) ?? [];
    placesOfEach.set(name, places);
    if (!places.includes(place)) places.push(place);
  }
  const names = [...placesOfEach.keys()];
  const colour = ({ name, role, place }: Cell) => {
    const places = placesOfEach.get(name) ?? [];
    return (names.indexOf(name) + roles.indexOf(role) + places.indexOf(place)) % Math.max(places.length, 3);
  };
  return cells.filter((cell) => cell.expected === 'yes' || colour(cell) === 0);
}

/** Asks the cells; answers those that were not as expected, and those in which a hidden row did not look like no row at all. */
async function deviations(cells: readonly Cell[]): Promise<readonly string[]> {
  const found = await inLanes(whole ? cells : thinned(cells), async (cell) => {
    const answered = await ask(world, cell.role, cell.ask);
    const where = `${cell.name} by ${cell.role} on ${cell.place}`;
    const expected = told[cell.expected];
    if (!expected.includes(answerOf(answered, cell.expected))) return `${where}: ${answered.status} ${answered.code} instead of ${expected.join(' or ')} ${answered.text.slice(0, 300)}`;
    const { absent: missing } = cell;
    if (missing === null) return null;
    const absent = await askForNoRow({ ...cell, absent: missing });
    return JSON.stringify(absent) === JSON.stringify(answered) ? null : `${where}: a row that is not there is answered otherwise, ${JSON.stringify(absent)} and not ${JSON.stringify(answered)}`;
  });
  return found.filter((deviation) => deviation !== null);
}

/** A unit under one that is under the own one is `below` as well. */
const placesOf: Readonly<Record<Relation, readonly Place[]>> = { own: ['own'], below: ['below'], other: ['other'], elsewhere: ['elsewhere'] };
const placesAtAnyDepth: typeof placesOf = { ...placesOf, below: ['below', 'deeper'] };

function unitCells(name: string, grants: Grants, request: (of: UnitCase) => Asked, places = placesOf, rows = cases): readonly Cell[] {
  return roles.flatMap((role) =>
    relations.flatMap((relation) =>
      places[relation].map((place): Cell => {
        const expected = expectedAnswer(grants, role, relation);
        return { name, role, place, expected, ask: request(rows[place]), absent: expected === '404' || expected === '401' ? request(absentCase()) : null, row: 'case' };
      }),
    ),
  );
}

test('the tables name every operation once', () => {
  const named: readonly string[] = [...Object.keys(unitOperations), ...Object.keys(countyOperations), ...operationsForAll, ...publicOperations, ...commandOperations];
  const downloads = ['downloadEvidence', 'downloadFindingEvidence', 'downloadPaper', 'downloadGroupScan', 'downloadCircularFile', 'downloadTemplate'];
  expect([...named].sort()).toEqual([...operationIds, ...downloads].sort());
});

test('what is left out takes no operation away from a role or a place', () => {
  const cells = Object.entries(unitOperations).flatMap(([name, grants]) => unitCells(name, grants, unitRequests[name as keyof typeof unitOperations], placesAtAnyDepth));
  const pairs = (some: readonly Cell[]) => [...new Set(some.flatMap(({ name, role, place }) => [`${name} ${role}`, `${name} ${place}`, `${role} ${place}`]))].sort();
  expect(thinned(cells).length).toBeLessThan(cells.length);
  expect(pairs(thinned(cells))).toEqual(pairs(cells));
});

/** Thousands of requests: on a busy machine the usual minute is not enough. */
const patience = 300_000;

describe('operation × role × unit', { timeout: patience }, () => {
  test('reading and writing what belongs to a unit', async () => {
    const publishing = await openAtPublication(world, cases);
    const cells = Object.entries(unitOperations).flatMap(([name, grants]) => unitCells(name, grants, unitRequests[name as keyof typeof unitOperations], placesAtAnyDepth, name.endsWith('Package') || name === 'downloadPaper' ? publishing : cases));
    expect(cells.length).toBe(Object.keys(unitOperations).length * roles.length * 5);
    expect(await deviations(cells)).toEqual([]);
    // A scan is reached through the year that names it, and through no other.
    const get = (path: string) => ask(world, 'clerk', { method: 'GET', path });
    const missing = await get(`/evaluations/${publishing.own.evaluationId}/paper/${absentCase().scan}`);
    expect(missing.status).toBe(404);
    for (const place of ['below', 'other', 'elsewhere'] as const) expect(await get(`/evaluations/${publishing.own.evaluationId}/paper/${world.scanOf(place)}`)).toEqual(missing);
    expect(await get(`/evaluations/${cases.own.evaluationId}/paper/${world.scanOf('own')}`)).toEqual(missing);
    for (const odd of ['..%2f', 'A'.repeat(64), `${world.scanOf('own')}0`]) expect(await get(`/evaluations/${publishing.own.evaluationId}/paper/${odd}`)).toEqual(missing);
  });

  test('commands to an evaluation', async () => {
    const people = [world.personId('staff'), world.personId('clerk')] as const;
    const cells = evaluationCommandRequests(people).flatMap(([type, request]) => unitCells(type, evaluationCommands[type], request));
    expect(await deviations(cells)).toEqual([]);
  });

  test('commands to a finding', async () => {
    const cells = findingCommandRequests(world.personId('accountant')).flatMap(([type, request]) => unitCells(type, findingCommands[type], request));
    expect(await deviations(cells)).toEqual([]);
  });

  test('a finding that the department was not served yet', async () => {
    const unserved = { ...cases.own, findingId: await raise(world, 'own', cases.own.evaluationId) };
    const operations = [['getFinding', unitOperations.getFinding, unitRequests.getFinding], ['addFindingEvidence', unitOperations.addFindingEvidence, unitRequests.addFindingEvidence]] as const;
    const commands = findingCommandRequests(world.personId('accountant')).filter(([type]) => type !== 'serve').map(([type, request]) => [type, findingCommands[type], request] as const);
    const cells = [...operations, ...commands].flatMap(([name, grants, request]) =>
      roles.map((role): Cell => {
        const expected = expectedUnserved(grants, role, 'own');
        return { name, role, place: 'own, not served', expected, ask: request(unserved), absent: expected === '404' ? request(absentCase()) : null, row: 'case' };
      }),
    );
    expect(await deviations(cells)).toEqual([]);
    const known = async (role: Exclude<Role, 'nobody'>) => {
      const { data } = await world.person(role).call('listFindings', { query: { evaluation: unserved.evaluationId } });
      const { findings, openFindings } = await world.person(role).evaluation(unserved.evaluationId);
      const row = (await world.person(role).call('listEvaluations', { query: { unit: unitIds.own } })).data.find(({ id }) => id === unserved.evaluationId);
      // None of them is closed: what is listed is what is counted.
      return { listed: data.some(({ id }) => id === unserved.findingId), shown: findings.some(({ id }) => id === unserved.findingId), counts: [openFindings - data.length, (row?.openFindings ?? 0) - data.length] };
    };
    for (const role of ['clerk', 'principal', 'staff'] as const) expect(await known(role), role).toEqual({ listed: false, shown: false, counts: [0, 0] });
    for (const role of ['performanceDesk', 'auditor', 'administrator'] as const) expect(await known(role), role).toEqual({ listed: true, shown: true, counts: [0, 0] });
  });

  test('what belongs to the county; a row of another one is as if it were not there', async () => {
    const here: CountyRows = { campaignId: world.campaignId, ...world.circulars.here, templateId: world.templates.here, unitId: unitIds.other, personId: world.personId('clerk.other'), holdingId: world.holdingId('clerk.other'), parentId: unitIds.bureau };
    const elsewhere: CountyRows = { campaignId: world.campaignElsewhere, ...world.circulars.elsewhere, templateId: world.templates.elsewhere, unitId: unitIds.elsewhere, personId: world.personId('clerk.elsewhere'), holdingId: world.holdingId('clerk.elsewhere'), parentId: unitIds.elsewhere };
    const cells = Object.entries(countyOperations).flatMap(([name, grants]) => {
      const { rows, ask: request } = countyRequests[name as keyof typeof countyOperations];
      return roles.flatMap((role): readonly Cell[] => {
        const expected = expectedOfCounty(grants, role);
        const missing = (key: keyof CountyRows) => request({ ...here, [key]: crypto.randomUUID() });
        return [
          { name, role, place: 'the county', expected, ask: request(here), absent: null, row: '' },
          ...rows.map((key): Cell => ({ name, role, place: `${key} of another county`, expected: expected === 'yes' ? 'noRow' : expected, ask: request({ ...here, [key]: elsewhere[key] }), absent: missing(key), row: key })),
        ];
      });
    });
    expect(await deviations(cells)).toEqual([]);
  });

  test('what everybody may ask, and what nobody needs to sign in for', async () => {
    const bodies: Partial<Record<OperationId, object>> = { reauthenticate: { password: 'wrong', hash: 'a'.repeat(64) }, changePassword: { current: 'wrong', next: 'a password of some length' }, unlockSession: { password: 'wrong' }, beginSecondFactor: { password: 'wrong' }, confirmSecondFactor: { code: '000000' }, renewRecoveryCodes: { password: 'wrong' }, removeSecondFactor: { password: 'wrong' }, endSessions: { which: 'others' } };
    const cell = (role: Role, id: (typeof operationsForAll)[number] | (typeof publicOperations)[number], expected: Answer): Cell => {
      const { method, path } = operations[id];
      return { name: id, role, place: 'nothing', expected, ask: { method, path, ...(bodies[id] === undefined ? {} : { body: bodies[id] }) }, absent: null, row: '' };
    };
    const ofAll = (ids: readonly (typeof operationsForAll)[number][]) => roles.flatMap((role) => ids.map((id) => cell(role, id, role === 'nobody' ? '401' : 'yes')));
    const cells = [...ofAll(operationsForAll.filter((id) => id !== 'lockSession')), ...roles.flatMap((role) => publicOperations.map((id) => cell(role, id, 'yes')))];
    expect(await deviations(cells)).toEqual([]);
    // Last: afterwards each of them has to prove himself.
    expect(await deviations(ofAll(['lockSession']))).toEqual([]);
    for (const role of roles) if (role !== 'nobody') await world.person(role).call('unlockSession', { body: { password } });
  });
});
