import { createHash } from 'node:crypto';
import { duties, partyOf, type Duty } from '@hengji/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query } from '../../../test/support/sql.js';
import { operations as pages } from '../../web/src/i18n/zh/pages/operations.js';
import { ask, inLanes } from './permissions/ask.js';
import { openAtPublication, openCases, type Place, type UnitCase } from './permissions/cases.js';
import { expectedAnswer, unitOperations } from './permissions/expected.js';
import { unitRequests } from './permissions/requests.js';
import { unitIds, World } from './permissions/world.js';

let world: World;
let cases: Readonly<Record<Place, UnitCase>>;
let publishing: Readonly<Record<Place, UnitCase>>;

beforeAll(async () => {
  world = await World.start();
  cases = await openCases(world);
  publishing = await openAtPublication(world, cases);
});

afterAll(() => world.end());

type Row = { readonly person_id: string; readonly operation: string; readonly path: string; readonly evaluation_id: string | null; readonly finding_id: string | null; readonly unit_ids: readonly string[] };
const logged = () => query<Row>(world.ownerUrl, 'SELECT person_id, operation, path, evaluation_id, finding_id, unit_ids FROM read_event ORDER BY read_at, id');
const reading = Object.keys(unitOperations).map((name) => name as keyof typeof unitOperations).filter((name) => unitRequests[name](cases?.own ?? { evaluationId: '', evidenceId: '', findingId: '', findingEvidenceId: '' }).method === 'GET');
const county = duties.filter((duty) => partyOf[duty] !== 'department');

/** Asks as somebody, and answers the rows that were written meanwhile. */
async function after(work: () => Promise<unknown>): Promise<readonly Row[]> {
  const before = (await logged()).length;
  await work();
  return (await logged()).slice(before);
}

