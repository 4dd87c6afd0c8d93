// @ts-check
/**
 * Hands out the built web app alone, where the API does not do it (WEB_DIST). A reverse proxy sends `/api` to the API and the rest here.
 * It needs no database and no secret.
 */
import { createHttpServer, createLogger, createMetrics, drain, listen, refuseWhile, startOperationsServer, stopOnSignals, webServer } from '@hengji/service';
import { readConfiguration } from './serveConfiguration.mjs';

/** ms. Files in flight at a stop may take so long before their connections are cut. */
const drainMs = 10_000;

async function main() {
  const configuration = readConfiguration(process.env);
  const logger = createLogger({ app: 'web', level: configuration.LOG_LEVEL });
  const metrics = createMetrics('web');
  const server = createHttpServer({ headersTimeout: 10_000, requestTimeout: 15_000 }, webServer(configuration.WEB_DIST, logger, metrics));
  /** @type {import('@hengji/service').OperationsServer | null} */
  let operations = null;
  const stopping = stopOnSignals({
    logger,
    delayMs: configuration.SHUTDOWN_DELAY_MS,
    stop: async () => {
      await drain(server, drainMs);
      await operations?.close();
    },
  });
  const ready = async () => refuseWhile(stopping);
  operations = await startOperationsServer({ port: configuration.METRICS_PORT, host: configuration.METRICS_HOST, logger, metrics, ready });
  await listen(server, { port: configuration.PORT, host: configuration.HOST, descriptor: configuration.LISTEN_FD, variable: 'PORT' });
  logger.info({ address: server.address() }, 'web ready');
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
