import { advanceShell, connectTemporal, diagnoseShell } from '@hengji/workflows/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { OwnServices } from '../support/ownServices.js';
import type { Person } from '../support/person.js';
import { openAtGoals, departments, holderOf, taskOf, type Opened } from '../support/rehearsal.js';
import { databaseOf, HeldLock, query } from '../support/sql.js';
import { Stack } from '../support/stack.js';
import { expectOnce, streamOf } from './once.js';
import { openRealYear, mailFigures } from './realYear.js';

let services: OwnServices;
let stack: Stack;
let desk: Person;
let cases: readonly Opened[];

beforeAll(async () => {
  services = await OwnServices.start();
  const { databaseUrl, migrationDatabaseUrl, temporalAddress } = services.addresses;
  stack = await Stack.start({ databaseUrl, migrationDatabaseUrl, temporalAddress, namespace: 'default', catchMail: true, decisionDeadlineMs: 3000 });
  desk = await stack.signIn(holderOf('caizheng', 'performanceDesk'));
  await openRealYear(desk);
  cases = await openAtGoals(desk, departments().slice(0, 6));
});

afterAll(async () => {
  await stack.stop();
  await services.end();
});

function caseNumber(index: number): Opened {
  const one = cases[index];
  if (one === undefined) throw new Error('too few cases');
  return one;
}

/** A clerk and a task of his that he may claim. */
async function claimable({ evaluationId, unit }: Opened): Promise<{ readonly clerk: Person; readonly taskId: string }> {
  const clerk = await stack.signIn(holderOf(unit, 'clerk'));
  const { taskId } = taskOf(await clerk.evaluation(evaluationId), 'fillSection');
  return { clerk, taskId };
}

function hold(evaluationId: string): Promise<HeldLock> {
  return HeldLock.take(stack.options.migrationDatabaseUrl, 'SELECT 1 FROM evaluation WHERE id = $1 FOR UPDATE', [evaluationId]);
}

/** Until some connection of the application waits for a lock. */
function somebodyWaits(): Promise<true> {
  const { adminDatabaseUrl, migrationDatabaseUrl } = services.addresses;
  const database = databaseOf(migrationDatabaseUrl);
  return eventually('a waiting transaction', async () => {
    const rows = await query(adminDatabaseUrl, "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'", [database]);
    return rows.length > 0 ? true : null;
  });
}

test('a worker killed in the middle of commit: one receipt, one set of events, and the caller hears of it', async () => {
  const one = caseNumber(0);
  const { clerk, taskId } = await claimable(one);
  const before = await streamOf(stack, one.evaluationId);
  const key = crypto.randomUUID();
  const lock = await hold(one.evaluationId);
  const answer = clerk.commandPatiently(one.evaluationId, { type: 'claim', taskId }, key);
  await somebodyWaits();
  await stack.program('worker').kill();
  await lock.release();
  await stack.startWorker();
  expect((await answer).events).toEqual(['taskClaimed']);
  await expectOnce(stack, before, key, ['taskClaimed']);
});

test('a worker killed after the commit and before the answer: nothing is done again', async () => {
  const one = caseNumber(1);
  const { clerk, taskId } = await claimable(one);
  const before = await streamOf(stack, one.evaluationId);
  const key = crypto.randomUUID();
  // COMMIT itself waits here: what follows is decided, but nobody has been told.
  await stack.sql(`CREATE FUNCTION test_hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(8310); RETURN NULL; END $$`);
  await stack.sql('CREATE CONSTRAINT TRIGGER test_hold AFTER INSERT ON receipt DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION test_hold()');
  try {
    const lock = await HeldLock.take(stack.options.migrationDatabaseUrl, 'SELECT pg_advisory_xact_lock(8310)');
    const answer = clerk.commandPatiently(one.evaluationId, { type: 'claim', taskId }, key);
    await somebodyWaits();
    await stack.program('worker').kill();
    await lock.release();
    await eventually('the commit of a worker that is dead', async () => (await streamOf(stack, one.evaluationId)).version > before.version);
    // Without any worker the caller hears it from the receipt.
    expect((await answer).events).toEqual(['taskClaimed']);
  } finally {
    await stack.sql('DROP TRIGGER test_hold ON receipt');
    await stack.sql('DROP FUNCTION test_hold()');
  }
  await stack.startWorker();
  // The shell carries the command out again and adopts what is there: the next command meets the new state.
  expect((await clerk.commandPatiently(one.evaluationId, { type: 'claim', taskId }, key)).events).toEqual(['taskClaimed']);
  await expectOnce(stack, before, key, ['taskClaimed']);
  await clerk.commandPatiently(one.evaluationId, { type: 'release', taskId });
  expect(await streamOf(stack, one.evaluationId)).toMatchObject({ version: before.version + 2, events: before.events + 2, audit: before.audit + 2 });
});

test('PostgreSQL stopped and started during a decision: no decision is lost or doubled', async () => {
  const busy = [2, 3, 4].map(caseNumber);
  const prepared = await Promise.all(busy.map(async (one) => ({ one, ...(await claimable(one)), before: await streamOf(stack, one.evaluationId), key: crypto.randomUUID() })));
  const locks = await Promise.all(busy.map((one) => hold(one.evaluationId)));
  const answers = prepared.map(({ one, clerk, taskId, key }) => clerk.commandPatiently(one.evaluationId, { type: 'claim', taskId }, key));
  await somebodyWaits();
  await services.order('stop', 'postgres');
  await Promise.all(locks.map((lock) => lock.release()));
  // Meanwhile whoever asks is told to ask again, not that the program is broken.
  const [first] = prepared;
  expect(await first?.clerk.attempt('me', {})).toMatchObject({ ok: false, problem: { status: 503, code: 'busy' } });
  await new Promise((done) => setTimeout(done, 1500));
  await services.order('start', 'postgres');
  for (const answer of await Promise.all(answers)) expect(answer.events).toEqual(['taskClaimed']);
  for (const { before, key } of prepared) await expectOnce(stack, before, key, ['taskClaimed']);
  expect(stack.program('api').running).toBe(true);
  expect(stack.program('worker').running).toBe(true);
});

