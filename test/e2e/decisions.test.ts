import type { EvaluationCommandBody } from '@hengji/contracts';
import { civilDateOf, isCivilDate, type CivilDate } from '@hengji/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTemporal, diagnoseShell } from '@hengji/workflows/client';
import type { Attempt, Person } from '../support/person.js';
import { departments, fill, holderOf, holders, openAtGoals, sign, taskOf, type Opened } from '../support/rehearsal.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { streamOf } from './once.js';

let shared: SharedStack;
let desks: readonly [Person, Person];
let cases: readonly Opened[];

beforeAll(async () => {
  shared = await startSharedStack();
  const [one = '', other = ''] = holders('caizheng', 'performanceDesk');
  desks = [await shared.stack.signIn(one), await shared.stack.signIn(other)];
  cases = await openAtGoals(desks[0], departments().slice(0, 2));
  for (const { evaluationId, unit } of cases) await upToReview(evaluationId, unit);
});

afterAll(() => shared.end());

async function upToReview(evaluationId: string, unit: string): Promise<void> {
  await fill(await shared.stack.signIn(holderOf(unit, 'clerk')), evaluationId, 'goals', 'goals');
  await layBefore(evaluationId, unit);
}

/** Hands in what is filled, and has it signed. */
async function layBefore(evaluationId: string, unit: string): Promise<void> {
  const { stack } = shared;
  const clerk = await stack.signIn(holderOf(unit, 'clerk'));
  await clerk.command(evaluationId, { type: 'submitForSigning' });
  for (const slot of ['financeHead', 'deputyLeader', 'principal'] as const) await sign(await stack.signIn(holderOf(unit, slot)), evaluationId, slot);
}

function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(text);
  return text;
}

function returnUntil(date: string): EvaluationCommandBody {
  return { type: 'returnToDepartment', phase: 'draft', sections: ['goals'], until: civilDate(date), reason: '目标写得太笼统。' };
}

type Decision = Attempt<{ readonly events: readonly string[] }>;

/** Both at the same moment. */
function atOnce(evaluationId: string, first: EvaluationCommandBody, second: EvaluationCommandBody): Promise<readonly [Decision, Decision]> {
  const give = async (person: Person, body: EvaluationCommandBody): Promise<Decision> => {
    const { version: seen } = await person.evaluation(evaluationId);
    return person.attempt('commandEvaluation', { params: { id: evaluationId }, query: { seen }, body });
  };
  return Promise.all([give(desks[0], first), give(desks[1], second)]);
}

function caseNumber(index: number): string {
  const one = cases[index];
  if (one === undefined) throw new Error('too few cases');
  return one.evaluationId;
}

