import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartFailure } from './failure.mjs';

/** The clone this launcher belongs to, without a trailing slash. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');

/**
 * Where a path becomes an address (`file://…`, SQLite's URIs, imports) `#` and `?` end it: files silently land elsewhere.
 *
 * @param {string} what what the path is, for the sentence
 * @param {string} path
 * @param {string} remedy what to do, for the sentence
 * @throws {StartFailure} when the path holds `#` or `?`
 */
export function refuseUnsafePath(what, path, remedy) {
  const found = /[#?]/.exec(path);
  if (found) {
    throw new StartFailure(`${what} ${path} contains "${found[0]}", which file addresses cannot hold: ${remedy}.`);
  }
}

/**
 * @param {string} version like `20.19.0`
 * @returns {boolean} whether everything here runs on that Node
 */
export function nodeIsNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

/**
 * @throws {StartFailure} on a Node or a system on which nothing here can work
 */
export function requireSupportedRuntime() {
  if (!nodeIsNewEnough(process.versions.node)) {
    throw new StartFailure(`Hengji needs Node 20.19 or newer and this is ${process.versions.node}: install a newer one from https://nodejs.org and try again.`);
  }
  if (process.platform === 'win32') {
    throw new StartFailure('Hengji on one machine runs on Linux and macOS: on Windows start it inside WSL (Windows Subsystem for Linux).');
  }
}

/**
 * The environment for tools we start. Node's own folder leads the PATH, so that `npx` is found when Node was called by
 * its full path; NODE_ENV is dropped, because `production` would make pnpm leave out the build tools; so is the loglevel of
 * `npm run -s`, because a silent tool does not say why it failed.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  const environment = { ...process.env };
  for (const name of ['NODE_ENV', 'npm_config_loglevel']) delete environment[name];
  const nodeFolder = dirname(process.execPath);
  const path = environment['PATH'] ?? '';
  if (!path.split(delimiter).includes(nodeFolder) && existsSync(nodeFolder)) {
    environment['PATH'] = path === '' ? nodeFolder : `${nodeFolder}${delimiter}${path}`;
  }
  return environment;
}

/** @returns {boolean} whether this process may act for every user */
export function isRoot() {
  return process.getuid?.() === 0;
}
