import type { Instant, PersonId } from '@hengji/domain';
import type { Database } from './database.js';

export type SessionRow = {
  readonly id: string;
  /** Wall time, all of them. */
  readonly startedAt: Instant;
  readonly activeAt: Instant;
  readonly endsAt: Instant;
  readonly address: string | null;
  readonly userAgent: string | null;
};

/** A person's sessions that have not ended, the last used first. */
export async function listSessions(db: Database, personId: PersonId): Promise<readonly SessionRow[]> {
  const { rows } = await db.pool.query<SessionRow>(
    `SELECT id, created_at AS "startedAt", active_at AS "activeAt", expires_at AS "endsAt", ip_address AS address, user_agent AS "userAgent"
     FROM session WHERE user_id = $1 AND expires_at > now() ORDER BY active_at DESC, id`,
    [personId],
  );
  return rows;
}

/** Ends a person's sessions, or all but one. Answers how many. */
export async function endSessions(db: Database, personId: PersonId, except: string | null = null): Promise<number> {
  const { rowCount } = await db.pool.query('DELETE FROM session WHERE user_id = $1 AND id IS DISTINCT FROM $2', [personId, except]);
  return rowCount ?? 0;
}

/** Ends the session of a token that was given to nobody. */
export async function discardSession(db: Database, token: string): Promise<void> {
  await db.pool.query('DELETE FROM session WHERE token = $1', [token]);
}

/** Its person did something at that moment; never back. */
export async function touchSession(db: Database, id: string, activeAt: Instant): Promise<void> {
  await db.pool.query('UPDATE session SET active_at = $2 WHERE id = $1 AND active_at < $2', [id, activeAt]);
}

/** Locks a session at once: nothing was done in it for so long as there is memory. */
export async function lockSession(db: Database, id: string): Promise<void> {
  await db.pool.query("UPDATE session SET active_at = to_timestamp(0) WHERE id = $1", [id]);
}
