import { randomUUID } from 'node:crypto';
import { addDays, civilDateOf, type CivilDate, type EvaluationState } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  caseEntries, caseFigures, closeDatabase, commitCampaign, openDatabase, openEvaluation, raiseFinding, readDemoCase, readDemoTemplate, readEvaluation, readFinding, readPublished, readRevision, readScoreSheet, savePerson, savePost,
  savePostHolding, saveSection, saveTemplate, verifyAudit, type Database,
} from '../src/index.js';
import { countyId, createCounty, Driver, planOf, staff, unitId } from './county.js';
import { answer, decideEffects, fill, sign, warningsOf } from './year.js';

/** The commands that a year without trouble never gives, on a real database: what each leaves behind beside its event. */
let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let driver: Driver;
let id: string;
let findingId: string;
const desk = staff.performanceDesk;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  driver = new Driver(db);
  id = await driver.open();
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

async function state(): Promise<EvaluationState> {
  const detail = await readEvaluation(db, id);
  if (detail === null) throw new Error('gone');
  return detail.state;
}

async function rows(text: string, values: readonly unknown[] = [id]): Promise<readonly Record<string, unknown>[]> {
  return (await owner.query<Record<string, unknown>>(text, [...values])).rows;
}

const by = (person: string, text = '说明') => driver.text(person, text);

async function signSlot(person: string, slot: string): Promise<void> {
  const { revision, rules } = await state();
  await driver.prove(person, revision?.hash ?? '');
  await driver.do(id, person, { type: 'sign', slot, hash: revision?.hash ?? '', statements: rules.statements, minutesNo: '1号' });
}

async function until(instant: string): Promise<void> {
  driver.now = instant;
  await driver.tick(id);
}

test('more time is asked, refused, asked again and granted; the old date stays', async () => {
  const due = async () => (await rows("SELECT due_on::text FROM task WHERE evaluation_id = $1 AND kind = 'fillSection'"))[0]?.['due_on'];
  const before = String(await due());
  const ask = (days: number) => async () => driver.do(id, staff.clerk, { type: 'askExtension', until: addDays(civilDateOf(`${before}T01:00:00.000Z`), days), reason: await by(staff.clerk) });
  await ask(2)();
  await driver.do(id, desk, { type: 'refuseExtension', reason: await by(desk) });
  expect(await due()).toBe(before);
  await ask(3)();
  await driver.do(id, desk, { type: 'grantExtension' });
  expect(await due()).toBe(addDays(civilDateOf(`${before}T01:00:00.000Z`), 3));
  expect((await state()).tasks.find(({ kind }) => kind === 'fillSection')?.earlierDueOn).toEqual([before]);
});

test('a post is handed over, and the sections go with it', async () => {
  await driver.do(id, staff.principal, { type: 'assignSections', assignments: [{ section: 'goals', person: staff.officeLead }] });
  await driver.do(id, staff.principal, { type: 'handOver', from: staff.officeLead, to: staff.clerk, reason: await by(staff.principal) });
  expect((await state()).sections).toMatchObject([{ key: 'goals', owner: staff.clerk }]);
});

test('unlocking voids the signatures; their rows stay', async () => {
  await fill(driver, id);
  await driver.do(id, staff.clerk, { type: 'submitForSigning' });
  await signSlot(staff.financeHead, 'financeHead');
  const reason = await by(staff.principal, '金额有误');
  await driver.do(id, staff.principal, { type: 'unlock', reason });
  expect(await rows('SELECT v.why, v.voided_by, v.input_id FROM signature_void v JOIN signature s ON s.id = v.signature_id WHERE s.evaluation_id = $1')).toEqual([{ why: 'unlocked', voided_by: staff.principal, input_id: reason }]);
  expect(await rows('SELECT count(*)::int AS signed FROM signature WHERE evaluation_id = $1')).toEqual([{ signed: 1 }]);
});

