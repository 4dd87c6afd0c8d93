import { verifyPassword } from 'better-auth/crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { closeDatabase, openDatabase, readDemoCounty, seedDemo, seededPeople, type Database } from '../src/index.js';

const wallInstant = '2026-11-23T02:00:00.000Z';
const people = readDemoCounty().people.map(({ username }) => username);
/** One has his own: each of 83 would take a tenth of a second. */
const [own = ''] = people;
const passwords = Object.fromEntries(people.map((username) => [username, username === own ? 'password-of-one' : 'password-of-the-others']));

let test: TestDatabase;
let db: Database;
let owner: pg.Client;

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase(test.databaseUrl);
  owner = new pg.Client({ connectionString: test.migrationDatabaseUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await test.drop();
});

/** Every row of the database as text, by table; what a second run must leave as it is. */
async function everything(): Promise<Readonly<Record<string, string>>> {
  const tables = await owner.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  const all: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await owner.query<{ digest: string }>(`SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest FROM ${owner.escapeIdentifier(name)} t`);
    all[name] = rows[0]?.digest ?? '';
  }
  return all;
}

describe('seedDemo', () => {
  it('refuses to make a person without a password', async () => {
    await expect(seedDemo(db, { passwords: {}, wallInstant })).rejects.toThrow(/^no password for /);
    expect(await seededPeople(db)).toBe(0);
  });

  it('writes the county, lets its people sign in, and opens the running year for 12 departments', async () => {
    const told: string[] = [];
    const report = await seedDemo(db, { passwords, wallInstant, onPeople: (done, of) => told.push(`${done}/${of}`) });
    expect(told.at(-1)).toBe(`${report.people}/${report.people}`);
    expect(report).toMatchObject({ people: 83, accountsCreated: 83, evaluationsOpened: 12 });
    expect(await seededPeople(db)).toBe(83);
    const { rows: evaluations } = await owner.query("SELECT year, phase, step, status, open_tasks AS tasks FROM evaluation GROUP BY 1, 2, 3, 4, 5");
    expect(evaluations).toEqual([{ year: 2027, phase: 'draft', step: 'fill', status: 'open', tasks: 1 }]);
    const { rows: accounts } = await owner.query<{ username: string; password: string }>('SELECT u.username, a.password FROM account a JOIN "user" u ON u.id = a.user_id WHERE a.provider_id = \'credential\'');
    expect(accounts).toHaveLength(83);
    for (const one of [accounts.find(({ username }) => username === own), accounts.find(({ username }) => username !== own)]) {
      for (const password of ['password-of-one', 'password-of-the-others']) expect(await verifyPassword({ hash: one?.password ?? '', password })).toBe(password === passwords[one?.username ?? '']);
    }
    const { rows: starts } = await owner.query<{ count: number }>('SELECT count(*)::int AS count FROM workflow_start');
    expect(starts).toEqual([{ count: 12 }]);
  });

  it('changes nothing when it runs again, with other passwords and on another day', async () => {
    const before = await everything();
    const others = Object.fromEntries(Object.keys(passwords).map((username) => [username, 'another-password']));
    const report = await seedDemo(db, { passwords: others, wallInstant: '2028-03-01T02:00:00.000Z' });
    expect(report).toMatchObject({ accountsCreated: 0, evaluationsOpened: 0 });
    expect(await everything()).toEqual(before);
  });
});
