import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { advice, describeExit, lastWords, logOf, send } from './children.mjs';
import { StartFailure, Stopped } from './failure.mjs';
import { field, homeAt, readJson, writePrivately } from './home.mjs';
import { stopLeftoverPostgres } from './leftovers.mjs';
import { PortTaken } from './ports.mjs';
import { closedFolderAbove, postgresAccount } from './postgres-account.mjs';
import { findPostgresBinaries, sharedFolder, sharedFolders } from './postgres-binaries.mjs';
import { isRoot } from './runtime.mjs';

/**
 * @typedef {import('./children.mjs').Child} Child
 * @typedef {import('./home.mjs').Home} Home
 */

const startTimeoutMs = 60_000;
const stopGraceMs = 20_000;

/** The superuser. Applications never use it. */
export const adminRole = 'postgres';

/**
 * Where PostgreSQL's files lie: in the data folder, unless root runs PostgreSQL as a user who cannot enter there. Then
 * the place is chosen once and written down.
 *
 * @param {Home} home
 * @returns {string} parent of the data
 */
export function postgresFolder(home) {
  const elsewhere = field(readJson(pointerFile(home)), 'folder');
  return typeof elsewhere === 'string' ? elsewhere : home.postgres;
}

/** @param {Home} home */
function pointerFile(home) {
  return join(home.path, 'postgres-folder.json');
}

/**
 * @param {Home} home
 * @returns {string} the data folder proper
 */
export function postgresData(home) {
  return join(postgresFolder(home), 'data');
}

/**
 * Deletes PostgreSQL's files that lie outside of the data folder.
 *
 * @param {Home} home
 */
