import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  campaignClock,
  closeDatabase,
  countMails,
  commitCampaign,
  demoUnitId,
  findReceipt,
  listAuditChecks,
  listMails,
  listPeople,
  openDatabase,
  readDemoCalendar,
  readDemoCounty,
  readDemoTemplate,
  readEvaluation,
  type Database,
} from '@hengji/database';
import { campaignDates, civilDateOf, evaluationWorkflowId, taskQueues, type CampaignCommand } from '@hengji/domain';
import { advanceCampaign, connectTemporal, diagnoseShell, executeCommand, historyStatistics, type Temporal } from '@hengji/workflows/client';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { eventually } from '../../../test/support/eventually.js';
import { HeldLock, query, withDatabase } from '../../../test/support/sql.js';
import { reconcile } from '../src/reconciliation.js';
import { refusedStart, WorkerProcess } from './workerProcess.js';

let testDatabase: TestDatabase;
let db: Database;
let temporal: Temporal;
let worker: WorkerProcess;
let mailFolder: string;
let mailServer: ChildProcess;
let countyId: string;
const namespace = `worker-${randomUUID()}`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

type Rehearsed = { readonly campaignId: string; readonly evaluationId: string; readonly workflowId: string };

/** Gives a campaign a command as the API does. */
async function order(campaignId: string, command: CampaignCommand, personId: string | null = null): Promise<void> {
  const from = personId === null ? null : { personId, sessionId: 'session' };
  const outcome = await commitCampaign(db, { id: campaignId, countyId, updateId: randomUUID(), from, wallInstant: new Date().toISOString(), command });
  if (outcome.kind === 'refused') throw new Error(outcome.refusal.code);
}

/** A rehearsal of some departments, as the API plans and launches it. */
async function rehearseAll(units: readonly string[]): Promise<readonly Rehearsed[]> {
  const [template, calendar, campaignId] = [readDemoTemplate(), readDemoCalendar(), randomUUID()];
  const dates = campaignDates(template, calendar, 2023);
  const plan = { title: '演练', year: 2023, rehearsal: true, startsOn: dates[0] ?? null, templateId: `${template.key}-${template.version}`, calendarId: calendar.id, dates, startStage: 0, onPaper: [] };
  const subjects = units.map((unit) => ({ subjectId: demoUnitId(unit), unitId: demoUnitId(unit), kind: 'department' as const, evaluationId: randomUUID() }));
  await order(campaignId, { type: 'draft', campaignId, plan, subjects });
  await order(campaignId, { type: 'launch' });
  return subjects.map(({ evaluationId }) => ({ campaignId, evaluationId, workflowId: evaluationWorkflowId(evaluationId) }));
}

async function rehearse(unit: string): Promise<Rehearsed> {
  const [one] = await rehearseAll([unit]);
  if (one === undefined) throw new Error('no unit');
  await eventually('the evaluation is open', async () => (await readEvaluation(db, one.evaluationId)) !== null);
  return one;
}

async function department(): Promise<string> {
  const unit = readDemoCounty().units.find(({ kind }) => kind === 'department');
  if (unit === undefined) throw new Error('the demo county has no department');
  return unit.key;
}

const advance = (campaignId: string) => advanceCampaign(temporal.client, campaignClock(db), campaignId);

beforeAll(async () => {
  const address = inject('services').temporalAddress;
  temporal = connectTemporal({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace });
  // A namespace of its own: the task queues have fixed names, and other tests have workers too.
  await temporal.client.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 } as never });
  testDatabase = await createTestDatabase('demo');
  db = openDatabase(testDatabase.databaseUrl, { max: 4 });
  const { rows: [county] } = await db.pool.query<{ id: string }>('SELECT id FROM county');
  countyId = county?.id ?? '';

  mailFolder = await mkdtemp(join(tmpdir(), 'hengji-mails-'));
  const port = await freePort();
  mailServer = spawn(process.execPath, [fileURLToPath(new URL('../../standalone/src/mail-catcher.mjs', import.meta.url)), String(port), mailFolder], { stdio: 'ignore' });
  worker = await WorkerProcess.start({
    DATABASE_URL: testDatabase.databaseUrl,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    HENGJI_PUBLIC_URL: 'http://127.0.0.1:8310',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: '衡绩 <hengji@example.org>',
  });
});

afterAll(async () => {
  await worker?.stop();
  mailServer?.kill('SIGTERM');
  await temporal?.close();
  if (db !== undefined) await closeDatabase(db);
  await testDatabase?.drop();
  await rm(mailFolder, { recursive: true, force: true });
});

