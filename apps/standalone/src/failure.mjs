/**
 * A refusal or failure told to the person at the terminal: one sentence that says what to do, never a stack.
 */
export class StartFailure extends Error {
  /**
   * @param {string} sentence
   * @param {{exitCode?: number, cause?: unknown}} [options]
   */
  constructor(sentence, { exitCode = 1, cause } = {}) {
    super(sentence, { cause });
    this.name = 'StartFailure';
    this.exitCode = exitCode;
  }
}

/** Thrown inside steps that were still running when the launcher was told to stop; never shown. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/**
 * @param {unknown} error
 * @returns {string} the message of whatever was thrown
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * @param {unknown} error
 * @returns {string | undefined} the system's code (`ENOENT`, `EEXIST`, an SQLSTATE …)
 */
export function codeOf(error) {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}

const words = /** @type {const} */ ({ open: 'read or write', mkdir: 'make', rm: 'delete', rmdir: 'delete', unlink: 'delete', rename: 'replace', chmod: 'change', chown: 'change', scandir: 'look into', spawn: 'run' });

/**
 * What the person at the terminal is told about whatever was thrown: one sentence that says what to do.
 *
 * @param {unknown} error
 * @param {string} what could not be done, for errors that nobody foresaw
 * @returns {string}
 */
export function sentenceOf(error, what) {
  if (error instanceof StartFailure) return error.message;
  const path = propertyOf(error, 'path');
  const place = path === undefined ? '' : ` ${path}`;
  const code = codeOf(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full (${code}${place === '' ? '' : ` at${place}`}): free some space, 2 GB for a first start, and try again.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS': {
      const call = (propertyOf(error, 'syscall') ?? '').split(' ')[0] ?? '';
      const verb = Object.entries(words).find(([name]) => name === call)?.[1] ?? 'use';
      return `This user may not ${verb}${place === '' ? ' a file' : place} (${code}): start as the user it belongs to, give it to this one with "chown -R", or set HENGJI_HOME to a folder of your own.`;
    }
    case 'EMFILE':
    case 'ENFILE':
      return `Too many files are open (${code}): raise the limit with "ulimit -n 4096" and try again.`;
    case 'ENOMEM':
    case 'EAGAIN':
      return `The machine has no memory or no room for more processes (${code}): end other programs and try again.`;
    case undefined:
    default: {
      const said = messageOf(error).split('\n')[0] ?? '';
      const at = error instanceof Error ? /\(?(?:file:\/\/)?([^\s()]+\.mjs:\d+)/.exec(error.stack ?? '')?.[1] : undefined;
      return `${what} (${said.replace(/[.:]$/, '')}${at === undefined ? '' : `, at ${at.split('/').slice(-2).join('/')}`}): this is a mistake of Hengji, so try again and report it if it stays.`;
    }
  }
}

/**
 * @param {unknown} error
 * @param {'path' | 'syscall'} name
 * @returns {string | undefined}
 */
function propertyOf(error, name) {
  /** @type {unknown} */
  const value = error instanceof Error && name in error ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
