import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stopped, codeOf } from './failure.mjs';
import { field, readJson } from './home.mjs';
import { identify, parseIdentity } from './process-identity.mjs';

/**
 * @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity
 * @typedef {object} Exit
 * @property {number | null} code
 * @property {NodeJS.Signals | null} signal
 * @property {Error | undefined} error why it could not be started
 *
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {import('node:child_process').ChildProcess} process
 * @property {string} logFile
 * @property {number} logStart where this run begins in its log, bytes
 * @property {Exit | null} exit set when it has ended
 * @property {Promise<Exit>} exited
 *
 * @typedef {object} RecordedProcess
 * @property {string} name
 * @property {ProcessIdentity} identity
 */

/** Marks every process of a stack, so that one whose record was never written is still found. */
export const stackVariable = 'HENGJI_STACK';

const diskFull = /No space left on device|could not extend file|Check free disk space|ENOSPC|disk quota exceeded|database or disk is full/i;
const logLimitBytes = 10_000_000;

/**
 * The processes of one stack. Each is the leader of its own group: Ctrl-C in a terminal reaches the launcher only, which
 * then stops them in order; and each is written down, so that the next launcher can clear up after one that was killed.
 */
export class Children {
  /** @type {Map<number, Child>} */
  #running = new Map();
  /** @type {Map<number, RecordedProcess>} */
  #records = new Map();
  #closed = false;

  /** @param {import('./home.mjs').Home} home */
  constructor(home) {
    this.home = home;
  }

  /** From now on nothing can be started. */
  close() {
    this.#closed = true;
  }

  get closed() {
    return this.#closed;
  }

