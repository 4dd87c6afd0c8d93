import { clearGuesses, discardSession, endSessionsOfClosed, guessesLockedUntil, readSecondFactor, recordGuess, type GuessOrigin } from '@hengji/database';
import type { Request } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { deviceCookie, knownDevice, type Devices } from './knownDevice.js';
import { lockProblem } from './password.js';
import { HttpProblem } from './problem.js';
import { takeCode } from './secondFactor.js';
import type { Services } from './services.js';

// A NUL would reach PostgreSQL, whose texts hold none.
const withoutNul = /^[^\0]*$/;
const Credentials = z.object({ username: z.string().regex(withoutNul).trim().toLowerCase().min(1).max(60), password: z.string().regex(withoutNul).min(1).max(200), code: z.string().regex(withoutNul).trim().max(60).optional() });

/** What the library answers to the right password. */
const Opened = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

function usernameOf(request: Request): string {
  const parsed = Credentials.pick({ username: true }).safeParse(request.body);
  return parsed.success ? parsed.data.username : '';
}

/**
 * One address may fail so often in ten minutes, over all names. Successful sign-ins do not count, and browsers that are known for the
 * name are let through: a whole county may sit behind one address, and one of them must not lock the others out.
 */
export function limitFailuresByAddress(devices: Devices) {
  return rateLimit({
    windowMs: 10 * 60 * 1000,
    limit: 60,
    skipSuccessfulRequests: true,
    skip: (request) => knownDevice(devices, request, usernameOf(request)) !== null,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new HttpProblem(429, 'tooManyRequests', { retryAfterSeconds: 60 })),
  });
}

/** Where this try comes from: a browser known for the name, or else an address (of IPv6 its network), and strangers at large. */
function originsOf(devices: Devices, request: Request, username: string): readonly [GuessOrigin, ...GuessOrigin[]] {
  const device = knownDevice(devices, request, username);
  return device === null ? [{ kind: 'address', id: ipKeyGenerator(request.ip ?? '', 64) }, { kind: 'strangers' }, { kind: 'codes' }] : [{ kind: 'device', id: device }];
}

function headersOf(request: Request): Headers {
  const headers = new Headers();
  for (const name of ['user-agent', 'x-hengji-client', 'origin', 'cookie']) {
    const value = request.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/**
 * Signs in; answers the cookies to set, or null when the password is right and the code of the authenticator app is missing. Unknown names, wrong passwords and malformed requests get the same answer, and where too many
 * were wrong the next is refused before its password is looked at, so that neither answer tells whether an account exists.
 */
export async function signIn(services: Pick<Services, 'database' | 'authentication' | 'configuration'>, devices: Devices, request: Request): Promise<readonly string[] | null> {
  const { database, authentication } = services;
  const credentials = Credentials.safeParse(request.body);
  if (!credentials.success) throw new HttpProblem(401, 'wrongPassword');
  const { username, password, code } = credentials.data;
  const origins = originsOf(devices, request, username);
  const locked = await guessesLockedUntil(database, username, origins);
  if (locked !== null) throw lockProblem(locked);
  const answer = await authentication.api.signInUsername({ body: { username, password }, headers: headersOf(request), asResponse: true });
  if (!answer.ok) {
    await recordGuess(database, username, origins.filter(({ kind }) => kind !== 'codes'));
    throw new HttpProblem(401, 'wrongPassword');
  }
  // Told only to whoever knows the password: nobody else learns which accounts there are.
  if (await endSessionsOfClosed(database, username)) throw new HttpProblem(403, 'accountClosed');
  const opened = Opened.parse(await answer.json());
  const factor = await readSecondFactor(database, opened.user.id);
  if (factor?.confirmed === true) {
    const right = code !== undefined && code !== '' && (await takeCode(services, opened.user.id, factor, code));
    // Nobody was given the session that the password opened.
    if (!right) await discardSession(database, opened.token);
    if (code === undefined || code === '') return null;
    if (!right) {
      await recordGuess(database, username, origins);
      throw new HttpProblem(401, 'wrongCode');
    }
  }
  await clearGuesses(database, username, origins[0]);
  return [...answer.headers.getSetCookie(), deviceCookie(devices, username)];
}
