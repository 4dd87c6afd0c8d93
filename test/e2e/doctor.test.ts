import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repositoryRoot, runScript } from '../support/program.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';

type Check = { readonly name: string; readonly state: 'ok' | 'warning' | 'failed' | 'skipped'; readonly detail: string; readonly todo: string | null };

let shared: SharedStack;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hengji-doctor-home-'));
  shared = await startSharedStack({ catchMail: true });
});

afterAll(async () => {
  await shared.end();
  await rm(home, { recursive: true, force: true });
});

/** The command as an operator types it, with other settings than the stack's where a trouble is wanted. */
async function doctor(changes: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number | null; readonly states: Readonly<Record<string, string>>; readonly checks: readonly Check[]; readonly said: string }> {
  const environment = { ...shared.stack.environment, ...changes };
  const { code, stdout, stderr } = await runScript(join(repositoryRoot, 'apps/cli/dist/main.js'), ['doctor', '--json'], environment);
  if (stdout === '') throw new Error(stderr);
  const checks: readonly Check[] = JSON.parse(stdout);
  return { code, checks, states: Object.fromEntries(checks.map(({ name, state }) => [name, state])), said: stdout + stderr };
}

test('a stack that runs is well, and the report says what was looked at', async () => {
  const { code, states, checks, said } = await doctor();
  const { disk, ...rest } = states;
  expect(new Set(Object.values(rest)), said).toEqual(new Set(['ok']));
  // How full the disk of a test machine is says nothing about Hengji.
  expect(['ok', 'warning']).toContain(disk);
  expect(Object.keys(states)).toHaveLength(14);
  expect(checks.find(({ name }) => name === 'workers')?.detail).toBe('1 asking for work');
  expect(code).toBe(0);
  const { stdout } = await shared.stack.hengji('doctor');
  expect(stdout.split('\n').filter((line) => /^[✓!✗–] /.test(line))).toHaveLength(14);
  expect(stdout).toMatch(/\n0 failed, \d warnings, 0 not looked at\n$/);
});

test('each trouble is one line with what to do, ends the command with 1, and repeats no secret', async () => {
  const { migrationDatabaseUrl } = shared.stack.options;
  const without = (url: string) => url.replace(/\/[^/]*$/, '/nowhere');
  const cases: readonly [Readonly<Record<string, string>>, string][] = [
    [{ DATABASE_URL: migrationDatabaseUrl }, 'databaseRole'],
    [{ DATABASE_URL: without(shared.stack.options.databaseUrl) }, 'postgresql'],
    [{ MIGRATION_DATABASE_URL: without(migrationDatabaseUrl) }, 'migrations'],
    [{ TEMPORAL_NAMESPACE: `absent-${randomUUID()}` }, 'namespace'],
    [{ SMTP_URL: 'smtp://user:secret-of-mail@127.0.0.1:1' }, 'mail'],
    [{ HENGJI_PUBLIC_URL: 'http://127.0.0.1:1' }, 'publicUrl'],
    [{ BLOB_DIR: join(home, 'absent') }, 'files'],
    [{ AUTH_SECRET: 'secret-too-short' }, 'configuration'],
  ];
  for (const [changes, name] of cases) {
    const { code, checks, said } = await doctor(changes);
    const check = checks.find((one) => one.name === name);
    expect(check, said).toMatchObject({ state: 'failed', todo: expect.stringMatching(/\w/) });
    expect(checks.filter(({ state }) => state === 'failed').map((one) => one.name)).toEqual([name]);
    expect(code).toBe(1);
    expect(said).not.toMatch(/secret-|password-8310/);
    for (const url of [shared.stack.options.databaseUrl, migrationDatabaseUrl]) expect(said).not.toContain(new URL(url).password);
  }
});

test('where nothing runs and nothing is set it starts nothing, and says so', async () => {
  const env = { PATH: process.env['PATH'], HENGJI_HOME: home };
  const { code, stdout } = await runScript(join(repositoryRoot, 'apps/standalone/hengji.mjs'), ['doctor'], env);
  expect(stdout).toContain('✗ Configuration: ');
  expect(stdout).toContain('– PostgreSQL: DATABASE_URL is not set');
  expect(stdout).toContain('– Temporal: TEMPORAL_ADDRESS is not set');
  expect(code).toBe(1);
});
