import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.js';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([first.drop(), second.drop()]);
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

test('each test database is a migrated copy of its own', async () => {
  const migrations = 'SELECT count(*)::int AS n FROM _prisma_migrations WHERE finished_at IS NOT NULL';
  const [row] = await query(first.migrationDatabaseUrl, migrations);
  expect(row?.['n']).toBeGreaterThan(0);
  await query(first.migrationDatabaseUrl, 'CREATE TABLE only_here (id int)');
  const here = "SELECT to_regclass('only_here') IS NOT NULL AS found";
  expect(await query(first.migrationDatabaseUrl, here)).toEqual([{ found: true }]);
  expect(await query(second.migrationDatabaseUrl, here)).toEqual([{ found: false }]);
});

test('the application signs in with a role that is not the owner and owns nothing', async () => {
  const owned = 'SELECT count(*)::int AS n FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = current_user';
  expect(await query(first.databaseUrl, owned)).toEqual([{ n: 0 }]);
  expect(new URL(first.databaseUrl).username).not.toBe(new URL(first.migrationDatabaseUrl).username);
});

test('Temporal answers where the services say', () => {
  expect(inject('services').temporalAddress).toMatch(/^127\.0\.0\.1:\d+$/);
});
