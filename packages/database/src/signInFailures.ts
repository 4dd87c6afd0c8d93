import type { Instant } from '@hengji/domain';
import type { Database } from './database.js';

/** So many failures within the window lock a user name for the same time; wall time. */
export const lockOut = { failures: 5, windowMinutes: 15 } as const;

/** Until when a user name may not sign in; null when it may. */
export async function lockedUntil(db: Database, username: string): Promise<Instant | null> {
  const { rows } = await db.pool.query<{ locked_until: Instant }>('SELECT locked_until FROM login_failure WHERE username = $1 AND locked_until > now()', [username.toLowerCase()]);
  return rows[0]?.locked_until ?? null;
}

/** Counts a failure, of names that do not exist too, so that nobody learns which do. */
export async function recordSignInFailure(db: Database, username: string): Promise<{ readonly failures: number; readonly lockedUntil: Instant | null }> {
  const { rows } = await db.pool.query<{ failures: number; locked_until: Instant | null }>(
    `INSERT INTO login_failure AS l (username, failures, first_at, last_at) VALUES ($1, 1, now(), now())
     ON CONFLICT (username) DO UPDATE SET
       failures = CASE WHEN l.first_at < now() - make_interval(mins => $2) THEN 1 ELSE l.failures + 1 END,
       first_at = CASE WHEN l.first_at < now() - make_interval(mins => $2) THEN now() ELSE l.first_at END,
       last_at = now(),
       locked_until = CASE WHEN l.first_at >= now() - make_interval(mins => $2) AND l.failures + 1 >= $3 THEN now() + make_interval(mins => $2) ELSE NULL END
     RETURNING failures, locked_until`,
    [username.toLowerCase(), lockOut.windowMinutes, lockOut.failures],
  );
  const [row] = rows;
  return { failures: row?.failures ?? 0, lockedUntil: row?.locked_until ?? null };
}

export async function clearSignInFailures(db: Database, username: string): Promise<void> {
  await db.pool.query('DELETE FROM login_failure WHERE username = $1', [username.toLowerCase()]);
}
