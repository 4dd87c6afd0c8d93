import { clearSignInFailures, lockedUntil, recordSignInFailure } from '@hengji/database';
import { HttpProblem } from './problem.js';
import type { SignedIn } from './requestContext.js';
import type { Services } from './services.js';

/** Minutes until an account's lock ends, for the sentence and the header. */
export function lockProblem(until: string): HttpProblem {
  const seconds = Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  return new HttpProblem(429, 'lockedOut', { params: { minutes: Math.ceil(seconds / 60) }, retryAfterSeconds: seconds });
}

/** Checks the own password again. Wrong ones count towards the lock like failed sign-ins, so that a stolen session cannot guess. */
export async function checkPassword({ database, authentication }: Services, who: SignedIn, password: string): Promise<void> {
  const locked = await lockedUntil(database, who.username);
  if (locked !== null) throw lockProblem(locked);
  const context = await authentication.$context;
  const accounts = await context.internalAdapter.findAccounts(who.personId);
  const hash = accounts.find((account) => account.providerId === 'credential')?.password;
  const right = typeof hash === 'string' && (await context.password.verify({ hash, password }));
  if (!right) {
    await recordSignInFailure(database, who.username);
    throw new HttpProblem(422, 'wrongPassword', { errors: { password: 'wrongPassword' } });
  }
  await clearSignInFailures(database, who.username);
}
