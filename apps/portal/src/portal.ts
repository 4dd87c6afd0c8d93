import { ratings } from '@hengji/domain';
import express, { type ErrorRequestHandler, type Express, type NextFunction, type Request, type Response } from 'express';
import { countRequests, labelRequest, requestLog, type Metrics } from '@hengji/service';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { z } from 'zod';
import { sha256Of, type Place } from './address.js';
import type { Configuration } from './configuration.js';
import { renderMessage } from './pages/layout.js';
import { renderListPage } from './pages/listPage.js';
import { renderResultPage, revisionFileName } from './pages/resultPage.js';
import type { Publication, PublicRecords } from './records.js';
import { stylesheet, stylesheetPath } from './stylesheet.js';
import { wordsOf } from './words.js';

/** Longer addresses are no links of ours. */
const longestUrl = 2048;

/** Wrong values of the search form are left out, not punished: a citizen's old link still shows a list. */
const Query = z.object({
  year: z.coerce.number().int().min(1990).max(2200).nullable().catch(null),
  // A NUL would reach PostgreSQL, whose texts hold none.
  unit: z.string().regex(/^[^\0]*$/).trim().min(1).max(60).nullable().catch(null),
  grade: z.enum(ratings).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export type PortalParts = { readonly records: PublicRecords; readonly configuration: Pick<Configuration, 'HENGJI_PORTAL_URL' | 'TRUSTED_PROXIES' | 'REQUESTS_PER_MINUTE'>; readonly logger: Logger; readonly metrics: Metrics };

/** The public's pages. Reads only; every answer is HTML without scripts, the stylesheet, or the published JSON. */
export function createPortal({ records, configuration, logger, metrics }: PortalParts): Express {
  const address = new URL(configuration.HENGJI_PORTAL_URL);
  const base = address.pathname.replace(/\/+$/, '');
  const place = (request: Request, rehearsal: boolean): Place => ({ base, rehearsal, language: request.query['lang'] === 'en' ? 'en' : 'zh-CN' });

  const app = express();
  app.set('trust proxy', configuration.TRUSTED_PROXIES);
  app.set('etag', 'strong');
  app.disable('x-powered-by');
  app.use(requestLog(logger));
  app.use(countRequests(metrics));
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], styleSrc: ["'self'"], formAction: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"] } },
      // Behind plain http (an office network) the header would be wrong; browsers ignore it there.
      strictTransportSecurity: address.protocol === 'https:',
    }),
  );
  const message = (request: Request, response: Response, status: number, say: (words: ReturnType<typeof wordsOf>) => readonly [string, string]) => {
    const where = place(request, request.path.startsWith('/rehearsal'));
    const [title, text] = say(wordsOf(where.language));
    response.status(status).set('Cache-Control', 'no-store').type('html').send(renderMessage(where, title, text));
  };
  const notFound = (request: Request, response: Response) => message(request, response, 404, (words) => [words.notFound, words.notFoundText]);

  app.get('/health', async (_request, response) => {
    labelRequest(response, { operation: 'health' });
    try {
      await records.ping();
      response.set('Cache-Control', 'no-store').json({ status: 'ok' });
    } catch (error) {
      logger.error({ err: error }, 'health check failed');
      response.status(503).set('Cache-Control', 'no-store').json({ status: 'unavailable' });
    }
  });
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: configuration.REQUESTS_PER_MINUTE,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (request, response) => message(request, response, 429, (words) => [words.tooMany, words.tooManyText]),
    }),
  );
  app.use((request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.set('Allow', 'GET, HEAD');
      return message(request, response, 405, (words) => [words.notAllowed, words.notAllowedText]);
    }
    if (request.originalUrl.length > longestUrl) return message(request, response, 414, (words) => [words.notFound, words.notFoundText]);
    next();
  });

  app.get(stylesheetPath, (_request, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(stylesheet);
  });
  // Browsers ask for it on their own; there is none.
  app.get('/favicon.ico', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').status(204).end();
  });
  app.get('/robots.txt', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').type('text/plain').send(`User-agent: *\nDisallow: ${base}/rehearsal/\n`);
  });

  const cached = (response: Response, rehearsal: boolean) =>
    rehearsal ? response.set({ 'Cache-Control': 'no-cache', 'X-Robots-Tag': 'noindex, nofollow' }) : response.set('Cache-Control', 'public, max-age=60, must-revalidate');

  const published = async (request: Request<{ id: string }>, rehearsal: boolean): Promise<Publication | null> => {
    const { id } = request.params;
    return /^[A-Za-z0-9-]{1,64}$/.test(id) ? records.find(id, { rehearsal, language: place(request, rehearsal).language }) : null;
  };
  /** A record that is not what was signed is shown to nobody. */
  const damaged = (request: Request, response: Response, publication: Publication): boolean => {
    if (sha256Of(publication.revision.text) === publication.revision.sha256) return false;
    logger.error({ publication: publication.id }, 'published revision does not match its hash');
    message(request, response, 503, (words) => [words.damaged, words.damagedText]);
    return true;
  };

  for (const rehearsal of [false, true]) {
    const prefix = rehearsal ? '/rehearsal' : '';
    app.get(`${prefix}/`, async (request, response) => {
      labelRequest(response, { operation: 'list' });
      const filter = { ...Query.parse(queryOf(request)), rehearsal };
      const where = place(request, rehearsal);
      const list = await records.list(filter, where.language);
      cached(response, rehearsal).type('html').send(renderListPage(where, filter, list));
    });
    app.get(`${prefix}/results/:id`, async (request, response) => {
      labelRequest(response, { operation: 'result' });
      const publication = await published(request, rehearsal);
      if (publication === null) return notFound(request, response);
      if (damaged(request, response, publication)) return;
      cached(response, rehearsal).type('html').send(renderResultPage(place(request, rehearsal), publication));
    });
    app.get(`${prefix}/results/:id/revision.json`, async (request, response) => {
      labelRequest(response, { operation: 'revision' });
      const publication = await published(request, rehearsal);
      if (publication === null) return notFound(request, response);
      if (damaged(request, response, publication)) return;
      // As bytes: exactly what was hashed.
      cached(response, rehearsal).attachment(revisionFileName(publication)).type('application/json').send(Buffer.from(publication.revision.text, 'utf8'));
    });
  }

  app.use(notFound);
  const onError: ErrorRequestHandler = (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (isClientError(error)) return notFound(request, response);
    logger.error({ err: error }, 'request failed');
    // Half an answer cannot be taken back; Express then ends the connection.
    if (response.headersSent) return next(error);
    message(request, response, 500, (words) => [words.failed, words.failedText]);
  };
  app.use(onError);
  return app;
}

/** A repeated or empty parameter counts as none. */
function queryOf(request: Request): Record<string, string | null> {
  return Object.fromEntries(
    ['year', 'unit', 'grade', 'page'].map((name) => {
      const value = request.query[name];
      return [name, typeof value === 'string' && value !== '' ? value : null];
    }),
  );
}

/** An address that cannot be decoded (`/%ff`) is the asker's mistake. */
function isClientError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}
