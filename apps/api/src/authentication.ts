import { authStorage, type Database } from '@hengji/database';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import { z } from 'zod';
import type { Configuration } from './configuration.js';

/** Seconds. A session ends a working day after it began, whatever is done in it. */
const sessionSeconds = 12 * 3600;

/** A session for somebody whom the office's identity provider vouches for; called by the API alone, there is no route to it. */
const sessionsForProven = {
  id: 'sessions-for-proven',
  endpoints: {
    startSession: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ userId: z.string() }) }, async (context) => {
      const { internalAdapter } = context.context;
      const user = await internalAdapter.findUserById(context.body.userId);
      if (user === null) throw new Error('a session was asked for somebody without an account');
      await setSessionCookie(context, { session: await internalAdapter.createSession(user.id, false, { method: 'oidc' }, true), user });
      return context.json({ started: true });
    }),
  },
} satisfies BetterAuthPlugin;

/**
 * Sign-in by user name and password with sessions in the database. Everything that would let a stranger create, probe
 * or rename an account is closed; the administrator creates people. Re-authentication has an operation of its own, so
 * that it can be counted, limited and tied to a hash.
 */
export function createAuthentication(database: Database, configuration: Configuration) {
  return betterAuth({
    appName: 'Hengji',
    baseURL: configuration.HENGJI_PUBLIC_URL,
    basePath: '/api/auth',
    secret: configuration.AUTH_SECRET,
    database: authStorage(database),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    plugins: [username({ minUsernameLength: 3, maxUsernameLength: 40, usernameValidator: (name) => /^[a-z][a-z0-9._-]*$/.test(name) }), sessionsForProven],
    session: {
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { activeAt: { type: 'date', required: false, input: false, defaultValue: () => new Date() }, method: { type: 'string', required: false, input: false, defaultValue: 'password' } },
    },
    advanced: {
      cookiePrefix: 'hengji',
      useSecureCookies: configuration.HENGJI_PUBLIC_URL.startsWith('https://'),
      database: { generateId: () => crypto.randomUUID() },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: ['x-hengji-client'] },
    },
    trustedOrigins: (request) => {
      // The page may be opened by another of the machine's names; the cross-site check before this one compares hosts.
      const origin = request?.headers.get('origin');
      return origin === null || origin === undefined ? [] : [origin];
    },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
  });
}

export type Authentication = ReturnType<typeof createAuthentication>;
