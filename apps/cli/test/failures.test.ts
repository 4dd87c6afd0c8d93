import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { freePort } from '../../../test/support/ports.js';
import type { RunResult } from '../../../test/support/program.js';
import { query } from '../../../test/support/sql.js';
import { ensureNamespace } from '../../../test/support/stack.js';
import { run } from '../src/run.js';

/** The `hengji` command where something is missing: one sentence that says what to do, exit code 1 or 2, and never a stack. */

const { temporalAddress } = inject('services');

let folder: string;
let database: TestDatabase;
/** Of the same server, without a schema. */
let bare: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-command-'));
  database = await createTestDatabase('demo');
  bare = `bare_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${bare}`);
});
afterAll(async () => {
  await onServer(`DROP DATABASE ${bare}`);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('services').adminDatabaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

function changed(url: string, change: (url: URL) => void): string {
  const other = new URL(url);
  change(other);
  return other.href;
}

const settings = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_TLS', 'TEMPORAL_API_KEY'];

/** In this process: a process for each of them would take longer than all that is tested. */
async function hengji(env: Readonly<Record<string, string>>, ...args: string[]): Promise<RunResult> {
  const written = { stdout: '', stderr: '' };
  for (const name of settings) vi.stubEnv(name, env[name] ?? '');
  vi.stubEnv('BLOB_DIR', join(folder, 'blobs'));
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    });
  }
  try {
    return { code: await run(args), ...written };
  } finally {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}

async function sentence(env: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await hengji(env, ...args);
  expect(code).toBeGreaterThan(0);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^[^\n]+\.\n$/);
  return stderr;
}

async function withUrls(args: readonly string[], change: (url: URL) => void): Promise<string> {
  const DATABASE_URL = changed(database.databaseUrl, change);
  return sentence({ DATABASE_URL, MIGRATION_DATABASE_URL: changed(database.migrationDatabaseUrl, change), TEMPORAL_ADDRESS: temporalAddress }, ...args);
}

/** One that asks through Prisma, one through the pool, two with clients of their own. */
describe.each([{ args: ['seed', '--demo'] }, { args: ['verify'] }, { args: ['migrate'] }, { args: ['backup', join(tmpdir(), `hengji-no-backup-${randomUUID()}`)] }])('hengji $args.0', ({ args }) => {
  afterAll(() => rm(args[1] ?? '', { recursive: true, force: true }));

  test('without a database', async () => {
    const port = String(await freePort());
    expect(await withUrls(args, (url) => (url.port = port))).toContain('start it, or correct DATABASE_URL');
    expect(await withUrls(args, (url) => (url.hostname = 'nowhere.invalid'))).toContain('start it, or correct DATABASE_URL');
  });

  test('with a wrong password or name of a database', async () => {
    const refused = await withUrls(args, (url) => (url.password = 'wrong-password'));
    expect(refused).toContain('correct DATABASE_URL');
    expect(refused).not.toContain('wrong-password');
    expect(await withUrls(args, (url) => (url.pathname = '/nowhere'))).toContain('has no such database');
  });
});

test.each([{ args: ['seed', '--demo'] }, { args: ['verify'] }, { args: ['repair', 'evaluation:1'] }])('hengji $args.0 without a schema says how to get one', async ({ args }) => {
  const url = changed(inject('services').adminDatabaseUrl, (there) => (there.pathname = `/${bare}`));
  expect(await sentence({ DATABASE_URL: url, TEMPORAL_ADDRESS: temporalAddress }, ...args)).toContain('run "hengji migrate" first');
});

describe('a workflow to repair', () => {
  let env: Readonly<Record<string, string>>;
  let evaluation: string;
  beforeAll(async () => {
    env = { DATABASE_URL: database.databaseUrl };
    const [row] = await query(database.databaseUrl, 'SELECT id FROM evaluation LIMIT 1');
    evaluation = String(row?.['id']);
  });

  test('is looked for under the kind that was named', async () => {
    // A namespace that no worker has seen: its labels are not registered there yet.
    const namespace = `repair-${randomUUID()}`;
    await ensureNamespace(temporalAddress, namespace);
    const there = { ...env, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace };
    expect(await sentence(there, 'repair', `finding:${evaluation}`)).toBe(`There is no finding ${evaluation}.\n`);
    expect(await sentence(there, 'repair', 'evaluation:1')).toBe('There is no evaluation 1.\n');
    const { code, stderr } = await hengji(there, 'repair', `evaluation:${evaluation}`);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('where there is no Temporal, and where it has no such namespace', async () => {
    expect(await sentence({ ...env, TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` }, 'repair', evaluation)).toMatch(/^Temporal at 127\.0\.0\.1:\d+ does not answer .*: start it, or correct TEMPORAL_ADDRESS/);
    expect(await sentence({ ...env, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: 'nowhere' }, 'repair', evaluation)).toContain('has no namespace "nowhere": set TEMPORAL_NAMESPACE');
    expect(await sentence({ ...env, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_TLS: 'maybe' }, 'repair', evaluation)).toBe('TEMPORAL_TLS must be true or false.\n');
    expect(await sentence({ ...env, TEMPORAL_ADDRESS: 'foo' }, 'advance', '1')).toMatch(/^TEMPORAL_ADDRESS must be host:port/);
  });
});

test('the first administrator of an empty installation founds the county, and nobody is made twice', async () => {
  const empty = await createTestDatabase();
  const env = { DATABASE_URL: empty.databaseUrl };
  const create = (...more: string[]) => ['admin', 'create', '--name', '张三', '--username', 'zhangsan', ...more];
  try {
    expect(await sentence(env, ...create())).toContain('There is no county yet: add --county');
    const first = await hengji(env, ...create('--county', '甲县'));
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^zhangsan [A-Za-z2-9]{4}(-[A-Za-z2-9]{4}){3}\n$/) });
    expect(first.stderr).toContain('founded 甲县: ');
    expect(await sentence(env, ...create())).toContain('The user name zhangsan is taken');
    expect(await sentence(env, ...create('--county', '乙县'))).toContain('the database holds 甲县');
    expect((await hengji(env, 'admin', 'create', '--name', '李四', '--username', 'lisi')).code).toBe(0);
    const notice = join(folder, 'notice.txt');
    await writeFile(notice, '元旦：1月1日至3日放假。春节：2月5日至11日放假。劳动节：5月1日至5日放假。国庆节：10月1日至7日放假，10月9日上班。');
    const calendar = (...more: string[]) => ['calendar', notice, '--year', ...more];
    expect(await sentence(env, ...calendar('2029'))).toBe('2029 cannot be released: only another year can be released now: 2022 to 2027.\n');
    expect(await hengji(env, ...calendar('2027'))).toMatchObject({ code: 0, stdout: expect.stringMatching(/^2027-01-01 off\n.*\n2027-10-09 worked\n$/s), stderr: expect.stringContaining('nothing was released') });
    expect(await hengji(env, ...calendar('2027', '--document', '国办发明电〔2026〕9号'))).toMatchObject({ code: 0, stderr: expect.stringContaining('2027 is released for 甲县') });
    expect(await sentence(env, ...calendar('2027', '--document', '国办发明电〔2026〕9号'))).toContain('it says the same as the calendar as it stands');
    expect(await sentence(env, ...calendar('2027', '--county', '乙县'))).toContain('the database holds 甲县');
    expect((await hengji(env, 'verify')).stdout).toMatch(/^verified: \d+ audit events in 1 chains\n$/);
  } finally {
    await empty.drop();
  }
});
