import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './environment.js';

export type LoggerOptions = {
  /** Name of the process in every line. */
  readonly app: string;
  readonly level: LogLevel;
  /** Standard output when absent. */
  readonly destination?: DestinationStream;
};

/**
 * JSON lines with ids and codes. What a person is called, wrote or sent never belongs into a line: hand ids to it, and errors as `err`,
 * which are told by `describeError`.
 */
export function createLogger({ app, level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { app },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      // Nobody should hand these over; where a library does, they stay out all the same.
      redact: { paths: ['headers', 'req.headers', 'res.headers', 'cookie', 'password'], remove: true },
    },
    // Each line at once: left to the end, the last ones come in another order, and where nobody reads them any more pino tries for ever and no signal ends the process.
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

export type ErrorDescription = { readonly type: string; readonly code?: string; readonly message: string; readonly stack: string; readonly cause?: ErrorDescription };

const longestMessage = 300;
/** Errors caused by errors without end would fill the line. */
const deepestCause = 3;

/** An error for the log: what it is and where it came from. Of its own properties nothing but the code: drivers put rows and addresses there. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const code = codeOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return {
    type: error.name,
    ...(code === null ? {} : { code }),
    message: safeMessage(error),
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause === undefined || depth >= deepestCause ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

/**
 * An error's message without what somebody typed. PostgreSQL repeats values in errors about data (class 22), mail servers repeat
 * addresses, URLs hold passwords; the places of what was taken out stay visible.
 */
export function safeMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const message = codeOf(error)?.startsWith('22') === true ? error.message.replaceAll(/"[^"]*"/g, '"…"') : error.message;
  return message.replaceAll(/[^\s<>"'(),;]+@[^\s<>"'(),;]+/g, '…@…').slice(0, longestMessage);
}

function codeOf(error: Error): string | null {
  return 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? String(error.code) : null;
}
