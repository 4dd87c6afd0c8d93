import type { EvaluationCommandBody, FindingCommandBody } from '@hengji/contracts';
import { commitEvaluation, readDemoTemplate, saveCommandInput } from '@hengji/database';
import { addDays, civilDateOf, type CivilDate, type Duty } from '@hengji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluationBodies, findingBodies } from './permissions/bodies.js';
import { countyIds, World } from './permissions/world.js';
import { answerChecks, fillSection, signAll } from './permissions/year.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.end());

const reason = '理由';
const day = (text: string) => text as CivilDate;
const stages = { monitoring: 2, publication: 7 } as const;

/** A year in which most things go wrong, over HTTP: what the smooth year of the other tests never asks for is accepted, and does what it says. */
class Trouble {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }

  record(duty: Duty = 'performanceDesk') {
    return world.person(duty).evaluation(this.id);
  }

  async give(duty: Duty, body: EvaluationCommandBody) {
    return (await world.person(duty).command(this.id, body)).events;
  }

  /** With a body as the pages fill it in. */
  async giveAs(duty: Duty, type: EvaluationCommandBody['type']) {
    const bodies: Readonly<Record<string, EvaluationCommandBody>> = evaluationBodies(await this.record(), [world.personId('staff'), world.personId('clerk')]);
    return this.give(duty, bodies[type] ?? { type: 'approve' });
  }

  async position() {
    const { phase, step } = await this.record();
    return `${phase}.${step}`;
  }

  async fillAll() {
    for (const { key, status } of (await this.record('clerk')).sections) if (status === 'open' || status === 'returned') await fillSection(world, this.id, key);
  }

  /** Fills, hands in and signs what the stage asks for. */
  async upToReview() {
    await this.fillAll();
    await answerChecks(world, this.id);
    await this.give('clerk', { type: 'submitForSigning' });
    await signAll(world, this.id);
  }

  moveTo(date: string) {
    return world.moveTo(`${date}T01:00:00.000Z`, [this.id]);
  }

  async dueOn() {
    return (await this.record('clerk')).tasks.find(({ kind }) => kind === 'fillSection')?.dueOn;
  }
}

async function finding(id: string, duty: Duty, body: FindingCommandBody) {
  return (await world.person(duty).call('commandFinding', { params: { id }, body })).events;
}