test('adjusted goals are a new version of the goals, and the targets that count from then on', async () => {
  await driver.do(id, staff.clerk, { type: 'submitSection', section: 'goals' });
  await sign(driver, id);
  await driver.do(id, desk, { type: 'approve' });
  await until('2023-01-03T01:00:00.000Z');
  await fill(driver, id);
  await driver.do(id, staff.financeHead, { type: 'confirmSections', sections: ['budget', 'assets'] });
  await driver.do(id, staff.officeLead, { type: 'confirmSections', sections: ['personnel', 'rules', 'keyTasks', 'outcomes'] });
  await until('2023-07-03T01:00:00.000Z');
  await fill(driver, id);
  await sign(driver, id);
  await driver.do(id, desk, { type: 'adjustGoals', changes: [{ indicator: 'reformCompletion', target: '改革任务 2 项' }], documentNo: '财绩〔2023〕5号', reason: await by(desk) });
  const [told] = await rows("SELECT payload -> 'changes' AS changes FROM process_event WHERE stream_id = $1 AND type = 'goalsAdjusted'");
  expect(told).toEqual({ changes: [{ indicator: 'reformCompletion', target: '改革任务 2 项', before: caseEntries(readDemoCase()).find(({ indicator }) => indicator === 'reformCompletion')?.target }] });
  const [adjusted] = await rows("SELECT number, phase, checkpoint, declared_by FROM revision WHERE evaluation_id = $1 AND origin = 'goalsAdjusted'");
  expect(adjusted).toMatchObject({ phase: 'draft', checkpoint: null, declared_by: desk });
  const frozen = JSON.parse((await readRevision(db, id, Number(adjusted?.['number'])))?.canonical ?? '{}');
  expect(frozen).toMatchObject({ phase: 'draft', period: 'goals', score: null, figures: { goals: { overallGoal: expect.any(String) } } });
  expect(frozen.indicators.find(({ indicator }: { readonly indicator: string }) => indicator === 'reformCompletion').target).toBe('改革任务 2 项');
  expect((await readScoreSheet(db, id, true))?.self.rows.find((row) => row.indicator.key === 'reformCompletion')?.entry?.target).toBe('改革任务 2 项');
});

test('an ordered rectification raises its finding in the same transaction', async () => {
  findingId = randomUUID();
  await driver.do(id, desk, { type: 'orderRectification', findingId, findingType: 'slowExecution', reason: await by(desk, '执行缓慢'), text: await by(desk, '执行缓慢，影响支出进度'), effect: { indicator: 'budgetExecution', points: '1.00' } });
  expect(await rows("SELECT id, status, source, finding_type, state -> 'effect' AS effect FROM finding WHERE evaluation_id = $1")).toEqual([
    { id: findingId, status: 'raised', source: 'monitoring', finding_type: 'slowExecution', effect: { indicator: 'budgetExecution', points: '1.00' } },
  ]);
  expect(await rows("SELECT count(*)::int AS ordered FROM workflow_start WHERE target_id = $1", [findingId])).toEqual([{ ordered: 1 }]);
});

/** What the bureau wrote with its verdict, as the case's page reads it. */
async function verdictOn(stage: number): Promise<{ readonly outcome: string | null | undefined; readonly reason: string | undefined }> {
  const detail = await readEvaluation(db, id);
  const ended = detail?.state.stages[stage];
  return { outcome: ended?.outcome, reason: detail?.texts[ended?.reason ?? ''] };
}

test('advice to hold back payment ends a checkpoint, and its reason stays', async () => {
  await until('2023-10-09T01:00:00.000Z');
  await fill(driver, id);
  await sign(driver, id);
  await driver.do(id, desk, { type: 'adviseSuspension', reason: await by(desk, '先补齐凭证') });
  expect(await verdictOn(3)).toEqual({ outcome: 'suspensionAdvised', reason: '先补齐凭证' });
});

