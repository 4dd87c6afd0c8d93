import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { diffSchemas } from '../scripts/diff-migration.mjs';
import { advanceClock, checkAudit, classifyDatabaseError, closeDatabase, ConflictError, migrate, openDatabase, recordRead, settleClockOrders, type Database } from '../src/index.js';
import { campaignId, countyId, createCounty, Driver, staff, unitId } from './county.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  await new Driver(db).open();
  await recordRead(db, { countyId, personId: staff.performanceDesk, operation: 'getEvaluation', path: '/', evaluationId: null, findingId: null, unitIds: [unitId], requestId: '' });
  await checkAudit(db, { countyId, by: null });
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

const records = ['audit_event', 'process_event', 'revision', 'signature', 'signature_void', 'read_event', 'audit_check'];

test.each(records)('the application may not change, delete or truncate %s', async (table) => {
  for (const sql of [`UPDATE ${table} SET county_id = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
    await expect(db.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  }
});

test.each(['audit_event', 'process_event', 'read_event', 'audit_check'])('not even the owner changes %s while the guard stands', async (table) => {
  for (const sql of [`UPDATE ${table} SET county_id = 'x'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
    await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  }
});

test('the application owns nothing, may not create tables, and may not delete cases', async () => {
  const { rows } = await db.pool.query<{ owned: number }>('SELECT count(*)::int AS owned FROM pg_class JOIN pg_roles r ON r.oid = relowner WHERE r.rolname = current_user');
  expect(rows).toEqual([{ owned: 0 }]);
  await expect(db.pool.query('CREATE TABLE mine (id int)')).rejects.toMatchObject({ code: '42501' });
  await expect(db.pool.query('DELETE FROM evaluation')).rejects.toMatchObject({ code: '42501' });
});

test('the clock of a rehearsal only goes forward', async () => {
  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  await owner.query('UPDATE campaign SET clock_offset_ms = $2 WHERE id = $1', [campaignId, 2 * 365 * 86_400_000]);
  // Its open case is due in 2022 by the wall's clock: nothing turns the rehearsal's back to then, nor to a year from now.
  expect(await advanceClock(db, campaignId, inAYear)).toMatchObject({ clockOffsetMs: 2 * 365 * 86_400_000 });
  await expect(advanceClock(db, 'nothing', null)).rejects.toThrow(/no campaign/);
});

test('a move of the clock is made once for one key, and brought later to the shells that did not hear of it', async () => {
  const first = await advanceClock(db, campaignId, null, 'key-1');
  const [[shell, order] = []] = Object.entries(first?.orders ?? {});
  expect(shell).toMatch(/^evaluation:/);
  const repeated = await advanceClock(db, campaignId, null, 'key-1');
  expect(repeated).toEqual({ clockOffsetMs: first?.clockOffsetMs, processInstant: first?.processInstant, workflowIds: [], orders: {} });
  // An answer in the campaign's own stream would want an event behind it.
  expect((await owner.query("SELECT 1 FROM receipt WHERE stream_kind = 'campaign' AND update_id = 'key-1'")).rowCount).toBe(0);
  const told = async () => (await owner.query<{ told: boolean; leased: boolean }>('SELECT nudged_at IS NOT NULL AS told, claimed_until > now() AS leased FROM workflow_nudge WHERE id = $1', [order])).rows;
  expect(await told()).toEqual([{ told: false, leased: true }]);
  await settleClockOrders(db, { told: [], left: [order ?? ''] });
  expect(await told()).toEqual([{ told: false, leased: null }]);
  await settleClockOrders(db, { told: [order ?? ''], left: [] });
  expect(await told()).toEqual([{ told: true, leased: null }]);
});

test('a shell that heard of no move is told of the last one alone', async () => {
  const waiting = async () => (await owner.query<{ id: string }>("SELECT id FROM workflow_nudge WHERE reason = 'clock' AND nudged_at IS NULL")).rows.map(({ id }) => id).sort();
  await advanceClock(db, campaignId, null);
  const last = await advanceClock(db, campaignId, null);
  expect(await waiting()).toEqual(Object.values(last?.orders ?? {}).sort());
  expect(await waiting()).not.toEqual([]);
});

test('errors are sorted by whether the same call may succeed later', async () => {
  const caught = async (sql: string) => classifyDatabaseError(await db.pool.query(sql).catch((error: unknown) => error));
  expect(await caught('SELECT 1/0')).toBe('permanent');
  expect(await caught("INSERT INTO county (id, name, name_en) VALUES ('county', '', '')")).toBe('permanent');
  expect(await caught('SELECT nothing')).toBe('permanent');
  expect(await caught("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$")).toBe('retry');
  expect(await caught('SELECT pg_terminate_backend(pg_backend_pid())')).toBe('retry');
  expect(await db.prisma.county.create({ data: { id: 'county', name: '', nameEn: '' } }).catch(classifyDatabaseError)).toBe('permanent');
  const gone = openDatabase('postgresql://nobody@127.0.0.1:1/none');
  expect(await gone.pool.query('SELECT 1').catch(classifyDatabaseError)).toBe('retry');
  expect(classifyDatabaseError(new Error('Failed to get session', { cause: await gone.pool.query('SELECT 1').catch((error: unknown) => error) }))).toBe('retry');
  await closeDatabase(gone);
  expect(classifyDatabaseError(new Error('Failed to get session', { cause: new TypeError('x') }))).toBe('permanent');
  expect(classifyDatabaseError(new ConflictError('x'))).toBe('permanent');
});

/** Columns, indexes and constraints by name, as PostgreSQL describes them. */
async function catalog(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(`
    SELECT format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, coalesce(pg_get_expr(d.adbin, d.adrelid), '')) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
    UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
      AND conrelid <> coalesce(to_regclass('_prisma_migrations'), 0::oid)
    ORDER BY 1`);
  return rows.map((row) => row.line);
}

/** What a Prisma schema cannot say, by name; the guards migration makes them. */
const byHand = /evaluation_subject_key|finding_number_key|mail_once_a_day_key|task_assignee_check|notice_open_idx|mail_pending_idx|workflow_start_open_idx|workflow_nudge_open_idx|circular_delivery_open_idx|evaluation_live_idx|finding_live_idx|mail_failed_idx|unit_name_idx|person_name_idx|template_version_shipped/;

test('the migrations lead to what schema.prisma says', async () => {
  const schema = await readFile(fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url)), 'utf8');
  const sql = await diffSchemas(undefined, schema);
  const name = `drift_${own.name}`;
  const admin = new pg.Client({ connectionString: inject('services').adminDatabaseUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(inject('services').adminDatabaseUrl);
  url.pathname = `/${name}`;
  const built = new pg.Client({ connectionString: url.href });
  await built.connect();
  try {
    await built.query(sql);
    const migrated = (await catalog(owner)).filter((line) => !byHand.test(line));
    expect(migrated.length).toBeGreaterThan(300);
    expect(migrated).toEqual(await catalog(built));
  } finally {
    await built.end();
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
  }
});

test('migrating again applies nothing, and a changed history is refused', async () => {
  const known = readdirSync(new URL('../../../prisma/migrations/', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(await migrate(own.migrationDatabaseUrl)).toEqual({ applied: [], alreadyApplied: known.length });
  await owner.query("UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name LIKE '%_initial'");
  await expect(migrate(own.migrationDatabaseUrl)).rejects.toThrow(/was changed after it was applied/);
});
