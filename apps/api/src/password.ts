import { clearGuesses, guessesLockedUntil, readSecondFactor, recordGuess, type GuessOrigin } from '@hengji/database';
import { HttpProblem } from './problem.js';
import type { SignedIn } from './requestContext.js';
import { takeCode } from './secondFactor.js';
import type { Services } from './services.js';

/** Minutes until an account's lock ends, for the sentence and the header. */
export function lockProblem(until: string): HttpProblem {
  const seconds = Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  return new HttpProblem(429, 'lockedOut', { params: { minutes: Math.ceil(seconds / 60) }, retryAfterSeconds: seconds });
}

const originOf = (who: SignedIn): GuessOrigin => ({ kind: 'session', id: who.sessionId });

/** Refuses while this session has guessed too often. Wrong guesses are counted for it alone: a stolen one cannot guess on, and nobody else is locked out. */
async function refuseLocked({ database }: Services, who: SignedIn): Promise<void> {
  const locked = await guessesLockedUntil(database, who.username, [originOf(who)]);
  if (locked !== null) throw lockProblem(locked);
}

async function wrong({ database }: Services, who: SignedIn, field: string, code: 'wrongPassword' | 'wrongCode'): Promise<HttpProblem> {
  await recordGuess(database, who.username, [originOf(who)]);
  return new HttpProblem(422, code, { errors: { [field]: code } });
}

async function requirePassword(services: Services, who: SignedIn, password: string): Promise<void> {
  // Whoever is vouched for by the provider proves himself there: a password that others know too opens nothing in his session.
  if (who.session.method === 'oidc') throw new HttpProblem(409, 'proofByProvider');
  const context = await services.authentication.$context;
  const accounts = await context.internalAdapter.findAccounts(who.personId);
  const hash = accounts.find((account) => account.providerId === 'credential')?.password;
  const right = typeof hash === 'string' && (await context.password.verify({ hash, password }));
  if (!right) throw await wrong(services, who, 'password', 'wrongPassword');
}

/** Checks the own password again, and nothing else: what unlocks a session that both factors opened, and what begins to add the second. */
export async function checkPassword(services: Services, who: SignedIn, password: string): Promise<void> {
  await refuseLocked(services, who);
  await requirePassword(services, who, password);
  await clearGuesses(services.database, who.username, originOf(who));
}

/** Checks that it is himself: the password, and a fresh code of the app where one is tied to the account. */
export async function checkProof(services: Services, who: SignedIn, proof: { readonly password: string; readonly code?: string | undefined }): Promise<void> {
  await refuseLocked(services, who);
  await requirePassword(services, who, proof.password);
  const factor = who.secondFactor ? await readSecondFactor(services.database, who.personId) : null;
  if (factor !== null) {
    if (proof.code === undefined) throw new HttpProblem(422, 'secondFactorNeeded', { errors: { code: 'secondFactorNeeded' } });
    if (!(await takeCode(services, who.personId, factor, proof.code))) throw await wrong(services, who, 'code', 'wrongCode');
  }
  await clearGuesses(services.database, who.username, originOf(who));
}

/** Checks the first code of an app that is to be tied to the account. */
export async function checkFirstCode(services: Services, who: SignedIn, code: string): Promise<void> {
  await refuseLocked(services, who);
  const factor = await readSecondFactor(services.database, who.personId);
  if (factor === null || factor.confirmed) throw new HttpProblem(409, 'secondFactorUnchanged');
  if (!(await takeCode(services, who.personId, factor, code))) throw await wrong(services, who, 'code', 'wrongCode');
}
