import { randomUUID } from 'node:crypto';
import { evaluationWorkflowId } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  closeDatabase, commitCampaign, lastReconciliations, listCounties, openDatabase, raiseFinding, readCases, readRowsSeen, saveReconciliation, suspendCase, type Database, type ReconciliationItem, type RowsSeen,
} from '../src/index.js';
import { campaignId, countyId, createCounty, Driver, planOf, staff, unitId } from './county.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let driver: Driver;
let evaluation: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  driver = new Driver(db);
  evaluation = await driver.open();
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

beforeEach(async () => {
  await owner.query('DELETE FROM notice');
  await owner.query('DELETE FROM mail');
  await owner.query("UPDATE workflow_start SET started_at = now(); UPDATE workflow_nudge SET nudged_at = now()");
});

const seen = (wallInstant = driver.now) => readRowsSeen(db, countyId, wallInstant);
const own1 = (rows: RowsSeen) => rows.live.find(({ case: { id } }) => id === evaluation);
const outbox = (rows: RowsSeen, name: string) => rows.outboxes.find((one) => one.outbox === name);

test('a live case is seen with what an operator knows it by, and nothing of it is overdue before its instant', async () => {
  expect(own1(await seen())).toMatchObject({
    case: { kind: 'evaluation', id: evaluation }, workflowId: evaluationWorkflowId(evaluation), over: false, suspended: false, overdueMs: null, unitId, clockOffsetMs: 0, note: null,
    about: { name: '编办', nameEn: 'Staffing Office', year: 2023, rehearsal: true, number: null },
  });
});

test('how long ago its instant passed is process time', async () => {
  const { rows } = await owner.query<{ next_instant: Date }>('SELECT next_instant FROM evaluation WHERE id = $1', [evaluation]);
  const due = rows[0]?.next_instant.getTime() ?? 0;
  expect(own1(await seen(new Date(due + 90_000).toISOString()))?.overdueMs).toBe(90_000);
  await owner.query('UPDATE campaign SET clock_offset_ms = 60000 WHERE id = $1', [campaignId]);
  expect(own1(await seen(new Date(due + 90_000).toISOString()))?.overdueMs).toBe(150_000);
  await owner.query('UPDATE campaign SET clock_offset_ms = 0 WHERE id = $1', [campaignId]);
});

test('a case that is over is not among the live, and is found by its id with the time since its last event', async () => {
  const ended = await driver.openAt(1);
  await driver.do(ended, staff.performanceDesk, { type: 'cancel', reason: await driver.text(staff.performanceDesk, '撤并') });
  expect((await seen()).live.some(({ case: { id } }) => id === ended)).toBe(false);
  const [found] = await readCases(db, countyId, [ended, randomUUID()], new Date(Date.now() + 600_000).toISOString());
  expect(found).toMatchObject({ over: true, overdueMs: null });
  expect(found?.quietMs).toBeGreaterThan(500_000);
  expect(await readCases(db, 'another', [ended], driver.now)).toEqual([]);
});

test('a suspended case comes with what its operators were told', async () => {
  const suspended = await driver.openAt(2);
  await suspendCase(db, { kind: 'evaluation', id: suspended }, 'TypeError: a rule threw');
  expect((await seen()).live.find(({ case: { id } }) => id === suspended)).toMatchObject({ suspended: true, overdueMs: null, note: 'TypeError: a rule threw' });
});

test('a finding is known by its number', async () => {
  const text = await driver.text(staff.performanceDesk, '记账不及时');
  await raiseFinding(db, {
    updateId: randomUUID(), from: { personId: staff.performanceDesk, sessionId: 's' }, wallInstant: driver.now, findingId: randomUUID(), evaluationId: evaluation, findingType: 'lateBookkeeping', source: 'fiscalSupervision',
    text, amountFen: null, effect: null,
  });
  expect((await seen()).live.find(({ case: { kind } }) => kind === 'finding')).toMatchObject({ about: { name: '编办', year: 2023, number: 1 }, over: false });
});

test('outboxes are counted with their oldest row; what waits for the digest waits on purpose', async () => {
  await owner.query("UPDATE workflow_start SET started_at = NULL, created_at = $1::timestamptz - interval '7 minutes' WHERE target_id = $2", [driver.now, evaluation]);
  const notice = "INSERT INTO notice (id, county_id, person_id, kind, digest, dedupe_key, evaluation_id, phase, process_date, created_at) VALUES ($1, $2, $3, 'assigned', $4, $1, $5, 'draft', '2022-11-01', $6::timestamptz - interval '20 minutes')";
  await owner.query(notice, [randomUUID(), countyId, staff.clerk, false, evaluation, driver.now]);
  await owner.query(notice, [randomUUID(), countyId, staff.clerk, true, evaluation, driver.now]);
  const rows = await seen();
  expect(outbox(rows, 'workflowStart')).toEqual({ outbox: 'workflowStart', waiting: 1, oldestMs: 420_000 });
  expect(outbox(rows, 'notice')).toEqual({ outbox: 'notice', waiting: 1, oldestMs: 1_200_000 });
  expect(outbox(rows, 'mail')).toEqual({ outbox: 'mail', waiting: 0, oldestMs: 0 });
});