test('a worker that cannot work says why and does not start', async () => {
  const { code, text } = await refusedStart({ TEMPORAL_ADDRESS: 'nowhere' });
  expect(code).toBe(1);
  expect(text.trim().split('\n')).toHaveLength(1);
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'HENGJI_PUBLIC_URL']) expect(text).toContain(name);
});

test('an opened evaluation gets its shell, which operators find by its labels', async () => {
  const { workflowId, evaluationId } = await rehearse(await department());
  await eventually('the shell runs', async () => (await diagnoseShell(temporal.client, workflowId)).position !== null);
  const { searchAttributes, type } = await temporal.client.workflow.getHandle(workflowId).describe();
  expect(type).toBe('evaluationWorkflow');
  expect(searchAttributes).toMatchObject({ HengjiCounty: [countyId], HengjiYear: [2023], HengjiRehearsal: [true], HengjiKind: ['evaluation'] });
  const found = await readEvaluation(db, evaluationId);
  expect((await diagnoseShell(temporal.client, workflowId)).position).toMatchObject({ phase: 'draft', version: found?.version });
});

test('a rehearsal advances to its next date: the tick is done, and its mails are made and kept', async () => {
  const { campaignId, workflowId, evaluationId } = await rehearse(await department());
  await eventually('the shell runs', async () => (await diagnoseShell(temporal.client, workflowId)).position !== null);
  const before = await readEvaluation(db, evaluationId);
  for (let steps = 0; steps < 6; steps += 1) {
    const moved = await advance(campaignId);
    expect(moved).toMatchObject({ steps: 1, unreached: [] });
    expect(moved.ticked).toBeGreaterThan(0);
  }
  const after = await readEvaluation(db, evaluationId);
  expect(after?.version).toBeGreaterThan(before?.version ?? 0);
  // What needs no mail of its own goes into the day's digest, also on a day of a rehearsal.
  const [desk] = (await listPeople(db, { countyId, unitIds: null }, { duty: 'performanceDesk' }, { offset: 0, limit: 1 })).rows;
  const command = { type: 'movePhaseDate', stage: 1, date: civilDateOf('2023-02-06T01:00:00.000Z'), documentNo: '财绩〔2023〕1号' } as const;
  const message = { command, from: { personId: desk?.id ?? '', sessionId: 'session' } };
  expect((await executeCommand(temporal.client, { workflowId, updateId: randomUUID(), message, deadlineMs: 10_000 })).kind).toBe('accepted');
  const byKind = await eventually('mails are made', async () => {
    const counted = await countMails(db, evaluationId);
    return ['overdue', 'assigned', 'digest'].every((kind) => (counted[kind] ?? 0) > 0) ? counted : null;
  });
  expect(byKind['dueSoon']).toBeGreaterThan(0);
  const { rows } = await listMails(db, { countyId, unitIds: null }, { evaluationId }, { offset: 0, limit: 200 });
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['kept']));
  // At most one overdue mail per person and process date.
  const overdue = rows.filter(({ kind }) => kind === 'overdue').map(({ person, processDate }) => `${person.id} ${processDate}`);
  expect(new Set(overdue).size).toBe(overdue.length);
  expect((await historyStatistics(temporal.client, [workflowId])).actions).toBeGreaterThan(6);
});

test('a rehearsal of more cases than somebody waits for goes on by itself', async () => {
  const { campaignId, workflowId, evaluationId } = await rehearse(await department());
  await eventually('the shell runs', async () => (await diagnoseShell(temporal.client, workflowId)).position !== null);
  const before = await readEvaluation(db, evaluationId);
  expect(await advanceCampaign(temporal.client, campaignClock(db), campaignId, { patienceMs: 0 })).toMatchObject({ steps: 1, ticked: 0, unreached: [workflowId] });
  await eventually('the relay told it', async () => ((await readEvaluation(db, evaluationId))?.version ?? 0) > (before?.version ?? 0));
});

test('mails of the real year leave by the mail server, each once', async () => {
  const pending = async () => (await listMails(db, { countyId, unitIds: null }, { rehearsal: false }, { offset: 0, limit: 500 })).rows;
  await eventually('every mail that may leave has left', async () => {
    const rows = await pending();
    return rows.length > 0 && rows.every(({ status }) => status !== 'pending');
  });
  const sent = (await pending()).filter(({ status }) => status === 'sent');
  expect(sent.length).toBeGreaterThan(0);
  const caught = await eventually('the mail server has them', async () => {
    const names = (await readdir(mailFolder)).filter((name) => name.endsWith('.eml'));
    return names.length >= sent.length ? names : null;
  });
  const ids = await Promise.all(caught.map(async (name) => /^Message-ID: (.*)$/im.exec(await readFile(join(mailFolder, name), 'utf8'))?.[1]));
  expect(new Set(ids).size).toBe(sent.length);
  expect(caught).toHaveLength(sent.length);
});

