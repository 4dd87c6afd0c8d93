import { closeDatabase, openDatabase, pingDatabase } from '@hengji/database';
import { createHttpServer, createLogger, createMetrics, drain, listen, refuseWhile, startOperationsServer, stopOnSignals, type OperationsServer } from '@hengji/service';
import { readConfiguration } from './configuration.js';
import { databaseRecords } from './databaseRecords.js';
import { createPortal } from './portal.js';

/** ms: requests that are being answered get so long; the launcher gives the process longer. */
const drainMs = 10_000;

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = createLogger({ app: 'portal', level: configuration.LOG_LEVEL });
  const metrics = createMetrics('portal');
  const db = openDatabase(configuration.DATABASE_URL, { max: configuration.DATABASE_CONNECTIONS });
  const app = createPortal({ records: databaseRecords(db), configuration, logger, metrics });
  const server = createHttpServer({ headersTimeout: 10_000, requestTimeout: 15_000 }, app);
  server.maxConnections = 1_000;
  let operations: OperationsServer | null = null;
  const stopping = stopOnSignals({
    logger,
    delayMs: configuration.SHUTDOWN_DELAY_MS,
    stop: async () => {
      await drain(server, drainMs);
      await operations?.close();
      await closeDatabase(db);
    },
  });
  const ready = async () => {
    refuseWhile(stopping);
    await pingDatabase(db);
  };
  operations = await startOperationsServer({ port: configuration.METRICS_PORT, host: configuration.METRICS_HOST, logger, metrics, ready });
  await listen(server, { port: configuration.PORT, host: configuration.HOST, descriptor: configuration.LISTEN_FD, variable: 'PORT' });
  logger.info({ address: server.address() }, 'portal ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