/** Nobody signs before the checker's warnings are answered; an answer is for what was read, and is frozen with it. */
async function warningsAreAnswered(): Promise<void> {
  expect(await driver.try(id, staff.clerk, { type: 'submitForSigning' })).toMatchObject({ refusal: { code: 'warningsUnanswered', checks: expect.arrayContaining(['E2 资金使用规范性', 'E2 完善后备人才库']) } });
  await answer(driver, id);
  const before = await warningsOf(driver, id);
  // Another figure in one row: its warning is a new one, the others stand.
  await driver.do(id, staff.clerk, { type: 'returnSection', section: 'assessment', reason: await by(staff.clerk, '改一处') });
  const { rows } = await db.pool.query<{ version: number }>("SELECT version FROM section_form WHERE evaluation_id = $1 AND section = 'assessment' AND version > 0 ORDER BY stage DESC LIMIT 1", [id]);
  const saved = await saveSection(db, { evaluationId: id, section: 'assessment', person: staff.clerk, values: {}, entries: [{ indicator: 'talentPool', actual: '全部入库' }], expectedVersion: rows[0]?.version ?? 0, acceptDisqualification: true, wallInstant: driver.now });
  expect(saved).toMatchObject({ ok: true });
  await driver.do(id, staff.clerk, { type: 'submitSection', section: 'assessment' });
  const fresh = (await warningsOf(driver, id)).filter(({ hash }) => !before.some((one) => one.hash === hash));
  expect(fresh.map(({ rule, place }) => `${rule} ${place}`)).toEqual(['E2 完善后备人才库']);
  expect(await driver.try(id, staff.clerk, { type: 'submitForSigning' })).toMatchObject({ refusal: { code: 'warningsUnanswered', checks: ['E2 完善后备人才库'] } });
  await answer(driver, id);
}

test('when nobody can sign, an acting signer does, on record', async () => {
  await until('2024-01-02T01:00:00.000Z');
  await driver.do(id, staff.clerk, { type: 'assignSections', assignments: [{ section: 'outcomes', person: staff.principal }] });
  const values = caseFigures(readDemoCase(), 'yearEnd');
  const entries = caseEntries(readDemoCase()).map(({ indicator, actual, entered, varianceReason, improvementAction }) => ({ indicator, actual, entered, varianceReason, improvementAction }));
  for (const { key } of (await state()).sections) {
    const person = key === 'outcomes' ? staff.principal : key === 'budget' || key === 'assets' ? staff.accountant : staff.clerk;
    const saved = await saveSection(db, { evaluationId: id, section: key, person, values: values[key] ?? {}, ...(key === 'assessment' ? { entries } : {}), expectedVersion: 0, acceptDisqualification: true, wallInstant: driver.now });
    expect(saved).toMatchObject({ ok: true });
    await driver.do(id, person, { type: 'submitSection', section: key });
  }
  await warningsAreAnswered();
  await driver.do(id, staff.clerk, { type: 'submitForSigning' });
  const frozen = await db.pool.query<{ checks: { answer: string }[] }>("SELECT canonical::jsonb -> 'checks' AS checks FROM revision WHERE evaluation_id = $1 ORDER BY number DESC LIMIT 1", [id]);
  expect(frozen.rows[0]?.checks).toHaveLength(7);
  expect(frozen.rows[0]?.checks.every((check) => check.answer === '凭证存本股室')).toBe(true);
  await signSlot(staff.financeHead, 'financeHead');
  await signSlot(staff.deputyLeader, 'deputyLeader');
  await driver.do(id, staff.administrator, { type: 'appointActing', slot: 'principal', person: staff.officeLead, reason: await by(staff.administrator, '组长参与了填报') });
  await signSlot(staff.officeLead, 'principal');
  expect(await driver.try(id, desk, { type: 'acceptWithConditions', reason: await by(desk, '补做账目') })).toMatchObject({ refusal: { code: 'effectUndecided', checks: ['X2 自评结论 · 其他需要说明的问题'] } });
  await decideEffects(driver, id);
  await driver.do(id, desk, { type: 'acceptWithConditions', reason: await by(desk, '补做账目') });
  // Accepted with conditions is an end too, and the conditions can be read.
  expect(await verdictOn(5)).toEqual({ outcome: 'acceptedWithConditions', reason: '补做账目' });
});

/** Sends a plan and signs it as the principal. */
async function planned(finding: string, text: string): Promise<void> {
  await driver.finding(finding, staff.clerk, { type: 'plan', text: await by(staff.clerk, text), responsible: staff.accountant, dueOn: '2024-09-30' as CivilDate, hash: '' });
  const [plan] = await rows("SELECT state -> 'plan' ->> 'hash' AS hash FROM finding WHERE id = $1", [finding]);
  await driver.prove(staff.principal, String(plan?.['hash']));
  await driver.finding(finding, staff.principal, { type: 'signPlan', hash: String(plan?.['hash']), statements: ['read', 'agree'], minutesNo: '纪要1号' });
}

