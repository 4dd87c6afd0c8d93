import { z } from 'zod';
import { Id, largestNumber } from './schemas/common.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One operation of the API: what the route parses, what it answers, how it is documented. `{name}` in `path` is a key
 * of `params`. `idempotent`: the request carries an `Idempotency-Key` and may be repeated without doing it twice.
 */
export type Operation = {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** `binary`: the raw body is a file; null: no body. */
  readonly body: z.ZodType | 'binary' | null;
  readonly response: z.ZodType;
  readonly idempotent: boolean;
  readonly access: 'public' | 'session';
  /** Changes nothing though it is asked with a body: who looked at whose data by it is on the read log, as with a GET. */
  readonly reads?: true;
};

const none = z.object({});
export const byId = z.object({ id: Id });
export const defaults = { params: none, query: none, body: null, idempotent: false, access: 'session' } as const;

/** The version of the case, campaign or circular that the asker looked at: a refusal then tells what others did since. */
export const Seen = z.object({ seen: z.coerce.number().int().min(0).max(largestNumber).optional() });
