import type { NextFunction, Request, Response } from 'express';
import { classifyDatabaseError } from '@hengji/database';
import { labelsOf } from '@hengji/service';
import { HttpProblem, problemBody } from './problem.js';
import { languageOf } from './language.js';
import { requestIdOf } from './requestContext.js';
import { maximumFileBytes } from './router.js';

function isBodyError(error: unknown): error is { readonly type: string } {
  return typeof error === 'object' && error !== null && 'type' in error && typeof error.type === 'string';
}

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (isBodyError(error)) {
    if (error.type === 'entity.too.large') return new HttpProblem(413, 'tooLarge', { params: { megabytes: maximumFileBytes / 1024 / 1024 } });
    if (error.type.startsWith('entity.') || error.type === 'charset.unsupported' || error.type === 'encoding.unsupported') {
      return new HttpProblem(400, 'invalidInput', { errors: { root: 'malformed' } });
    }
  }
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