describe('what the bureau, the auditor and the administrator read of a unit is on record', () => {
  test.each(reading)('%s: one row for each answer, and none for what was not shown', async (name) => {
    const of = (place: Place) => unitRequests[name](name === 'getPackage' || name === 'downloadPaper' ? publishing[place] : cases[place]);
    const asked = duties.flatMap((duty) => (['own', 'below', 'other', 'elsewhere'] as const).map((place) => ({ duty, place })));
    const rows = await after(() => inLanes(asked, ({ duty, place }) => ask(world, duty, of(place))));
    const shown = asked.filter(({ duty, place }) => county.includes(duty) && expectedAnswer(unitOperations[name], duty, place) === 'yes');
    expect(shown).toHaveLength(county.length * 3);
    const told = (personId: string, path: string, units: readonly string[]) => `${personId} ${path} ${units.join()}`;
    expect(rows.map((row) => told(row.person_id, row.path, row.unit_ids)).sort()).toEqual(shown.map(({ duty, place }) => told(world.personId(duty), of(place).path, [unitIds[place]])).sort());
    // A leading group belongs to its unit and to no case.
    expect(rows.every(({ evaluation_id, finding_id }) => (evaluation_id ?? finding_id) !== null)).toBe(name !== 'downloadGroupScan');
    const operation = name === 'downloadFindingEvidence' ? 'downloadEvidence' : name;
    expect(new Set(rows.map((row) => row.operation))).toEqual(new Set([operation]));
  });

  test('a list is one row, however many units it shows', async () => {
    const lists = [['listEvaluations', '/evaluations'], ['listFindings', '/findings'], ['listLeadingGroups', '/leading-groups'], ['listMails', '/mails']] as const;
    for (const [operation, path] of lists) {
      const [row, ...more] = await after(() => ask(world, 'auditor', { method: 'GET', path: `${path}?perPage=200` }));
      expect(more).toEqual([]);
      expect(row).toMatchObject({ person_id: world.personId('auditor'), operation, path, evaluation_id: null });
      expect([...(row?.unit_ids ?? [])].sort(), operation).toEqual([unitIds.own, unitIds.below, unitIds.deeper, unitIds.other].sort());
    }
    const [people] = await after(() => ask(world, 'performanceDesk', { method: 'GET', path: '/people?perPage=200' }));
    // The desk's own bureau is no other unit.
    expect(people?.unit_ids).not.toContain(unitIds.bureau);
    expect(people?.unit_ids).toContain(unitIds.other);
    // Of a year, the units that take part, and what stands in their way; of a circular, who is to read it.
    const { circularId } = world.circulars.here;
    for (const [operation, path] of [['listSubjects', `/campaigns/${world.campaignId}/subjects?perPage=200`], ['checkCampaign', `/campaigns/${world.campaignId}/check`], ['listCircularReaders', `/circulars/${circularId}/receipts?number=1&perPage=200`]] as const) {
      const rows = await after(() => ask(world, 'auditor', { method: 'GET', path }));
      expect(rows.map((row) => row.operation), operation).toEqual([operation]);
      expect(rows[0]?.unit_ids, operation).toContain(unitIds.other);
    }
    // What the bureau wrote itself is no unit's.
    expect(await after(() => ask(world, 'auditor', { method: 'GET', path: `/circulars/${circularId}` }))).toEqual([]);
    const filtered = await after(() => ask(world, 'auditor', { method: 'GET', path: `/evaluations?unit=${unitIds.other}` }));
    expect(filtered.map(({ unit_ids, path }) => [unit_ids, path])).toEqual([[[unitIds.other], '/evaluations']]);
  });

  test('nothing is written for who reads his own units and those under them, nor for a list without rows', async () => {
    const department = duties.filter((duty) => partyOf[duty] === 'department');
    const paths = ['/evaluations', '/findings', '/mails', '/people', '/leading-groups', '/units', '/campaigns', `/campaigns/${world.campaignId}/subjects`, '/circulars', '/tasks', '/me', `/evaluations/${cases.below.evaluationId}`];
    expect(await after(() => inLanes(department.flatMap((duty) => paths.map((path) => [duty, path] as const)), ([duty, path]) => ask(world, duty, { method: 'GET', path })))).toEqual([]);
    expect(await after(() => ask(world, 'auditor', { method: 'GET', path: `/evaluations?unit=${crypto.randomUUID()}` }))).toEqual([]);
  });

  test('who had a document examined leaves the hash of its bytes, and nothing else of it is kept', async () => {
    const bytes = new TextEncoder().encode('某局2023年度部门整体支出绩效自评报告\n1.任务完成情况（60分）：任务10项全部完成，得分50分。\n2.资金管理情况（40分）：按规定使用，得分40分。\n自评得分95分。');
    const files = () => query<{ readonly count: string }>(world.ownerUrl, 'SELECT count(*) FROM blob');
    const before = await files();
    const [row, ...more] = await after(async () => {
      const answer = await ask(world, 'clerk', { method: 'POST', path: '/examinations?name=a.txt', body: bytes });
      expect(JSON.parse(answer.text)).toMatchObject({ document: { totals: { claimedTotal: '95', score: '90' } }, summary: { error: 1 }, shown: { blocks: [{ kind: 'line', place: 1 }, {}, {}, {}] } });
    });
    expect(more).toEqual([]);
    expect(row).toMatchObject({ person_id: world.personId('clerk'), operation: 'examineDocument', path: `/examinations/${createHash('sha256').update(bytes).digest('hex')}`, unit_ids: [] });
    expect(await files()).toEqual(before);
    expect(await after(async () => {
      expect(await ask(world, 'clerk', { method: 'POST', path: '/examinations?name=a.txt', body: new Uint8Array(20 * 1024 * 1024 + 1) })).toMatchObject({ status: 413, code: 'tooLarge' });
      expect(await ask(world, 'administrator', { method: 'POST', path: '/examinations?name=a.txt', body: bytes })).toMatchObject({ status: 403 });
    })).toEqual([]);
  });

  test('what cannot be put on record is not shown', async () => {
    const owner = (sql: string) => query(world.ownerUrl, sql);
    const { path } = unitRequests.getEvaluation(cases.other);
    await owner('REVOKE INSERT ON read_event FROM hengji_app');
    const kept = await ask(world, 'auditor', { method: 'GET', path });
    const file = await ask(world, 'auditor', unitRequests.downloadEvidence(cases.other));
    await owner('GRANT INSERT ON read_event TO hengji_app');
    for (const answer of [kept, file]) {
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain('别局');
      expect(answer.text).not.toContain('佐证');
    }
    expect((await ask(world, 'auditor', { method: 'GET', path })).status).toBe(200);
  });

  test('the auditor and the administrator read the log, by person and by unit', async () => {
    const read = async (duty: Duty, filter: object = {}) => world.person(duty).call('listReads', { query: { perPage: 200, ...filter } });
    await ask(world, 'performanceDesk', unitRequests.getEvaluation(cases.other));
    const { data } = await read('auditor');
    expect(data[0]).toMatchObject({ person: { id: world.personId('performanceDesk') }, operation: 'getEvaluation', evaluation: cases.other.evaluationId, units: [{ id: unitIds.other, name: '别局' }] });
    const byPerson = await read('administrator', { person: world.personId('administrator') });
    expect(new Set(byPerson.data.map(({ person }) => person.id))).toEqual(new Set([world.personId('administrator')]));
    const byUnit = await read('auditor', { unit: unitIds.below });
    expect(byUnit.data.length).toBeGreaterThan(0);
    expect(byUnit.data.every(({ units }) => units.some(({ id }) => id === unitIds.below))).toBe(true);
    expect(byUnit.total).toBeLessThan((await read('auditor')).total);
  });
});

test('the page that shows the log has a word for all that was written above', async () => {
  const operations = new Set((await logged()).map(({ operation }) => operation));
  expect(operations.size).toBeGreaterThan(15);
  expect([...operations].filter((operation) => !Object.hasOwn(pages.reads.operation, operation))).toEqual([]);
});

test('a walk over the chains is on record, with who asked for it', async () => {
  expect((await world.person('auditor').call('listAuditChecks', {})).total).toBe(0);
  const { events, verified } = await world.person('auditor').call('verifyAudit', { body: {} });
  expect(verified).toBe(true);
  const { data } = await world.person('administrator').call('listAuditChecks', {});
  expect(data).toMatchObject([{ by: { id: world.personId('auditor') }, events, verified: true, firstBroken: null }]);
});
