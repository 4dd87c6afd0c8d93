import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openBlobStore, restoreBackup } from '@hengji/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { runSql } from '../setup/services.js';
import { eventually } from '../support/eventually.js';
import { repositoryRoot } from '../support/program.js';
import { advanceUntil, fill, holderOf, sign, type Opened } from '../support/rehearsal.js';
import { HeldLock, query, withDatabase } from '../support/sql.js';
import { Stack } from '../support/stack.js';

const fixture = join(repositoryRoot, 'test/upgrade/first-year');
/** The key of a claim that was answered when the fixture was made. */
const oldKey = '11111111-2222-4333-8444-555555555555';

let folder: string;
let name: string;
let owner: string;
let app: string;
let stack: Stack | null = null;

beforeAll(async () => {
  const { adminDatabaseUrl, migrationDatabaseUrl, databaseUrl } = inject('services');
  folder = await mkdtemp(join(tmpdir(), 'hengji-upgrade-'));
  name = `upgraded_${randomUUID().replaceAll('-', '')}`;
  await runSql(adminDatabaseUrl, `CREATE DATABASE ${name} OWNER ${pg.escapeIdentifier(new URL(migrationDatabaseUrl).username)}`);
  [owner, app] = [withDatabase(migrationDatabaseUrl, name), withDatabase(databaseUrl, name)];
});

