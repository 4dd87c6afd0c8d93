import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { withDatabase } from '../../../test/support/sql.js';
import { diagnoseDatabase, diagnoseMigrations } from '../src/index.js';

let own: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await own.drop();
});

/** What a look shows while something is otherwise; afterwards it is as before. */
async function while_<Seen>(change: string, look: () => Promise<Seen>, back: string): Promise<Seen> {
  await owner.query(change);
  try {
    return await look();
  } finally {
    await owner.query(back);
  }
}

const look = () => diagnoseDatabase(own.databaseUrl);
const role = () => pg.escapeIdentifier(new URL(own.databaseUrl).username);

test('the application’s role owns nothing and can change nothing that is on record', async () => {
  const seen = await look();
  expect(seen).toMatchObject({ superuser: false, owns: 0, changeable: [], unguarded: [], unreachable: [] });
  expect(seen.tables).toBeGreaterThan(30);
  expect(seen.version).toBeGreaterThanOrEqual(150_000);
  // One machine, one clock.
  expect(seen.clockMs).toBeGreaterThanOrEqual(seen.askedMs - 5);
  expect(seen.clockMs).toBeLessThanOrEqual(seen.answeredMs + 5);
});

test('a right too many on a record is named, and a right too few anywhere', async () => {
  const much = await while_(`GRANT UPDATE ON audit_event TO ${role()}; GRANT DELETE ON receipt TO ${role()}`, look, `REVOKE UPDATE ON audit_event FROM ${role()}; REVOKE DELETE ON receipt FROM ${role()}`);
  expect(much.changeable).toEqual(['audit_event', 'receipt']);
  const little = await while_(`REVOKE INSERT ON task FROM ${role()}`, look, `GRANT INSERT ON task TO ${role()}`);
  expect(little.unreachable).toEqual(['task']);
});

test('a guard that was dropped or switched off is named', async () => {
  const off = await while_('ALTER TABLE revision DISABLE TRIGGER revision_append_only', look, 'ALTER TABLE revision ENABLE TRIGGER revision_append_only');
  expect(off.unguarded).toEqual(['revision']);
  const dropped = await while_('DROP TRIGGER signature_append_only ON signature', look, 'CREATE TRIGGER signature_append_only BEFORE UPDATE OR DELETE ON signature FOR EACH ROW EXECUTE FUNCTION refuse_change()');
  expect(dropped.unguarded).toEqual(['signature']);
});

test('the owner and a superuser are known for what they are', async () => {
  expect((await diagnoseDatabase(own.migrationDatabaseUrl)).owns).toBeGreaterThan(30);
  expect(await diagnoseDatabase(withDatabase(inject('services').adminDatabaseUrl, own.name))).toMatchObject({ superuser: true });
});

test('the schema is compared with this version’s migrations, by name and content', async () => {
  const seen = () => diagnoseMigrations(own.migrationDatabaseUrl);
  const sound = await seen();
  expect(sound).toMatchObject({ missing: [], unknown: [], changed: [], unfinished: [] });
  const { rows } = await owner.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1 DESC LIMIT 1');
  const last = rows[0]?.name ?? '';
  const change = async (set: string) => while_(`UPDATE _prisma_migrations SET ${set} WHERE migration_name = '${last}'; CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT 1`, seen, 'SELECT 1');
  await owner.query('CREATE TEMP TABLE before_test AS SELECT * FROM _prisma_migrations');
  expect(await change("rolled_back_at = now()")).toMatchObject({ missing: [last] });
  expect(await change("rolled_back_at = NULL, finished_at = NULL")).toMatchObject({ unfinished: [last] });
  expect(await change("finished_at = now(), checksum = 'x'")).toMatchObject({ changed: [last] });
  expect(await change("migration_name = '99991231000000_later'")).toMatchObject({ missing: [last], unknown: ['99991231000000_later'] });
  await owner.query('DELETE FROM _prisma_migrations; INSERT INTO _prisma_migrations SELECT * FROM before_test');
  expect(await seen()).toEqual(sound);
});

test('a database without our schema lacks all of it', async () => {
  const url = withDatabase(inject('services').adminDatabaseUrl, 'postgres');
  expect((await diagnoseMigrations(url)).missing.length).toBeGreaterThan(5);
  expect((await diagnoseDatabase(url)).tables).toBe(0);
});

test('what cannot be reached throws', async () => {
  await expect(diagnoseDatabase('postgresql://app@127.0.0.1:1/none')).rejects.toThrow('ECONNREFUSED');
});
