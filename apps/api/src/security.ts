import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { HttpProblem } from './problem.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses unsafe requests that another site's page made. Browsers send `Sec-Fetch-Site`; where it is missing the
 * `Origin` must be ours. A request without both comes from no browser and carries no victim's cookie.
 */
export function refuseCrossSite(publicUrl: string) {
  const own = new URL(publicUrl).origin;
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (safeMethods.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const sameHost = origin !== undefined && origin !== 'null' && hostOf(origin) === request.get('host');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return next(new HttpProblem(403, 'crossSite'));
    if (origin !== undefined && origin !== own && !sameHost) return next(new HttpProblem(403, 'crossSite'));
    next();
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Headers for API and web app: nothing is loaded from anywhere else, nothing may frame the pages. */
export function securityHeaders() {
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
