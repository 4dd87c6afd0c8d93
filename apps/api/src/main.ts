import { once } from 'node:events';
import { createServer } from 'node:http';
import { closeDatabase, openBlobStore, openDatabase } from '@hengji/database';
import { connectTemporal } from '@hengji/workflows/client';
import { pino } from 'pino';
import { createApp } from './app.js';
import { createAuthentication } from './authentication.js';
import { readConfiguration } from './configuration.js';
import { createHandlers } from './handlers/index.js';

/** Requests in flight at a stop may take so long before their connections are cut. */
const drainMs = 10_000;

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = pino({ level: configuration.LOG_LEVEL, base: { app: 'api' } });
  const database = openDatabase(configuration.DATABASE_URL, { max: 20 });
  const temporal = connectTemporal(process.env);
  const authentication = createAuthentication(database, configuration);
  const blobs = openBlobStore(configuration.BLOB_DIR);
  const handlers = createHandlers({ database, temporal: temporal.client, authentication, blobs, configuration });
  const app = createApp({ configuration, database, authentication, blobs, handlers, logger, checkAnswers: process.env['NODE_ENV'] !== 'production' });
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 }, app);
  server.listen(configuration.PORT, configuration.HOST);
  await once(server, 'listening');
  logger.info({ address: server.address() }, 'api ready');

  const stop = async (signal: string): Promise<void> => {
    logger.info({ signal }, 'api stopping');
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
    await closed;
    await temporal.close();
    await closeDatabase(database);
    logger.info('api stopped');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'api did not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