describe('two people of the bureau decide at once', () => {
  test('over one task: one has it, the other is told so in his language, ten times over', async () => {
    const evaluationId = caseNumber(0);
    for (let round = 0; round < 10; round += 1) {
      const { taskId } = taskOf(await desks[0].evaluation(evaluationId), 'review');
      const before = await streamOf(shared.stack, evaluationId);
      const answers = await atOnce(evaluationId, { type: 'claim', taskId }, { type: 'claim', taskId });
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const [lost] = answers.filter((answer) => !answer.ok);
      if (lost === undefined || lost.ok) throw new Error('nobody lost');
      expect(lost.problem).toMatchObject({ status: 409, code: 'taskTaken', detail: '已有人认领这项待办。' });
      expect(await streamOf(shared.stack, evaluationId)).toMatchObject({ version: before.version + 1, events: before.events + 1, receipts: before.receipts + 2 });
      const winner = answers[0].ok ? desks[0] : desks[1];
      expect(lost.problem.meanwhile).toMatchObject({ type: 'taskClaimed', actor: { id: winner.id } });
      expect(taskOf(await desks[1].evaluation(evaluationId), 'review').claimedBy?.id).toBe(winner.id);
      await winner.command(evaluationId, { type: 'release', taskId });
    }
  });

  test('approval against return: the first stands, the second is told where the case is now', async () => {
    const evaluationId = caseNumber(0);
    const before = await desks[0].evaluation(evaluationId);
    const year = civilDateOf(before.processNow).slice(0, 4);
    const answers = await atOnce(evaluationId, { type: 'approve' }, returnUntil(`${year}-12-30`));
    const [lost] = answers.filter((answer) => !answer.ok);
    if (lost === undefined || lost.ok || answers.every(({ ok }) => !ok)) throw new Error(`not one winner: ${JSON.stringify(answers)}`);
    expect(lost.problem).toMatchObject({ status: 409, code: 'wrongPhase' });
    expect(lost.problem.detail).toMatch(/^这项评价现在处于“(绩效目标编制|数据采集)”/);
    // Not only that something changed: who did what, and when by the clock of the case.
    const winner = desks[answers[0].ok ? 0 : 1];
    expect(lost.problem.meanwhile).toMatchObject({ actor: { id: winner.id }, type: answers[0].ok ? 'reviewed' : 'returnedToDepartment' });
    expect(lost.problem.meanwhile?.at.slice(0, 10)).toBe(before.processNow.slice(0, 10));
    const after = await desks[0].evaluation(evaluationId);
    const [{ ok: approved }] = answers;
    expect({ phase: after.phase, step: after.step }).toEqual(approved ? { phase: 'dataCollection', step: 'waiting' } : { phase: 'draft', step: 'fill' });
    const { data } = await desks[0].call('getTimeline', { params: { id: evaluationId }, query: { perPage: 20 } });
    expect(data.filter(({ seq, actor }) => seq > before.version && actor !== null).map(({ actor }) => actor?.id)).not.toContain(desks[approved ? 1 : 0].id);
  });

  test('in English for a reader of English', async () => {
    const evaluationId = caseNumber(1);
    const english = await shared.stack.signIn(desks[1].username, 'en');
    const { taskId } = taskOf(await desks[0].evaluation(evaluationId), 'review');
    await desks[0].command(evaluationId, { type: 'claim', taskId });
    const answer = await english.attempt('commandEvaluation', { params: { id: evaluationId }, body: { type: 'claim', taskId } });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'taskTaken', detail: 'Somebody has claimed this task.' } });
    await desks[0].command(evaluationId, { type: 'release', taskId });
  });
});

test('one section saved by two people at once: the second compares first, and nothing is lost', async () => {
  const { evaluationId, unit } = (await openAtGoals(desks[0], departments().slice(2, 3)))[0] ?? { evaluationId: '', unit: '' };
  const clerk = await shared.stack.signIn(holderOf(unit, 'clerk'));
  const { version } = await clerk.call('getSection', { params: { id: evaluationId, section: 'goals' } });
  const save = (overallGoal: string) => clerk.attempt('saveSection', { params: { id: evaluationId, section: 'goals' }, body: { version, values: { overallGoal } } });
  const answers = await Promise.all([save('第一个人写的目标'), save('第二个人写的目标')]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ problem: { status: 409, code: 'staleVersion', meanwhile: { type: 'sectionSaved', actor: { id: clerk.id }, params: { section: '绩效目标' } } } });
  const section = await clerk.call('getSection', { params: { id: evaluationId, section: 'goals' } });
  expect(section.version).toBe(version + 1);
  expect(['第一个人写的目标', '第二个人写的目标']).toContain(section.values['overallGoal']);
});

test('one key sent five times at once is carried out once', async () => {
  const evaluationId = caseNumber(1);
  const { taskId } = taskOf(await desks[0].evaluation(evaluationId), 'review');
  const before = await streamOf(shared.stack, evaluationId);
  const key = crypto.randomUUID();
  const answers = await Promise.all(Array.from({ length: 5 }, () => desks[0].command(evaluationId, { type: 'claim', taskId }, key)));
  expect(new Set(answers.map(({ events }) => events.join()))).toEqual(new Set(['taskClaimed']));
  expect(await streamOf(shared.stack, evaluationId)).toMatchObject({ version: before.version + 1, receipts: before.receipts + 1 });
});