test('a year that began on paper, and in which most things go wrong', { timeout: 240_000 }, async () => {
  const year = new Trouble(await world.open('own', stages.monitoring));
  await year.moveTo('2023-07-03');
  const scan = await world.person('performanceDesk').call('addDocumentScan', { query: { name: '批复.pdf' }, body: new TextEncoder().encode('%PDF-1.7 批复') });
  expect(await year.give('performanceDesk', { type: 'registerPaper', stage: 0, documentNo: '财绩〔2023〕8号', scans: [scan.id] })).toContain('paperRegistered');

  // More time is asked for twice, refused and granted; the old date stays beside the new one.
  const before = await year.dueOn();
  const until = addDays(civilDateOf((await year.record()).processNow), 40);
  await year.give('clerk', { type: 'askExtension', until, reason });
  expect(await year.give('performanceDesk', { type: 'refuseExtension', reason })).toContain('extensionRefused');
  expect(await year.dueOn()).toBe(before);
  await year.give('clerk', { type: 'askExtension', until, reason });
  expect(await year.give('performanceDesk', { type: 'grantExtension' })).toContain('taskRedated');
  expect(await year.dueOn()).toBe(until);

  // The principal hands in a section himself: he signs it no more, and the administrator names somebody who may.
  const [first] = (await year.record('clerk')).sections;
  await year.give('clerk', { type: 'assignSections', assignments: [{ section: first?.key ?? '', person: world.personId('principal') }] });
  await expect(fillSection(world, year.id, first?.key ?? ''), 'a refusal names the section as the form does').rejects.toThrow(`“${first?.title ?? ''}”不归您办理。`);
  await fillSection(world, year.id, first?.key ?? '', 'principal');
  await year.fillAll();
  await year.give('clerk', { type: 'submitForSigning' });
  expect((await year.record()).step).toBe('sign');
  expect(await year.give('administrator', { type: 'appointActing', slot: 'principal', person: world.personId('staff'), reason })).toContain('actingAppointed');

  // Unlocked after the first signature: it stays, and is void.
  const { revision, statements } = await year.record();
  const hash = revision?.hash ?? '';
  await world.person('financeHead').reauthenticate(hash);
  await year.give('financeHead', { type: 'sign', slot: 'financeHead', hash, statements: [...statements], minutesNo: null });
  expect(await year.give('principal', { type: 'unlock', reason })).toContain('revisionVoided');
  expect(await year.position()).toBe('monitoring.fill');
  await year.give('clerk', { type: 'assignSections', assignments: [{ section: first?.key ?? '', person: world.personId('accountant') }] });
  await year.fillAll();
  await year.give('clerk', { type: 'submitForSigning' });
  // Another version, another appointment: its preparers might have been others.
  await year.give('administrator', { type: 'appointActing', slot: 'principal', person: world.personId('staff'), reason });
  await signAll(world, year.id, { principal: 'staff' });
  expect((await year.record()).signatures.find(({ slot }) => slot === 'principal')).toMatchObject({ person: { id: world.personId('staff') }, acting: true });

  expect(await year.giveAs('performanceDesk', 'adjustGoals')).toContain('goalsAdjusted');
  expect(await year.give('performanceDesk', { type: 'adviseSuspension', reason })).toContain('reviewed');
  await year.moveTo('2023-10-09');
  await year.upToReview();
  expect(await year.giveAs('performanceDesk', 'orderRectification')).toContain('rectificationOrdered');

  await year.moveTo('2024-01-02');
  await year.upToReview();
  const { id: late } = await world.person('performanceDesk').call('raiseFinding', {
    body: { evaluationId: year.id, findingType: 'lateBookkeeping', source: 'fiscalSupervision', description: '未及时做账', amountFen: null, effect: { indicator: 'fundUseCompliance', points: '1' } },
  });
  const { checks } = await world.person('performanceDesk').call('getChecks', { params: { id: year.id } });
  for (const { hash: check } of checks.filter(({ asksEffect }) => asksEffect)) await year.give('performanceDesk', { type: 'decideCheck', check, accepted: true, reason });
  expect(await year.give('performanceDesk', { type: 'acceptWithConditions', reason: '按季报送凭证。' })).toContain('reviewed');
  expect(await year.position()).toBe('rectification.fill');

  // The one that was ordered is objected to, rightly; the other one's evidence does not do at first.
  const ordered = (await year.record()).findings.find(({ id }) => id !== late)?.id ?? '';
  for (const id of [ordered, late]) await finding(id, 'performanceDesk', { type: 'serve', documentNo: '财监〔2024〕1号' });
  await finding(ordered, 'clerk', { type: 'object', reason });
  expect(await finding(ordered, 'performanceDesk', { type: 'upholdObjection', reason })).toContain('withdrawnByBureau');
  const { plan } = findingBodies(await world.person('clerk').call('getFinding', { params: { id: late } }), world.personId('accountant'));
  await finding(late, 'clerk', { type: 'acknowledge' });
  await finding(late, 'clerk', plan);
  const laid = await world.person('principal').call('getFinding', { params: { id: late } });
  await world.person('principal').reauthenticate(laid.plan?.hash ?? '');
  await finding(late, 'principal', { type: 'signPlan', hash: laid.plan?.hash ?? '', statements: [...laid.statements], minutesNo: null });
  await finding(late, 'performanceDesk', { type: 'acceptPlan' });
  const { id: evidence } = await world.person('clerk').call('addFindingEvidence', { params: { id: late }, query: { name: '凭证.txt' }, body: new TextEncoder().encode('凭证') });
  await finding(late, 'clerk', { type: 'addEvidence', evidence: [evidence], text: '已补做账目。' });
  expect(await finding(late, 'performanceDesk', { type: 'returnFinding', reason })).toContain('findingReturned');
  await world.tick(year.id);
  expect((await year.record()).phase).toBe('publication');

  // Nothing of it may be public.
  await year.moveTo('2024-08-30');
  await year.give('performanceDesk', { type: 'recordAccountsApproval', approvedOn: day('2024-08-30'), documentNo: '衡人大〔2024〕9号' });
  await year.give('deputyLeader', { type: 'reviewSecrecy', result: 'withhold', basis: '涉及未公开的边防支出。' });
  expect(await year.give('principal', { type: 'withholdPublication' })).toContain('publicationWithheld');
  expect(await year.position()).toBe('resultUse.fill');
  await year.give('administrator', { type: 'cancel', reason: '演练结束。' });
});