afterAll(async () => {
  await stack?.stop();
  await runSql(inject('services').adminDatabaseUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  await rm(folder, { recursive: true, force: true });
});

function running(): Stack {
  if (stack === null) throw new Error('nothing runs');
  return stack;
}

/** What people and workers do all day, as statements that fit both schemas: a decision's lock and row, a lease, an inbox. */
async function work(url: string, stopped: () => boolean): Promise<{ readonly rounds: number; readonly longestMs: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let [rounds, longestMs] = [0, 0];
  try {
    const { rows } = await client.query<{ id: string }>("SELECT id FROM evaluation WHERE status = 'open' ORDER BY random()");
    for (; !stopped(); rounds += 1) {
      const begun = performance.now();
      await client.query('BEGIN');
      await client.query('SELECT state FROM evaluation WHERE id = $1 FOR NO KEY UPDATE', [rows[rounds % rows.length]?.id]);
      await client.query("UPDATE mail SET attempts = attempts WHERE status = 'pending'");
      await client.query("INSERT INTO receipt (stream_kind, stream_id, update_id, county_id, outcome) VALUES ('finding', 'load', $1, 'load', '{}')", [randomUUID()]);
      await client.query('SELECT count(*) FROM task t JOIN evaluation e ON e.id = t.evaluation_id');
      await client.query('COMMIT');
      longestMs = Math.max(longestMs, performance.now() - begun);
    }
  } finally {
    await client.end();
  }
  return { rounds, longestMs };
}

test('the data of the version that first played the year is there, in its own schema', async () => {
  const report = await restoreBackup({ migrationUrl: owner, store: openBlobStore(join(folder, 'blobs')), folder: fixture, holdMail: false, upgrade: false });
  expect(report.rows).toBe(2130);
  expect(await query(owner, 'SELECT migration_name FROM _prisma_migrations ORDER BY 1')).toEqual([{ migration_name: '20261123000000_initial' }, { migration_name: '20261123000001_guards' }]);
});

test('newer migrations are applied while people work, and nobody waits for long', async () => {
  let stopped = false;
  const workers = Array.from({ length: 4 }, () => work(app, () => stopped));
  await new Promise((done) => setTimeout(done, 500));
  await migrate(owner);
  await new Promise((done) => setTimeout(done, 500));
  stopped = true;
  for (const { rounds, longestMs } of await Promise.all(workers)) {
    expect(rounds).toBeGreaterThan(10);
    expect(longestMs).toBeLessThan(5_000);
  }
  expect((await migrate(owner)).applied).toEqual([]);
});

test('a migration that does not get its tables steps back, and those behind it go on', async () => {
  const { adminDatabaseUrl, migrationDatabaseUrl } = inject('services');
  const other = `locked_${randomUUID().replaceAll('-', '')}`;
  await runSql(adminDatabaseUrl, `CREATE DATABASE ${other} OWNER ${pg.escapeIdentifier(new URL(migrationDatabaseUrl).username)}`);
  const url = withDatabase(migrationDatabaseUrl, other);
  try {
    await migrate(url, { only: ['20261123000000_initial'] });
    const lock = await HeldLock.take(url, 'LOCK TABLE mail IN ROW EXCLUSIVE MODE');
    const said: string[] = [];
    const migrated = migrate(url, { log: (line) => void said.push(line) });
    await eventually('the migration steps back', () => Promise.resolve(said.some((line) => line.includes('waits for tables in use'))));
    const begun = performance.now();
    await query(url, 'UPDATE mail SET attempts = attempts');
    expect(performance.now() - begun).toBeLessThan(4_000);
    await lock.release();
    expect((await migrated).applied).toContain('20261123000001_guards');
  } finally {
    await runSql(adminDatabaseUrl, `DROP DATABASE ${other} WITH (FORCE)`);
  }
});

test('every statement of the old version still fits: it may run beside the new one until it is stopped', async () => {
  const statements = z.array(z.string()).parse(JSON.parse(await readFile(join(repositoryRoot, 'test/upgrade/first-year-statements.json'), 'utf8')));
  expect(statements.length).toBeGreaterThan(100);
  const client = new pg.Client({ connectionString: app });
  await client.connect();
  const broken: string[] = [];
  for (const statement of statements) {
    try {
      await client.query(`PREPARE old AS ${statement}`);
      await client.query('DEALLOCATE old');
    } catch (error) {
      broken.push(`${error instanceof Error ? error.message : ''}: ${statement.slice(0, 120)}`);
    }
  }
  await client.end();
  expect(broken).toEqual([]);
});

describe('the new version on the old data', () => {
  let cases: readonly Opened[];

  beforeAll(async () => {
    await query(owner, "DELETE FROM receipt WHERE stream_id = 'load'");
    stack = await Stack.start({ databaseUrl: app, migrationDatabaseUrl: owner, temporalAddress: inject('services').temporalAddress, portal: true, seeded: true, environment: { BLOB_DIR: join(folder, 'blobs') } });
    const rows = await query<{ campaign: string; id: string; unit: string }>(owner, "SELECT campaign_id AS campaign, id, subject_name AS unit FROM evaluation WHERE rehearsal_campaign_id IS NOT NULL AND status = 'open' ORDER BY version");
    cases = rows.map(({ campaign, id, unit }) => ({ campaignId: campaign, evaluationId: id, unit }));
  });

  test('the audit of the old years verifies, and the closed one is shown as it was', async () => {
    const { code, stdout } = await running().hengji('verify');
    expect(stdout).toMatch(/^verified: /);
    expect(code).toBe(0);
    const auditor = await running().signIn(holderOf('caizheng', 'performanceDesk'));
    const [closed] = await query<{ id: string; hash: string }>(owner, "SELECT e.id, p.sha256 AS hash FROM evaluation e JOIN publication p ON p.evaluation_id = e.id WHERE e.status = 'closed'");
    const record = await auditor.evaluation(closed?.id ?? '');
    expect(record).toMatchObject({ status: 'closed', phase: 'closed' });
    expect((await auditor.call('getTimeline', { params: { id: record.id }, query: { page: 1, perPage: 100 } })).total).toBeGreaterThan(100);
    expect((await auditor.call('getScoreSheet', { params: { id: record.id } })).rows.length).toBeGreaterThan(0);
    const published = await fetch(`${running().portalUrl}/rehearsal/results/${record.id}`);
    expect(published.status).toBe(200);
    expect(await published.text()).toContain(closed?.hash ?? '-');
  });

  test('a decision that the old version acknowledged is not done again', async () => {
    const [row] = await query<{ stream_id: string; username: string }>(owner, 'SELECT r.stream_id, u.username FROM receipt r JOIN process_event p ON p.stream_id = r.stream_id AND p.type = $2 JOIN "user" u ON u.id = p.actor_id WHERE r.update_id = $1 LIMIT 1', [oldKey, 'taskClaimed']);
    const clerk = await running().signIn(row?.username ?? '');
    // Its version would not tell: the clock, which takes the old years up again in these seconds, may have something to record.
    const claims = () => query<{ seq: number }>(owner, "SELECT seq FROM process_event WHERE stream_id = $1 AND type = 'taskClaimed' ORDER BY seq", [row?.stream_id]);
    const before = await claims();
    const [task] = await query<{ task: string }>(owner, "SELECT payload ->> 'taskId' AS task FROM process_event WHERE stream_id = $1 AND type = 'taskClaimed' ORDER BY seq LIMIT 1", [row?.stream_id]);
    const again = await clerk.commandPatiently(row?.stream_id ?? '', { type: 'claim', taskId: task?.task ?? '' }, oldKey);
    expect(again.events).toEqual(['taskClaimed']);
    expect(before.length).toBeGreaterThan(0);
    expect(await claims()).toEqual(before);
  });

  test('the years under way go on: signatures under the old version’s revision, approval, and the next stage', async () => {
    const desk = await running().signIn(holderOf('caizheng', 'performanceDesk'));
    expect(cases).toHaveLength(2);
    for (const opened of cases) {
      const { evaluationId } = opened;
      const holder = async (duty: string) => (await query<{ username: string }>(owner, 'SELECT u.username FROM evaluation e JOIN post p ON p.unit_id = e.unit_id AND p.duty = $2 JOIN post_holding h ON h.post_id = p.id JOIN "user" u ON u.id = h.person_id WHERE e.id = $1 LIMIT 1', [evaluationId, duty]))[0]?.username ?? '';
      for (const slot of ['financeHead', 'deputyLeader', 'principal'] as const) {
        const { step, tasks } = await desk.evaluation(evaluationId);
        if (step === 'sign' && tasks.some((task) => task.slot === slot)) await sign(await running().signIn(await holder(slot)), evaluationId, slot);
      }
      expect((await desk.evaluation(evaluationId)).step).toBe('review');
      await desk.commandPatiently(evaluationId, { type: 'approve' });
      await advanceUntil(desk, opened, ({ phase, step }) => phase === 'dataCollection' && step === 'fill');
      const clerk = await running().signIn(await holder('clerk'));
      const { sections } = await clerk.evaluation(evaluationId);
      expect(sections.length).toBeGreaterThan(0);
      await fill(clerk, evaluationId, 'rules', 'baseline');
    }
    const { code } = await running().hengji('verify');
    expect(code).toBe(0);
  });
});
