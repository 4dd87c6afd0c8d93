import { openApiDocument } from '@hengji/contracts';
import { pingDatabase, type BlobStore, type Database } from '@hengji/database';
import { toNodeHandler } from 'better-auth/node';
import { countRequests, labelRequest, requestLog, securityHeaders, webPages, type Metrics } from '@hengji/service';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Authentication } from './authentication.js';
import { tieKey } from './commandInput.js';
import type { Configuration } from './configuration.js';
import { downloadRouter } from './downloads.js';
import { errorHandler } from './errorHandler.js';
import { HttpProblem } from './problem.js';
import { providerRouter } from './provider/router.js';
import { recordLook, type Look } from './readLog.js';
import { requestIdOf, type SignedIn } from './requestContext.js';
import { operationRouter, type Handlers } from './router.js';
import { refuseCrossSite } from './security.js';
import { nobody, signedIn } from './session.js';
import { limitFailuresByAddress, signIn } from './signInGuard.js';

export type AppParts = {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly authentication: Authentication;
  readonly blobs: BlobStore;
  readonly handlers: Handlers;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly checkAnswers: boolean;
};

/** The HTTP application, without a port. Order matters: nothing reads a body or a cookie before the cross-site check. */
export function createApp(parts: AppParts): Express {
  const { configuration, database, authentication, logger } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', configuration.TRUSTED_PROXIES);
  app.set('query parser', 'simple');
  app.use(requestLog(logger));
  app.use(countRequests(parts.metrics));
  app.use((request, response, next) => {
    response.set('x-request-id', requestIdOf(request));
    // Sessions remember the address Express vouches for, never one a client wrote into a header itself.
    request.headers['x-hengji-client'] = request.ip ?? '';
    next();
  });
  app.use(securityHeaders());
  app.use(refuseCrossSite(configuration.HENGJI_PUBLIC_URL));

  const authHandler = toNodeHandler(authentication);
  const devices = { secret: configuration.AUTH_SECRET, secure: configuration.HENGJI_PUBLIC_URL.startsWith('https://') };
  app.post('/api/auth/sign-in/username', express.json({ limit: '4kb' }), limitFailuresByAddress(devices), async (request, response) => {
    labelRequest(response, { operation: 'signIn' });
    const cookies = await signIn(parts, devices, request);
    for (const cookie of cookies ?? []) response.append('set-cookie', cookie);
    response.set('cache-control', 'private, no-store').json(cookies === null ? { signedIn: false, needed: 'code' } : { signedIn: true });
  });
  // Of the library's own routes this one is open; everything else it could do has an operation of its own, or is nobody's business.
  app.post('/api/auth/sign-out', async (request, response) => {
    labelRequest(response, { operation: 'signOut' });
    // The library says yes also when it could not end the session: while the database is away the person is told to do it again.
    await pingDatabase(database);
    await authHandler(request, response);
  });

  app.use('/api/auth/oidc', providerRouter(parts));
  // Made of all schemas, which takes a tenth of a second: once, and not before somebody asks.
  let document: ReturnType<typeof openApiDocument> | null = null;
  app.get('/api/openapi.json', (_request, response) => void response.json((document ??= openApiDocument())));
  const sessionOf = (request: express.Request) => signedIn(parts, request);
  const record = (who: SignedIn, request: express.Request, look: Look) => recordLook(database, who, request, look);
  app.use('/api', downloadRouter(database, parts.blobs, sessionOf, record));
  app.use('/api', operationRouter({ handlers: parts.handlers, signedIn: sessionOf, nobody, tieKey: (context, asked) => tieKey(database, context, asked), recordLook: record, checkAnswers: parts.checkAnswers }));
  app.use('/api', (_request, _response, next) => next(new HttpProblem(404, 'notFound')));

  if (configuration.WEB_DIST !== undefined) app.use(webPages(configuration.WEB_DIST));
  app.use((_request, _response, next) => next(new HttpProblem(404, 'notFound')));
  app.use(errorHandler);
  return app;
}
