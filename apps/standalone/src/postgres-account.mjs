import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFailure } from './failure.mjs';
import { isRoot } from './runtime.mjs';

/**
 * PostgreSQL refuses to run as root. Root therefore runs it as a user that exists and has no rights.
 *
 * @typedef {object} Account
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 */

/** In this order; `nobody` is everywhere, the others are for systems that took it away. */
const candidates = ['nobody', 'postgres', 'daemon', 'bin'];

/**
 * @param {number | undefined} dataOwner uid of an existing data folder: it must go on as the same user
 * @returns {Account | null} null when PostgreSQL runs as the launcher's own user
 * @throws {StartFailure}
 */
export function postgresAccount(dataOwner) {
  if (!isRoot()) return null;
  const account = chooseAccount(knownAccounts(), dataOwner);
  if (!account) {
    throw new StartFailure('PostgreSQL does not run as root and no unprivileged user such as "nobody" exists here: start as another user, or set DATABASE_URL.');
  }
  return account;
}

/**
 * @param {Account[]} accounts
 * @param {number | undefined} dataOwner
 * @returns {Account | undefined}
 */
export function chooseAccount(accounts, dataOwner) {
  const usable = accounts.filter((account) => account.uid !== 0);
  const owner = dataOwner === undefined ? undefined : usable.find((account) => account.uid === dataOwner);
  if (owner) return owner;
  for (const name of candidates) {
    const found = usable.find((account) => account.name === name);
    if (found) return found;
  }
  return usable[0];
}

/**
 * @param {string} passwd content of /etc/passwd
 * @returns {Account[]}
 */
export function parsePasswd(passwd) {
  return passwd.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    if (name === '' || name.startsWith('#') || !/^-?\d+$/.test(uid) || !/^-?\d+$/.test(gid)) return [];
    // macOS writes nobody as -2.
    return [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }];
  });
}

function knownAccounts() {
  try {
    return parsePasswd(readFileSync('/etc/passwd', 'utf8'));
  } catch {
    return [];
  }
}

/**
 * @param {number} uid
 * @returns {string | undefined} its name, where the machine knows one
 */
export function accountName(uid) {
  return knownAccounts().find((account) => account.uid === uid)?.name;
}

/**
 * @param {{uid: number, gid: number, mode: number}} folder
 * @param {{uid: number, gid: number}} account
 * @returns {boolean} whether the account may pass through a folder, by its mode bits
 */
export function mayEnter(folder, account) {
  if (account.uid === 0) return true;
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

/**
 * @param {string} path an existing folder
 * @param {Account} account
 * @returns {string | undefined} the topmost folder on the way that the account cannot enter
 */
export function closedFolderAbove(path, account) {
  /** @type {string[]} */
  const way = [];
  for (let folder = path; ; folder = dirname(folder)) {
    way.unshift(folder);
    if (dirname(folder) === folder) break;
  }
  return way.find((folder) => !mayEnter(statSync(folder), account));
}

/**
 * Whether a program runs as an account: only trying shows unreadable libraries and access lists too.
 *
 * @param {string} program
 * @param {Account | null} account
 * @returns {{ok: true, version: string} | {ok: false, reason: string}}
 */
export function tryProgram(program, account) {
  const run = spawnSync(program, ['--version'], {
    cwd: '/',
    encoding: 'utf8',
    timeout: 10_000,
    env: { PATH: process.env['PATH'] ?? '' },
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  if (run.status === 0) return { ok: true, version: (/\d+(\.\d+)*/.exec(run.stdout) ?? ['?'])[0] };
  return { ok: false, reason: run.error?.message ?? (run.stderr.trim().split('\n')[0] || `exit ${run.status}`) };
}
