import { closeDatabase, openDatabase, verifyAudit, type Database } from '@hengji/database';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createCounty, Driver } from '../../packages/database/test/county.js';
import { driveYear } from '../../packages/database/test/year.js';
import { Dice } from '../chaos/dice.js';
import { createTestDatabase, type TestDatabase } from '../setup/database.js';
import { repositoryRoot, runScript } from '../support/program.js';
import { databaseOf, withDatabase } from '../support/sql.js';

/** How many values are taken; each of their characters is changed once. `HENGJI_TAMPER_VALUES` and `_SEED` say otherwise. */
const wanted = Number(process.env['HENGJI_TAMPER_VALUES'] ?? 200);
const seed = process.env['HENGJI_TAMPER_SEED'] ?? crypto.randomUUID().slice(0, 8);

const tables = { audit_event: ['stream_kind', 'stream_id', 'seq'], revision: ['evaluation_id', 'number'], signature: ['id'] } as const;

let own: TestDatabase;
let db: Database;
let admin: pg.Client;
let id: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  await createCounty(db);
  const driver = new Driver(db);
  id = await driver.open();
  await driveYear(driver, id);
  // Only whoever owns the server gets past triggers and foreign keys.
  admin = new pg.Client({ connectionString: withDatabase(inject('services').adminDatabaseUrl, databaseOf(own.databaseUrl)) });
  await admin.connect();
  await admin.query("SET session_replication_role = 'replica'");
});

afterAll(async () => {
  await admin.end();
  await closeDatabase(db);
  await own.drop();
});

/** One value of one row: where it stands, as text. */
type Value = { readonly table: keyof typeof tables; readonly column: string; readonly type: string; readonly place: string; readonly text: string };

async function allValues(): Promise<readonly Value[]> {
  const found: Value[] = [];
  for (const table of Object.keys(tables) as (keyof typeof tables)[]) {
    const { rows: columns } = await admin.query<{ name: string; type: string }>('SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1 ORDER BY 1', [table]);
    const { rows } = await admin.query<Record<string, string | null>>(`SELECT ctid::text AS place, ${columns.map(({ name }) => `${name}::text`).join(', ')} FROM ${table} ORDER BY ${tables[table].join(', ')}`);
    for (const row of rows) for (const { name, type } of columns) if (typeof row[name] === 'string' && row[name] !== '') found.push({ table, column: name, type, place: row['place'] ?? '', text: row[name] });
  }
  return found;
}

/** The text with one character replaced by another of its kind, so that a number stays a number and a date a date where it can. */
function changedAt(text: string, at: number): string {
  const sign = text[at] ?? '';
  const other = /\d/.test(sign) ? String((Number(sign) + 1) % 10) : sign === 'x' ? 'y' : 'x';
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** Changes a value where the row stands now; answers where it stands then, or null when PostgreSQL takes no such value. */
async function write({ table, column, type, place }: Value, text: string): Promise<string | null> {
  try {
    const { rows } = await admin.query<{ place: string }>(`UPDATE ${table} SET ${column} = $1::text::${type} WHERE ctid = $2::tid RETURNING ctid::text AS place`, [text, place]);
    return rows[0]?.place ?? null;
  } catch (error) {
    // "2023-1x-01" is no date, and a second row of one key is none either: there is no way to store them.
    if (error instanceof pg.DatabaseError && (error.code?.startsWith('22') === true || error.code === '23505')) return null;
    throw error;
  }
}

test(`every character of ${wanted} values, one at a time: the walk over the chains names each`, async () => {
  const dice = new Dice(seed, 'values');
  const values = [...(await allValues())];
  const taken: Value[] = [];
  // Each table has its turn: there are ten times as many audit rows as signatures.
  for (const table of Object.keys(tables) as (keyof typeof tables)[]) {
    const own_ = values.filter((value) => value.table === table);
    for (let left = Math.ceil(wanted / Object.keys(tables).length); left > 0 && own_.length > 0; left -= 1) taken.push(...own_.splice(dice.below(own_.length), 1));
  }
  const missed: string[] = [];
  let [changed, impossible] = [0, 0];
  const places = new Map<string, string>();
  for (const value of taken) {
    for (let at = 0; at < value.text.length; at += 1) {
      const key = `${value.table} ${value.place}`;
      const now = { ...value, place: places.get(key) ?? value.place };
      const moved = await write(now, changedAt(value.text, at));
      if (moved === null) {
        impossible += 1;
        continue;
      }
      const { broken } = await verifyAudit(db);
      const back = await write({ ...now, place: moved }, value.text);
      if (back === null) throw new Error(`${value.table}.${value.column} could not be put back`);
      places.set(key, back);
      changed += 1;
      if (broken === null) missed.push(`${value.table}.${value.column} at ${at} of ${value.text.slice(0, 60)}`);
    }
  }
  console.log(`seed ${seed}: ${taken.length} values, ${changed} changes, ${impossible} that PostgreSQL does not take`);
  expect(missed).toEqual([]);
  expect(changed).toBeGreaterThan(wanted);
  expect((await verifyAudit(db)).broken).toBeNull();
}, 7_200_000);

test('the command says the same, with the row', async () => {
  const verify = () => runScript(`${repositoryRoot}/apps/cli/dist/main.js`, ['verify'], { PATH: process.env['PATH'], DATABASE_URL: own.databaseUrl });
  expect(await verify()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^verified: /) });
  await admin.query("UPDATE signature SET slot = slot || 'x' WHERE id = (SELECT min(id) FROM signature)");
  expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringMatching(new RegExp(`^broken: evaluation:${id}, number \\d+, table signature: `)) });
  await admin.query("UPDATE signature SET slot = left(slot, -1) WHERE id = (SELECT min(id) FROM signature)");
  expect((await verify()).code).toBe(0);
}, 60_000);
