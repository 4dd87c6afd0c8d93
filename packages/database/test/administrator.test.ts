import { verifyPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { closeDatabase, createAdministrator, furthestCalendar, latestTemplate, listRegistryEvents, listUnits, openDatabase, readPrincipal, UnknownCountyError, verifyAudit, type AdministratorInput, type Database } from '../src/index.js';

let own: TestDatabase;
let db: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
});
afterAll(async () => {
  await closeDatabase(db);
  await own.drop();
});

const input = (more: Partial<AdministratorInput> = {}): AdministratorInput => ({ name: '张三', username: 'zhangsan', password: 'for one sign-in', email: null, county: null, bureau: null, ...more });

test('without a county one must be named', async () => {
  await expect(createAdministrator(db, input())).rejects.toThrow(UnknownCountyError);
  expect((await db.pool.query('SELECT 1 FROM county')).rows).toEqual([]);
});

test('the first administrator finds a county with its bureau, offices, template and calendar', async () => {
  const made = await createAdministrator(db, input({ county: '甲县', bureau: '甲县财政与国资局' }));
  expect(made).toMatchObject({ countyName: '甲县', founded: true });
  const { rows: people } = await db.pool.query<{ county_id: string; must_change_password: boolean; password: string }>(
    'SELECT p.county_id, p.must_change_password, a.password FROM person p JOIN account a ON a.user_id = p.id WHERE p.id = $1',
    [made.person],
  );
  expect(people).toMatchObject([{ must_change_password: true }]);
  expect(await verifyPassword({ hash: people[0]?.password ?? '', password: 'for one sign-in' })).toBe(true);
  const countyId = people[0]?.county_id ?? '';
  const units = await listUnits(db, { countyId, unitIds: null }, { offset: 0, limit: 10 });
  expect(units.rows.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(['bureau 甲县财政与国资局', 'office 甲县人民政府办公室', 'office 甲县审计局']);
  expect(await latestTemplate(db, countyId)).not.toBeNull();
  expect(await furthestCalendar(db.pool)).not.toBeNull();
  const principal = await readPrincipal(db, made.person);
  expect(principal?.holdings.map(({ duty, unitName }) => `${duty} ${unitName}`)).toEqual(['administrator 甲县人民政府办公室']);
});

test('a second one is added to the county that is there, and everything is on record in the name of nobody', async () => {
  const made = await createAdministrator(db, input({ username: 'lisi', name: '李四', email: 'lisi@county.example' }));
  expect(made).toMatchObject({ countyName: '甲县', founded: false, units: [] });
  await expect(createAdministrator(db, input({ username: 'LiSi' }))).rejects.toThrow('usernameTaken');
  await expect(createAdministrator(db, input({ county: '乙县' }))).rejects.toThrow(UnknownCountyError);
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM county');
  const events = await listRegistryEvents(db, rows[0]?.id ?? '', { offset: 0, limit: 50 });
  expect(events.rows.map(({ event }) => event.type).filter((type) => type !== 'unitAdded').sort()).toEqual(['accountGiven', 'accountGiven', 'holdingBegun', 'holdingBegun', 'personAdded', 'personAdded']);
  expect(await verifyAudit(db)).toMatchObject({ broken: null, streams: 1 });
});