test('a finding is objected to once, kept, planned, returned with its signature void, and planned anew', async () => {
  await driver.finding(findingId, desk, { type: 'serve', documentNo: '1' });
  await driver.finding(findingId, staff.clerk, { type: 'object', reason: await by(staff.clerk, '不实') });
  await driver.finding(findingId, desk, { type: 'rejectObjection', reason: await by(desk, '属实') });
  await planned(findingId, '加快');
  await driver.finding(findingId, desk, { type: 'returnFinding', reason: await by(desk, '太笼统') });
  expect(await rows('SELECT v.why, v.voided_by FROM signature_void v JOIN signature s ON s.id = v.signature_id WHERE s.finding_id = $1', [findingId])).toEqual([{ why: 'returned', voided_by: desk }]);
  await expect(driver.finding(findingId, staff.clerk, { type: 'object', reason: await by(staff.clerk, '确实不实') })).rejects.toThrow('objectionAnswered');
  await planned(findingId, '按月加快');
  await driver.finding(findingId, desk, { type: 'acceptPlan' });
  expect(await rows('SELECT status FROM finding WHERE id = $1', [findingId])).toEqual([{ status: 'planAccepted' }]);
  expect((await readFinding(db, findingId))?.signatures.map(({ minutesNo, voided }) => [minutesNo, voided?.why])).toEqual([['纪要1号', 'returned'], ['纪要1号', undefined]]);
});

test('a finding whose objection is upheld is withdrawn', async () => {
  const { findingId: doubted } = await raiseFinding(db, {
    updateId: randomUUID(), from: { personId: desk, sessionId: 's' }, wallInstant: driver.now, evaluationId: id, findingType: 'other', source: 'inspection', text: await by(desk, '资产未登记'), amountFen: null, effect: null,
  });
  await driver.finding(doubted, desk, { type: 'serve', documentNo: '2' });
  await driver.finding(doubted, staff.clerk, { type: 'object', reason: await by(staff.clerk, '已登记') });
  await driver.finding(doubted, desk, { type: 'upholdObjection', reason: await by(desk, '采纳') });
  expect(await rows('SELECT status FROM finding WHERE id = $1', [doubted])).toEqual([{ status: 'withdrawn' }]);
});

test('who typed the year-end figures does not sign what publishes them; a correction is added beside what was published', async () => {
  await driver.tick(id);
  await until('2024-08-30T01:00:00.000Z');
  await driver.do(id, desk, { type: 'recordAccountsApproval', approvedOn: '2024-08-30' as CivilDate, documentNo: '9' });
  await driver.do(id, staff.deputyLeader, { type: 'reviewSecrecy', result: 'publish', basis: null });
  await driver.do(id, staff.clerk, { type: 'submitForSigning' });
  const { revision, rules } = await state();
  await driver.prove(staff.principal, revision?.hash ?? '');
  expect(await driver.try(id, staff.principal, { type: 'sign', slot: 'principal', hash: revision?.hash ?? '', statements: rules.statements, minutesNo: null })).toMatchObject({ kind: 'refused', refusal: { code: 'preparerCannotSign' } });
  await driver.do(id, staff.administrator, { type: 'appointActing', slot: 'principal', person: staff.officeLead, reason: await by(staff.administrator, '组长参与了填报') });
  await signSlot(staff.officeLead, 'principal');
  await driver.do(id, staff.clerk, { type: 'publish' });
  const correction = await by(desk, '单位名称有误');
  await driver.do(id, desk, { type: 'correctPublication', reason: correction });
  expect(await rows('SELECT number, input_id, corrected_by FROM publication_correction WHERE evaluation_id = $1')).toEqual([{ number: 1, input_id: correction, corrected_by: desk }]);
  expect((await readPublished(db, id, true))?.corrections).toHaveLength(1);
  expect((await verifyAudit(db)).broken).toBeNull();
});