  /** @returns {Child[]} */
  get running() {
    return [...this.#running.values()];
  }

  /**
   * Starts a process whose output goes to `logs/<name>.log`.
   *
   * @param {string} name
   * @param {string} command
   * @param {string[]} args
   * @param {{env?: NodeJS.ProcessEnv, cwd?: string, uid?: number | undefined, gid?: number | undefined, stdout?: 'log' | 'pipe', stderr?: 'log' | 'pipe', marked?: boolean, descriptor?: number | undefined}} [options] `marked`:
   *   carry the mark of the stack (PostgreSQL does not: its children would show it too, and it is found by its folder);
   *   `descriptor`: an open file or socket of ours that it inherits as number 3
   * @returns {Child}
   * @throws {Stopped} when the launcher is stopping
   */
  spawn(name, command, args, { env = process.env, cwd = this.home.path, uid, gid, stdout = 'log', stderr = 'log', marked = true, descriptor } = {}) {
    if (this.#closed) throw new Stopped();
    const logFile = join(this.home.logs, `${name}.log`);
    rotate(logFile);
    const log = openSync(logFile, 'a', 0o600);
    const logStart = statSync(logFile).size;
    const child = spawn(command, args, {
      cwd,
      env: marked ? { ...env, [stackVariable]: this.home.path } : env,
      stdio: ['ignore', stdout === 'log' ? log : 'pipe', stderr === 'log' ? log : 'pipe', ...(descriptor === undefined ? [] : [descriptor])],
      detached: true,
      ...(uid === undefined ? {} : { uid, gid }),
    });
    closeSync(log);
    /** @type {(exit: Exit) => void} */
    let settle = () => undefined;
    /** @type {Child} */
    const record = {
      name,
      pid: child.pid ?? 0,
      process: child,
      logFile,
      logStart,
      exit: null,
      exited: new Promise((done) => {
        settle = done;
      }),
    };
    /** @param {Exit} exit */
    const ended = (exit) => {
      if (record.exit) return;
      record.exit = exit;
      this.#running.delete(record.pid);
      this.#records.delete(record.pid);
      this.#write();
      settle(exit);
    };
    child.on('exit', (code, signal) => ended({ code, signal, error: undefined }));
    child.on('error', (error) => {
      if (child.pid === undefined) ended({ code: null, signal: null, error });
    });
    if (child.pid !== undefined) {
      this.#running.set(child.pid, record);
      const identity = identify(child.pid);
      if (identity) {
        this.#records.set(child.pid, { name, identity });
        this.#write();
      }
    }
    return record;
  }

  /**
   * Ends a process and waits until it is gone.
   *
   * @param {Child | null} child
   * @param {{signal?: NodeJS.Signals, graceMs: number, group?: boolean}} options `group`: the first signal also goes to its children
   */
  async stop(child, { signal = 'SIGTERM', graceMs, group = false }) {
    if (!child || child.exit) return;
    send(group ? -child.pid : child.pid, signal);
    if (!(await within(child.exited, graceMs))) {
      send(child.pid, 'SIGKILL');
      await child.exited;
    }
    // What it started itself and left behind goes with it.
    send(-child.pid, 'SIGKILL');
  }

  /** Ends all at once. PostgreSQL gets the signal on which it takes its own children along. */
  async killAll() {
    this.close();
    const left = this.running;
    for (const child of left) {
      if (child.name === 'postgres') send(child.pid, 'SIGQUIT');
      else send(-child.pid, 'SIGKILL');
    }
    await Promise.all(
      left.map(async (child) => {
        if (!(await within(child.exited, 3000))) send(-child.pid, 'SIGKILL');
        await child.exited;
      }),
    );
  }

  #write() {
    const file = this.home.processFile;
    const draft = `${file}.new`;
    try {
      writeFileSync(draft, JSON.stringify([...this.#records.values()]), { mode: 0o600 });
      renameSync(draft, file);
    } catch (error) {
      // The folder may have been deleted under us, or the disk be full; stopping must go on.
      if (codeOf(error) !== 'ENOENT' && !this.#closed) throw error;
    }
  }
}

/**
 * @param {import('./home.mjs').Home} home
 * @returns {RecordedProcess[]} what the last launcher wrote down
 */
export function recordedProcesses(home) {
  const value = readJson(home.processFile);
  if (!Array.isArray(value)) return [];
  return value.flatMap((/** @type {unknown} */ entry) => {
    const identity = parseIdentity(field(entry, 'identity'));
    const name = field(entry, 'name');
    return identity && typeof name === 'string' ? [{ name, identity }] : [];
  });
}

/**
 * @param {Exit} exit
 * @returns {string} like `exit 1` or `signal SIGKILL`
 */
export function describeExit(exit) {
  if (exit.error) return exit.error.message;
  return exit.signal ? `signal ${exit.signal}` : `exit ${exit.code}`;
}

/**
 * The one sentence a failed process left in its log: the last error of structured logs, else the last line.
 *
 * @param {Child} child
 * @returns {string} empty when it said nothing
 */
export function lastWords(child) {
  return summarise(logOf(child));
}

/**
 * @param {Child} child one that failed
 * @returns {string} what to do about it, in a clause
 */
export function advice(child) {
  return diskFull.test(logOf(child)) ? 'the disk is full, so free some space and try again' : `see ${child.logFile}`;
}

/**
 * @param {Child} child
 * @returns {string} what this run of it wrote into its log
 */
export function logOf(child) {
  try {
    return readFileSync(child.logFile).subarray(child.logStart).toString('utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} log
 * @returns {string} at most 300 characters
 */
export function summarise(log) {
  const lines = log.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  /** @type {string | undefined} */
  let plain;
  // Programs go on to complain about what follows from it.
  const full = lines.find((line) => diskFull.test(line));
  if (full !== undefined) return (structuredError(full) ?? full).slice(0, 300);
  for (const line of lines.toReversed()) {
    const structured = structuredError(line);
    if (structured !== undefined) return structured.slice(0, 300);
    if (!line.startsWith('{') && !/^(at |Node\.js v|\^|\})/.test(line) && (plain === undefined || (!isError(plain) && isError(line)))) plain = line;
  }
  return (plain ?? '').slice(0, 300);
}

/** @param {string} line */
function isError(line) {
  return /error|fatal|panic|cannot|failed|refus/i.test(line);
}

/**
 * @param {string} line
 * @returns {string | undefined} message of a pino line of level error or fatal
 */
function structuredError(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    /** @type {unknown} */
    const value = JSON.parse(line);
    const level = field(value, 'level');
    const failed = (typeof level === 'number' && level >= 50) || (typeof level === 'string' && /^(error|fatal)$/i.test(level));
    if (!failed) return undefined;
    const message = field(value, 'msg');
    const cause = field(field(value, 'err'), 'message');
    return [message, cause].filter((part) => typeof part === 'string' && part !== '').filter((part, index, all) => all.indexOf(part) === index).join(': ');
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid negative: the group
 * @param {NodeJS.Signals} signal
 */
export function send(pid, signal) {
  if (pid === 0) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'EPERM') throw error;
  }
}

/**
 * @param {Promise<unknown>} promise
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it settled in time
 */
export async function within(promise, timeoutMs) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(() => done(false), timeoutMs);
  });
  try {
    return (await Promise.race([promise.then(() => true), late])) === true;
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} logFile */
function rotate(logFile) {
  if (!existsSync(logFile) || statSync(logFile).size < logLimitBytes) return;
  rmSync(`${logFile}.1`, { force: true });
  renameSync(logFile, `${logFile}.1`);
}
