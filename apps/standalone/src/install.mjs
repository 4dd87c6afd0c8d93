import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartFailure, messageOf } from './failure.mjs';
import { send } from './children.mjs';
import { waitForLock } from './file-lock.mjs';
import { identify } from './process-identity.mjs';
import { isRoot, repositoryRoot, toolEnvironment } from './runtime.mjs';

export const pnpmVersion = '12.21.0';
const progressEveryMs = 3000;

/** What decides whether the installed packages are still the right ones, from the root. */
const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'];

/**
 * Installs the packages when the lockfile changed since the last install here. Any number of callers may ask at the same
 * time: one installs, the others wait for it.
 *
 * @param {object} [options]
 * @param {string} [options.root] the clone; this one when absent
 * @param {(line: string) => void} [options.log] a line when there is something to wait for; stderr when absent
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {StartFailure} one sentence, when it cannot be done
 */
export async function ensureInstalled({ root = repositoryRoot, log = (line) => process.stderr.write(`${line}\n`) } = {}) {
  const wanted = fingerprint(root);
  if (installed(root) === wanted) return false;
  const lock = await waitForLock(lockFileOf(root), 'an install', {
    onWait: () => log('another install is running here; waiting for it'),
  });
  try {
    if (installed(root) === wanted) return false;
    await runPnpm(root, log, (pid) => lock.setHelper(identify(pid)));
    writeFileSync(stampOf(root), wanted);
    return true;
  } finally {
    lock.release();
  }
}

/**
 * @param {string} root
 * @returns {string} changes when other packages, another Node or another kind of machine are needed
 */
function fingerprint(root) {
  const hash = createHash('sha256');
  for (const name of inputs) {
    const file = join(root, name);
    if (!existsSync(file)) throw new StartFailure(`${name} is missing in ${root}: this is not a whole clone, so clone the repository again.`);
    hash.update(name).update('\0').update(readFileSync(file)).update('\0');
  }
  return `${hash.digest('hex')} ${pnpmVersion} ${process.platform}-${process.arch} node${process.versions.modules}\n`;
}

/** @param {string} root */
function installed(root) {
  if (!existsSync(join(root, 'node_modules', '.pnpm'))) return undefined;
  try {
    return readFileSync(stampOf(root), 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'node_modules', '.hengji-installed');
}

/**
 * Outside node_modules, which pnpm may delete and make anew.
 *
 * @param {string} root
 */
function lockFileOf(root) {
  const key = createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16);
  return join(tmpdir(), `hengji-install-${process.getuid?.() ?? 'user'}-${key}.lock`);
}

/**
 * @param {string} root
 * @param {(line: string) => void} log
 * @param {(pid: number) => void} started
 * @returns {Promise<void>}
 */
function runPnpm(root, log, started) {
  const args = ['--yes', `pnpm@${pnpmVersion}`, 'install', '--frozen-lockfile', '--reporter=append-only', '--config.confirmModulesPurge=false'];
  // As root PostgreSQL runs as another user, who must be able to read what is installed here.
  const umask = isRoot() ? process.umask(0o022) : undefined;
  const child = spawn('npx', args, { cwd: root, env: toolEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  if (umask !== undefined) process.umask(umask);
  if (child.pid !== undefined) started(child.pid);
  let output = '';
  let progress = 'fetching the package manager';
  /** @param {Buffer} chunk */
  const read = (chunk) => {
    output = (output + chunk.toString('utf8')).slice(-20_000);
    const found = [...output.matchAll(/^.*Progress: (.*)$/gm)].at(-1)?.[1];
    if (found) progress = found;
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  log(`installing packages with pnpm ${pnpmVersion} (once after each change of the lockfile)`);
  const timer = setInterval(() => log(`packages: ${progress}`), progressEveryMs);
  // Told to stop while installing, the launcher takes the installer along: npx, its shell and pnpm.
  const abandon = () => {
    if (child.pid !== undefined && child.exitCode === null) send(-child.pid, 'SIGKILL');
  };
  process.once('exit', abandon);
  return new Promise((done, fail) => {
    /** @param {StartFailure | undefined} failure */
    const finish = (failure) => {
      clearInterval(timer);
      process.off('exit', abandon);
      if (failure) fail(failure);
      else done();
    };
    child.on('error', () => finish(new StartFailure('npx was not found: install Node together with npm from https://nodejs.org and try again.')));
    child.on('close', (code, signal) => {
      if (code === 0) finish(undefined);
      else finish(new StartFailure(`Installing the packages failed (${signal ?? `exit ${code}`}): ${reasonIn(output)}.`));
    });
  });
}

/**
 * @param {string} output of pnpm
 * @returns {string} what to do, in one clause
 */
export function reasonIn(output) {
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) return 'pnpm-lock.yaml does not fit a package.json, so run "npx pnpm@12.21.0 install" and commit the lockfile';
  if (/ENOSPC/.test(output)) return 'the disk is full, so free about 1.5 GB and try again';
  const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL|network/i.exec(output)?.[0];
  if (unreachable !== undefined) {
    const host = /https?:\/\/(?:[^\s/@]*@)?([^\s/:"']+(?::\d+)?)/.exec(output)?.[1];
    return `the package registry${host === undefined ? '' : ` at ${host}`} cannot be reached (${unreachable}), so check the network or the proxy, or set a registry with "npm config set registry URL", and try again`;
  }
  const line = output.split('\n').map((text) => text.trim()).filter((text) => /ERR|error/i.test(text)).at(-1);
  return `${line?.slice(0, 200) ?? 'no reason was given'} – try again, or run "npx pnpm@12.21.0 install --frozen-lockfile" to see all of it`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    await ensureInstalled();
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
