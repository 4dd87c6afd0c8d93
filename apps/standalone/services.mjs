#!/usr/bin/env node
/**
 * PostgreSQL and Temporal alone, for tests. What it prints and which commands it takes: `--help` and src/options.mjs.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Children } from './src/children.mjs';
import { StartFailure, Stopped, messageOf } from './src/failure.mjs';
import { openHome, secretsOf } from './src/home.mjs';
import { stopLeftovers } from './src/leftovers.mjs';
import { parseServicesOptions, servicesHelp } from './src/options.mjs';
import { anyFreePort, onFreePort } from './src/ports.mjs';
import { databaseUrls, ensureDatabase } from './src/postgres-roles.mjs';
import { Postgres, postgresData } from './src/postgres.mjs';
import { requireSupportedRuntime } from './src/runtime.mjs';
import { createStepLog, survivePipes } from './src/step-log.mjs';
import { Temporal } from './src/temporal.mjs';
import { makeThrowawayFolder } from './src/throwaway.mjs';

survivePipes();
const log = createStepLog();

/** @type {() => Promise<void>} */
let stopAll = async () => undefined;
let stopping = false;

/** @param {number} exitCode */
async function shutDown(exitCode) {
  if (stopping) return;
  stopping = true;
  await stopAll();
  process.exit(exitCode);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void shutDown(0));

try {
  requireSupportedRuntime();
  const options = parseServicesOptions(process.argv.slice(2));
  if (options.help) {
    process.stderr.write(`${servicesHelp}\n`);
    process.exit(0);
  }
  await run(options);
} catch (error) {
  if (!(error instanceof Stopped)) {
    process.stderr.write(`${error instanceof StartFailure ? error.message : error instanceof Error ? error.stack : messageOf(error)}\n`);
    await shutDown(error instanceof StartFailure ? error.exitCode : 1);
  }
}

/** @param {import('./src/options.mjs').ServicesOptions} options */
async function run(options) {
  const folder = options.home ?? makeThrowawayFolder({ onDisk: options.fsync });
  const opened = openHome(folder, 'services for tests');
  if ('busy' in opened) throw new StartFailure(`${opened.home.path} is in use by ${opened.busy}: stop it, or name another folder with --home.`);
  const { home, release } = opened;
  const children = new Children(home);
  stopAll = async () => {
    children.close();
    await temporal?.stop();
    await postgres?.stop();
    await children.killAll();
    release();
    if (options.home === undefined) rmSync(folder, { recursive: true, force: true });
  };
  /** @type {Postgres | undefined} */
  let postgres;
  /** @type {Temporal | undefined} */
  let temporal;
  const left = await stopLeftovers(home, postgresData(home));
  if (left.length > 0) log.line(`stopped what an earlier run had left: ${left.join(', ')}`);
  const secrets = secretsOf(home);
  const server = new Postgres({ home, children, adminPassword: secrets.adminPassword, fsync: options.fsync });
  postgres = server;
  const waits = [
    log.step('PostgreSQL', async (progress) => {
      await onFreePort(anyFreePort, (port) => server.startOn(port, progress));
      await ensureDatabase(server.port, secrets);
    }, () => `${server.version} on 127.0.0.1:${server.port}`),
  ];
  if (!options.postgresOnly) {
    const engine = new Temporal({ home, children });
    temporal = engine;
    waits.push(log.step('Temporal', (progress) => onFreePort(anyFreePort, (port) => engine.startOn(port, progress)), () => `${engine.program?.version ?? ''} on ${engine.address}`));
  }
  await Promise.all(waits);
  for (const note of server.notes) log.line(`  ${note}`);
  answer({
    ...databaseUrls(server.port, secrets),
    temporalAddress: temporal?.address ?? null,
    pids: { postgres: server.child?.pid ?? null, temporal: temporal?.child?.pid ?? null },
  });
  const commands = createInterface({ input: process.stdin });
  // One after the other, in the order they came.
  let queue = Promise.resolve();
  commands.on('line', (line) => {
    if (line.trim() !== '') queue = queue.then(() => obey(line.trim()));
  });
  commands.on('close', () => void queue.then(() => shutDown(0)));

  /** @param {string} line */
  async function obey(line) {
    try {
      const [verb, name] = line.split(/\s+/);
      const target = name === 'postgres' ? postgres : name === 'temporal' ? temporal : undefined;
      if (!target) throw new Error(`no such service: ${name ?? ''}`);
      const started = performance.now();
      if (verb === 'start') {
        if (!target.child || target.child.exit) await target.start();
      } else if (verb === 'stop') await target.stop();
      else if (verb === 'kill') await target.kill();
      else throw new Error(`no such command: ${verb ?? ''}`);
      answer({ ok: true, command: line, pid: target.child && !target.child.exit ? target.child.pid : null, ms: Math.round(performance.now() - started) });
    } catch (error) {
      answer({ ok: false, command: line, error: messageOf(error) });
    }
  }
}

/** @param {unknown} value */
function answer(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
