import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant, InputId, Json, PersonId, Sha256 } from '@hengji/domain';
import type { Database } from './database.js';
import { ConflictError } from './errors.js';

export type CommandInput = { readonly id: InputId; readonly countyId: string; readonly authorId: PersonId; readonly kind: string; readonly json: Json };

/** Stores a text before the command that refers to it. Idempotent by id; the same id with another text or author throws `ConflictError`. */
export async function saveCommandInput(db: Database, input: CommandInput): Promise<void> {
  const text = JSON.stringify(input.json);
  const { rows } = await db.pool.query<{ author_id: string; json: string; kind: string }>({
    name: 'write-input',
    text: `WITH added AS (
       INSERT INTO command_input (id, county_id, author_id, kind, json, salt) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING RETURNING author_id, json, kind)
     SELECT author_id, json, kind FROM added UNION ALL SELECT author_id, json, kind FROM command_input WHERE id = $1`,
    values: [input.id, input.countyId, input.authorId, input.kind, text, randomBytes(16).toString('hex')],
  });
  // Written by another request while this one waited for it: it is committed by now, and only a new statement sees it.
  const [row] = rows.length > 0 ? rows : (await db.pool.query<{ author_id: string; json: string; kind: string }>('SELECT author_id, json, kind FROM command_input WHERE id = $1', [input.id])).rows;
  if (row === undefined || row.author_id !== input.authorId || row.json !== text || row.kind !== input.kind) throw new ConflictError(`input ${input.id} holds another text`);
}

/** Remembers that a person proved himself for a hash he saw: five minutes of wall time, one use. */
export async function recordReauthentication(db: Database, proof: { readonly sessionId: string; readonly personId: PersonId; readonly hash: Sha256 }): Promise<{ readonly expiresAt: Instant }> {
  const { rows } = await db.pool.query<{ expires_at: Instant }>(
    "INSERT INTO reauthentication (id, session_id, person_id, hash, expires_at) VALUES ($1, $2, $3, $4, now() + interval '5 minutes') RETURNING expires_at",
    [randomUUID(), proof.sessionId, proof.personId, proof.hash],
  );
  return { expiresAt: rows[0]?.expires_at ?? new Date().toISOString() };
}
