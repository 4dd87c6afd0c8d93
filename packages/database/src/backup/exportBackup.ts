import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { blobPath, type BlobStore } from '../content/blobStore.js';
import { only } from '../database.js';
import { ConflictError } from '../errors.js';
import { lockMigrationsOut } from '../migrate.js';
import { blobFile, manifestFile, sealFile, tableFile, type Manifest } from './manifest.js';
import { backupTables, copyTarget, type Table } from './tables.js';

export type BackupReport = { readonly seal: string; readonly rows: number; readonly tables: number; readonly blobs: number; readonly bytes: number; readonly missingBlobs: readonly string[] };

/** ms. A mail that is in the mail server's hands is settled by then: its lease is a minute. */
const settleMs = 65_000;

/**
 * Writes all that a new machine needs into an empty folder, while everything runs: the rows of one moment (REPEATABLE READ; nobody waits,
 * only migrations do), and the uploaded files by content. The owner's role, because the application's may not read the migrations.
 * Throws `ConflictError` for a folder that is not empty and for a database without our schema. The manifest is written last: a folder
 * without one is no backup. Files that are missing or damaged are told, and do not keep the rest from being saved.
 */
export async function exportBackup(migrationUrl: string, store: BlobStore, folder: string, log: (line: string) => void = () => undefined): Promise<BackupReport> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new ConflictError(`${folder} is not empty: name a new folder for each backup`);
  const client = new pg.Client({ connectionString: migrationUrl, application_name: 'hengji backup' });
  try {
    await client.connect();
    // Before the snapshot is taken: it must not be older than the schema it is read with.
    await lockMigrationsOut(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const migrations = await readMigrations(client);
    // Only now: the folder stays empty, and can be named again, when the database did not let us in.
    await mkdir(join(folder, 'tables'), { mode: 0o700 });
    const { rows } = await client.query<{ now: Date; version: string }>("SELECT now() AS now, current_setting('server_version') AS version");
    const { now, version } = only(rows);
    const tables: Manifest['tables'] = [];
    for (const table of await backupTables(client)) {
      const written = await exportTable(client, table, join(folder, tableFile(table.name)));
      tables.push({ name: table.name, columns: [...table.columns], ...written });
      log(`${table.name}: ${written.rows} rows`);
    }
    const { rows: waiting } = await client.query<{ id: string }>("SELECT id FROM mail WHERE status = 'pending'");
    const { rows: blobs } = await client.query<{ sha256: string }>('SELECT sha256 FROM blob ORDER BY sha256');
    await client.query('COMMIT');
    // A row is written after its bytes, and bytes are never taken away: what the rows of the snapshot name is there.
    const saved = await saveBlobs(store, folder, blobs.map(({ sha256 }) => sha256));
    const settledMails = await settled(client, waiting.map(({ id }) => id));
    const manifest: Manifest = { schema: 'hengji.backup/1', createdAt: now.toISOString(), postgres: version, migrations: [...migrations], tables, blobs: saved, settledMails };
    const seal = await sealManifest(folder, manifest);
    return {
      seal,
      rows: tables.reduce((sum, table) => sum + table.rows, 0),
      tables: tables.length,
      blobs: saved.count,
      bytes: saved.bytes + tables.reduce((sum, table) => sum + table.bytes, 0),
      missingBlobs: saved.missing,
    };
  } finally {
    await client.end();
  }
}

async function readMigrations(client: pg.Client): Promise<Manifest['migrations']> {
  const { rows: known } = await client.query<{ found: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  const { rows } = only(known).found
    ? await client.query<{ name: string; checksum: string }>('SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name')
    : { rows: [] };
  if (rows.length === 0) throw new ConflictError('the database holds no Hengji: there is nothing to back up');
  return rows;
}

async function exportTable(client: pg.Client, table: Table, path: string): Promise<{ readonly rows: number; readonly bytes: number; readonly sha256: string }> {
  const source = client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`));
  const hash = createHash('sha256');
  let bytes = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source, createGzip(), watch, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  await sync(path);
  return { rows: source.rowCount, bytes, sha256: hash.digest('hex') };
}

async function saveBlobs(store: BlobStore, folder: string, all: readonly string[]): Promise<Manifest['blobs']> {
  let [count, bytes] = [0, 0];
  const missing: string[] = [];
  for (const sha256 of all) {
    const target = join(folder, blobFile(sha256));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const written = await copyBlob(blobPath(store, sha256), target);
    if (written !== sha256) {
      missing.push(sha256);
      await rm(target, { force: true });
      continue;
    }
    [count, bytes] = [count + 1, bytes + (await stat(target)).size];
  }
  return { count, bytes, missing };
}

/** Copies bytes and answers their hash; null when the source cannot be read. */
async function copyBlob(from: string, to: string): Promise<string | null> {
  const hash = createHash('sha256');
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(from), watch, createWriteStream(to, { mode: 0o600, flags: 'wx' }));
    await sync(to);
    return hash.digest('hex');
  } catch (error) {
    // The backup's own disk is full or gone: that is no lost file of the store.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** What became of the mails that waited in the snapshot. One that is in a sender's hands right now is waited for, a minute at most. */
async function settled(client: pg.Client, ids: readonly string[]): Promise<Manifest['settledMails']> {
  if (ids.length === 0) return [];
  const until = Date.now() + settleMs;
  for (;;) {
    const { rows } = await client.query<{ id: string; status: string; sent_at: Date | null; held: boolean }>(
      `SELECT id, status, sent_at, status = 'pending' AND attempts > 0 AND next_attempt_at > now() AND next_attempt_at <= now() + interval '60 s' AS held FROM mail WHERE id = ANY ($1::text[]) ORDER BY id`,
      [ids],
    );
    if (rows.some(({ held }) => held) && Date.now() < until) {
      await new Promise((done) => setTimeout(done, 500));
      continue;
    }
    return rows.flatMap(({ id, status, sent_at }) => (status === 'sent' || status === 'failed' || status === 'kept' ? [{ id, status, sentAt: sent_at?.toISOString() ?? null }] : []));
  }
}

async function sealManifest(folder: string, manifest: Manifest): Promise<string> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const seal = createHash('sha256').update(text).digest('hex');
  await writeFile(join(folder, sealFile), `${seal}  ${manifestFile}\n`, { mode: 0o600 });
  const draft = join(folder, `${manifestFile}.new`);
  await writeFile(draft, text, { mode: 0o600 });
  await sync(draft);
  await rename(draft, join(folder, manifestFile));
  return seal;
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
