import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../setup/database.js';
import { freePort } from '../support/ports.js';
import { Program, repositoryRoot } from '../support/program.js';
import { HeldLock } from '../support/sql.js';
import { ensureNamespace } from '../support/stack.js';

/** Each process of a deployment by itself: nothing else of Hengji runs. */

type Name = 'api' | 'worker' | 'portal' | 'web';
const scripts: Readonly<Record<Name, string>> = { api: 'apps/api/dist/main.js', worker: 'apps/worker/dist/main.js', portal: 'apps/portal/dist/main.js', web: 'apps/web/serve.mjs' };

let database: TestDatabase;
let folder: string;
let needed: Readonly<Record<Name, Readonly<Record<string, string>>>>;
let started: Program[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hengji-apart-'));
  const DATABASE_URL = database.databaseUrl;
  const { temporalAddress } = inject('services');
  const namespace = `apart-${randomUUID()}`;
  await ensureNamespace(temporalAddress, namespace);
  needed = {
    // Where nothing listens: the API serves without a process engine.
    api: { DATABASE_URL, TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}`, AUTH_SECRET: 'x'.repeat(40), HENGJI_PUBLIC_URL: 'http://127.0.0.1:8310', BLOB_DIR: join(folder, 'blobs') },
    worker: { DATABASE_URL, TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: namespace, HENGJI_PUBLIC_URL: 'http://127.0.0.1:8310' },
    portal: { DATABASE_URL, HENGJI_PORTAL_URL: 'http://127.0.0.1:8311' },
    web: {},
  };
});

afterEach(async () => {
  await Promise.all(started.map((program) => program.kill()));
  started = [];
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

type Running = { readonly program: Program; readonly pages: string; readonly health: (what: 'live' | 'ready') => Promise<number> };

async function start(name: Name, more: Readonly<Record<string, string>> = {}): Promise<Running> {
  const [PORT, METRICS_PORT] = [String(await freePort()), String(await freePort())];
  const program = new Program(name, join(repositoryRoot, scripts[name]), [], { PATH: process.env['PATH'], NODE_ENV: 'production', PORT, METRICS_PORT, ...needed[name], ...more });
  started.push(program);
  const health = async (what: 'live' | 'ready') => {
    const response = await fetch(`http://127.0.0.1:${METRICS_PORT}/health/${what}`, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.status;
  };
  await program.ready(async () => (await health('live').catch(() => 0)) === 200);
  return { program, pages: `http://127.0.0.1:${PORT}`, health };
}

async function untilReady({ program, health }: Running): Promise<void> {
  await program.ready(async () => (await health('ready')) === 200);
}

describe.each<{ name: Name; variables: readonly string[] }>([
  { name: 'api', variables: ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'AUTH_SECRET', 'HENGJI_PUBLIC_URL', 'BLOB_DIR', 'PORT'] },
  { name: 'worker', variables: ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'HENGJI_PUBLIC_URL', 'METRICS_PORT'] },
  { name: 'portal', variables: ['DATABASE_URL', 'HENGJI_PORTAL_URL', 'PORT'] },
  { name: 'web', variables: ['PORT', 'LOG_LEVEL'] },
])('$name', ({ name, variables }) => {
  test('without what it needs it does not start, and one sentence names each variable and what it must be', async () => {
    const program = new Program(name, join(repositoryRoot, scripts[name]), [], { PATH: process.env['PATH'], PORT: 'many', METRICS_PORT: 'many', LOG_LEVEL: 'loud' });
    expect((await program.ended).code).toBe(1);
    expect(program.words.trim().split('\n')).toHaveLength(1);
    for (const variable of variables) expect(program.words).toContain(`${variable} must be`);
  });

  test('starts alone, is ready, and ends in order with exit code 0', async () => {
    const running = await start(name);
    await untilReady(running);
    expect(await running.program.stop()).toEqual({ code: 0, signal: null });
    expect(running.program.words).toContain('"msg":"stopped"');
  });

  test('a port that is taken is said in one sentence', async () => {
    const taken = await start('web');
    const port = new URL(taken.pages).port;
    const program = new Program(name, join(repositoryRoot, scripts[name]), [], { PATH: process.env['PATH'], ...needed[name], METRICS_PORT: port });
    expect((await program.ended).code).toBe(1);
    expect(program.words).toContain(`METRICS_PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE)`);
    expect(program.words).not.toMatch(/\n\s+at /);
  });
});

