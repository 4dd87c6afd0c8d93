import { isProblemCode, ProblemError, sentence, type Problem, type TimelineEntry } from '@hengji/contracts';
import { HttpError } from 'react-admin';
import { clientLanguage } from './client.js';

/** An answer that is no success, as react-admin expects errors, with the whole problem beside it. */
export class ApiError extends HttpError {
  readonly problem: Problem;
  readonly retryAfterSeconds: number | null;
  constructor(problem: Problem, retryAfterSeconds: number | null) {
    super(problem.detail, problem.status, { errors: { ...problem.errors, root: { serverError: problem.detail } } });
    // HttpError sets its own prototype, which would hide this class from instanceof.
    Object.setPrototypeOf(this, ApiError.prototype);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function toApiError(error: unknown): unknown {
  return error instanceof ProblemError ? new ApiError(error.problem, error.retryAfterSeconds) : error;
}

/** The problem's stable code; `unreachable` when no answer came, `internal` for anything that is no answer of the API. */
export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.problem.code : 'internal';
}

/** Whether the same request may be sent again as it is: nothing was decided, or nobody knows. */
export function isRepeatable(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'busy' || code === 'unreachable';
}

/** Whether the server has decided: the same request under the same key would only be answered with this again. */
export function isDecided(error: unknown): boolean {
  return error instanceof ApiError && !isRepeatable(error);
}

/** A field's message may be a code that the house translates, or a sentence already. */
export function fieldSentence(message: string): string {
  return isProblemCode(message) ? sentence(message, {}, clientLanguage()) : message;
}

/** Who did what meanwhile, where the server has told it; null otherwise. */
export function meanwhileOf(error: unknown): TimelineEntry | null {
  return error instanceof ApiError ? (error.problem.meanwhile ?? null) : null;
}
