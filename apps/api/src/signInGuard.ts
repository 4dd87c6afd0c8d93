import { clearSignInFailures, endSessionsOfClosed, lockedUntil, recordSignInFailure, type Database } from '@hengji/database';
import type { Request } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import type { Authentication } from './authentication.js';
import { lockProblem } from './password.js';
import { HttpProblem } from './problem.js';

// A NUL would reach PostgreSQL, whose texts hold none.
const withoutNul = /^[^\0]*$/;
const Credentials = z.object({ username: z.string().regex(withoutNul).trim().toLowerCase().min(1).max(60), password: z.string().regex(withoutNul).min(1).max(200) });

/** One address may fail so often in ten minutes, over all accounts. Successful sign-ins do not count. */
export function limitFailuresByAddress() {
  return rateLimit({
    windowMs: 10 * 60 * 1000,
    limit: 60,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new HttpProblem(429, 'tooManyRequests', { retryAfterSeconds: 60 })),
  });
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
 * Signs in; answers the cookies to set. Unknown names, wrong passwords and malformed requests get the same answer, and a
 * locked account is refused before its password is looked at, so that neither answer tells whether an account exists.
 */
export async function signIn(database: Database, authentication: Authentication, request: Request): Promise<readonly string[]> {
  const credentials = Credentials.safeParse(request.body);
  if (!credentials.success) throw new HttpProblem(401, 'wrongPassword');
  const { username } = credentials.data;
  const locked = await lockedUntil(database, username);
  if (locked !== null) throw lockProblem(locked);
  const answer = await authentication.api.signInUsername({ body: credentials.data, headers: headersOf(request), asResponse: true });
  if (!answer.ok) {
    await recordSignInFailure(database, username);
    throw new HttpProblem(401, 'wrongPassword');
  }
  await clearSignInFailures(database, username);
  // Told only to whoever knows the password: nobody else learns which accounts there are.
  if (await endSessionsOfClosed(database, username)) throw new HttpProblem(403, 'accountClosed');
  return answer.headers.getSetCookie();
}