test('the auditor walks the chains while people work, and finds no forgery where there is none', async () => {
  const auditor = await shared.stack.signIn(holderOf('shenji', 'auditor'));
  const evaluationId = caseNumber(1);
  const { taskId } = taskOf(await desks[0].evaluation(evaluationId), 'review');
  let working = true;
  const work = (async () => {
    for (let round = 0; round < 25; round += 1) {
      await desks[0].command(evaluationId, { type: 'release', taskId });
      await desks[0].command(evaluationId, { type: 'claim', taskId });
    }
    working = false;
  })();
  const found: unknown[] = [];
  while (working) found.push((await auditor.call('verifyAudit', { body: {} })).firstBroken);
  await work;
  expect(found.length).toBeGreaterThan(3);
  expect(found.filter((fault) => fault !== null)).toEqual([]);
});

test('who comes after a return is told of the return, not of the version that it voided', async () => {
  const [, one] = cases;
  if (one === undefined) throw new Error('too few cases');
  const { evaluationId, unit } = one;
  const { version: seen, processNow } = await desks[1].evaluation(evaluationId);
  await desks[0].command(evaluationId, returnUntil(`${civilDateOf(processNow).slice(0, 4)}-12-30`));
  const late = await desks[1].attempt('commandEvaluation', { params: { id: evaluationId }, query: { seen }, body: { type: 'approve' } });
  expect(late).toMatchObject({ ok: false, problem: { code: 'wrongPhase', meanwhile: { type: 'returnedToDepartment', actor: { id: desks[0].id } } } });
  const clerk = await shared.stack.signIn(holderOf(unit, 'clerk'));
  await clerk.command(evaluationId, { type: 'submitSection', section: 'goals' });
  await layBefore(evaluationId, unit);
});

test('a verdict falls on the version that was looked at, or not at all', async () => {
  const [, one] = cases;
  if (one === undefined) throw new Error('too few cases');
  const { evaluationId, unit } = one;
  const { version: seen } = await desks[0].evaluation(evaluationId);
  const clerk = await shared.stack.signIn(holderOf(unit, 'clerk'));
  await clerk.command(evaluationId, { type: 'withdraw', reason: '指标值写错了。' });
  await clerk.command(evaluationId, { type: 'submitSection', section: 'goals' });
  await layBefore(evaluationId, unit);
  const approve = (query: { readonly seen?: number }) => desks[0].attempt('commandEvaluation', { params: { id: evaluationId }, query, body: { type: 'approve' } });
  const late = await approve({ seen });
  if (late.ok) throw new Error('a version that nobody looked at was approved');
  expect(late.problem).toMatchObject({ status: 409, code: 'versionMismatch', detail: '内容刚被别人更新过。请刷新后再试。' });
  expect(late.problem.meanwhile?.actor).not.toBeNull();
  expect((await desks[0].evaluation(evaluationId)).step).toBe('review');
  expect(await approve({ seen: (await desks[0].evaluation(evaluationId)).version })).toMatchObject({ ok: true });
});

test('the shell has adopted what the database holds', async () => {
  const temporal = connectTemporal({ TEMPORAL_ADDRESS: shared.stack.options.temporalAddress, TEMPORAL_NAMESPACE: shared.stack.namespace });
  try {
    for (const { evaluationId } of cases) {
      const { version } = await streamOf(shared.stack, evaluationId);
      expect(await diagnoseShell(temporal.client, `evaluation:${evaluationId}`)).toMatchObject({ position: { version }, failedTicks: 0, lastFailure: null });
    }
  } finally {
    await temporal.close();
  }
});
