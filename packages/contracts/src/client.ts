import { operations, type Input, type OperationId, type Output } from './operations.js';
import { Problem } from './problem.js';

/** An answer that is no success; carries the problem as the server told it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds to wait before the same request, with the same key, may be sent again; null when waiting does not help. */
  readonly retryAfterSeconds: number | null;
  constructor(problem: Problem, retryAfterSeconds: number | null) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

type Optional<Part> = Record<string, never> extends Part ? Partial<Part> : Part;
export type CallInput<Id extends OperationId> = (Record<string, never> extends Input<Id>['params'] ? { params?: Record<string, never> } : { params: Input<Id>['params'] }) & {
  query?: Optional<Input<Id>['query']>;
} & (Input<Id>['body'] extends undefined ? { body?: undefined } : { body: Input<Id>['body'] }) & {
    /** Repeats of one intention share a key; made here when absent. */
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

export type ClientOptions = {
  /** Everything before the operation's path, for example `/api`. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  readonly headers?: () => Readonly<Record<string, string>>;
};

export type Client = { readonly call: <Id extends OperationId>(id: Id, input: CallInput<Id>) => Promise<Output<Id>> };

function offlineProblem(detail: string): Problem {
  return { type: 'about:blank', title: 'Unreachable', status: 0, code: 'unreachable', detail, params: {}, errors: {}, requestId: '' };
}

/** A typed client made from the operations. Throws `ProblemError` for every answer that is no success. */
export function createClient(options: ClientOptions): Client {
  const send = options.fetch ?? fetch;
  return {
    async call(id, input) {
      const operation = operations[id];
      const params = new Map(Object.entries<string | number>(input.params ?? {}));
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params.get(name) ?? '')));
      const query = new URLSearchParams();
      const asked: readonly (readonly [string, unknown])[] = Object.entries(input.query ?? {});
      for (const [name, value] of asked) {
        if (typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '')) query.set(name, String(value));
      }
      const search = query.size === 0 ? '' : `?${query.toString()}`;
      const { body } = input;
      const binary = body instanceof Uint8Array;
      const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() };
      if (body !== undefined) headers['content-type'] = binary ? 'application/octet-stream' : 'application/json';
      if (operation.idempotent) headers['idempotency-key'] = input.idempotencyKey ?? crypto.randomUUID();
      const response = await send(`${options.baseUrl}${path}${search}`, {
        method: operation.method,
        headers,
        credentials: 'same-origin',
        signal: input.signal ?? null,
        ...(body === undefined ? {} : { body: binary ? new Uint8Array(body) : JSON.stringify(body) }),
      }).catch((error: unknown) => {
        if (error instanceof DOMException && error.name === 'AbortError') throw error;
        throw new ProblemError(offlineProblem(error instanceof Error ? error.message : ''), 2);
      });
      const answer: unknown = await response.json().catch(() => null);
      // The response schema is the operation's own; the compiler cannot follow a lookup by a generic id.
      // oxlint-disable-next-line typescript/consistent-type-assertions -- parsed by the schema in the same expression
      if (response.ok) return operation.response.parse(answer) as Output<typeof id>;
      const problem = Problem.safeParse(answer);
      const retryAfter = Number(response.headers.get('retry-after'));
      throw new ProblemError(problem.success ? problem.data : { ...offlineProblem(response.statusText), status: response.status, code: 'internal' }, retryAfter > 0 ? retryAfter : null);
    },
  };
}
