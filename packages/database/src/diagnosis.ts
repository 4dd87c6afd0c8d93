import pg from 'pg';
import { only } from './database.js';
import { knownMigrations } from './migrate.js';

/** What the application's connection shows of its server and of its own rights; for `hengji doctor`. */
export type DatabaseDiagnosis = {
  /** `server_version_num`: 180004 is 18.4. */
  readonly version: number;
  readonly versionText: string;
  /** The server's clock, and the time between question and answer, both in ms. */
  readonly clockMs: number;
  readonly askedMs: number;
  readonly answeredMs: number;
  readonly role: string;
  readonly superuser: boolean;
  /** Tables, sequences, schemas and databases that this role owns. */
  readonly owns: number;
  /** Records that this role could change or delete. */
  readonly changeable: readonly string[];
  /** Records whose guard against change, also by their owner, is missing or switched off. */
  readonly unguarded: readonly string[];
  /** Tables that it may not read or add to. */
  readonly unreachable: readonly string[];
  readonly tables: number;
  readonly maxConnections: number;
};

/** What is only added to by right, and what besides is guarded by a trigger against everybody. */
const records = ['receipt', 'command_input', 'publication', 'publication_correction', 'template_version', 'work_calendar', 'blob'];
const guarded = ['audit_event', 'process_event', 'revision', 'signature', 'signature_void', 'circular_receipt', 'circular_file', 'reconciliation', 'read_event', 'audit_check'];

const rightsText = `
  SELECT r.rolsuper AS superuser, current_user AS role, current_setting('server_version_num')::int AS version, current_setting('server_version') AS version_text, current_setting('max_connections')::int AS max_connections,
    (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) + (SELECT count(*)::int FROM pg_namespace n WHERE n.nspowner = r.oid) + (SELECT count(*)::int FROM pg_database d WHERE d.datdba = r.oid AND d.datname = current_database()) AS owns
  FROM pg_roles r WHERE r.rolname = current_user`;

const tablesText = `
  SELECT c.relname AS name, has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT') AS reachable,
    has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE') OR has_table_privilege(c.oid, 'TRUNCATE') AS changeable,
    EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change' AND t.tgenabled <> 'D' AND (t.tgtype & 16) <> 0) AS guarded
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> '_prisma_migrations'`;

/** Opens a connection of its own and asks. Throws what the connection throws. */
export async function diagnoseDatabase(url: string): Promise<DatabaseDiagnosis> {
  return onConnection(url, async (client) => {
    const askedMs = Date.now();
    const clock = await client.query<{ ms: string }>("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::text AS ms");
    const answeredMs = Date.now();
    const { rows } = await client.query<{ superuser: boolean; role: string; version: number; version_text: string; max_connections: number; owns: number }>(rightsText);
    const { superuser, role, version, version_text: versionText, max_connections: maxConnections, owns } = only(rows);
    const { rows: tables } = await client.query<{ name: string; reachable: boolean; changeable: boolean; guarded: boolean }>(tablesText);
    const names = (wanted: (table: (typeof tables)[number]) => boolean) => tables.filter(wanted).map(({ name }) => name).sort();
    return {
      version, versionText, clockMs: Number(only(clock.rows).ms), askedMs, answeredMs, role, superuser, owns, maxConnections,
      changeable: names(({ name, changeable }) => changeable && (records.includes(name) || guarded.includes(name))),
      unguarded: names((table) => guarded.includes(table.name) && !table.guarded),
      unreachable: names(({ reachable }) => !reachable),
      tables: tables.length,
    };
  });
}

/** How the schema stands to this version's migrations, by name. */
export type MigrationsDiagnosis = { readonly applied: number; readonly missing: readonly string[]; readonly unknown: readonly string[]; readonly changed: readonly string[]; readonly unfinished: readonly string[] };

/** Reads as the owner; the application's role may not. Throws what the connection throws. */
export async function diagnoseMigrations(migrationUrl: string): Promise<MigrationsDiagnosis> {
  return onConnection(migrationUrl, async (client) => {
    const known = await knownMigrations();
    const { rows: table } = await client.query<{ there: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there");
    if (!only(table).there) return { applied: 0, missing: known.map(({ name }) => name), unknown: [], changed: [], unfinished: [] };
    const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>('SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL');
    const file = (name: string) => known.find((one) => one.name === name);
    return {
      applied: rows.filter(({ finished }) => finished).length,
      missing: known.filter(({ name }) => !rows.some((row) => row.name === name)).map(({ name }) => name),
      unknown: rows.filter(({ name }) => file(name) === undefined).map(({ name }) => name),
      changed: rows.filter(({ name, checksum }) => file(name) !== undefined && file(name)?.checksum !== checksum).map(({ name }) => name),
      unfinished: rows.filter(({ finished }) => !finished).map(({ name }) => name),
    };
  });
}

async function onConnection<Answer>(url: string, ask: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 15_000, application_name: 'hengji doctor' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await ask(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
