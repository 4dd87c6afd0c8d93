import { linkIdentity, personOfIdentity, readPrincipal, recordReauthentication, touchSession } from '@hengji/database';
import { fromNodeHeaders } from 'better-auth/node';
import { labelRequest } from '@hengji/service';
import express, { type Request, type Response, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { HttpProblem } from '../problem.js';
import type { Services } from '../services.js';
import { signedIn } from '../session.js';
import { endedFlowCookie, flowCookie, Purpose, readFlow, type Flow } from './flow.js';
import { callbackPath, openProvider, type Vouched } from './provider.js';

type Parts = Pick<Services, 'database' | 'authentication' | 'configuration'>;

/** Whose account it is: by the identity, or the first time by the user name. */
async function personOf({ database }: Parts, { identity, username }: Vouched): Promise<string> {
  const known = await personOfIdentity(database, identity);
  const personId = known ?? (username === null ? null : await linkIdentity(database, identity, username));
  if (personId === null) throw new HttpProblem(403, 'providerUnknownPerson');
  const principal = await readPrincipal(database, personId);
  if (principal === null || principal.person.deactivated) throw new HttpProblem(403, 'accountClosed');
  return personId;
}

/** A proof in an open session: by the same person, in the same session that asked. */
async function prove(parts: Parts, request: Request, flow: Flow, vouched: Vouched): Promise<void> {
  const who = await signedIn(parts, request);
  if (who === null || who.sessionId !== flow.sessionId) throw new HttpProblem(401, 'notSignedIn');
  if ((await personOfIdentity(parts.database, vouched.identity)) !== who.personId) throw new HttpProblem(403, 'providerOtherPerson');
  switch (flow.purpose.kind) {
    case 'signature':
      if (who.session.locked) throw new HttpProblem(423, 'sessionLocked');
      await recordReauthentication(parts.database, { sessionId: who.sessionId, personId: who.personId, hash: flow.purpose.hash });
      return;
    case 'unlock':
      return touchSession(parts.database, who.sessionId, new Date().toISOString());
    case 'signIn':
      return;
  }
}

/**
 * Sign-in and proofs by the office's identity provider. A page asks where to go (a request that other sites cannot make), the browser
 * goes there and comes back with an answer that fits only the cookie it left with.
 */
export function providerRouter(parts: Parts): Router {
  const { configuration } = parts;
  const provider = openProvider(configuration);
  const router = express.Router();
  if (provider === null) return router;
  const often = rateLimit({ windowMs: 60 * 1000, limit: 300, standardHeaders: 'draft-8', legacyHeaders: false, handler: (_request, _response, next) => next(new HttpProblem(429, 'tooManyRequests', { retryAfterSeconds: 60 })) });

  router.post('/start', often, express.json({ limit: '4kb' }), async (request: Request, response: Response) => {
    labelRequest(response, { operation: 'askProvider' });
    const parsed = z.object({ purpose: Purpose }).safeParse(request.body);
    if (!parsed.success) throw new HttpProblem(422, 'invalidInput');
    const { purpose } = parsed.data;
    const who = purpose.kind === 'signIn' ? null : await signedIn(parts, request);
    if (purpose.kind !== 'signIn' && who === null) throw new HttpProblem(401, 'notSignedIn');
    if (purpose.kind === 'signature' && who?.session.locked === true) throw new HttpProblem(423, 'sessionLocked');
    const { url, asked } = await provider.ask(purpose.kind !== 'signIn');
    response.append('set-cookie', await flowCookie(configuration, { purpose, sessionId: who?.sessionId ?? null, asked }));
    response.set('cache-control', 'private, no-store').json({ url });
  });

  router.get('/callback', often, async (request: Request, response: Response) => {
    labelRequest(response, { operation: 'answerOfProvider' });
    const flow = await readFlow(configuration, request);
    const signsIn = flow === null || flow.purpose.kind === 'signIn';
    response.append('set-cookie', endedFlowCookie(configuration));
    response.set('cache-control', 'private, no-store');
    try {
      if (flow === null) throw new HttpProblem(403, 'providerRefused');
      const callback = new URL(callbackPath, configuration.HENGJI_PUBLIC_URL);
      callback.search = new URL(request.originalUrl, configuration.HENGJI_PUBLIC_URL).search;
      const vouched = await provider.answer(callback, flow.asked, !signsIn);
      if (signsIn) {
        const userId = await personOf(parts, vouched);
        const opened = await parts.authentication.api.startSession({ body: { userId }, headers: fromNodeHeaders(request.headers), asResponse: true });
        for (const cookie of opened.headers.getSetCookie()) response.append('set-cookie', cookie);
      } else {
        await prove(parts, request, flow, vouched);
      }
      response.redirect(303, signsIn ? '/' : '/#/proved');
    } catch (error) {
      // A page in the browser's window, not a program, waits for the answer.
      const code = error instanceof HttpProblem ? error.code : 'internal';
      if (code === 'internal') request.log.error({ err: error }, 'the answer of the identity provider was not handled');
      else request.log.info({ code }, 'the answer of the identity provider was refused');
      response.redirect(303, `/#/${signsIn ? 'login' : 'proved'}?problem=${code}`);
    }
  });
  return router;
}
