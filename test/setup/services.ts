import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { writeDemoPeople } from '../support/demoPeople.js';

/** Where the test run's own PostgreSQL and Temporal listen. Tests take a database of their own with `createTestDatabase`. */
export interface Services {
  /** Connection of the application's role, which owns nothing. */
  readonly databaseUrl: string;
  /** Connection of the owner, who migrates. */
  readonly migrationDatabaseUrl: string;
  /** Connection of a superuser, who creates and drops databases. */
  readonly adminDatabaseUrl: string;
  /** host:port */
  readonly temporalAddress: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    services: Services;
  }
}

/**
 * Databases that tests copy: `empty` is migrated and without rows, `demo` has the demo county with everybody's password. They are made while the
 * first tests run, and bear these names when they are whole.
 */
export const templateDatabases = { empty: 'hengji_template', demo: 'hengji_demo_template' } as const;
export type TestDatabaseContent = keyof typeof templateDatabases;

const unfinished = 'hengji_unfinished_template';

interface Running {
  readonly services: Services;
  readonly stop: () => Promise<void>;
}

/**
 * Each vitest project runs this file in a module graph of its own, but all in one process: what is shared between them must hang on
 * the process, or PostgreSQL and Temporal would be started once per project.
 */
interface Shared {
  running: Promise<Running>;
  users: number;
}

declare global {
  // Only `var` declares a property of globalThis.
  // oxlint-disable-next-line no-var
  var hengjiTestServices: Shared | undefined;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (globalThis.hengjiTestServices ??= { running: start(), users: 0 });
  shared.users += 1;
  const { services, stop } = await shared.running;
  project.provide('services', services);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.hengjiTestServices = undefined;
    await stop();
  };
}

/**
 * `HENGJI_TEST_TEMPORAL_ADDRESS` runs the tests on a Temporal server of one's own, such as a production server on PostgreSQL; tests that
 * kill Temporal start one of their own all the same.
 */
async function start(): Promise<Running> {
  const program = join(root, 'apps/standalone/services.mjs');
  const ownTemporal = process.env['HENGJI_TEST_TEMPORAL_ADDRESS'];
  const child = spawn(process.execPath, [program, '--throwaway', '--no-fsync', ...(ownTemporal === undefined ? [] : ['--postgres-only'])], { stdio: ['pipe', 'pipe', 'inherit'] });
  const stop = () => stopped(child);
  try {
    const services = await readServices(child, ownTemporal);
    const templates = createTemplates(services).catch(async (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
      // Whoever waits for a template is told at once that there is none to come.
      await stop();
    });
    return {
      services,
      stop: async () => {
        await templates;
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function createTemplates(services: Services): Promise<void> {
  await createTemplate(services);
  await createDemoTemplate(services);
}

async function readServices(child: ChildProcess, ownTemporal: string | undefined): Promise<Services> {
  if (!child.stdout) throw new Error('services.mjs was started without a pipe');
  const lines = createInterface({ input: child.stdout });
  const died = once(child, 'exit').then(() => {
    throw new Error('apps/standalone/services.mjs ended before it was ready; its messages are above');
  });
  const [line] = await Promise.race([once(lines, 'line'), died]);
  lines.close();
  child.stdout.resume();
  const told: unknown = JSON.parse(String(line));
  return parseServices(ownTemporal === undefined || typeof told !== 'object' ? told : { ...told, temporalAddress: ownTemporal });
}

function parseServices(value: unknown): Services {
  if (
    typeof value === 'object' && value !== null &&
    'databaseUrl' in value && typeof value.databaseUrl === 'string' &&
    'migrationDatabaseUrl' in value && typeof value.migrationDatabaseUrl === 'string' &&
    'adminDatabaseUrl' in value && typeof value.adminDatabaseUrl === 'string' &&
    'temporalAddress' in value && typeof value.temporalAddress === 'string'
  ) {
    const { databaseUrl, migrationDatabaseUrl, adminDatabaseUrl, temporalAddress } = value;
    return { databaseUrl, migrationDatabaseUrl, adminDatabaseUrl, temporalAddress };
  }
  throw new Error('services.mjs did not say where its services are');
}

/** Migrates one database with the product's own command; tests copy it, which takes a tenth of a second instead of a second. */
async function createTemplate({ migrationDatabaseUrl, adminDatabaseUrl }: Services): Promise<void> {
  const url = withDatabase(migrationDatabaseUrl, unfinished);
  await runSql(adminDatabaseUrl, `CREATE DATABASE ${unfinished} OWNER ${ownerOf(migrationDatabaseUrl)}`);
  await hengji(['migrate'], { MIGRATION_DATABASE_URL: url });
  await runSql(adminDatabaseUrl, `ALTER DATABASE ${unfinished} RENAME TO ${templateDatabases.empty}`);
}

async function createDemoTemplate({ databaseUrl, migrationDatabaseUrl, adminDatabaseUrl }: Services): Promise<void> {
  await runSql(adminDatabaseUrl, `CREATE DATABASE ${unfinished} TEMPLATE ${templateDatabases.empty} OWNER ${ownerOf(migrationDatabaseUrl)}`);
  const folder = await mkdtemp(join(tmpdir(), 'hengji-demo-'));
  try {
    const people = join(folder, 'people.json');
    await writeDemoPeople(people);
    await hengji(['seed', '--demo', '--people-file', people], { DATABASE_URL: withDatabase(databaseUrl, unfinished) });
    await runSql(adminDatabaseUrl, `ALTER DATABASE ${unfinished} RENAME TO ${templateDatabases.demo}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function hengji(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'apps/cli/dist/main.js'), ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`hengji ${args.join(' ')} ended with ${code}:\n${errors}`);
}

/** The role that owns what is migrated, quoted for SQL. */
export function ownerOf(migrationDatabaseUrl: string): string {
  return pg.escapeIdentifier(new URL(migrationDatabaseUrl).username);
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Runs one statement on a connection of its own. */
export async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Closing stdin asks the services to stop in order; after 20 s they are killed, so that a test run always ends. */
async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exit;
  clearTimeout(timer);
}
