import { randomUUID } from 'node:crypto';
import { foldFinding, type CivilDate } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  closeDatabase, listFindings, listInbox, listTroubles, loadEvaluationShell, loadFindingShell, openDatabase, raiseFinding, readEvaluation, readFinding, saveLeadingGroup, savePerson, savePostHolding, suspendCase, verifyAudit, type Database,
} from '../src/index.js';
import { countyId, createCounty, Driver, staff, unitId } from './county.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let driver: Driver;
let evaluationId: string;
let id: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  driver = new Driver(db);
  evaluationId = await driver.open();
});

beforeEach(async () => {
  const { findingId, outcome } = await raiseFinding(db, {
    updateId: randomUUID(), from: { personId: staff.performanceDesk, sessionId: 's' }, wallInstant: driver.now, evaluationId, findingType: 'lateBookkeeping', source: 'fiscalSupervision',
    text: await driver.text(staff.performanceDesk, '未及时做账'), amountFen: null, effect: null,
  });
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  id = findingId;
  await driver.finding(id, staff.performanceDesk, { type: 'serve', documentNo: '财监〔2022〕1号' });
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

async function plan(): Promise<string> {
  await driver.finding(id, staff.clerk, { type: 'plan', text: await driver.text(staff.clerk, '补做账目'), responsible: staff.accountant, dueOn: '2023-01-31' as CivilDate, hash: '' });
  return (await readFinding(db, id))?.state.plan?.hash ?? '';
}

/** Row, events and chain tell one story. */
async function expectSound(): Promise<void> {
  const { rows } = await owner.query("SELECT payload FROM process_event WHERE stream_kind = 'finding' AND stream_id = $1 ORDER BY seq", [id]);
  const { rows: stored } = await owner.query('SELECT state, version FROM finding WHERE id = $1', [id]);
  expect(foldFinding(null, rows.map(({ payload }) => payload))).toEqual(stored[0]?.state);
  expect(stored[0]?.version).toBe(rows.length);
  expect((await verifyAudit(db)).broken).toBeNull();
}

test('where nobody may sign a plan the administrator appoints; task, mail and signature name him', async () => {
  await saveLeadingGroup(db, { id: 'group-2', countyId, unitId, documentNo: '衡编办发〔2022〕9号', leader: staff.deputyLeader, members: [staff.deputyLeader], from: '2022-10-01' as CivilDate, until: null });
  const hash = await plan();
  const kinds = async (person: string) => (await listInbox(db, person, driver.now)).filter((task) => task.findingId === id).map((task) => task.kind);
  expect(await kinds(staff.administrator)).toEqual(['appointActing']);
  await driver.finding(id, staff.administrator, { type: 'appointActing', slot: 'principal', person: staff.financeHead, reason: await driver.text(staff.administrator, '组长出缺') });
  expect([await kinds(staff.administrator), await kinds(staff.financeHead)]).toEqual([[], ['signPlan']]);
  const { rows: told } = await owner.query("SELECT kind, news ->> 'what' AS news, task ->> 'kind' AS task FROM notice WHERE finding_id = $1 AND person_id = $2 ORDER BY kind", [id, staff.financeHead]);
  expect(told).toEqual([{ kind: 'digest', news: 'actingAppointed', task: null }, { kind: 'toSign', news: null, task: 'signPlan' }]);
  await driver.prove(staff.financeHead, hash);
  await driver.finding(id, staff.financeHead, { type: 'signPlan', hash, statements: ['read', 'agree'], minutesNo: ' ' });
  expect((await readFinding(db, id))?.signatures).toMatchObject([{ person: { id: staff.financeHead }, acting: true, minutesNo: null, voided: null }]);
  await expectSound();
});

test('group work is claimed, urged and given back; whoever took it is told', async () => {
  const taskId = (await listInbox(db, staff.clerk, driver.now)).find((task) => task.findingId === id && task.kind === 'planFinding')?.taskId ?? '';
  await driver.finding(id, staff.clerk, { type: 'claim', taskId });
  expect((await listInbox(db, staff.clerk, driver.now)).find((task) => task.findingId === id && task.taskId === taskId)).toMatchObject({ claimedBy: { id: staff.clerk }, as: 'person' });
  await driver.finding(id, staff.performanceDesk, { type: 'urge', taskId });
  const { rows } = await owner.query("SELECT person_id, kind, task ->> 'id' AS task FROM notice WHERE finding_id = $1 AND news ->> 'what' = 'urged'", [id]);
  expect(rows).toEqual([{ person_id: staff.clerk, kind: 'dueSoon', task: taskId }]);
  await driver.finding(id, staff.clerk, { type: 'release', taskId });
  await expectSound();
});

test('what somebody took waits for his colleagues again as soon as he has left the post, or the absence is over in which he took it', async () => {
  await savePerson(db, { id: 'clerk2', countyId, name: '另一位填报员', email: null, language: 'zh-CN' });
  const holds = (person: string, until: CivilDate | null) => savePostHolding(db, { id: `holding-${person}`, postId: 'post-clerk', personId: person, from: '2020-01-01' as CivilDate, until });
  const [yesterday, open] = ['2022-10-31' as CivilDate, null];
  await holds('clerk2', open);
  const taskId = (await listInbox(db, 'clerk2', driver.now)).find((task) => task.findingId === id && task.kind === 'planFinding')?.taskId ?? '';
  const seenBy = async (person: string, instant = driver.now) => (await listInbox(db, person, instant)).filter((task) => task.findingId === id && task.taskId === taskId).map(({ as, claimedBy, standsInFor }) => [as, claimedBy?.id, standsInFor?.id]);
  const [own, free] = [[['person', staff.clerk, undefined]], [['duty', undefined, undefined]]];
  await driver.finding(id, staff.clerk, { type: 'claim', taskId });
  expect([await seenBy(staff.clerk), await seenBy('clerk2')]).toEqual([own, []]);
  await holds(staff.clerk, yesterday);
  expect([await seenBy(staff.clerk), await seenBy('clerk2')]).toEqual([[], free]);
  await holds(staff.clerk, open);
  await owner.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [staff.clerk]);
  expect(await seenBy('clerk2')).toEqual(free);
  await owner.query('UPDATE person SET deactivated_at = NULL WHERE id = $1', [staff.clerk]);
  expect([await seenBy(staff.clerk), await seenBy('clerk2')]).toEqual([own, []]);
  await driver.finding(id, staff.clerk, { type: 'release', taskId });

  await driver.do(evaluationId, staff.clerk, { type: 'delegate', from: staff.clerk, to: staff.officeLead, startsOn: '2022-11-01' as CivilDate, endsOn: '2022-11-02' as CivilDate, reason: await driver.text(staff.clerk, '培训') });
  await driver.finding(id, staff.officeLead, { type: 'claim', taskId });
  expect([await seenBy(staff.officeLead), await seenBy('clerk2')]).toEqual([[['person', staff.officeLead, undefined]], []]);
  const after = '2022-11-03T01:30:00.000Z';
  expect([await seenBy(staff.officeLead, after), await seenBy(staff.clerk, after), await seenBy('clerk2', after)]).toEqual([[], free, free]);
  await driver.finding(id, staff.officeLead, { type: 'release', taskId });
  await holds('clerk2', yesterday);
  await expectSound();
});

test('an absence that was recorded on the evaluation lets the delegate sign, and both names are kept', async () => {
  const other = await driver.openAt(1);
  evaluationId = other;
  const { findingId } = await raiseFinding(db, {
    updateId: randomUUID(), from: { personId: staff.performanceDesk, sessionId: 's' }, wallInstant: driver.now, evaluationId: other, findingType: 'other', source: 'inspection',
    text: await driver.text(staff.performanceDesk, '未及时做账'), amountFen: null, effect: null,
  });
  id = findingId;
  await saveLeadingGroup(db, { id: 'group-3', countyId, unitId, documentNo: '衡编办发〔2022〕10号', leader: staff.principal, members: [staff.principal], from: '2022-10-02' as CivilDate, until: null });
  await driver.finding(id, staff.performanceDesk, { type: 'serve', documentNo: '财监〔2022〕2号' });
  const hash = await plan();
  await driver.do(other, staff.principal, { type: 'delegate', from: staff.principal, to: staff.deputyLeader, startsOn: '2022-11-01' as CivilDate, endsOn: '2022-11-30' as CivilDate, reason: await driver.text(staff.principal, '学习') });
  await driver.prove(staff.deputyLeader, hash);
  await driver.finding(id, staff.deputyLeader, { type: 'signPlan', hash, statements: ['read', 'agree'], minutesNo: null });
  expect((await readFinding(db, id))?.signatures).toMatchObject([{ person: { id: staff.deputyLeader }, onBehalfOf: { id: staff.principal } }]);
  await expectSound();
});

test('a finding whose tick fails for good stands still, is listed for the operators, and goes on when resumed', async () => {
  await suspendCase(db, { kind: 'finding', id }, 'numeric overflow in tick');
  await suspendCase(db, { kind: 'finding', id }, 'again');
  expect(await loadFindingShell(db, id)).toMatchObject({ position: { status: 'served', suspended: true }, nextInstant: null, finished: false });
  const troubles = async () => (await listTroubles(db, countyId, { offset: 0, limit: 10 })).rows;
  expect(await troubles()).toMatchObject([{ finding: { id }, why: 'again', year: 2023 }]);
  const listed = await listFindings(db, { countyId, unitIds: null }, { ids: [id] }, { offset: 0, limit: 1 });
  expect(listed.rows).toMatchObject([{ suspended: true }]);
  expect((await listInbox(db, staff.clerk, driver.now)).filter((task) => task.findingId === id)).toEqual([]);
  const { rows: told } = await owner.query("SELECT person_id FROM notice WHERE finding_id = $1 AND news ->> 'what' = 'suspended'", [id]);
  expect(told).toEqual([{ person_id: staff.administrator }]);
  await driver.finding(id, staff.administrator, { type: 'resume', reason: await driver.text(staff.administrator, '已修复') });
  expect((await loadFindingShell(db, id)).nextInstant).not.toBeNull();
  expect(await troubles()).toEqual([]);
  await expectSound();
});

test('when not even the command can be carried out, the suspension alone is put on record', async () => {
  // What the rules read is not there: nothing but the event can be written.
  await owner.query('ALTER TABLE leading_group RENAME TO leading_group_gone');
  try {
    await suspendCase(db, { kind: 'finding', id }, 'relation is missing');
    await suspendCase(db, { kind: 'evaluation', id: evaluationId }, 'relation is missing');
  } finally {
    await owner.query('ALTER TABLE leading_group_gone RENAME TO leading_group');
  }
  expect(await loadFindingShell(db, id)).toMatchObject({ position: { suspended: true }, nextInstant: null });
  expect(await loadEvaluationShell(db, evaluationId)).toMatchObject({ position: { status: 'suspended' }, nextInstant: null });
  const { rows } = await owner.query("SELECT stream_kind, payload FROM process_event WHERE stream_id = ANY ($1) AND type = 'suspended' ORDER BY stream_kind", [[id, evaluationId]]);
  expect(rows).toEqual([{ stream_kind: 'evaluation', payload: { type: 'suspended', why: 'tickFailed' } }, { stream_kind: 'finding', payload: { type: 'suspended', why: 'tickFailed' } }]);
  await expectSound();
  await driver.do(evaluationId, staff.administrator, { type: 'resume', reason: await driver.text(staff.administrator, '已修复') });
  expect((await readEvaluation(db, evaluationId))?.status).toBe('open');
  expect((await verifyAudit(db)).broken).toBeNull();
});

test('more time: the old date stays in the row, the list and the mails follow the new one', async () => {
  const ask = { type: 'askExtension', until: '2023-03-15' as CivilDate, reason: await driver.text(staff.clerk, '会计休产假') } as const;
  await driver.finding(id, staff.clerk, ask);
  const asked = await readFinding(db, id);
  expect(asked?.texts[asked.state.extension?.reason ?? '']).toBe('会计休产假');
  const { rows: waiting } = await owner.query("SELECT kind, assignee_duty FROM task WHERE finding_id = $1 AND kind = 'decideExtension'", [id]);
  expect(waiting).toEqual([{ kind: 'decideExtension', assignee_duty: 'performanceDesk' }]);
  // The bureau's own work does not make the finding more pressing.
  expect((await owner.query('SELECT due_on::text FROM finding WHERE id = $1', [id])).rows[0]?.due_on).toBe((await owner.query("SELECT min(due_on)::text AS due_on FROM task WHERE finding_id = $1 AND kind <> 'decideExtension'", [id])).rows[0]?.due_on);
  await driver.finding(id, staff.performanceDesk, { type: 'grantExtension' });
  expect((await owner.query("SELECT due_on::text FROM task WHERE finding_id = $1 AND kind = 'planFinding'", [id])).rows).toEqual([{ due_on: '2023-03-15' }]);
  const { rows: told } = await owner.query("SELECT person_id, digest FROM notice WHERE finding_id = $1 AND news ->> 'what' = 'extensionGranted'", [id]);
  expect(told).toEqual([{ person_id: staff.clerk, digest: true }]);
  await expectSound();
});

test('who answers for an accepted plan is handed over: alone, and with everything else he has in the evaluation', async () => {
  const hash = await plan();
  await driver.prove(staff.principal, hash);
  await driver.finding(id, staff.principal, { type: 'signPlan', hash, statements: ['read', 'agree'], minutesNo: null });
  await driver.finding(id, staff.performanceDesk, { type: 'acceptPlan' });
  const responsible = async () => (await owner.query("SELECT assignee_person FROM task WHERE finding_id = $1 AND kind = 'provideEvidence'", [id])).rows[0]?.assignee_person;
  expect(await responsible()).toBe(staff.accountant);
  await driver.finding(id, staff.principal, { type: 'handOver', to: staff.officeLead, reason: await driver.text(staff.principal, '调离') });
  expect(await responsible()).toBe(staff.officeLead);
  const told = async (person: string) => (await owner.query("SELECT kind, news ->> 'what' AS news, task ->> 'kind' AS task FROM notice WHERE finding_id = $1 AND person_id = $2 ORDER BY kind", [id, person])).rows;
  expect(await told(staff.officeLead)).toEqual([{ kind: 'assigned', news: null, task: 'provideEvidence' }, { kind: 'digest', news: 'handedOver', task: null }]);
  const reason = await driver.text(staff.principal, '退休');
  await driver.do(evaluationId, staff.principal, { type: 'handOver', from: staff.officeLead, to: staff.financeHead, reason });
  expect(await responsible()).toBe(staff.financeHead);
  expect((await readFinding(db, id))?.state).toMatchObject({ plan: { responsible: staff.accountant }, successors: [staff.officeLead, staff.financeHead] });
  expect(await told(staff.financeHead)).toContainEqual({ kind: 'assigned', news: null, task: 'provideEvidence' });
  await expectSound();
});