test('a shell that is missing on the server is started anew', async () => {
  const { workflowId } = await rehearse(await department());
  await eventually('the shell runs', async () => (await diagnoseShell(temporal.client, workflowId)).position !== null);
  await temporal.client.workflow.getHandle(workflowId).terminate('lost with the server');
  const report = await eventually('the server lists it no more', async () => {
    const one = await reconcile({ db, client: temporal.client, logger: pino({ level: 'silent' }), mailServer: true });
    return one.restarted.includes(workflowId) ? one : null;
  });
  expect(report.compared).toBeGreaterThan(1);
  await eventually('the shell runs again', async () => (await diagnoseShell(temporal.client, workflowId)).position !== null);
});

test('the Schedules are there, once', async () => {
  const ids: string[] = [];
  for await (const { scheduleId } of temporal.client.schedule.list()) ids.push(scheduleId);
  expect([...new Set(ids)].sort()).toEqual(['hengji:auditCheck', 'hengji:digest', 'hengji:reconciliation']);
  const result: unknown = await temporal.client.workflow.execute('digestWorkflow', { workflowId: randomUUID(), taskQueue: taskQueues.mail });
  expect(result).toMatchObject({ workingDay: expect.any(Boolean) });
});

test('the audit is checked by Schedule, and what was found is on record', async () => {
  await temporal.client.schedule.getHandle('hengji:auditCheck').trigger();
  const check = await eventually('the check', async () => (await listAuditChecks(db, countyId, { offset: 0, limit: 1 })).rows[0] ?? null);
  expect(check).toMatchObject({ by: null, broken: null });
  expect(check.events).toBeGreaterThan(0);
  const [row] = await query<{ id: string }>(testDatabase.migrationDatabaseUrl, "SELECT stream_id AS id FROM audit_event WHERE stream_kind = 'evaluation' LIMIT 1");
  const forge = (change: string) => query(withDatabase(inject('services').adminDatabaseUrl, testDatabase.name), `SET LOCAL session_replication_role = replica; UPDATE audit_event SET body = ${change} WHERE stream_id = '${row?.id ?? ''}' AND seq = 1`);
  await forge("body || ' '");
  const report: unknown = await temporal.client.workflow.execute('auditCheckWorkflow', { workflowId: randomUUID(), taskQueue: taskQueues.process });
  await forge('left(body, -1)');
  expect(report).toMatchObject({ broken: [countyId] });
  expect((await listAuditChecks(db, countyId, { offset: 0, limit: 1 })).rows[0]).toMatchObject({ by: null, broken: { stream: `evaluation:${row?.id ?? ''}`, seq: 1, table: 'audit_event' } });
});

test('asked to stop in the middle of a decision, it finishes it and ends in order', async () => {
  const { readyFile } = worker;
  const { workflowId, evaluationId } = await rehearse(await department());
  await eventually('the shell runs', async () => (await diagnoseShell(temporal.client, workflowId)).position !== null);
  const updateId = randomUUID();
  const [desk] = (await listPeople(db, { countyId, unitIds: null }, { duty: 'performanceDesk' }, { offset: 0, limit: 1 })).rows;
  const command = { type: 'movePhaseDate', stage: 1, date: civilDateOf('2023-02-07T01:00:00.000Z'), documentNo: '财绩〔2023〕2号' } as const;
  const lock = await HeldLock.take(testDatabase.migrationDatabaseUrl, 'SELECT 1 FROM evaluation WHERE id = $1 FOR UPDATE', [evaluationId]);
  const answer = executeCommand(temporal.client, { workflowId, updateId, message: { command, from: { personId: desk?.id ?? '', sessionId: 'session' } }, deadlineMs: 10_000 });
  const name = new URL(testDatabase.databaseUrl).pathname.slice(1);
  await eventually('a waiting commit', async () => (await query(inject('services').adminDatabaseUrl, "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'", [name])).length > 0);
  const started = Date.now();
  const stopped = worker.stop();
  await new Promise((done) => setTimeout(done, 500));
  await lock.release();
  expect(await stopped).toBe(0);
  expect((await answer).kind).toBe('accepted');
  expect(await findReceipt(db, 'evaluation', evaluationId, updateId)).toMatchObject({ kind: 'accepted' });
  expect(Date.now() - started).toBeLessThan(16_000);
  expect(existsSync(readyFile)).toBe(false);
  expect(worker.log).toContain('"msg":"stopped"');
});