test('a published year is corrected also after it is closed', { timeout: 120_000 }, async () => {
  const year = new Trouble(await world.open('own', stages.publication));
  await year.moveTo('2024-09-02');
  await year.give('performanceDesk', { type: 'recordAccountsApproval', approvedOn: day('2024-08-30'), documentNo: '衡人大〔2024〕9号' });
  await year.give('deputyLeader', { type: 'reviewSecrecy', result: 'publish', basis: null });
  await year.give('clerk', { type: 'submitForSigning' });
  await signAll(world, year.id);
  await year.give('clerk', { type: 'publish' });
  const lines = [{ line: '基本支出', outcome: 'keep' }];
  await year.give('clerk', { type: 'proposeResultUse', lines });
  expect(await year.give('principal', { type: 'correctPublication', reason: '预算数单位有误。' })).toEqual(['publicationCorrected']);
  await year.give('performanceDesk', { type: 'decideResultUse', lines });
  await year.give('performanceDesk', { type: 'close' });
  expect((await year.record()).status).toBe('closed');
  expect(await year.give('performanceDesk', { type: 'correctPublication', reason: '附表有误。' })).toEqual(['publicationCorrected']);
});

test('what was signed is shown by the version of the template it was signed by, whatever the case goes on by', { timeout: 120_000 }, async () => {
  const year = new Trouble(await world.open('own', 0, { id: crypto.randomUUID(), name: '道路改造' }));
  await year.moveTo('2022-11-01');
  await year.upToReview();
  await year.give('performanceDesk', { type: 'approve' });
  const [desk, clerk, params] = [world.person('performanceDesk'), world.person('clerk'), { id: year.id }];
  const standing = readDemoTemplate();
  const indicators = standing.indicators.map((row) => (row.key === 'workEfficiency' ? { ...row, key: 'serviceEfficiency', name: '政务服务效率提升', target: '办理时间缩短一半' } : row));
  const released = (await desk.call('listTemplates', {})).data.filter(({ key }) => key === standing.key).map((one) => one.version);
  const { id: to, version } = await desk.call('releaseTemplate', { body: { template: { ...standing, version: Math.max(...released) + 1, indicators }, reason: '省里印发新表。' } });
  const input = crypto.randomUUID();
  await saveCommandInput(world.database, { id: input, countyId: countyIds.here, authorId: world.personId('performanceDesk'), kind: 'reason', json: '省里印发新表。' });
  const command = { type: 'moveTemplate', from: 'template', to, rows: [{ from: 'workEfficiency', to: 'serviceEfficiency' }], documentNo: '省财绩〔2024〕9号', reason: input } as const;
  const message = { command, from: { personId: world.personId('performanceDesk'), sessionId: '' } };
  expect(await commitEvaluation(world.database, { id: year.id, updateId: 'campaign:template:1', message, wallInstant: new Date().toISOString() })).toMatchObject({ kind: 'accepted' });

  const rowOf = <Row extends { readonly indicator: string }>(rows: readonly Row[], key: string) => rows.find(({ indicator }) => indicator === key);
  const signed = await clerk.call('getSection', { params: { ...params, section: 'goals' }, query: { stage: 0 } });
  const approved = rowOf(signed.rows, 'workEfficiency')?.target;
  expect(rowOf(signed.rows, 'workEfficiency')).toMatchObject({ name: '工作运转效率提升' });
  expect(rowOf(signed.rows, 'serviceEfficiency')).toBeUndefined();
  const revision = await clerk.call('getRevision', { params: { ...params, number: 1 } });
  expect(revision.html).toContain('工作运转效率提升');
  expect(revision.html).toContain(`第${standing.version}版`);
  // The approved target goes on with its row, whatever the new form proposes.
  expect(approved).not.toBe('办理时间缩短一半');
  expect(rowOf((await clerk.call('getScoreSheet', { params })).rows, 'serviceEfficiency')).toMatchObject({ name: '政务服务效率提升', target: approved });
  const record = await year.record();
  expect(record.formRows.map(({ key }) => key)).toEqual(expect.arrayContaining(['workEfficiency', 'serviceEfficiency']));
  const told = (await clerk.call('getTimeline', { params })).data.find(({ type }) => type === 'templateMoved');
  expect(told).toMatchObject({ text: '省里印发新表。', params: { toNumber: version, fromNumber: standing.version } });
  expect(told?.params['lost']).toBeNull();
});
