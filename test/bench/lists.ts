import { closeDatabase, listEvaluations, listFindings, listInbox, listMails, listReads, openDatabase, readTimeline, type Database } from '@hengji/database';
import { staff, unitId } from '../../packages/database/test/county.js';
import pg from 'pg';
import { OwnServices } from '../support/ownServices.js';
import { repositoryRoot, runScript } from '../support/program.js';
import { inTurns, percentile } from './measure.js';
import { copyOf, makeProvince, provinceSize, type ProvinceSize } from './province.js';
import type { Line } from './table.js';

/** Tables that grow with the years: a list that reads one of them from end to end is slow in the end, however fast it is today. */
const growing: readonly string[] = ['evaluation', 'task', 'finding', 'process_event', 'audit_event', 'read_event', 'mail', 'notice'];

type Statement = { readonly text: string; readonly values: readonly unknown[] };
type List = { readonly name: string; readonly read: (db: Database) => Promise<unknown> };

/** What people look at in one county among fifty. */
function listsOf({ years }: ProvinceSize): readonly List[] {
  const county = { countyId: 'county-7', unitIds: null };
  const own = { countyId: 'county-7', unitIds: [copyOf(unitId, 7, 30)] };
  const page = { offset: 0, limit: 25 };
  const [clerk, desk] = [copyOf(staff.clerk, 7, 30), copyOf(staff.performanceDesk, 7)];
  const byDate = { field: 'dueOn', order: 'asc' } as const;
  return [
    { name: 'evaluations of a county, by due date', read: (db) => listEvaluations(db, county, {}, byDate, page) },
    { name: 'evaluations of a year that are open', read: (db) => listEvaluations(db, county, { year: 2019 + years - 1, status: 'open' }, { field: 'urgency', order: 'desc' }, page) },
    { name: 'evaluations by name, page 40', read: (db) => listEvaluations(db, county, {}, { field: 'unit', order: 'asc' }, { offset: 975, limit: 25 }) },
    { name: 'evaluations by a part of the name', read: (db) => listEvaluations(db, county, { q: '办30' }, byDate, page) },
    { name: 'evaluations of one’s own unit', read: (db) => listEvaluations(db, own, {}, byDate, page) },
    { name: 'what waits for a clerk', read: (db) => listInbox(db, clerk, '2022-11-02T02:00:00.000Z') },
    { name: 'what waits for the bureau’s desk', read: (db) => listInbox(db, desk, '2022-11-02T02:00:00.000Z') },
    { name: 'findings of a county', read: (db) => listFindings(db, county, {}, page) },
    { name: 'mails of a county', read: (db) => listMails(db, county, {}, page) },
    { name: 'mails of one’s own unit', read: (db) => listMails(db, own, {}, page) },
    { name: 'the read log of a county', read: (db) => listReads(db, 'county-7', {}, page) },
    { name: 'who looked at one unit', read: (db) => listReads(db, 'county-7', { unitId: copyOf(unitId, 7, 30) }, page) },
    { name: 'what one person looked at, page 100', read: (db) => listReads(db, 'county-7', { personId: desk }, { offset: 2475, limit: 25 }) },
    { name: 'a timeline', read: (db) => readTimeline(db, 'evaluation', `case-7-30-${years - 1}`) },
  ];
}

/** The statements that a read sends, in order. */
async function statementsOf(db: Database, { read }: List): Promise<readonly Statement[]> {
  const sent: Statement[] = [];
  const listening = new Proxy(db.pool, {
    get(pool, name) {
      const value: unknown = Reflect.get(pool, name);
      if (name !== 'query') return typeof value === 'function' ? value.bind(pool) : value;
      return (asked: string | { readonly text: string; readonly values?: readonly unknown[] }, values: readonly unknown[] = []) => {
        const statement = typeof asked === 'string' ? { text: asked, values } : { text: asked.text, values: asked.values ?? [] };
        sent.push(statement);
        return pool.query(statement.text, [...statement.values]);
      };
    },
  });
  await read({ ...db, pool: listening });
  return sent;
}

type Plan = { readonly 'Node Type': string; readonly 'Relation Name'?: string; readonly Plans?: readonly Plan[] };

function wholeReads(plan: Plan): readonly string[] {
  const table = plan['Relation Name'];
  const own = plan['Node Type'] === 'Seq Scan' && table !== undefined && growing.includes(table) ? [table] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(wholeReads)];
}

/** Growing tables that a list reads from end to end. */
async function unindexed(client: pg.Client, statements: readonly Statement[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { text, values } of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
    for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? []) found.push(...wholeReads(Plan));
  }
  return [...new Set(found)];
}

/** Each list through the product's own reads against its statements on a bare connection, in turns; and which of them read a growing table from end to end. */
export async function listLines(rounds: number, say: (text: string) => void, size: ProvinceSize = provinceSize): Promise<readonly Line[]> {
  const services = await OwnServices.start({ fsync: true });
  const { databaseUrl, migrationDatabaseUrl, adminDatabaseUrl } = services.addresses;
  const admin = new pg.Client({ connectionString: inDatabaseOf(adminDatabaseUrl, databaseUrl) });
  const raw = new pg.Client({ connectionString: databaseUrl });
  const db = openDatabase(databaseUrl);
  try {
    const { code, stderr } = await runScript(`${repositoryRoot}/apps/cli/dist/main.js`, ['migrate'], { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, MIGRATION_DATABASE_URL: migrationDatabaseUrl });
    if (code !== 0) throw new Error(stderr);
    await admin.connect();
    await raw.connect();
    const begun = Date.now();
    await makeProvince(databaseUrl, admin, size);
    say(`a province’s rows, in ${((Date.now() - begun) / 1000).toFixed(0)} s …`);
    const lines: Line[] = [];
    for (const list of listsOf(size)) {
      const statements = await statementsOf(db, list);
      const samples = await inTurns([{ name: 'ours', once: () => list.read(db) }, { name: 'raw', once: () => inOrder(raw, statements) }], { warmUp: 5, rounds });
      const [ours, bare] = [percentile(samples.get('ours') ?? [], 0.5), percentile(samples.get('raw') ?? [], 0.5)];
      const whole = await unindexed(raw, statements);
      const ratio = ours / bare;
      lines.push({ measure: `${list.name}, p50`, value: `${ours.toFixed(1)} ms` }, { measure: '  ratio to the same SQL raw', value: ratio.toFixed(2), goal: { text: '≤ 1.5', met: ratio <= 1.5 } });
      lines.push({ measure: '  growing tables read from end to end', value: whole.join(', ') || 'none', goal: { text: 'none', met: whole.length === 0 } });
    }
    return lines;
  } finally {
    await Promise.all([admin.end(), raw.end(), closeDatabase(db)]);
    await services.end();
  }
}

async function inOrder(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) await client.query(text, [...values]);
}

function inDatabaseOf(adminUrl: string, databaseUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}
