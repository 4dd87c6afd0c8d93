import { join } from 'node:path';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { countRequests, type Metrics } from './metrics.js';
import { labelRequest, requestLog } from './requestLog.js';

/** Headers for the web app and the API it talks to: nothing is loaded from anywhere else, nothing may frame the pages. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The UI library writes style elements at run time; scripts come from files only.
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** The built web app's files: hashed assets for ever, the page itself always fresh. */
export function webPages(folder: string): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    labelRequest(response, { operation: 'page' });
    next();
  });
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', fallthrough: true }));
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get('/', (_request, response) => {
    response.set('cache-control', 'no-cache').sendFile(join(folder, 'index.html'));
  });
  return router;
}

/** The web app alone, without a port: for a deployment in which the API serves nothing but itself. */
export function webServer(folder: string, logger: Logger, metrics: Metrics): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(logger));
  app.use(countRequests(metrics));
  app.use(securityHeaders());
  app.use(webPages(folder));
  app.use((_request, response) => void response.status(404).set('cache-control', 'no-store').type('text/plain').send('404'));
  return app;
}
