import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { runSql } from '../../../test/setup/services.js';
import { hashesOfTables, HeldLock, query, withDatabase } from '../../../test/support/sql.js';
import { claimMails, closeDatabase, exportBackup, getBlob, markMailSent, openBlobStore, openDatabase, openEvaluation, putBlob, restoreBackup, verifyAudit, type BlobStore, type Database } from '../src/index.js';
import { campaignId, createCounty, Driver, unitId } from './county.js';
import { driveYear, fill } from './year.js';

let source: TestDatabase;
let db: Database;
let folder: string;
let store: BlobStore;
let backup: string;
let seal: string;

beforeAll(async () => {
  source = await createTestDatabase();
  db = openDatabase(source.databaseUrl);
  folder = await mkdtemp(join(tmpdir(), 'hengji-backup-'));
  store = openBlobStore(join(folder, 'blobs'));
  await createCounty(db);
  const driver = new Driver(db);
  await driveYear(driver, await driver.open());
  await putBlob(db, store, Readable.from([Buffer.from('%PDF-1.4\n附件')]));
  await query(source.migrationDatabaseUrl, "INSERT INTO \"user\" (id, name, email) VALUES ('u', '张三', 'u@example.test')");
  await query(source.migrationDatabaseUrl, "INSERT INTO session (id, expires_at, token, user_id) VALUES ('s', now() + interval '1 h', 'secret-token', 'u')");
  backup = join(folder, 'backup');
  ({ seal } = await exportBackup(source.migrationDatabaseUrl, store, backup));
});

afterAll(async () => {
  await closeDatabase(db);
  await source.drop();
  await rm(folder, { recursive: true, force: true });
});