test('what is withheld is kept with its basis and shown to nobody', async () => {
  const withheld = await driver.openAt(7);
  driver.now = '2024-08-31T01:00:00.000Z';
  await driver.tick(withheld);
  const basis = await by(staff.deputyLeader, '涉密');
  await driver.do(withheld, staff.deputyLeader, { type: 'reviewSecrecy', result: 'withhold', basis });
  await driver.do(withheld, staff.principal, { type: 'withholdPublication' });
  expect(await rows('SELECT withheld, basis_id, canonical FROM publication WHERE evaluation_id = $1', [withheld])).toEqual([{ withheld: true, basis_id: basis, canonical: null }]);
  expect(await readPublished(db, withheld, true)).toBeNull();
});

test('two of three signatures are enough where the template says so, and the second one names the minutes; who may not sign is not asked to', async () => {
  const template = readDemoTemplate();
  const [draft, ...later] = template.process.stages;
  if (draft === undefined) throw new Error('no stage');
  const parallel = { ...draft, minutesRequired: true, signing: [{ slots: draft.signing.flatMap((group) => group.slots), quorum: 2 }] };
  await saveTemplate(db, 'two-of-three', { ...template, version: 99, process: { ...template.process, stages: [parallel, ...later] } }, '2022-01-01T00:00:00.000Z');
  await commitCampaign(db, { id: 'quorum', countyId, updateId: 'quorum', from: null, wallInstant: '2022-11-01T01:30:00.000Z', command: { type: 'draft', campaignId: 'quorum', plan: planOf({ title: '并签', templateId: 'two-of-three' }), subjects: [] } });
  driver.now = '2022-11-01T01:30:00.000Z';
  const opened = await openEvaluation(db, { updateId: randomUUID(), from: null, wallInstant: driver.now, campaignId: 'quorum', unitId, subject: { kind: 'department', id: unitId } });
  id = opened.evaluationId;
  // A second head of finance who typed the goals himself.
  await savePerson(db, { id: 'second', countyId, name: '副手', email: 'second@example.test', language: 'zh-CN' });
  await savePost(db, { id: 'post-second', countyId, unitId, title: 'financeHead', duty: 'financeHead' });
  await savePostHolding(db, { id: 'holding-second', postId: 'post-second', personId: 'second', from: '2020-01-01' as CivilDate, until: null });
  await driver.do(id, staff.principal, { type: 'assignSections', assignments: [{ section: 'goals', person: 'second' }] });
  const values = caseFigures(readDemoCase(), 'goals')['goals'] ?? {};
  const entries = caseEntries(readDemoCase()).map(({ indicator, target }) => ({ indicator, target }));
  await saveSection(db, { evaluationId: id, section: 'goals', person: 'second', values, entries, expectedVersion: 0, acceptDisqualification: true, wallInstant: driver.now });
  await driver.do(id, 'second', { type: 'submitSection', section: 'goals', acceptDisqualification: true });
  await answer(driver, id);
  await driver.do(id, staff.clerk, { type: 'submitForSigning' });
  expect(await rows("SELECT person_id FROM notice WHERE evaluation_id = $1 AND kind = 'toSign' ORDER BY person_id")).toEqual([{ person_id: staff.deputyLeader }, { person_id: staff.financeHead }, { person_id: staff.principal }]);
  const { revision, rules } = await state();
  const hash = revision?.hash ?? '';
  const signed = async (person: string, slot: string, minutesNo: string | null) => {
    await driver.prove(person, hash);
    return driver.try(id, person, { type: 'sign', slot, hash, statements: rules.statements, minutesNo });
  };
  expect(await signed(staff.principal, 'principal', null)).toMatchObject({ kind: 'accepted' });
  expect(await signed(staff.financeHead, 'financeHead', null)).toMatchObject({ refusal: { code: 'minutesRequired' } });
  expect(await signed(staff.financeHead, 'financeHead', '党组会〔2022〕7号')).toMatchObject({ kind: 'accepted' });
  expect((await state()).step).toBe('review');
  const { signatures } = (await readRevision(db, id, revision?.number ?? 0)) ?? { signatures: [] };
  expect(signatures.map(({ slot, minutesNo }) => [slot, minutesNo])).toEqual([['principal', null], ['financeHead', '党组会〔2022〕7号']]);
});
