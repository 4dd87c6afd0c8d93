import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.js';
import { isRolledBack } from './errors.js';

/** An open connection pool. `prisma` serves better-auth and simple rows; the hot paths send SQL of their own. */
export type Database = { readonly pool: pg.Pool; readonly prisma: PrismaClient; readonly onCommit: CommitListener | null };

/** How one call of the writer of process state ended: ids and codes, for metrics and logs. */
export type CommitReport = {
  readonly stream: 'evaluation' | 'finding';
  readonly id: string;
  readonly updateId: string;
  readonly command: string;
  /** `repeated`: answered from the receipt. `failed`: an error, nothing was written. */
  readonly outcome: 'accepted' | 'refused' | 'repeated' | 'failed';
  readonly refused: string | null;
  readonly events: readonly string[];
  readonly seconds: number;
};

/** Told after the transaction; must not throw. */
export type CommitListener = (report: CommitReport) => void;

/** Anything that takes a statement: the pool, or the client of a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

const dateType = 1082;
const timestamptzType = 1184;
const bigintType = 20;

const plainText = (text: string) => text;
const instant = (text: string) => new Date(text).toISOString();

/**
 * Civil dates stay 'YYYY-MM-DD' (the driver would make them midnight in the server's zone), instants become ISO strings, bigint and
 * numeric stay decimal strings. Prisma brings its own parsers.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (format !== 'binary') {
      if (oid === dateType || oid === bigintType) return plainText;
      if (oid === timestamptzType) return instant;
    }
    return pg.types.getTypeParser(oid, format);
  },
};

/**
 * ms. An idle connection is kept through a pause in which somebody reads a page: to open one takes both sides fifteen milliseconds, and it has to
 * plan anew whatever it is asked.
 */
const idleTimeoutMillis = 300_000;

/**
 * Opens a pool of at most `max` connections (default 10) with the application's role. Nothing is sent until the first query.
 * Throws a TypeError for a text that is no URL.
 */
export function openDatabase(url: string, options: { readonly max?: number; readonly onCommit?: CommitListener } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.max ?? 10, types, connectionTimeoutMillis: 5_000, idleTimeoutMillis, application_name: 'hengji' });
  // An idle connection that breaks (PostgreSQL restarted) is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that breaks while it is handed out: a server that dies may welcome a client and take leave of it in one message, before
  // whoever asked for it has heard of either. What is sent on it fails as on any broken connection.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' }), onCommit: options.onCommit ?? null };
}

/** Waits for running queries and closes every connection. */
export async function closeDatabase(db: Database): Promise<void> {
  await db.prisma.$disconnect();
  if (!db.pool.ended) await db.pool.end();
}

/** Resolves when PostgreSQL answers; for readiness probes. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.pool.query('SELECT 1');
}

const attempts = 4;

/**
 * Runs the work in one transaction at READ COMMITTED. A deadlock or serialisation failure (40001, 40P01) is tried again a few times;
 * the work must therefore have no effect outside the database. Any other error rolls back and is thrown.
 */
export async function inTransaction<Result>(db: Database, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(db, 'BEGIN', work);
    } catch (error) {
      if (attempt >= attempts || !isRolledBack(error)) throw error;
    }
  }
}

/** Runs reads that must all see the same moment, whatever is written meanwhile. Holds no lock. */
export async function inSnapshot<Result>(db: Database, read: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  return once(db, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', read);
}

async function once<Result>(db: Database, begin: string, work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements emits on the client, not on the pool.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      broken ??= failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.removeListener('error', onError);
    client.release(broken);
  }
}

/** The only row of an answer; throws when there is none. */
export function only<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('the statement answered no row');
  return row;
}
