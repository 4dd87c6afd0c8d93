import type { NextFunction, Request, Response } from 'express';
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
