import { checkStateOf, isAnswered, stageOf, type CivilDate, type EvaluationState } from '@hengji/domain';
import { caseEntries, caseFigures, raiseFinding, readDemoCase, readEvaluation, readEvaluationFacts, readFinding, saveSection } from '../src/index.js';
import { staff, type Driver } from './county.js';

async function stateOf(driver: Driver, id: string): Promise<EvaluationState> {
  const detail = await readEvaluation(driver.db, id);
  if (detail === null) throw new Error('gone');
  return detail.state;
}

function fillers(state: EvaluationState, section: string): string {
  const duty = state.rules.sectionRoles[section]?.ownerDuty;
  return duty === 'accountant' ? staff.accountant : staff.clerk;
}

/** Fills every section of the current stage with the case's figures and hands it in. */
export async function fill(driver: Driver, id: string): Promise<void> {
  const state = await stateOf(driver, id);
  const stage = stageOf(state);
  const demo = readDemoCase();
  const figures = stage.period === null ? {} : caseFigures(demo, stage.period);
  for (const section of stage.sections) {
    const person = fillers(state, section);
    const entries = caseEntries(demo).map(({ target, ...rest }) => (section === 'goals' ? { indicator: rest.indicator, target } : rest));
    const saved = await saveSection(driver.db, {
      evaluationId: id, section, person, values: figures[section] ?? {}, ...(section === 'goals' || section === 'assessment' ? { entries } : {}),
      expectedVersion: 0, acceptDisqualification: true, wallInstant: driver.now,
    });
    if (!saved.ok) throw new Error(`${section}: ${JSON.stringify(saved.problem)}`);
    await driver.do(id, person, { type: 'submitSection', section });
  }
}

export async function warningsOf(driver: Driver, id: string) {
  const known = await readEvaluationFacts(driver.db, id, staff.performanceDesk, driver.now);
  return known?.facts.content?.warnings ?? [];
}

/** Every warning of the checker is answered by whoever fills its section. */
export async function answer(driver: Driver, id: string): Promise<void> {
  const state = await stateOf(driver, id);
  for (const warning of (await warningsOf(driver, id)).filter((one) => !isAnswered(checkStateOf(state, one)))) {
    const person = state.owners[warning.section] ?? fillers(state, warning.section);
    await driver.do(id, person, { type: 'answerCheck', check: warning.hash, reason: await driver.text(person, '凭证存本股室'), effect: null });
  }
}

/** The bureau agrees that what supervision found costs nothing more than it takes off by itself. */
export async function decideEffects(driver: Driver, id: string): Promise<void> {
  for (const { hash } of (await warningsOf(driver, id)).filter(({ asksEffect }) => asksEffect)) {
    await driver.do(id, staff.performanceDesk, { type: 'decideCheck', check: hash, accepted: true, reason: await driver.text(staff.performanceDesk, '不影响得分') });
  }
}

export async function sign(driver: Driver, id: string): Promise<void> {
  await answer(driver, id);
  await driver.do(id, staff.clerk, { type: 'submitForSigning' });
  const state = await stateOf(driver, id);
  for (const slot of stageOf(state).signing.flatMap((group) => group.slots)) {
    const person = slot.duty === 'financeHead' ? staff.financeHead : slot.duty === 'deputyLeader' ? staff.deputyLeader : staff.principal;
    await driver.prove(person, state.revision?.hash ?? '');
    await driver.do(id, person, { type: 'sign', slot: slot.key, hash: state.revision?.hash ?? '', statements: state.rules.statements, minutesNo: '〔2024〕3号' });
  }
}

/** What a test does at certain places of the year. */
export type Stops = { readonly collecting?: () => Promise<void>; readonly assessing?: () => Promise<void>; readonly publishing?: () => Promise<void>; readonly reviewed?: () => Promise<void> };