/** An empty database, as on a new machine: not even a table. */
async function emptyDatabase(): Promise<{ readonly url: string; readonly appUrl: string; readonly drop: () => Promise<void> }> {
  const { adminDatabaseUrl, migrationDatabaseUrl, databaseUrl } = inject('services');
  const name = `restored_${randomUUID().replaceAll('-', '')}`;
  await runSql(adminDatabaseUrl, `CREATE DATABASE ${name} OWNER ${pg.escapeIdentifier(new URL(migrationDatabaseUrl).username)}`);
  return { url: withDatabase(migrationDatabaseUrl, name), appUrl: withDatabase(databaseUrl, name), drop: () => runSql(adminDatabaseUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function withEmpty(work: (target: Awaited<ReturnType<typeof emptyDatabase>>) => Promise<void>): Promise<void> {
  const target = await emptyDatabase();
  try {
    await work(target);
  } finally {
    await target.drop();
  }
}

const restore = (url: string, from = backup, more: { readonly seal?: string; readonly holdMail?: boolean } = {}) =>
  restoreBackup({ migrationUrl: url, store: openBlobStore(join(folder, `restored-${randomUUID()}`)), folder: from, holdMail: false, ...more });

describe('a restored backup', () => {
  test('holds every row as it was, but nobody is signed in, and every live case asks for its shell', async () => {
    await withEmpty(async ({ url, appUrl }) => {
      const report = await restore(url, backup, { seal });
      const changed = ['session', 'reauthentication', '_prisma_migrations', 'workflow_start'];
      expect(await hashesOfTables(url, changed)).toEqual(await hashesOfTables(source.migrationDatabaseUrl, changed));
      expect(await query(url, 'SELECT 1 FROM session')).toEqual([]);
      expect(report.rows).toBeGreaterThan(500);
      const [live] = await query<{ n: number }>(url, "SELECT ((SELECT count(*) FROM evaluation WHERE status IN ('open', 'suspended')) + (SELECT count(*) FROM finding WHERE status NOT IN ('closed', 'withdrawn')))::int AS n");
      expect(report.shells).toBe(live?.n);
      expect(await query(url, 'SELECT count(*)::int AS n FROM workflow_start WHERE started_at IS NULL')).toEqual([{ n: expect.any(Number) }]);
      const restored = openDatabase(appUrl, { max: 2 });
      expect(await verifyAudit(restored)).toEqual(await verifyAudit(db));
      await closeDatabase(restored);
    });
  });

  test('serves the application’s role as before: it reads and adds, and still may not change a record', async () => {
    await withEmpty(async ({ url, appUrl }) => {
      await restore(url);
      expect((await query(appUrl, 'SELECT 1 FROM evaluation')).length).toBeGreaterThan(0);
      await expect(query(appUrl, 'DELETE FROM audit_event')).rejects.toMatchObject({ code: '42501' });
      await expect(query(url, 'DELETE FROM audit_event')).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('brings the uploaded files along by their content', async () => {
    await withEmpty(async ({ url, appUrl }) => {
      const blobs = openBlobStore(join(folder, 'restored-blobs'));
      const report = await restoreBackup({ migrationUrl: url, store: blobs, folder: backup, holdMail: false });
      expect(report.blobs).toBe(1);
      const restored = openDatabase(appUrl, { max: 2 });
      const [row] = await query<{ sha256: string }>(url, 'SELECT sha256 FROM blob');
      const blob = await getBlob(restored, blobs, row?.sha256 ?? '');
      const chunks: Buffer[] = [];
      for await (const chunk of blob?.stream() ?? []) chunks.push(Buffer.from(chunk));
      expect(Buffer.concat(chunks).toString()).toBe('%PDF-1.4\n附件');
      await closeDatabase(restored);
    });
  });
});

test('rows of one moment: people go on deciding while it is made, and the chains hold', async () => {
  const driver = new Driver(db);
  let working = true;
  let opened = 0;
  const work = (async () => {
    for (; working; opened += 1) {
      const subject = { kind: 'project', id: `project-${opened}`, name: `项目 ${opened}` } as const;
      const { evaluationId } = await openEvaluation(db, { updateId: randomUUID(), from: null, wallInstant: driver.now, campaignId, unitId, subject });
      await fill(driver, evaluationId);
    }
  })();
  const made: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const to = join(folder, `busy-${count}`);
    await exportBackup(source.migrationDatabaseUrl, store, to);
    made.push(to);
  }
  working = false;
  await work;
  expect(opened).toBeGreaterThan(3);
  for (const from of made) {
    await withEmpty(async ({ url, appUrl }) => {
      await restore(url, from);
      const restored = openDatabase(appUrl, { max: 2 });
      expect((await verifyAudit(restored)).broken).toBeNull();
      await closeDatabase(restored);
      expect(await query(url, "SELECT id FROM evaluation e WHERE version <> (SELECT count(*) FROM process_event p WHERE p.stream_kind = 'evaluation' AND p.stream_id = e.id)")).toEqual([]);
    });
  }
});

describe('mails', () => {
  const mail = (id: string, status: string, more = '') =>
    query(source.migrationDatabaseUrl, `INSERT INTO mail (id, county_id, person_id, to_address, kind, subject, text, html, process_date, status ${more === '' ? '' : ', attempts, next_attempt_at'})
      VALUES ('${id}', 'county', 'clerk', 'clerk@example.test', 'assigned', 's', 't', 'h', '2023-01-03', '${status}' ${more})`);

  test('one that leaves while the backup is made is not sent again; one that waits is; one held by a sender that died is', async () => {
    await mail('waits', 'pending');
    await mail('leaves', 'pending');
    await mail('cut', 'pending', ", 1, now() + interval '3 s'");
    await mail('gone', 'sent');
    await query(source.migrationDatabaseUrl, "UPDATE mail SET next_attempt_at = now() + interval '10 minutes', attempts = 1 WHERE id = 'waits'");
    // The backup has its snapshot and waits for a table; meanwhile a worker sends.
    const lock = await HeldLock.take(source.migrationDatabaseUrl, 'LOCK TABLE workflow_start IN ACCESS EXCLUSIVE MODE');
    const to = join(folder, 'mails');
    const made = exportBackup(source.migrationDatabaseUrl, store, to);
    await new Promise((done) => setTimeout(done, 1_000));
    const claimed = await claimMails(db, 10);
    expect(claimed.map(({ id }) => id)).toContain('leaves');
    await markMailSent(db, 'leaves');
    await lock.release();
    await made;
    await withEmpty(async ({ url, appUrl }) => {
      await restore(url, to);
      expect(await query(url, "SELECT id, status FROM mail WHERE id IN ('waits', 'leaves', 'cut', 'gone') ORDER BY id")).toEqual([
        { id: 'cut', status: 'pending' },
        { id: 'gone', status: 'sent' },
        { id: 'leaves', status: 'sent' },
        { id: 'waits', status: 'pending' },
      ]);
      const restored = openDatabase(appUrl, { max: 2 });
      // A lease of a process that is gone holds nothing up; a mail that the server put off keeps its pause.
      const now = (await claimMails(restored, 50)).map(({ id }) => id);
      expect(now).toContain('cut');
      expect(now).not.toContain('waits');
      await closeDatabase(restored);
    });
    await withEmpty(async ({ url }) => {
      const report = await restore(url, to, { holdMail: true });
      expect(report.mailsHeld).toBeGreaterThan(0);
      expect(await query(url, "SELECT 1 FROM mail WHERE status = 'pending'")).toEqual([]);
    });
  });
});

describe('what is refused, in one sentence, with nothing changed', () => {
  /** A copy of the backup in which something was changed. */
  async function damaged(change: (copy: string) => Promise<void>): Promise<string> {
    const copy = join(folder, `copy-${randomUUID()}`);
    await cp(backup, copy, { recursive: true });
    await change(copy);
    return copy;
  }

  async function flip(file: string): Promise<void> {
    const bytes = await readFile(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(file, bytes);
  }

  /** What a restore into an empty database says, and the tables that it left there. */
  async function attempt(from: string, more: { readonly seal?: string } = {}): Promise<readonly [string, number]> {
    const target = await emptyDatabase();
    try {
      const said = await restore(target.url, from, more).then(() => 'restored', (error: unknown) => (error instanceof Error ? error.message : ''));
      return [said, (await query(target.url, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).length];
    } finally {
      await target.drop();
    }
  }

  test('one bit, in any file of the backup', async () => {
    const files = (await readdir(backup, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(backup.length + 1));
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) {
      const copy = await damaged((folderOfCopy) => flip(join(folderOfCopy, file)));
      await expect(restore('postgresql://nobody@127.0.0.1:1/nothing', copy), file).rejects.toThrow(/damaged|does not give the hash/);
      await rm(copy, { recursive: true });
    }
  });

  test('a file that is missing or cut off, and a backup that was not finished', async () => {
    expect(await attempt(await damaged((copy) => rm(join(copy, 'tables/task.copy.gz'))))).toEqual([expect.stringMatching(/^tables\/task\.copy\.gz of the backup is missing$/), 0]);
    expect(await attempt(await damaged(async (copy) => writeFile(join(copy, 'tables/evaluation.copy.gz'), (await readFile(join(copy, 'tables/evaluation.copy.gz'))).subarray(0, 100))))).toEqual([expect.stringMatching(/^tables\/evaluation\.copy\.gz of the backup is damaged$/), 0]);
    expect(await attempt(await damaged((copy) => rm(join(copy, 'blobs'), { recursive: true })))).toEqual([expect.stringMatching(/^the backup holds 0 uploaded files and not the 1 that were written$/), 0]);
    expect(await attempt(await damaged((copy) => rm(join(copy, 'manifest.json'))))).toEqual([expect.stringMatching(/is no finished backup: manifest\.json is missing$/), 0]);
  });

  test('another backup than the one whose seal was written down', async () => {
    expect(await attempt(backup, { seal: '0'.repeat(64) })).toEqual([expect.stringMatching(/^the backup is another one than the seal names/), 0]);
  });

  test('a database that holds something', async () => {
    const before = await hashesOfTables(source.migrationDatabaseUrl);
    await expect(restore(source.migrationDatabaseUrl)).rejects.toThrow(/^the database is not empty/);
    expect(await hashesOfTables(source.migrationDatabaseUrl)).toEqual(before);
  });

  test('a folder that is not empty, to back up into', async () => {
    await expect(exportBackup(source.migrationDatabaseUrl, store, backup)).rejects.toThrow(/is not empty/);
  });
});

test('nobody gets into the system by a backup, and nobody else reads it', async () => {
  const { mode } = await stat(join(backup, 'manifest.json'));
  expect(mode & 0o077).toBe(0);
  expect((await stat(backup)).mode & 0o077).toBe(0);
  expect(await readdir(join(backup, 'tables'))).not.toContain('session.copy.gz');
});

test('an uploaded file that is lost is told, and keeps nothing else from being saved', async () => {
  const other = openBlobStore(join(folder, 'lost'));
  const { missingBlobs, rows } = await exportBackup(source.migrationDatabaseUrl, other, join(folder, 'without-files'));
  expect(missingBlobs).toHaveLength(1);
  expect(rows).toBeGreaterThan(500);
});
