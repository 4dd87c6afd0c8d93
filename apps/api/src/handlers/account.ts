import { changeOwnPassword, endSessions, listSessions, lockSession, readCounty, readPrincipal, readSecondFactor, recordReauthentication, touchSession } from '@hengji/database';
import { idleSeconds } from '../idleness.js';
import { checkPassword, checkProof } from '../password.js';
import { requireGoodPassword } from '../passwordRules.js';
import { notFound } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';

export function signInOptions({ configuration }: Services): Handler<'signInOptions'> {
  return async () => ({ provider: configuration.OIDC_ISSUER === undefined ? null : configuration.OIDC_NAME });
}

export function me({ database, configuration }: Services): Handler<'me'> {
  return async ({ who }) => {
    const [principal, county, factor] = await Promise.all([readPrincipal(database, who.personId), readCounty(database, who.countyId), readSecondFactor(database, who.personId)]);
    if (principal === null || county === null) throw notFound();
    return {
      person: { id: who.personId, name: who.name },
      username: who.username,
      county: { id: county.id, name: county.name },
      holdings: principal.holdings.map((holding) => ({ id: holding.id, duty: holding.duty, title: holding.postTitle, unit: { id: holding.unitId, name: holding.unitName }, startsOn: holding.from, endsOn: holding.until })),
      rules: JSON.parse(JSON.stringify(who.ability.rules)),
      portalUrl: configuration.HENGJI_PORTAL_URL,
      mustChangePassword: who.mustChangePassword,
      secondFactor: { on: who.secondFactor, required: who.secondFactorRequired, recoveryCodes: who.secondFactor ? (factor?.recoveryCodes ?? 0) : 0 },
      session: { id: who.sessionId, locked: who.session.locked, method: who.session.method, idleSeconds, endsAt: who.session.endsAt },
    };
  };
}

/** Proof for one signature: the password once more, and a code where an app is tied to the account; tied to this session and to the hash on the screen. */
export function reauthenticate(services: Services): Handler<'reauthenticate'> {
  return async ({ who }, { body }) => {
    await checkProof(services, who, body);
    await recordReauthentication(services.database, { sessionId: who.sessionId, personId: who.personId, hash: body.hash });
    return { expiresAt: new Date(Date.now() + 5 * 60 * 1000).toISOString() };
  };
}

export function changePassword(services: Services): Handler<'changePassword'> {
  return async ({ who }, { body }) => {
    await checkProof(services, who, { password: body.current, code: body.code });
    await requireGoodPassword(services.database, who, body.next, 'next', [who.username, who.name]);
    await changeOwnPassword(services.database, { countyId: who.countyId, personId: who.personId, username: who.username, password: body.next, sessionId: who.sessionId });
    return { changed: true };
  };
}

export function lock({ database }: Services): Handler<'lockSession'> {
  return async ({ who }, { body }) => {
    if (body.session !== undefined && body.session !== who.sessionId) return { locked: false };
    await lockSession(database, who.sessionId);
    return { locked: true };
  };
}

/** The one thing that a locked session answers to. */
export function unlock(services: Services): Handler<'unlockSession'> {
  return async ({ who }, { body }) => {
    await checkPassword(services, who, body.password);
    await touchSession(services.database, who.sessionId, new Date().toISOString());
    return { locked: false };
  };
}

export function sessions({ database }: Services): Handler<'listSessions'> {
  return async ({ who }) => {
    const rows = await listSessions(database, who.personId);
    return { data: rows.map((one) => ({ ...one, current: one.id === who.sessionId })), total: rows.length };
  };
}

export function signOutElsewhere({ database }: Services): Handler<'endSessions'> {
  return async ({ who }, { body }) => ({ ended: await endSessions(database, who.personId, body.which === 'others' ? who.sessionId : null) });
}
