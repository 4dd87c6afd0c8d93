import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { caseFigures, closeDatabase, openDatabase, readDemoCase, readDemoTemplate, saveSection, type Database } from '../src/index.js';
import { createCounty, Driver, staff } from './county.js';

let own: TestDatabase;
let db: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  const template = readDemoTemplate();
  // By the end of June 48.6 % of basic spending and 27.3 % of project spending were done.
  await createCounty(db, {
    ...template,
    warningLines: [{ period: 'throughJune', indicator: 'projectExecution', below: '0.5' }, { period: 'throughJune', indicator: 'baselineExecution', below: '0.45' }],
    sections: template.sections.map((section) => ({ ...section, fields: section.fields.map((field) => (field.key === 'deviationNote' || field.key === 'measure' ? { ...field, requiredWhenWarned: true } : field)) })),
  });
});

afterAll(async () => {
  await closeDatabase(db);
  await own.drop();
});

test('a row under its line at a checkpoint is frozen as marked, and the forecast is not handed in without deviation and measure', async () => {
  const driver = new Driver(db, '2023-07-03T01:00:00.000Z');
  const id = await driver.openAt(2);
  const figures = caseFigures(readDemoCase(), 'throughJune');
  const save = async (section: string, values: Readonly<Record<string, string>>, expectedVersion: number) => {
    const person = ['budget', 'assets', 'forecast'].includes(section) ? staff.accountant : staff.clerk;
    expect(await saveSection(db, { evaluationId: id, section, person, values, expectedVersion, acceptDisqualification: true, wallInstant: driver.now })).toMatchObject({ ok: true });
    return driver.try(id, person, { type: 'submitSection', section });
  };
  for (const section of ['budget', 'personnel', 'assets', 'keyTasks']) expect(await save(section, figures[section] ?? {}, 0)).toMatchObject({ kind: 'accepted' });
  expect(await save('forecast', figures['forecast'] ?? {}, 0)).toMatchObject({ refusal: { code: 'sectionIncomplete', section: 'forecast', fields: ['deviationNote', 'measure'] } });
  expect(await save('forecast', { deviationNote: '项目招标推迟到 7 月。', measure: '7 月底前完成招标。' }, 1)).toMatchObject({ kind: 'accepted' });
  await driver.do(id, staff.clerk, { type: 'submitForSigning' });
  const { rows } = await db.pool.query<{ warned: unknown }>("SELECT canonical::jsonb -> 'warned' AS warned FROM revision WHERE evaluation_id = $1", [id]);
  expect(rows[0]?.warned).toEqual([{ indicator: 'projectExecution', rate: '0.272727', below: '0.5' }]);
});
