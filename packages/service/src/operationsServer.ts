import express from 'express';
import type { Logger } from 'pino';
import { createHttpServer, listen } from './httpServer.js';
import type { Metrics } from './metrics.js';
import { drain } from './stop.js';

export type OperationsOptions = {
  /** Undefined: nothing is served, and `close` does nothing. */
  readonly port: number | undefined;
  readonly host: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Resolves when requests can be served; throws otherwise. */
  readonly ready: () => Promise<void>;
};

export type OperationsServer = { close(): Promise<void> };

/** ms. A probe that gets no answer by then counts as none. */
const patienceMs = 3_000;

/**
 * Health and metrics for whoever watches the process, on a port of its own that is not for the public. `/health/live` asks nothing of anybody: a
 * database that is away is no reason to kill the process. `/health/ready` does.
 */
export async function startOperationsServer({ port, host, logger, metrics, ready }: OperationsOptions): Promise<OperationsServer> {
  if (port === undefined) return { close: () => Promise.resolve() };
  const app = express();
  app.disable('x-powered-by');
  app.get('/health/live', (_request, response) => void response.set('cache-control', 'no-store').json({ status: 'ok' }));
  app.get('/health/ready', async (_request, response) => {
    const ok = await isReady(ready, logger);
    response.status(ok ? 200 : 503).set('cache-control', 'no-store').json({ status: ok ? 'ok' : 'unavailable' });
  });
  app.get('/metrics', async (_request, response) => void response.type(metrics.contentType).send(await metrics.metrics()));
  const server = createHttpServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, app);
  await listen(server, { port, host, variable: 'METRICS_PORT' });
  return { close: () => drain(server, 1_000) };
}

async function isReady(ready: () => Promise<void>, logger: Logger): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    await Promise.race([ready(), late]);
    return true;
  } catch (error) {
    logger.warn({ err: error }, 'not ready');
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Throws while the process is stopping; the first thing a `ready` looks at. */
export function refuseWhile(stopping: AbortSignal): void {
  if (stopping.aborted) throw new Error('the process is stopping');
}
