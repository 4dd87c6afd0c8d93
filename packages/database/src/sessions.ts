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

/** A session and its account as better-auth knows them: names of its own, every instant a `Date`. */
export type SessionWithUser = {
  readonly id: string;
  readonly token: string;
  readonly userId: PersonId;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly activeAt: Date;
  readonly method: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly user: { readonly id: PersonId; readonly name: string; readonly email: string; readonly emailVerified: boolean; readonly image: string | null; readonly username: string | null; readonly displayUsername: string | null; readonly createdAt: Date; readonly updatedAt: Date };
};

type SessionWithUserRow = Omit<SessionWithUser, 'expiresAt' | 'createdAt' | 'updatedAt' | 'activeAt' | 'user'> & Omit<SessionWithUser['user'], 'id' | 'createdAt' | 'updatedAt'> & Readonly<Record<'expiresAt' | 'createdAt' | 'updatedAt' | 'activeAt' | 'userCreatedAt' | 'userUpdatedAt', Instant>>;

/** The session of a token, ended or not, with the account it belongs to; every request asks for it, so it is planned once a connection. */
export async function readSessionWithUser(db: Database, token: string): Promise<SessionWithUser | null> {
  const { rows } = await db.pool.query<SessionWithUserRow>({
    name: 'session-with-user',
    text: `SELECT s.id, s.token, s.user_id AS "userId", s.expires_at AS "expiresAt", s.created_at AS "createdAt", s.updated_at AS "updatedAt", s.active_at AS "activeAt", s.method,
       s.ip_address AS "ipAddress", s.user_agent AS "userAgent", u.name, u.email, u.email_verified AS "emailVerified", u.image, u.username, u.display_username AS "displayUsername",
       u.created_at AS "userCreatedAt", u.updated_at AS "userUpdatedAt"
     FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.token = $1`,
    values: [token],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { name, email, emailVerified, image, username, displayUsername, userCreatedAt, userUpdatedAt, expiresAt, createdAt, updatedAt, activeAt, ...session } = row;
  const user = { id: row.userId, name, email, emailVerified, image, username, displayUsername, createdAt: new Date(userCreatedAt), updatedAt: new Date(userUpdatedAt) };
  return { ...session, expiresAt: new Date(expiresAt), createdAt: new Date(createdAt), updatedAt: new Date(updatedAt), activeAt: new Date(activeAt), user };
}

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