export function removeOutsideData(home) {
  const folder = postgresFolder(home);
  // Only a folder that names this home as its owner, never whatever the pointer may say.
  if (folder === home.postgres || readOr(join(folder, 'home.txt')) !== home.path) return;
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Data that root put outside of a data folder stay when that folder is deleted by hand. Those of a folder that has got others since
 * are deleted; those of a folder that is not there are only named, for its volume may just not be mounted.
 *
 * @returns {Promise<string[]>} what to tell
 */
export async function tidyOutsideData() {
  if (!isRoot()) return [];
  /** @type {string[]} */
  const told = [];
  /** @type {string[]} */
  const orphans = [];
  for (const shared of sharedFolders.filter((folder) => existsSync(folder))) {
    for (const name of readdirSync(shared).filter((entry) => entry.startsWith('data-'))) {
      const folder = join(shared, name);
      const path = readOr(join(folder, 'home.txt'));
      if (path === '') continue;
      if (!existsSync(path)) orphans.push(folder);
      else if (postgresFolder(homeAt(path)) !== folder) {
        await stopLeftoverPostgres(join(folder, 'data'));
        rmSync(folder, { recursive: true, force: true });
        told.push(`✓ deleted the database in ${folder}, which ${path} has replaced by another`);
      }
    }
  }
  if (orphans.length > 0) told.push(`! Databases of data folders that are gone: if none of those is on a volume that is not mounted, delete them with "rm -r ${orphans.join(' ')}".`);
  return told;
}

/**
 * One PostgreSQL on the data of a home. It can be started and stopped any number of times, always on the same port.
 */
export class Postgres {
  name = 'postgres';
  title = 'PostgreSQL';
  /** Whether it should be running now; the supervisor looks at it. */
  wanted = false;
  /** @type {Child | null} */
  child = null;
  version = '';
  /** Where it listens since its first start. */
  port = 0;
  /** @type {string[]} */
  notes = [];

  /**
   * @param {object} options
   * @param {Home} options.home
   * @param {import('./children.mjs').Children} options.children
   * @param {string} options.adminPassword
   * @param {boolean} [options.fsync]
   */
  constructor({ home, children, adminPassword, fsync = true }) {
    this.home = home;
    this.children = children;
    this.adminPassword = adminPassword;
    this.fsync = fsync;
  }

  /**
   * The first start, which decides the port.
   *
   * @param {number} port
   * @param {import('./step-log.mjs').Progress} [progress]
   * @throws {StartFailure} `PortTaken` when somebody else listens there
   */
  async startOn(port, progress) {
    this.port = port;
    await this.start(progress);
  }

  /**
   * Makes the data folder if there is none, and starts.
   *
   * @param {import('./step-log.mjs').Progress} [progress]
   * @throws {StartFailure}
   */
  async start(progress = () => undefined) {
    this.wanted = true;
    const existing = postgresData(this.home);
    const account = postgresAccount(existsSync(existing) ? statSync(existing).uid : undefined);
    const binaries = findPostgresBinaries(account);
    this.version = binaries.version;
    this.notes = binaries.copiedTo ? [`user ${account?.name} cannot enter the clone, so PostgreSQL runs from a copy in ${binaries.copiedTo}`] : [];
    const data = join(this.#prepareFolder(account), 'data');
    if (!existsSync(join(data, 'PG_VERSION'))) {
      progress('making the database files');
      await this.#initialise(binaries.initdb, data, account);
    }
    requireSameMajor(data, binaries.version);
    // A process that crashed a moment ago may leave its own children for a second; PostgreSQL then refuses to start.
    const until = Date.now() + 15_000;
    for (;;) {
      await stopLeftoverPostgres(data);
      progress('starting');
      this.child = this.#spawn(binaries.postgres, data, account);
      if (await this.#becomesReady(this.child, data)) return;
      if (this.children.closed) throw new Stopped();
      const words = lastWords(this.child);
      if (/could not create any TCP\/IP sockets/i.test(logOf(this.child))) throw new PortTaken(`Port ${this.port}, on which PostgreSQL should listen, was taken by another program: stop that one, or start again to use another port.`);
      if (Date.now() > until || !/still in use|lock file|shared memory/i.test(words)) {
        throw new StartFailure(`PostgreSQL did not start (${words || (this.child.exit ? describeExit(this.child.exit) : 'no answer')}): ${advice(this.child)}.`);
      }
      await new Promise((done) => setTimeout(done, 300));
    }
  }

  /** Fast shutdown: open transactions are rolled back, nothing is lost. */
  async stop() {
    this.wanted = false;
    await this.children.stop(this.child, { signal: 'SIGINT', graceMs: stopGraceMs });
  }

  /** As a power cut would. */
  async kill() {
    this.wanted = false;
    if (!this.child || this.child.exit) return;
    send(this.child.pid, 'SIGKILL');
    await this.child.exited;
  }

  /** @param {import('./postgres-account.mjs').Account | null} account */
  #prepareFolder(account) {
    let folder = postgresFolder(this.home);
    if (account && folder === this.home.postgres) {
      const closed = closedFolderAbove(this.home.path, account);
      if (closed !== undefined) {
        // A new name each time: data of a home that was deleted by hand fit no password of this one.
        folder = join(sharedFolder(), `data-${randomBytes(6).toString('hex')}`);
        // First, so that no other launcher takes the new folder for one that was replaced.
        writePrivately(pointerFile(this.home), JSON.stringify({ folder }));
      }
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (folder !== this.home.postgres) {
      this.notes.push(`user ${account?.name ?? ''} cannot enter ${this.home.path}, so the database lies in ${folder}`);
      writeFileSync(join(folder, 'home.txt'), this.home.path, { mode: 0o600 });
    }
    if (account) chownSync(folder, account.uid, account.gid);
    return folder;
  }

  /**
   * Into a draft folder first: a launcher killed in the middle leaves nothing that looks whole.
   *
   * @param {string} initdb
   * @param {string} data
   * @param {import('./postgres-account.mjs').Account | null} account
   */
  async #initialise(initdb, data, account) {
    const parent = join(data, '..');
    for (const entry of readdirSync(parent)) if (entry.startsWith('.new-')) rmSync(join(parent, entry), { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
    const draft = join(parent, `.new-${randomBytes(4).toString('hex')}`);
    const passwordFile = `${draft}.password`;
    writeFileSync(passwordFile, `${this.adminPassword}\n`, { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    const args = ['-D', draft, '-U', adminRole, '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    const run = this.children.spawn('initdb', initdb, this.fsync ? args : [...args, '--no-sync'], {
      cwd: parent,
      env: serverEnvironment(),
      uid: account?.uid,
      gid: account?.gid,
    });
    const exit = await run.exited;
    rmSync(passwordFile, { force: true });
    if (exit.code !== 0) {
      if (this.children.closed) throw new Stopped();
      rmSync(draft, { recursive: true, force: true });
      throw new StartFailure(`The database files could not be made (${lastWords(run) || describeExit(exit)}): ${advice(run)}.`);
    }
    renameSync(draft, data);
  }

  /**
   * @param {string} program
   * @param {string} data
   * @param {import('./postgres-account.mjs').Account | null} account
   */
  #spawn(program, data, account) {
    /** @type {Record<string, string>} */
    const settings = {
      port: String(this.port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      timezone: 'UTC',
      log_timezone: 'UTC',
      fsync: this.fsync ? 'on' : 'off',
      // Whole pages are kept for a disk that lost half of one; where nothing is forced to it, that is past mending anyway.
      full_page_writes: this.fsync ? 'on' : 'off',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return this.children.spawn(this.name, program, ['-D', data, ...args], { cwd: data, env: serverEnvironment(), uid: account?.uid, gid: account?.gid, marked: false });
  }

  /**
   * @param {Child} child
   * @param {string} data
   * @returns {Promise<boolean>} false when it ended or was too slow
   */
  async #becomesReady(child, data) {
    const until = Date.now() + startTimeoutMs;
    while (!child.exit && Date.now() < until) {
      const lines = readOr(join(data, 'postmaster.pid')).split('\n');
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
      await new Promise((done) => setTimeout(done, 15));
    }
    await this.children.stop(child, { signal: 'SIGQUIT', graceMs: 3000 });
    return false;
  }
}

/** PostgreSQL's own variables (PGDATA, PGPORT, …) of the person who starts must not reach the server. */
function serverEnvironment() {
  return { PATH: process.env['PATH'] ?? '', TZ: 'UTC' };
}

/**
 * @param {string} data
 * @param {string} version
 */
function requireSameMajor(data, version) {
  const has = readOr(join(data, 'PG_VERSION')).trim();
  const wanted = version.split('.')[0];
  if (has !== wanted) {
    throw new StartFailure(`The data in ${data} are of PostgreSQL ${has} and this is ${version}: use the Hengji version that made them, or delete them with "npm start -- --reset".`);
  }
}

/** @param {string} file */
function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
