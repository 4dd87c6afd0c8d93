import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../services.mjs', import.meta.url));

interface Services {
  readonly process: ChildProcessWithoutNullStreams;
  /** The next line of JSON on stdout. */
  readonly answer: () => Promise<Record<string, unknown>>;
  readonly errors: () => string;
}

let home: string;
const started: Services[] = [];

beforeAll(async () => {
  // Characters that file addresses write differently: nothing may trip over them.
  const folder = await mkdtemp(join(tmpdir(), 'hengji-services-'));
  // As root PostgreSQL runs as another user; where he cannot enter, its data would be put elsewhere and outlive this test.
  await chmod(folder, 0o711);
  home = join(folder, '数据 a%20b');
});

afterAll(async () => {
  for (const { process } of started) if (process.exitCode === null && process.signalCode === null) process.kill('SIGKILL');
  await rm(join(home, '..'), { recursive: true, force: true });
});

function start(args: string[] = [], folder: string[] = ['--home', home]): Services {
  const child = spawn(process.execPath, [program, ...folder, '--no-fsync', ...args]);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const services: Services = {
    process: child,
    answer: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`services.mjs ended:\n${errors}`);
      const parsed: unknown = JSON.parse(value);
      if (typeof parsed !== 'object' || parsed === null) throw new Error(`not an object: ${value}`);
      return Object.fromEntries(Object.entries(parsed));
    },
    errors: () => errors,
  };
  started.push(services);
  return services;
}

async function stop({ process }: Services): Promise<void> {
  process.stdin.end();
  await once(process, 'exit');
  expect(process.exitCode).toBe(0);
}

async function query(url: unknown, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: String(url) });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

test('both can be killed and started again on the same ports, and lose nothing', async () => {
  const services = start();
  const ready = await services.answer();
  expect(ready['temporalAddress']).toMatch(/^127\.0\.0\.1:\d+$/);
  await query(ready['migrationDatabaseUrl'], 'CREATE TABLE kept (n int)');
  await query(ready['migrationDatabaseUrl'], 'INSERT INTO kept VALUES (1)');

  for (const name of ['postgres', 'temporal']) {
    services.process.stdin.write(`kill ${name}\nstart ${name}\nstop ${name}\nstart ${name}\n`);
    expect(await services.answer()).toMatchObject({ ok: true, command: `kill ${name}`, pid: null });
    const again = await services.answer();
    expect(again).toMatchObject({ ok: true, command: `start ${name}` });
    expect(typeof again['pid']).toBe('number');
    expect(await services.answer()).toMatchObject({ ok: true, command: `stop ${name}`, pid: null });
    expect(await services.answer()).toMatchObject({ ok: true, command: `start ${name}` });
  }
  services.process.stdin.write('stop everything\n');
  expect(await services.answer()).toMatchObject({ ok: false });
  expect(await query(ready['migrationDatabaseUrl'], 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  await stop(services);
});

test('what a killed launcher left running is stopped by the next, on the same data', async () => {
  const first = start();
  const before = await first.answer();
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  expect(await query(before['migrationDatabaseUrl'], 'SELECT n FROM kept')).toEqual([{ n: 1 }]);

  const second = start(['--postgres-only']);
  const after = await second.answer();
  expect(second.errors()).toContain('an earlier run had left: temporal, postgres');
  expect(after['temporalAddress']).toBeNull();
  expect(await query(after['migrationDatabaseUrl'], 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  await expect(query(before['databaseUrl'], 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

  const third = start(['--postgres-only']);
  await once(third.process, 'exit');
  expect(third.process.exitCode).toBe(1);
  expect(third.errors()).toMatch(/^[^\n]+ is in use by services for tests, process \d+: [^\n]+\.\n$/);
  await stop(second);
});

test('data that nobody needs afterwards is gone with whoever asked for it', async () => {
  const services = start(['--postgres-only'], ['--throwaway']);
  const ready = await services.answer();
  const [row] = await query(ready['adminDatabaseUrl'], 'SHOW data_directory');
  const folder = String(Object.values(row ?? {})[0]);
  expect(existsSync(folder)).toBe(true);
  await stop(services);
  expect(existsSync(join(folder, '..', '..'))).toBe(false);
});

test('the application’s role owns nothing and cannot make tables', async () => {
  const services = start(['--postgres-only']);
  const ready = await services.answer();
  await expect(query(ready['databaseUrl'], 'CREATE TABLE mine (n int)')).rejects.toThrow('permission denied');
  await stop(services);
});
