import { sentence, type Language, type Problem, type ProblemCode, type TimelineEntry } from '@hengji/contracts';
import type { Refusal } from '@hengji/domain';

type Params = Readonly<Record<string, string | number | readonly string[]>>;

/** The one error the handlers throw; the last middleware turns it into problem details. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly params: Params;
  /** Sentence or code per field path. */
  readonly errors: Readonly<Record<string, string>>;
  readonly retryAfterSeconds: number | null;
  readonly meanwhile: TimelineEntry | null;
  constructor(status: number, code: ProblemCode, more: { params?: Params; errors?: Readonly<Record<string, string>>; retryAfterSeconds?: number; meanwhile?: TimelineEntry | null } = {}) {
    super(code);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.params = more.params ?? {};
    this.errors = more.errors ?? {};
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
    this.meanwhile = more.meanwhile ?? null;
  }
}

export const notFound = (): HttpProblem => new HttpProblem(404, 'notFound');
export const notAllowed = (): HttpProblem => new HttpProblem(403, 'notAllowed');

/** A refusal of the process: the request was understood, and the state says no. `meanwhile`: what others did since the asker looked. */
export function refused(refusal: Refusal, meanwhile: TimelineEntry | null = null): HttpProblem {
  const { code, ...params } = refusal;
  const told: Params = { ...params };
  const counted = 'fields' in refusal ? refusal.fields : 'checks' in refusal ? refusal.checks : null;
  return new HttpProblem(409, code, { params: counted === null ? told : { ...told, count: counted.length }, meanwhile });
}

export function problemBody(problem: HttpProblem, language: Language, requestId: string): Problem {
  const params = { ...problem.params, requestId };
  return {
    type: `urn:hengji:problem:${problem.code}`,
    title: problem.code,
    status: problem.status,
    code: problem.code,
    detail: sentence(problem.code, params, language),
    params: Object.fromEntries(Object.entries(problem.params).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value])),
    errors: { ...problem.errors },
    requestId,
    ...(problem.meanwhile === null ? {} : { meanwhile: problem.meanwhile }),
  };
}
