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
