import type { Instant } from '@hengji/domain';
import type { Database } from './database.js';

/**
 * Where a wrong password came from. Failures are counted for a user name and an origin together, never for the name alone, so
 * that a stranger who knows a name cannot lock its owner out: `device` has signed in with this name before (by its cookie),
 * `address` is any other client, `session` somebody who is signed in and proves himself once more. `strangers` are all clients
 * without such a cookie together: many addresses that guess in turn. `codes` are wrong codes of an authenticator app after the right
 * password, from all clients without such a cookie: only whoever knows the password gets there.
 */
export type GuessOrigin = { readonly kind: 'device' | 'address' | 'session'; readonly id: string } | { readonly kind: 'strangers' | 'codes' };

/** So many failures within the window lock an origin, for this name, as long again; wall time. */
export const guessLimits = { failures: 5, strangers: 50, codes: 10, windowMinutes: 15 } as const;

function keyOf(origin: GuessOrigin): string {
  return 'id' in origin ? `${origin.kind}:${origin.id}` : origin.kind;
}

/** Until when a user name may not be tried from any of these origins; null when it may. */
export async function guessesLockedUntil(db: Database, username: string, origins: readonly GuessOrigin[]): Promise<Instant | null> {
  const { rows } = await db.pool.query<{ locked_until: Instant | null }>('SELECT max(locked_until) AS locked_until FROM password_guess WHERE username = $1 AND origin = ANY ($2::text[]) AND locked_until > now()', [
    username.toLowerCase(),
    origins.map(keyOf),
  ]);
  return rows[0]?.locked_until ?? null;
}

/** Counts a failure, of names that do not exist too, so that nobody learns which do. What is a day old is forgotten on the way. */
export async function recordGuess(db: Database, username: string, origins: readonly GuessOrigin[]): Promise<void> {
  await db.pool.query(
    `WITH forgotten AS (DELETE FROM password_guess WHERE (username, origin) IN (SELECT username, origin FROM password_guess WHERE last_at < now() - interval '1 day' LIMIT 100))
     INSERT INTO password_guess AS l (username, origin, failures, first_at, last_at)
     SELECT $1, origin, 1, now(), now() FROM unnest($2::text[]) AS origin
     ON CONFLICT (username, origin) DO UPDATE SET
       failures = CASE WHEN l.first_at < now() - make_interval(mins => $3) THEN 1 ELSE l.failures + 1 END,
       first_at = CASE WHEN l.first_at < now() - make_interval(mins => $3) THEN now() ELSE l.first_at END,
       last_at = now(),
       locked_until = CASE WHEN l.first_at >= now() - make_interval(mins => $3) AND l.failures + 1 >= CASE l.origin WHEN 'strangers' THEN $5::int WHEN 'codes' THEN $6::int ELSE $4::int END
                           THEN now() + make_interval(mins => $3) END`,
    [username.toLowerCase(), origins.map(keyOf), guessLimits.windowMinutes, guessLimits.failures, guessLimits.strangers, guessLimits.codes],
  );
}

/** After a success: its origin begins anew. What strangers did elsewhere stays counted. */
export async function clearGuesses(db: Database, username: string, origin: GuessOrigin): Promise<void> {
  await db.pool.query('DELETE FROM password_guess WHERE username = $1 AND origin = $2', [username.toLowerCase(), keyOf(origin)]);
}
