import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { blobPath, type BlobStore } from '../content/blobStore.js';
import { only } from '../database.js';
import { ConflictError } from '../errors.js';
import { knownMigrations, migrate } from '../migrate.js';
import { BackupDamagedError, blobFile, checkFiles, listBlobs, readManifest, tableFile, type Manifest } from './manifest.js';
import { backupTables, copyTarget, quoted } from './tables.js';

export type RestoreOptions = {
  readonly migrationUrl: string;
  readonly appRole?: string;
  readonly store: BlobStore;
  readonly folder: string;
  /** The seal that was told when the backup was made; another one is refused. */
  readonly seal?: string;
  /** Mails that still waited are kept and shown, not sent: the machine that was lost may have sent them after the backup. */
  readonly holdMail: boolean;
  /** False: the schema stays the one that the rows fit; the next `migrate` goes on. */
  readonly upgrade?: boolean;
  readonly log?: (line: string) => void;
};

export type RestoreReport = { readonly createdAt: string; readonly rows: number; readonly blobs: number; readonly shells: number; readonly mailsToSend: number; readonly mailsHeld: number; readonly migrations: readonly string[] };

/**
 * Brings a backup into an empty database and a folder of files. Every byte is checked before anything is touched; rows come in one
 * transaction, all or none. Then the schema is brought to this version's. Nobody is signed in afterwards. Shells are asked for anew, for an
 * empty process engine: the workers start them, and they read everything from the rows.
 * Throws `BackupDamagedError` and `ConflictError` (not empty, made by a newer version), in one sentence each.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { migrationUrl, store, folder, log = () => undefined } = options;
  const role = options.appRole === undefined ? {} : { appRole: options.appRole };
  const { manifest, seal } = await readManifest(folder);
  if (options.seal !== undefined && options.seal !== seal) throw new BackupDamagedError(`the backup is another one than the seal names: its seal is ${seal}`);
  await checkFiles(folder, manifest);
  log('every file is as it was written');
  const names = await requireKnown(manifest);
  await requireEmpty(migrationUrl);
  await migrate(migrationUrl, { ...role, only: names });
  const client = new pg.Client({ connectionString: migrationUrl, application_name: 'hengji restore' });
  await client.connect();
  try {
    await client.query('BEGIN');
    const rows = await loadTables(client, folder, manifest, log);
    await advanceSequences(client);
    const begun = await beginAgain(client, manifest, options.holdMail);
    const blobs = await restoreBlobs(store, folder);
    await client.query('COMMIT');
    const { applied } = options.upgrade === false ? { applied: [] } : await migrate(migrationUrl, role);
    return { createdAt: manifest.createdAt, rows, blobs, ...begun, migrations: applied };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

/** Names of the migrations that the rows fit; all must be among ours, unchanged. */
async function requireKnown(manifest: Manifest): Promise<readonly string[]> {
  const known = new Map((await knownMigrations()).map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of manifest.migrations) {
    if (!known.has(name)) throw new ConflictError(`the backup was made by a newer version (migration ${name}): restore it with that version`);
    if (known.get(name) !== checksum) throw new ConflictError(`the backup was made by a program with another migration ${name}`);
  }
  return manifest.migrations.map(({ name }) => name);
}

async function requireEmpty(migrationUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: migrationUrl, application_name: 'hengji restore' });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations' ORDER BY 1");
    for (const { name } of rows) {
      const found = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
      if (found.rows.length > 0) throw new ConflictError('the database is not empty, and nothing was changed in it: restore into an empty one');
    }
  } finally {
    await client.end();
  }
}

