import type { NextFunction, Request, Response } from 'express';
import { classifyDatabaseError } from '@hengji/database';
import { labelsOf } from '@hengji/service';
import { HttpProblem, problemBody } from './problem.js';
import { languageOf } from './language.js';
import { requestIdOf } from './requestContext.js';

/** What body parsers throw: a status, and a type that says what was wrong with the body. */
function isBodyError(error: unknown): error is { readonly status: number; readonly type: string; readonly limit?: unknown } {
  return typeof error === 'object' && error !== null && 'type' in error && typeof error.type === 'string' && 'status' in error && typeof error.status === 'number';
}

function isCallersFault(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (isBodyError(error)) {
    if (error.type === 'entity.too.large') return new HttpProblem(413, 'tooLarge', { params: { megabytes: typeof error.limit === 'number' ? error.limit / 1024 / 1024 : 1 } });
  }
  // Broken compression, a wrong character set, a caller who hung up: what the body parsers refuse is no failure of ours.
  if (isCallersFault(error)) return new HttpProblem(400, 'invalidInput', { errors: { root: 'malformed' } });
  if (error instanceof URIError) return new HttpProblem(404, 'notFound');
  if (classifyDatabaseError(error) === 'retry') return new HttpProblem(503, 'busy', { retryAfterSeconds: 2 });
  return new HttpProblem(500, 'internal');
}

/** The last middleware: every error becomes problem details, and each is logged exactly once. */
export function errorHandler(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) return next(error);
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error({ ...labelsOf(response), err: error, code: problem.code }, 'request failed');
  else request.log.info({ ...labelsOf(response), code: problem.code, status: problem.status }, 'request refused');
  if (problem.retryAfterSeconds !== null) response.set('retry-after', String(problem.retryAfterSeconds));
  response
    .status(problem.status)
    .set('cache-control', 'private, no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, languageOf(request), requestIdOf(request))));
}
