import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/**
 * By address, connections that stay open for a moment: to open one takes both sides as long as fifty looks, and whoever waits for something
 * looks again and again. What a statement sets must be local to it.
 */
const pools = new Map<string, pg.Pool>();

function poolOf(url: string): pg.Pool {
  const known = pools.get(url);
  if (known !== undefined) return known;
  const pool = new pg.Pool({ connectionString: url, max: 4, idleTimeoutMillis: 1_000 });
  // A server that is stopped, or a database that is dropped, takes idle connections along.
  pool.on('error', () => undefined);
  pools.set(url, pool);
  return pool;
}

/** One statement; rows as PostgreSQL's driver reads them. */
export async function query<Shape extends pg.QueryResultRow = Row>(url: string, text: string, values: readonly unknown[] = []): Promise<Shape[]> {
  return (await poolOf(url).query<Shape>(text, [...values])).rows;
}

/** By table a hash of all its rows, but for those named; all on one connection, which costs more than what is asked on it. */
export async function hashesOfTables(url: string, without: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    const hashes: [string, string][] = [];
    for (const { name } of tables.filter((table) => !without.includes(table.name))) {
      const { rows } = await client.query<{ hash: string }>(`SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS hash FROM ${client.escapeIdentifier(name)} t`);
      hashes.push([name, rows[0]?.hash ?? '']);
    }
    return Object.fromEntries(hashes);
  } finally {
    await client.end();
  }
}

/** The same server and user, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

export function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** A lock that a test holds while something else must wait for it. */
export class HeldLock {
  readonly #client: pg.Client;
  #open = true;

  private constructor(client: pg.Client) {
    this.#client = client;
    // The server may be stopped under it; that ends the lock too.
    client.on('error', () => undefined);
  }

  /** Runs `text` inside a transaction that stays open until `release`. */
  static async take(url: string, text: string, values: readonly unknown[] = []): Promise<HeldLock> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const held = new HeldLock(client);
    await client.query('BEGIN');
    await client.query(text, [...values]);
    return held;
  }

  async release(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#client.query('ROLLBACK').catch(() => undefined);
    await this.#client.end().catch(() => undefined);
  }
}
