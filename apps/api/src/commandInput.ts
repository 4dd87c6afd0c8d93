import { createHash } from 'node:crypto';
import { ConflictError, saveCommandInput, type Database } from '@hengji/database';
import type { Json } from '@hengji/domain';
import { HttpProblem } from './problem.js';
import type { RequestContext } from './requestContext.js';

/** An id that the same request always gives again, so that a repeated request meets its own rows. */
export function idFrom(key: string, part: string): string {
  const hex = createHash('sha256').update(`${key}:${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Stores what a person wrote before the command travels; answers its id. */
export async function storeInput(database: Database, context: RequestContext, part: string, json: Json): Promise<string> {
  const id = idFrom(context.idempotencyKey, part);
  try {
    await saveCommandInput(database, { id, countyId: context.who.countyId, authorId: context.who.personId, kind: part, json });
  } catch (error) {
    if (error instanceof ConflictError) throw new HttpProblem(422, 'idempotencyKeyReused');
    throw error;
  }
  return id;
}

function withoutPassword(name: string, value: unknown): unknown {
  return name === 'password' ? undefined : value;
}

/**
 * Ties an Idempotency-Key to what was asked with it: the same request may come again, another one under the same key is
 * refused instead of being answered with the first one's outcome. Only a hash is kept, and passwords are left out of it: what is
 * hashed so fast could be guessed back.
 */
export async function tieKey(database: Database, context: RequestContext, asked: { readonly operation: string; readonly params: object; readonly body: unknown }): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify([asked.operation, asked.params, asked.body], withoutPassword)).digest('hex');
  await storeInput(database, context, 'request', hash);
}
