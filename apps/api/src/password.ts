import { clearGuesses, guessesLockedUntil, recordGuess, type GuessOrigin } from '@hengji/database';
import { HttpProblem } from './problem.js';
import type { SignedIn } from './requestContext.js';
import type { Services } from './services.js';

/** Minutes until an account's lock ends, for the sentence and the header. */
export function lockProblem(until: string): HttpProblem {
  const seconds = Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  return new HttpProblem(429, 'lockedOut', { params: { minutes: Math.ceil(seconds / 60) }, retryAfterSeconds: seconds });
}

/** Checks the own password again. Wrong ones are counted for this session, so that a stolen one cannot guess, and locks nobody else out. */
export async function checkPassword({ database, authentication }: Services, who: SignedIn, password: string): Promise<void> {
  const origin: GuessOrigin = { kind: 'session', id: who.sessionId };
  const locked = await guessesLockedUntil(database, who.username, [origin]);
  if (locked !== null) throw lockProblem(locked);
  const context = await authentication.$context;
  const accounts = await context.internalAdapter.findAccounts(who.personId);
  const hash = accounts.find((account) => account.providerId === 'credential')?.password;
  const right = typeof hash === 'string' && (await context.password.verify({ hash, password }));
  if (!right) {
    await recordGuess(database, who.username, [origin]);
    throw new HttpProblem(422, 'wrongPassword', { errors: { password: 'wrongPassword' } });
  }
  await clearGuesses(database, who.username, origin);
}
