import { closeDatabase, openDatabase } from '@hengji/database';
import { pino } from 'pino';
import { readConfiguration } from './configuration.js';
import { databaseRecords } from './databaseRecords.js';
import { createPortal } from './portal.js';

/** ms: requests that are being answered get so long; the launcher gives the process longer. */
const drainMs = 10_000;

const configuration = readConfiguration(process.env);
const logger = pino({ level: configuration.LOG_LEVEL, base: { app: 'portal' } });
const db = openDatabase(configuration.DATABASE_URL, { max: 5 });
const app = createPortal({ records: databaseRecords(db), configuration, logger });

const server = app.listen(configuration.PORT, configuration.HOST, (error) => {
  if (error !== undefined) {
    logger.fatal({ err: error }, 'cannot listen');
    process.exit(1);
  }
  logger.info({ port: configuration.PORT }, 'portal is listening');
});
// A reader who sends his request drop by drop must not hold a connection for ever.
server.headersTimeout = 10_000;
server.requestTimeout = 15_000;
server.maxConnections = 1_000;

let stopping = false;
function stop(signal: NodeJS.Signals): void {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, 'portal is stopping');
  const late = setTimeout(() => server.closeAllConnections(), drainMs);
  server.close(() => {
    clearTimeout(late);
    closeDatabase(db).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the database did not close');
        process.exit(1);
      },
    );
  });
  server.closeIdleConnections();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