test('who signs in or out while PostgreSQL is away is told so, and the API lives on', async () => {
  const clerk = await stack.signIn(holderOf(caseNumber(2).unit, 'clerk'));
  const api = stack.program('api');
  await services.order('kill', 'postgres');
  try {
    for (const path of ['sign-out', 'sign-in/username']) {
      const answer = await fetch(`${stack.apiUrl}/api/auth/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: clerk.cookie, origin: stack.apiUrl }, body: JSON.stringify({ username: clerk.username, password: clerk.password }) });
      expect(answer.status, path).toBeGreaterThanOrEqual(500);
      expect(await answer.text()).not.toMatch(/ECONNREFUSED|prisma|at \w+ \(/i);
    }
  } finally {
    await services.order('start', 'postgres');
  }
  expect(stack.program('api')).toBe(api);
  expect(api.running).toBe(true);
  expect((await clerk.call('me', {})).person.id).toBe(clerk.id);
});

test('Temporal killed and started again with its file: no decision is lost or doubled, and timers go on', async () => {
  const one = caseNumber(5);
  const { clerk, taskId } = await claimable(one);
  const before = await streamOf(stack, one.evaluationId);
  const key = crypto.randomUUID();
  const lock = await hold(one.evaluationId);
  const answer = clerk.commandPatiently(one.evaluationId, { type: 'claim', taskId }, key);
  await somebodyWaits();
  await services.order('kill', 'temporal');
  await lock.release();
  await new Promise((done) => setTimeout(done, 1000));
  await services.order('start', 'temporal');
  expect((await answer).events).toEqual(['taskClaimed']);
  await expectOnce(stack, before, key, ['taskClaimed']);

  // The rehearsal's clock is put eight seconds before its next date; then the server dies with the timers in its file.
  const [campaign] = await stack.sql<{ offset: string }>(
    `UPDATE campaign SET clock_offset_ms = (SELECT extract(epoch FROM min(next_instant)) * 1000 FROM evaluation WHERE campaign_id = $1)::bigint - $2::bigint - 8000 WHERE id = $1 RETURNING clock_offset_ms::text AS offset`,
    [one.campaignId, Date.now()],
  );
  const temporal = connectTemporal({ TEMPORAL_ADDRESS: stack.options.temporalAddress });
  const versions = await Promise.all(cases.map(({ evaluationId }) => streamOf(stack, evaluationId)));
  try {
    for (const { evaluationId } of cases) await advanceShell(temporal.client, `evaluation:${evaluationId}`, { clockOffsetMs: Number(campaign?.offset) }, 10_000);
  } finally {
    await temporal.close();
  }
  await services.order('kill', 'temporal');
  await services.order('start', 'temporal');
  for (const { evaluationId, version } of versions) {
    await eventually('the tick of a timer', async () => (await streamOf(stack, evaluationId)).version > version, 60_000);
    const ticks = await stack.sql("SELECT 1 FROM process_event WHERE stream_id = $1 AND seq > $2 AND type = 'reminded' GROUP BY payload->>'taskId', payload->>'offset' HAVING count(*) > 1", [evaluationId, version]);
    expect(ticks).toEqual([]);
  }
});

test('Temporal killed after the commit, and the caller answered from the receipt: the shell hears of it all the same', async () => {
  const one = caseNumber(4);
  const clerk = await stack.signIn(holderOf(one.unit, 'clerk'));
  const { taskId } = taskOf(await clerk.evaluation(one.evaluationId), 'fillSection');
  const before = await streamOf(stack, one.evaluationId);
  const lock = await hold(one.evaluationId);
  const answer = clerk.commandPatiently(one.evaluationId, { type: 'release', taskId });
  await somebodyWaits();
  await services.order('kill', 'temporal');
  await lock.release();
  // The order itself died with the server: no worker will ever be told that it was carried out.
  expect((await answer).events).toEqual(['taskReleased']);
  await services.order('start', 'temporal');
  const { version } = await streamOf(stack, one.evaluationId);
  expect(version).toBeGreaterThan(before.version);
  const temporal = connectTemporal({ TEMPORAL_ADDRESS: stack.options.temporalAddress });
  try {
    await eventually('a shell that stands where its row does', async () => {
      const { position } = await diagnoseShell(temporal.client, `evaluation:${one.evaluationId}`);
      return JSON.stringify(position).includes(`"version":${version}`) ? true : null;
    });
  } finally {
    await temporal.close();
  }
});

test('after all of it each thing told is in exactly one mail, and each mail was sent once', async () => {
  const figures = await eventually('the last mail', async () => {
    const now = await mailFigures(stack);
    return now.pending === 0 && now.untold === 0 ? now : null;
  });
  const caught = await stack.caughtMails();
  expect(figures.failed).toBe(0);
  expect(figures.sent).toBeGreaterThan(5);
  expect(caught).toHaveLength(figures.sent);
  expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(figures.sent);
  expect(figures.rehearsalsSent).toBe(0);
});

test('the audit chains hold after every crash, and every shell agrees with the database', async () => {
  const { code, stdout } = await stack.hengji('verify');
  expect(stdout).toMatch(/^verified: /);
  expect(code).toBe(0);
});
