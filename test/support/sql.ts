import pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/** One statement on a connection of its own; rows as PostgreSQL's driver reads them. */
export async function query<Shape extends pg.QueryResultRow = Row>(url: string, text: string, values: readonly unknown[] = []): Promise<Shape[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Shape>(text, [...values]);
    return rows;
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
