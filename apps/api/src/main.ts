import { closeDatabase, openBlobStore, openDatabase, pingDatabase } from '@hengji/database';
import { createHttpServer, createLogger, createMetrics, drain, listen, refuseWhile, startOperationsServer, stopOnSignals, watchDecisions, type OperationsServer } from '@hengji/service';
import { connectTemporal } from '@hengji/workflows/client';
import { createApp } from './app.js';
import { createAuthentication } from './authentication.js';
import { readConfiguration } from './configuration.js';
import { decisionsOver } from './decisions.js';
import { createExaminer } from './guardedFiles.js';
import { createHandlers } from './handlers/index.js';

/** ms. Headers come in one piece, also from far away. */
const headersMs = 15_000;
/** ms. Requests in flight at a stop may take so long before their connections are cut. */
const drainMs = 10_000;

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = createLogger({ app: 'api', level: configuration.LOG_LEVEL });
  const metrics = createMetrics('api');
  // Decisions on finished years are taken here; the others by the worker.
  const database = openDatabase(configuration.DATABASE_URL, { max: configuration.DATABASE_CONNECTIONS, onCommit: watchDecisions(logger, metrics) });
  const temporal = connectTemporal(configuration);
  const authentication = createAuthentication(database, configuration);
  const blobs = openBlobStore(configuration.BLOB_DIR);
  const examiner = createExaminer();
  const server = createHttpServer({ headersTimeout: headersMs, requestTimeout: configuration.REQUEST_TIMEOUT_MS });
  let operations: OperationsServer | null = null;
  const stopping = stopOnSignals({
    logger,
    delayMs: configuration.SHUTDOWN_DELAY_MS,
    stop: async () => {
      await drain(server, drainMs);
      await operations?.close();
      await examiner.close();
      await temporal.close();
      await closeDatabase(database);
    },
  });
  const handlers = createHandlers({ database, decisions: decisionsOver(temporal.client), temporal: temporal.client, authentication, blobs, examiner, configuration, stopping });
  const app = createApp({ configuration, database, authentication, blobs, handlers, logger, metrics, checkAnswers: configuration.NODE_ENV !== 'production' });
  server.on('request', app);
  const ready = async () => {
    refuseWhile(stopping);
    await pingDatabase(database);
  };
  operations = await startOperationsServer({ port: configuration.METRICS_PORT, host: configuration.METRICS_HOST, logger, metrics, ready });
  await listen(server, { port: configuration.PORT, host: configuration.HOST, descriptor: configuration.LISTEN_FD, variable: 'PORT' });
  logger.info({ address: server.address() }, 'api ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
