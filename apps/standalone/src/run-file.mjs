import { field, readJson, writePrivately } from './home.mjs';

/**
 * What a running `npm start` tells the `hengji` command on the same data folder. Mode 600: it holds database passwords.
 *
 * @typedef {object} RunFile
 * @property {number} pid of the launcher
 * @property {string} url
 * @property {string} portalUrl
 * @property {NodeJS.ProcessEnv} environment only what differs from any environment: addresses and secrets of the stack
 */

/** The settings of a stack that a command must share with it. */
const shared = ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE', 'TEMPORAL_TLS', 'TEMPORAL_API_KEY', 'SMTP_URL', 'MAIL_FROM', 'AUTH_SECRET', 'BLOB_DIR', 'HENGJI_PUBLIC_URL', 'HENGJI_PORTAL_URL', 'HENGJI_API_URL', 'HENGJI_PEOPLE_FILE', 'NODE_ENV'];

/**
 * @param {import('./home.mjs').Home} home
 * @param {import('./stack.mjs').RunningStack} stack
 */
export function writeRunFile(home, stack) {
  const environment = Object.fromEntries(shared.flatMap((name) => (stack.environment[name] === undefined ? [] : [[name, stack.environment[name]]])));
  writePrivately(home.runFile, `${JSON.stringify({ pid: process.pid, url: stack.url, portalUrl: stack.portalUrl, environment }, null, 2)}\n`);
}

/**
 * @param {import('./home.mjs').Home} home
 * @returns {RunFile | undefined}
 */
export function readRunFile(home) {
  const value = readJson(home.runFile);
  const pid = field(value, 'pid');
  const url = field(value, 'url');
  const portalUrl = field(value, 'portalUrl');
  const environment = field(value, 'environment');
  if (typeof pid !== 'number' || typeof url !== 'string' || typeof portalUrl !== 'string' || typeof environment !== 'object' || environment === null) return undefined;
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  for (const [name, text] of Object.entries(environment)) if (typeof text === 'string') env[name] = text;
  return { pid, url, portalUrl, environment: env };
}

/**
 * A command's environment on a running stack: the caller's, with the stack's own settings put over it.
 *
 * @param {NodeJS.ProcessEnv} own
 * @param {RunFile} running
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOn(own, running) {
  const env = { ...own };
  for (const name of shared) delete env[name];
  return { ...env, ...running.environment };
}