test.each<Name>(['api', 'portal'])('%s lives on without a database, and is not ready', async (name) => {
  const { health } = await start(name, { DATABASE_URL: `postgresql://app:secret@127.0.0.1:${await freePort()}/hengji` });
  expect(await health('ready')).toBe(503);
  expect(await health('live')).toBe(200);
});

test('a worker whose namespace is not there says so in one sentence', async () => {
  const program = new Program('worker', join(repositoryRoot, scripts.worker), [], { PATH: process.env['PATH'], ...needed.worker, TEMPORAL_NAMESPACE: 'nowhere' });
  expect((await program.ended).code).toBe(1);
  expect(program.words.trim().split('\n').at(-1)).toMatch(/^TEMPORAL_NAMESPACE: the Temporal server has no namespace "nowhere"/);
});

test('a worker lives on without a process engine, is not ready, and ends in order', async () => {
  const { program, health } = await start('worker', { TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` });
  expect(await health('ready')).toBe(503);
  expect(await health('live')).toBe(200);
  expect(await program.stop()).toEqual({ code: 0, signal: null });
});

test.each<{ name: Name; table: string; ask: (pages: string) => Promise<Response>; status: number }>([
  { name: 'portal', table: 'publication', ask: (pages) => fetch(`${pages}/`), status: 200 },
  {
    name: 'api',
    table: 'password_guess',
    ask: (pages) => fetch(`${pages}/api/auth/sign-in/username`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'nobody', password: 'nothing' }) }),
    status: 401,
  },
])('$name told to stop says that it is not ready, still serves for a while, and answers what it holds', async ({ name, table, ask, status }) => {
  const running = await start(name, { SHUTDOWN_DELAY_MS: '1500' });
  await untilReady(running);
  const lock = await HeldLock.take(database.migrationDatabaseUrl, `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const held = ask(running.pages);
  await new Promise((done) => setTimeout(done, 300));
  running.program.child.kill('SIGTERM');
  await new Promise((done) => setTimeout(done, 200));
  expect(await running.health('ready')).toBe(503);
  expect(await running.health('live')).toBe(200);
  const page = await fetch(`${running.pages}/${name === 'api' ? 'api/health/live' : 'robots.txt'}`);
  expect(page.status).toBe(200);
  // Past the delay nobody new is let in; the one that waits is not sent away.
  await new Promise((done) => setTimeout(done, 1800));
  await expect(fetch(`${running.pages}/`)).rejects.toThrow('fetch failed');
  expect(running.program.running).toBe(true);
  await lock.release();
  expect((await held).status).toBe(status);
  expect(await running.program.ended).toEqual({ code: 0, signal: null });
});

test('the web server hands out the page afresh and its assets for ever, under headers that let nothing else in', async () => {
  const running = await start('web');
  const page = await fetch(`${running.pages}/`);
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const [, asset] = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text()) ?? [];
  const script = await fetch(`${running.pages}${asset ?? ''}`);
  expect(script.headers.get('cache-control')).toContain('immutable');
  await script.arrayBuffer();
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/nothing']) expect((await fetch(`${running.pages}${path}`)).status).toBe(404);
});

test('a process whose log nobody reads any more ends in order all the same', async () => {
  const { program } = await start('web');
  program.child.stdout?.destroy();
  program.child.kill('SIGTERM');
  expect(await Promise.race([program.ended, new Promise((done) => setTimeout(done, 20_000, 'it goes on'))])).toEqual({ code: 0, signal: null });
});

test('a transaction that waits for a lock for ever does not keep a process from ending', async () => {
  const running = await start('portal');
  await untilReady(running);
  const lock = await HeldLock.take(database.migrationDatabaseUrl, 'LOCK TABLE publication IN ACCESS EXCLUSIVE MODE');
  const held = fetch(`${running.pages}/`).catch(() => null);
  await new Promise((done) => setTimeout(done, 300));
  running.program.child.kill('SIGTERM');
  expect(await running.program.ended).toEqual({ code: 1, signal: null });
  expect(running.program.words).toContain('did not stop in time');
  expect(await held).toBeNull();
  await lock.release();
});
