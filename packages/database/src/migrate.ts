import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { only } from './database.js';
import { ConflictError, sqlStateOf } from './errors.js';

const folder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** Any number that nobody else locks: two launchers that start at once migrate one after the other. */
const migrationLock = 4_815_162_342;

const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

export type MigrationReport = { readonly applied: readonly string[]; readonly alreadyApplied: number };

/** SQLSTATE of a lock that was not had in time. */
const lockNotAvailable = '55P03';

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

export type MigrateOptions = {
  readonly appRole?: string;
  readonly log?: (line: string) => void;
  /** Names of the migrations to stop at: an older schema, for rows that fit it. */
  readonly only?: readonly string[];
};

/**
 * Brings the database to this version's schema, as its owner: each file of prisma/migrations in one transaction, in order, each once.
 * The history is written as `prisma migrate deploy` writes it (table, names, SHA-256 of the file), so either may continue the other.
 * Grants the application's role what it needs; the role must exist, or this role must be allowed to create it.
 * Throws `ConflictError` when an applied file was changed afterwards, or the database is newer than this program.
 */
export async function migrate(migrationUrl: string, options: MigrateOptions = {}): Promise<MigrationReport> {
  const { appRole = 'hengji_app', log = () => undefined } = options;
  const client = new pg.Client({ connectionString: migrationUrl, application_name: 'hengji migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await requireRole(client, appRole, log);
    await client.query(historyTable);
    const { rows: history } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const migrations = await readMigrations();
    for (const row of history) {
      const file = migrations.find((migration) => migration.name === row.migration_name);
      if (file === undefined) throw new ConflictError(`the database has migration ${row.migration_name}, which this version does not know: use the newer version`);
      if (file.checksum !== row.checksum) throw new ConflictError(`migration ${row.migration_name} was changed after it was applied`);
      if (row.finished_at === null) throw new ConflictError(`migration ${row.migration_name} was begun by another tool and did not end: repair it there`);
    }
    const open = migrations.filter((migration) => !history.some((row) => row.migration_name === migration.name) && options.only?.includes(migration.name) !== false);
    for (const migration of open) {
      await applyPatiently(client, migration, log);
      log(`applied ${migration.name}`);
    }
    const { rows } = await client.query<{ found: boolean }>("SELECT to_regproc('grant_to_application') IS NOT NULL AS found");
    if (only(rows).found) await client.query('SELECT grant_to_application($1)', [appRole]);
    return { applied: open.map((migration) => migration.name), alreadyApplied: history.length };
  } finally {
    await client.end();
  }
}

/** Keeps migrations waiting until the connection ends; one that is under way is waited for. */
export async function lockMigrationsOut(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared($1)', [migrationLock]);
}

/** The migrations that this version brings, in order. */
export async function knownMigrations(): Promise<readonly Pick<Migration, 'name' | 'checksum'>[]> {
  return readMigrations();
}

/** ms. While a migration waits for a table, everybody who comes after it waits behind it. */
const lockPatienceMs = 2_000;
/** ms. Then those who waited have their turn. */
const stepBackMs = 1_000;
const lockAttempts = 100;

/** Applies a migration while people work: one that does not get its tables soon steps back, lets the others pass and tries again. */
async function applyPatiently(client: pg.Client, migration: Migration, log: (line: string) => void): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await apply(client, migration);
    } catch (error) {
      if (attempt >= lockAttempts || sqlStateOf(error) !== lockNotAvailable) throw error;
      log(`${migration.name} waits for tables in use`);
      await new Promise((done) => setTimeout(done, stepBackMs));
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL lock_timeout = ${lockPatienceMs}`);
    await client.query(sql);
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ($1, $2, now(), $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The role signs in with a password that whoever created it has set; a role made here cannot sign in until it gets one. */
async function requireRole(client: pg.Client, role: string, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ exists: boolean; may_create: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS exists, (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may_create',
    [role],
  );
  if (rows[0]?.exists === true) return;
  const statement = `CREATE ROLE ${client.escapeIdentifier(role)} LOGIN`;
  if (rows[0]?.may_create !== true) {
    throw new ConflictError(`the application's role ${role} does not exist and this role may not create it: run "${statement} PASSWORD '…'" as a superuser, then migrate again`);
  }
  await client.query(statement);
  log(`created role ${role} without a password: set one with ALTER ROLE before the application starts`);
}

async function readMigrations(): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}