async function loadTables(client: pg.Client, folder: string, manifest: Manifest, log: (line: string) => void): Promise<number> {
  const saved = new Map(manifest.tables.map((table) => [table.name, table]));
  let rows = 0;
  for (const { name } of await backupTables(client)) {
    const table = saved.get(name);
    if (table === undefined) continue;
    saved.delete(name);
    const target = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`));
    await pipeline(createReadStream(join(folder, tableFile(name))), createGunzip(), target);
    if (target.rowCount !== table.rows) throw new BackupDamagedError(`${tableFile(name)} of the backup holds ${target.rowCount} rows and not ${table.rows}`);
    rows += table.rows;
    log(`${name}: ${table.rows} rows`);
  }
  const [left] = saved.keys();
  if (left !== undefined) throw new BackupDamagedError(`the backup holds a table ${left} that its own migrations do not make`);
  return rows;
}

/** Sequences go on behind the highest number in use. */
async function advanceSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table_name: string; column_name: string }>(
    `SELECT pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence, c.relname AS table_name, a.attname AS column_name
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
  );
  for (const { sequence, table_name, column_name } of rows) {
    await client.query(`SELECT setval($1::regclass, coalesce((SELECT max(${quoted(column_name)}) FROM ${quoted(table_name)}), 0) + 1, false)`, [sequence]);
  }
}

/**
 * Leases belong to processes that are gone. Every live case asks for its shell, and so does every campaign. Mails that left while the backup was being made are marked
 * so; one that was in a sender's hands and is not known to have left is sent again, under the same Message-ID.
 */
async function beginAgain(client: pg.Client, manifest: Manifest, holdMail: boolean): Promise<{ readonly shells: number; readonly mailsToSend: number; readonly mailsHeld: number }> {
  const shells = await client.query(
    `INSERT INTO workflow_start (id, county_id, kind, target_id)
     SELECT gen_random_uuid()::text, county_id, 'evaluation', id FROM evaluation WHERE status IN ('open', 'suspended')
     UNION ALL SELECT gen_random_uuid()::text, county_id, 'finding', id FROM finding WHERE status NOT IN ('closed', 'withdrawn')
     ON CONFLICT (kind, target_id) DO UPDATE SET started_at = NULL, claimed_until = NULL`,
  );
  // What a campaign has still to carry out its rows say; its shell looks, and ends when that is nothing. The backup may be older than these columns: a row then has neither, and no shell.
  await client.query(
    `INSERT INTO workflow_nudge (id, county_id, kind, target_id, reason) SELECT gen_random_uuid()::text, county_id, 'campaign', id, 'restored' FROM campaign c
     WHERE to_jsonb(c) ->> 'status' IN ('launching', 'running', 'paused') AND to_jsonb(c) ->> 'state' IS NOT NULL`,
  );
  await client.query('UPDATE workflow_nudge SET claimed_until = NULL WHERE claimed_until IS NOT NULL');
  await client.query('UPDATE notice SET claimed_until = NULL WHERE claimed_until IS NOT NULL');
  await client.query(
    `UPDATE mail m SET status = s.status, sent_at = s.sent_at FROM jsonb_to_recordset($1::jsonb) AS s (id text, status text, sent_at timestamptz) WHERE m.id = s.id AND m.status = 'pending'`,
    [JSON.stringify(manifest.settledMails.map(({ id, status, sentAt }) => ({ id, status, sent_at: sentAt })))],
  );
  const held = holdMail ? await client.query("UPDATE mail SET status = 'kept', last_error = 'held at a restore' WHERE status = 'pending'") : null;
  await client.query("UPDATE mail SET next_attempt_at = now() WHERE status = 'pending' AND next_attempt_at < now() + interval '60 s'");
  const { rows } = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM mail WHERE status = 'pending'");
  return { shells: shells.rowCount ?? 0, mailsToSend: only(rows).count, mailsHeld: held?.rowCount ?? 0 };
}

/** Files are named by their content: one that is there already is the same. */
async function restoreBlobs(store: BlobStore, folder: string): Promise<number> {
  const all = await listBlobs(folder);
  for (const sha256 of all) {
    const target = blobPath(store, sha256);
    if ((await stat(target).catch(() => null)) !== null) continue;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await copyFile(join(folder, blobFile(sha256)), `${target}.new`);
    await rename(`${target}.new`, target);
  }
  return all.length;
}
