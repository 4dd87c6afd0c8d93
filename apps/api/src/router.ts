import { operations, type Operation, type OperationId, type Output } from '@hengji/contracts';
import { labelRequest } from '@hengji/service';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import { HttpProblem } from './problem.js';
import { requestIdOf, type RequestContext, type SignedIn } from './requestContext.js';
import { languageOf } from './language.js';
import type { Look } from './readLog.js';

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : Schema extends 'binary' ? Buffer : undefined;
type Of<Id extends OperationId> = (typeof operations)[Id];

/** What a handler is given: parsed by the operation's schemas, nothing else reaches it. */
export type HandlerInput<Id extends OperationId> = {
  readonly params: z.output<Of<Id>['params']>;
  readonly query: z.output<Of<Id>['query']>;
  readonly body: Parsed<Of<Id>['body']>;
};
export type Handler<Id extends OperationId> = (context: RequestContext, input: HandlerInput<Id>) => Promise<Output<Id>>;
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
type AnyHandler = (context: RequestContext, input: { params: object; query: object; body: unknown }) => Promise<unknown>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

function issuesOf(error: z.ZodError): Readonly<Record<string, string>> {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || 'root', issue.message]));
}

/** No form nests deeper than a handful; whatever walks a body that does would run out of stack. */
const deepest = 20;

/** PostgreSQL's texts hold no NUL: one is refused here, before it becomes an error of the database; and so is a body without end. */
function isUnfit(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && (depth === deepest || Object.entries(value).some(([key, part]) => isUnfit(key) || isUnfit(part, depth + 1)));
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  if (isUnfit(value)) throw new HttpProblem(422, 'invalidInput', { errors: { root: 'malformed' } });
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HttpProblem(422, 'invalidInput', { errors: issuesOf(parsed.error) });
  return parsed.data;
}

function bodyOf(operation: Operation, request: Request): unknown {
  if (operation.body === null) return undefined;
  const given: unknown = request.body;
  if (operation.body === 'binary') {
    if (!Buffer.isBuffer(given) || given.length === 0) throw new HttpProblem(422, 'invalidInput', { errors: { file: 'fileEmpty' } });
    return given;
  }
  return parse(operation.body, given ?? {});
}

function keyOf(operation: Operation, request: Request): string {
  if (!operation.idempotent) return '';
  const key = request.get('idempotency-key') ?? '';
  if (!uuid.test(key)) throw new HttpProblem(400, 'idempotencyKeyRequired');
  return key.toLowerCase();
}

/** The case a request is about, for the log. Called when the id was parsed: nothing typed gets there. */
function caseOf(path: string, request: Request): { readonly evaluation?: string; readonly finding?: string } {
  const { id } = request.params;
  if (typeof id !== 'string') return {};
  if (path.startsWith('/evaluations/{id}')) return { evaluation: id };
  return path.startsWith('/findings/{id}') ? { finding: id } : {};
}

/** All that somebody may do whose password was set by another. */
const openToOneTimePasswords: ReadonlySet<OperationId> = new Set(['me', 'changePassword']);

/** All that somebody may do whose duty demands a second factor that he has not added. */
const openToEnrolment: ReadonlySet<OperationId> = new Set(['me', 'changePassword', 'beginSecondFactor', 'confirmSecondFactor', 'listSessions', 'endSessions', 'lockSession', 'unlockSession']);

/** All that is answered in a session that was idle too long. */
const openToLocked: ReadonlySet<OperationId> = new Set(['me', 'lockSession', 'unlockSession']);

/** How much a body may weigh: JSON of forms, and scans. */
export const maximumJsonBytes = 1024 * 1024;
export const maximumFileBytes = 50 * 1024 * 1024;

export type RouterOptions = {
  readonly handlers: Handlers;
  readonly signedIn: (request: Request) => Promise<SignedIn | null>;
  readonly nobody: SignedIn;
  /** Refuses a key that was used for another request. */
  readonly tieKey: (context: RequestContext, asked: { readonly operation: string; readonly params: object; readonly body: unknown }) => Promise<void>;
  /** Puts on record whose data is about to be shown. */
  readonly recordLook: (who: SignedIn, request: Request, look: Look) => Promise<void>;
  /** Answers are checked against the contract outside production: a wrong answer of our own is a defect, not the caller's. */
  readonly checkAnswers: boolean;
};

/** Runs a body parser; a stranger's body is never read, so nobody fills the memory without an account. */
function readBody(parser: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((done, fail) => void parser(request, response, (error?: unknown) => (error === undefined ? done() : fail(error))));
}

/** Express routes made from the operations: authenticate, parse, hand over, answer. */
export function operationRouter(options: RouterOptions): Router {
  const router = express.Router({ strict: true });
  const json = express.json({ limit: maximumJsonBytes, type: 'application/json', strict: true });
  const raw = express.raw({ limit: maximumFileBytes, type: 'application/octet-stream' });
  for (const id of operationIds) {
    const operation: Operation = operations[id];
    // The table of handlers is typed by operation; inside the loop only the common shape is known.
    // oxlint-disable-next-line typescript/consistent-type-assertions -- keyed lookup by the same id
    const handler = options.handlers[id] as unknown as AnyHandler;
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    const route = async (request: Request, response: Response): Promise<void> => {
      labelRequest(response, { operation: id });
      const who = operation.access === 'public' ? options.nobody : await options.signedIn(request);
      if (who === null) throw new HttpProblem(401, 'notSignedIn');
      if (who.session.locked && !openToLocked.has(id)) throw new HttpProblem(423, 'sessionLocked');
      if (who.mustChangePassword && !openToOneTimePasswords.has(id)) throw new HttpProblem(403, 'passwordChangeRequired');
      if (who.secondFactorRequired && !who.secondFactor && !who.mustChangePassword && !openToEnrolment.has(id)) throw new HttpProblem(403, 'secondFactorRequired');
      if (operation.body !== null) await readBody(operation.body === 'binary' ? raw : json, request, response);
      const context: RequestContext = { requestId: requestIdOf(request), language: languageOf(request), who, idempotencyKey: keyOf(operation, request) };
      const params = parse(operation.params, request.params);
      labelRequest(response, { operation: id, ...caseOf(operation.path, request), ...(operation.idempotent ? { update: context.idempotencyKey } : {}) });
      const query = parse(operation.query, request.query);
      const body = bodyOf(operation, request);
      if (operation.idempotent && operation.body !== 'binary') await options.tieKey(context, { operation: id, params, body });
      const answer = await handler(context, { params, query, body });
      // Answers to what somebody does are on record as what he did.
      if (operation.method === 'GET' || operation.reads === true) await options.recordLook(who, request, { operation: id, path: request.path, ...caseOf(operation.path, request) });
      response.set('cache-control', 'private, no-store');
      response.json(options.checkAnswers ? operation.response.parse(answer) : answer);
    };
    const step = (request: Request, response: Response, next: NextFunction) => void route(request, response).catch(next);
    switch (operation.method) {
      case 'GET':
        router.get(path, step);
        break;
      case 'POST':
        router.post(path, step);
        break;
      case 'PUT':
        router.put(path, step);
        break;
      case 'PATCH':
        router.patch(path, step);
        break;
      case 'DELETE':
        router.delete(path, step);
        break;
    }
  }
  return router;
}

function isOperationId(id: string): id is OperationId {
  return id in operations;
}

export const operationIds: readonly OperationId[] = Object.keys(operations).filter(isOperationId);