test('mails that were given up are told by person, for a month', async () => {
  const mail = "INSERT INTO mail (id, county_id, person_id, to_address, kind, subject, text, html, process_date, status, created_at) VALUES ($1, $2, $3, 'x@example.test', 'assigned', '', '', '', '2022-11-01', $4, $5::timestamptz - $6::interval)";
  for (const [person, status, age] of [[staff.clerk, 'failed', '1 hour'], [staff.clerk, 'failed', '2 hours'], [staff.principal, 'failed', '40 days'], [staff.principal, 'sent', '1 hour']]) {
    await owner.query(mail, [randomUUID(), countyId, person, status, driver.now, age]);
  }
  const rows = await seen();
  expect(rows.failedMails).toMatchObject([{ personId: staff.clerk, count: 2 }]);
  expect(rows.people).toEqual({ [staff.clerk]: 'clerk员' });
});

test('answers are borne out by the rows, and one that tells of a position never reached is not', async () => {
  const wall = new Date().toISOString();
  expect((await seen(wall)).unfoundedAnswers).toEqual([]);
  const receipt = "INSERT INTO receipt (stream_kind, stream_id, update_id, county_id, outcome) VALUES ('evaluation', $1, $2, $3, $4)";
  const ahead = JSON.stringify({ kind: 'accepted', events: ['sectionSubmitted'], shell: { position: { status: 'open', phase: 'draft', step: 'fill', version: 999 }, nextInstant: null, clockOffsetMs: 0, finished: false } });
  for (const outcome of [ahead, '']) await owner.query(receipt, [evaluation, randomUUID(), countyId, outcome]);
  expect((await seen(wall)).unfoundedAnswers).toEqual([{ stream: 'evaluation', id: evaluation, count: 2 }]);
});

test('a campaign is seen with what it has left, also while it is paused', async () => {
  const id = randomUUID();
  const subject = { subjectId: unitId, unitId, kind: 'department', evaluationId: randomUUID() } as const;
  const give = async (command: Parameters<typeof commitCampaign>[1]['command']) => {
    const outcome = await commitCampaign(db, { id, countyId, updateId: randomUUID(), from: { personId: staff.performanceDesk, sessionId: 's' }, wallInstant: '2022-11-01T01:30:00.000Z', command });
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  };
  await give({ type: 'draft', campaignId: id, plan: planOf({ title: '另一次演练' }), subjects: [subject] });
  expect((await seen()).campaigns.some((one) => one.campaignId === id)).toBe(false);
  await give({ type: 'launch' });
  const one = async () => (await seen()).campaigns.find((campaign) => campaign.campaignId === id);
  expect(await one()).toMatchObject({ waiting: 1, paused: false, failed: 0, about: { name: '另一次演练', year: 2023, rehearsal: true } });
  await give({ type: 'pause', reason: await driver.text(staff.performanceDesk, '等文件') });
  expect(await one()).toMatchObject({ waiting: 1, paused: true });
});

test('every statement finds its rows by an index', async () => {
  const asked: { readonly text: string; readonly values: unknown[] }[] = [];
  const heard: Database = { ...db, pool: Object.assign(Object.create(db.pool), { query: (text: string, values: unknown[]) => (asked.push({ text, values }), db.pool.query(text, values)) }) };
  await readRowsSeen(heard, countyId, driver.now);
  await readCases(heard, countyId, [evaluation], driver.now);
  await owner.query('SET enable_seqscan = off');
  const scans: string[] = [];
  for (const { text, values } of asked) {
    const { rows } = await owner.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
    scans.push(...rows.map((row) => row['QUERY PLAN']).filter((line) => /Seq Scan on (evaluation|finding|receipt|mail|notice|workflow_|process_event|circular_delivery|operator_note)/.test(line)));
  }
  await owner.query('RESET enable_seqscan');
  expect(asked.length).toBeGreaterThan(5);
  expect(scans).toEqual([]);
});

test('a run is on record, with what a person must see to first, and nobody changes it', async () => {
  const item = (outcome: ReconciliationItem['outcome']): ReconciliationItem => ({ irregularity: { code: 'shellMissing', case: { kind: 'evaluation', id: evaluation } }, about: null, person: null, outcome, detail: null });
  const run = { countyId, origin: 'person', by: staff.administrator, compared: 3, startedAt: driver.now } as const;
  expect(await lastReconciliations(db)).toEqual([]);
  expect(await saveReconciliation(db, { ...run, items: [] })).toBe(0);
  // Two runs do not end in one millisecond outside a test.
  await new Promise((done) => setTimeout(done, 5));
  expect(await saveReconciliation(db, { ...run, items: [item('done'), item('failed'), item('none')] })).toBe(2);
  expect(await lastReconciliations(db, countyId)).toMatchObject([{ countyId, origin: 'person', by: { id: staff.administrator, name: 'administrator员' }, compared: 3, left: 2, startedAt: driver.now, items: [item('failed'), item('none'), item('done')] }]);
  expect(await lastReconciliations(db, 'another')).toEqual([]);
  await expect(db.pool.query('UPDATE reconciliation SET compared = 0')).rejects.toMatchObject({ code: '42501' });
  await expect(owner.query('DELETE FROM reconciliation')).rejects.toThrow(/append-only/);
  expect(await listCounties(db)).toEqual([{ id: countyId, name: '衡县' }]);
});
