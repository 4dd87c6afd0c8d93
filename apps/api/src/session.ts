import { abilityFor, type HeldDuty } from '@hengji/contracts';
import { readPrincipal, touchSession, type Database } from '@hengji/database';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request } from 'express';
import type { Authentication } from './authentication.js';
import { idlenessOf } from './idleness.js';
import { LookedAt } from './lookedAt.js';
import type { SignedIn } from './requestContext.js';

/** Stands in where an operation is public: nobody, allowed nothing. */
export const nobody: SignedIn = { personId: '', name: '', username: '', sessionId: '', countyId: '', held: [], subordinates: {}, session: { locked: false, endsAt: '' }, mustChangePassword: false, ability: abilityFor([]), lookedAt: new LookedAt([]) };

/** The person behind the session cookie with today's duties, or null. Duties are read each time: a lost post ends its rights at once. */
export async function signedIn(database: Database, authentication: Authentication, request: Request): Promise<SignedIn | null> {
  const found = await authentication.api.getSession({ headers: fromNodeHeaders(request.headers) });
  if (found === null) return null;
  const { session } = found;
  const idleness = idlenessOf(request, session.activeAt ?? session.createdAt);
  if (idleness.activeAt !== null) await touchSession(database, session.id, idleness.activeAt.toISOString());
  const principal = await readPrincipal(database, found.user.id);
  if (principal === null || principal.person.deactivated) return null;
  const { countyId, name, username, mustChangePassword } = principal.person;
  // Somebody else knows his password still: until it is changed, nothing is done in his name.
  const held: readonly HeldDuty[] = mustChangePassword ? [] : principal.holdings.map(({ duty, unitId }) => ({ duty, unitId, countyId }));
  return { personId: principal.person.id, name, username: username ?? '', sessionId: session.id, session: { locked: idleness.locked, endsAt: session.expiresAt.toISOString() }, countyId, held, subordinates: principal.subordinates, mustChangePassword, ability: abilityFor(held, principal.subordinates), lookedAt: new LookedAt(held) };
}