/** Drives a whole year as in the demo case: late and warned checkpoints, a deduction, a finding, publication, closing. Answers the finding's id. */
export async function driveYear(driver: Driver, id: string, stops: Stops = {}): Promise<string> {
  const { db } = driver;
  const desk = staff.performanceDesk;
  const reason = (author: string, text: string) => driver.text(author, text);
  await fill(driver, id);
  await sign(driver, id);
  await driver.do(id, desk, { type: 'approve' });

  driver.now = '2023-01-03T01:00:00.000Z';
  await driver.tick(id);
  await stops.collecting?.();
  await fill(driver, id);
  await driver.do(id, staff.officeLead, { type: 'returnSection', section: 'rules', reason: await reason(staff.officeLead, '文号不全') });
  await driver.do(id, staff.clerk, { type: 'submitSection', section: 'rules' });
  await driver.do(id, staff.financeHead, { type: 'confirmSections', sections: ['budget', 'assets'] });
  await driver.do(id, staff.officeLead, { type: 'confirmSections', sections: ['personnel', 'rules', 'keyTasks', 'outcomes'] });

  driver.now = '2023-07-03T01:00:00.000Z';
  await driver.tick(id);
  // Late by two working days and more: the ladder climbs.
  driver.now = '2023-07-26T01:00:00.000Z';
  await driver.tick(id);
  await fill(driver, id);
  await sign(driver, id);
  await driver.do(id, desk, { type: 'accept' });

  driver.now = '2023-10-09T01:00:00.000Z';
  await driver.tick(id);
  await fill(driver, id);
  await sign(driver, id);
  await driver.do(id, desk, { type: 'warn', reason: await reason(desk, '进度偏慢') });

  driver.now = '2024-01-02T01:00:00.000Z';
  await driver.tick(id);
  await stops.assessing?.();
  await fill(driver, id);
  await sign(driver, id);

  await driver.do(id, desk, { type: 'rescore', indicator: 'fundUseCompliance', points: '1', reason: await reason(desk, '未及时做账') });
  const raised = await raiseFinding(db, {
    updateId: `raise:${id}`, from: { personId: desk, sessionId: 's' }, wallInstant: driver.now, evaluationId: id, findingType: 'lateBookkeeping', source: 'fiscalSupervision',
    text: await reason(desk, '未及时做账'), amountFen: null, effect: { indicator: 'fundUseCompliance', points: '1' },
  });
  if (raised.outcome.kind === 'refused') throw new Error(JSON.stringify(raised.outcome.refusal));
  const { findingId } = raised;
  await decideEffects(driver, id);
  await driver.do(id, desk, { type: 'accept' });
  await driver.finding(findingId, desk, { type: 'serve', documentNo: '财监〔2024〕1号' });
  await driver.finding(findingId, staff.clerk, { type: 'acknowledge' });
  await driver.finding(findingId, staff.clerk, { type: 'plan', text: await reason(staff.clerk, '补做账目'), responsible: staff.accountant, dueOn: '2024-09-30' as CivilDate, hash: '' });
  const plan = (await readFinding(db, findingId))?.state.plan;
  await driver.prove(staff.principal, plan?.hash ?? '');
  await driver.finding(findingId, staff.principal, { type: 'signPlan', hash: plan?.hash ?? '', statements: ['read', 'agree'], minutesNo: null });
  await driver.finding(findingId, desk, { type: 'acceptPlan' });
  await driver.tick(id);

  driver.now = '2024-08-30T01:00:00.000Z';
  await driver.tick(id);
  await driver.do(id, desk, { type: 'recordAccountsApproval', approvedOn: '2024-08-30' as CivilDate, documentNo: '衡人大〔2024〕9号' });
  await stops.publishing?.();
  await driver.do(id, staff.deputyLeader, { type: 'reviewSecrecy', result: 'publish', basis: null });
  await stops.reviewed?.();
  await sign(driver, id);
  await driver.do(id, staff.clerk, { type: 'publish' });
  await driver.do(id, staff.clerk, { type: 'proposeResultUse', lines: [{ line: '基本支出', outcome: (await stateOf(driver, id)).rules.resultUses[0]?.key ?? '', note: null }] });
  await driver.do(id, desk, { type: 'decideResultUse', lines: [{ line: '基本支出', outcome: (await stateOf(driver, id)).rules.resultUses[0]?.key ?? '', note: null }] });
  await driver.do(id, desk, { type: 'close' });
  return findingId;
}
