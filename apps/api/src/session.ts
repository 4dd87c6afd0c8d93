import { abilityFor, type HeldDuty } from '@hengji/contracts';
import { readPrincipal, touchSession } from '@hengji/database';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request } from 'express';
import { idlenessOf } from './idleness.js';
import { LookedAt } from './lookedAt.js';
import type { SignedIn } from './requestContext.js';
import type { Services } from './services.js';

/** Stands in where an operation is public: nobody, allowed nothing. */
export const nobody: SignedIn = { personId: '', name: '', username: '', sessionId: '', countyId: '', held: [], subordinates: {}, session: { locked: false, method: 'password', endsAt: '' }, mustChangePassword: false, secondFactor: false, secondFactorRequired: false, ability: abilityFor([]), lookedAt: new LookedAt([]) };

/** The person behind the session cookie with today's duties, or null. Duties are read each time: a lost post ends its rights at once. */
export async function signedIn({ database, authentication, configuration }: Pick<Services, 'database' | 'authentication' | 'configuration'>, request: Request): Promise<SignedIn | null> {
  const found = await authentication.api.getSession({ headers: fromNodeHeaders(request.headers) });
  if (found === null) return null;
  const { session } = found;
  const idleness = idlenessOf(request, session.activeAt ?? session.createdAt);
  if (idleness.activeAt !== null) await touchSession(database, session.id, idleness.activeAt.toISOString());
  const principal = await readPrincipal(database, found.user.id);
  if (principal === null || principal.person.deactivated) return null;
  const { countyId, name, username } = principal.person;
  const method = session.method === 'oidc' ? 'oidc' : 'password';
  // What a password must be, and what must stand beside it, does not concern whom the identity provider vouches for.
  const byPassword = method === 'password';
  const mustChangePassword = byPassword && principal.person.mustChangePassword;
  const secondFactor = byPassword && principal.person.secondFactor;
  const secondFactorRequired = byPassword && principal.holdings.some(({ duty }) => configuration.SECOND_FACTOR_DUTIES.includes(duty));
  // Somebody else knows his password still, or it alone must not do: until that is mended, nothing is done in his name.
  const held: readonly HeldDuty[] = mustChangePassword || (secondFactorRequired && !secondFactor) ? [] : principal.holdings.map(({ duty, unitId }) => ({ duty, unitId, countyId }));
  return { personId: principal.person.id, name, username: username ?? '', sessionId: session.id, session: { locked: idleness.locked, method, endsAt: session.expiresAt.toISOString() }, countyId, held, subordinates: principal.subordinates, mustChangePassword, secondFactor, secondFactorRequired, ability: abilityFor(held, principal.subordinates), lookedAt: new LookedAt(held) };
}
