import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { recordedProcesses, send, stackVariable } from './children.mjs';
import { findByEnvironment, identify, isRunning, worksIn } from './process-identity.mjs';

/**
 * @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity
 */

/** Apps first, then what they stand on; PostgreSQL last. */
const order = ['portal', 'api', 'worker', 'mail', 'temporal', 'postgres'];

/**
 * Ends what a killed launcher left running in this data folder: processes it wrote down (known by number and start time),
 * those that carry the folder in their environment, and a PostgreSQL that works in the data folder.
 *
 * @param {import('./home.mjs').Home} home
 * @param {string} postgresData PostgreSQL's data folder
 * @returns {Promise<string[]>} names of what was ended
 */
export async function stopLeftovers(home, postgresData) {
  /** @type {Map<number, {name: string, identity: ProcessIdentity}>} */
  const left = new Map();
  for (const identity of findByEnvironment(stackVariable, home.path)) left.set(identity.pid, { name: 'step', identity });
  for (const record of recordedProcesses(home)) if (isRunning(record.identity)) left.set(record.identity.pid, record);
  const postgres = postgresOf(postgresData);
  if (postgres) left.set(postgres.pid, { name: 'postgres', identity: postgres });
  const sorted = [...left.values()].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  /** @param {(name: string) => boolean} which */
  const stopThose = (which) => Promise.all(sorted.filter((entry) => which(entry.name)).map((entry) => stopOne(entry.name, entry.identity)));
  await stopThose((name) => name !== 'temporal' && name !== 'postgres');
  await stopThose((name) => name === 'temporal');
  await stopThose((name) => name === 'postgres');
  rmSync(home.processFile, { force: true });
  rmSync(home.runFile, { force: true });
  return sorted.map((entry) => entry.name);
}

/**
 * @param {string} data PostgreSQL's data folder
 */
export async function stopLeftoverPostgres(data) {
  const identity = postgresOf(data);
  if (identity) await stopOne('postgres', identity);
}

/**
 * @param {string} name
 * @param {ProcessIdentity} identity
 */
async function stopOne(name, identity) {
  send(identity.pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  if (!(await gone(identity, name === 'postgres' ? 15_000 : 5000))) {
    send(identity.pid, name === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
    if (!(await gone(identity, 3000))) {
      send(identity.pid, 'SIGKILL');
      await gone(identity, 3000);
    }
  }
  if (name !== 'postgres') send(-identity.pid, 'SIGKILL');
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} timeoutMs
 */
async function gone(identity, timeoutMs) {
  const until = Date.now() + timeoutMs;
  while (isRunning(identity)) {
    if (Date.now() > until) return false;
    await new Promise((done) => setTimeout(done, 30));
  }
  return true;
}

/**
 * The PostgreSQL that runs on a data folder. Its number stands in `postmaster.pid`; a stale file may name a stranger,
 * hence the look at the folder it works in. An empty or stale file is removed, for PostgreSQL refuses to start on it.
 *
 * @param {string} data
 * @returns {ProcessIdentity | null}
 */
export function postgresOf(data) {
  const file = join(data, 'postmaster.pid');
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const identity = identify(Number(text.split('\n')[0]));
  if (identity && worksIn(identity.pid, data)) return identity;
  rmSync(file, { force: true });
  return null;
}
