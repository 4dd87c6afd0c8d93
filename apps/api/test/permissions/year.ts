import { caseEntries, caseFigures, readDemoCase } from '@hengji/database';
import type { EvaluationRecord, FindingCommandBody } from '@hengji/contracts';
import type { CivilDate, Duty } from '@hengji/domain';
import type { World } from './world.js';

const demo = readDemoCase();
const planDueOn = '2024-09-30' as CivilDate;

/** Called wherever an evaluation, or a finding, has come to rest at a place of the process; `name` is unique in a year. */
export type Look = (name: string, what: { readonly evaluationId: string; readonly findingId: string | null }) => Promise<void>;

/**
 * One department's year over HTTP, as its people would go through it, with a look at every step. The evaluation was just
 * opened, the clock stands before the first date. Answers the finding that came up in the bureau's review.
 */
export async function liveThroughYear(world: World, evaluationId: string, look: Look): Promise<string> {
  const at = (name: string, findingId: string | null = null) => look(name, { evaluationId, findingId });
  const command = (duty: Duty, body: Parameters<ReturnType<World['person']>['command']>[1]) => world.person(duty).command(evaluationId, body);
  const move = (day: string) => world.moveTo(`${day}T01:00:00.000Z`, [evaluationId]);
  const fillAll = async () => {
    for (const section of (await world.person('clerk').evaluation(evaluationId)).sections) await fillSection(world, evaluationId, section.key);
  };

  await at('draft.waiting');
  await move('2022-11-01');
  await at('draft.fill');
  await fillAll();
  await at('draft.submitted');
  await command('clerk', { type: 'submitForSigning' });
  await at('draft.sign');
  await signAll(world, evaluationId);
  await at('draft.review');
  await command('performanceDesk', { type: 'approve' });
  await at('dataCollection.waiting');
  await move('2023-01-03');
  await at('dataCollection.fill');
  await fillAll();
  await at('dataCollection.confirm');
  await command('financeHead', { type: 'confirmSections', sections: ['budget', 'assets'] });
  await command('officeLead', { type: 'confirmSections', sections: ['personnel', 'rules', 'keyTasks', 'outcomes'] });
  for (const [day, checkpoint, verdict] of [['2023-07-03', 'June', { type: 'accept' }], ['2023-10-09', 'September', { type: 'warn', reason: '进度偏慢' }]] as const) {
    await move(day);
    if (checkpoint === 'June') await at('monitoring.fill');
    await fillAll();
    await command('clerk', { type: 'submitForSigning' });
    if (checkpoint === 'June') await at('monitoring.sign');
    await signAll(world, evaluationId);
    if (checkpoint === 'June') await at('monitoring.review');
    await command('performanceDesk', verdict);
  }
  await move('2024-01-02');
  await at('selfAssessment.fill');
  const { sections } = await world.person('clerk').evaluation(evaluationId);
  for (const { key } of sections) if (key !== 'assessment') await fillSection(world, evaluationId, key);
  await at('selfAssessment.assessing');
  await fillSection(world, evaluationId, 'assessment');
  await at('selfAssessment.submitted');
  await answerChecks(world, evaluationId);
  await command('clerk', { type: 'submitForSigning' });
  await at('selfAssessment.sign');
  await signAll(world, evaluationId);
  await at('financeReview.review');
  const { id: findingId } = await world.person('performanceDesk').call('raiseFinding', {
    body: { evaluationId, findingType: 'lateBookkeeping', source: 'fiscalSupervision', description: '未及时做账', amountFen: null, effect: { indicator: 'fundUseCompliance', points: '1' } },
  });
  for (const { hash } of (await checksOf(world, evaluationId)).filter(({ asksEffect }) => asksEffect)) await command('performanceDesk', { type: 'decideCheck', check: hash, accepted: true, reason: '不影响得分。' });
  await command('performanceDesk', { type: 'accept' });
  await at('rectification.fill');
  await planFinding(world, findingId, at);
  await world.tick(evaluationId);
  await at('publication.waiting');
  await move('2024-08-30');
  await command('performanceDesk', { type: 'recordAccountsApproval', approvedOn: '2024-08-30' as CivilDate, documentNo: '衡人大〔2024〕9号' });
  await at('publication.fill');
  await command('deputyLeader', { type: 'reviewSecrecy', result: 'publish', basis: null });
  await at('publication.reviewed');
  await command('clerk', { type: 'submitForSigning' });
  await at('publication.sign');
  await signAll(world, evaluationId);
  await at('publication.release');
  await command('clerk', { type: 'publish' });
  await at('resultUse.fill');
  await command('clerk', { type: 'proposeResultUse', lines: [{ line: '基本支出', outcome: 'keep' }] });
  await at('resultUse.review');
  await command('performanceDesk', { type: 'decideResultUse', lines: [{ line: '基本支出', outcome: 'keep' }] });
  await at('resultUse.release');
  await closeFinding(world, findingId, at);
  await command('performanceDesk', { type: 'close' });
  await at('closed');
  return findingId;
}

/** Types the case's figures into one section of the current stage, with a file beside it, and hands it in; a signer who does so was told what it costs him. */
export async function fillSection(world: World, evaluationId: string, section: string, duty: Duty = writerOf(section)): Promise<void> {
  const writer = world.person(duty);
  const acceptDisqualification = duty === 'principal';
  const { version, period } = await writer.call('getSection', { params: { id: evaluationId, section } });
  const rows = caseEntries(demo).map(({ indicator, target, ...rest }) =>
    section === 'goals'
      ? { indicator, target }
      : { indicator, actual: rest.actual, ...(rest.entered === undefined || rest.entered === null ? {} : { enteredScore: rest.entered.score, enteredReason: rest.entered.reason }), varianceReason: rest.varianceReason, improvementAction: rest.improvementAction },
  );
  const values = period === null ? {} : (caseFigures(demo, period)[section] ?? {});
  await writer.call('saveSection', { params: { id: evaluationId, section }, body: { version, values, rows: section === 'goals' || section === 'assessment' ? rows : [], acceptDisqualification } });
  if (section === 'goals' || section === 'assessment') {
    await writer.call('addEvidence', { params: { id: evaluationId, section }, query: { name: '依据.txt' }, body: new TextEncoder().encode('依据') });
  }
  await writer.command(evaluationId, { type: 'submitSection', section, acceptDisqualification });
}

const checksOf = async (world: World, id: string) => (await world.person('performanceDesk').call('getChecks', { params: { id } })).checks;

/** Every open warning is answered by whoever writes in its section. */
export async function answerChecks(world: World, evaluationId: string): Promise<void> {
  for (const { hash, section } of (await checksOf(world, evaluationId)).filter(({ open }) => open)) {
    await world.person(writerOf(section.key)).command(evaluationId, { type: 'answerCheck', check: hash, effect: null, reason: '凭证存本股室。' });
  }
}

function writerOf(section: string): Duty {
  return ['budget', 'assets', 'forecast'].includes(section) ? 'accountant' : 'clerk';
}

function slotsOf({ signatures }: EvaluationRecord): readonly EvaluationRecord['signatures'][number][] {
  return signatures.filter(({ person }) => person === null);
}

/** Everybody signs in his slot; `acting`: who was appointed to one. */
export async function signAll(world: World, evaluationId: string, acting: Readonly<Record<string, Duty>> = {}): Promise<void> {
  const { revision, statements, ...rest } = await world.person('clerk').evaluation(evaluationId);
  const hash = revision?.hash ?? '';
  for (const { slot, duty } of slotsOf({ revision, statements, ...rest })) {
    const signer = world.person(acting[slot] ?? duty);
    await signer.reauthenticate(hash);
    await signer.command(evaluationId, { type: 'sign', slot, hash, statements: [...statements], minutesNo: '〔2024〕3号' });
  }
}

const commandFinding = (world: World, id: string, duty: Duty, body: FindingCommandBody) => world.person(duty).call('commandFinding', { params: { id }, body });

async function planFinding(world: World, id: string, at: (name: string, findingId: string) => Promise<void>): Promise<void> {
  await at('finding.raised', id);
  await commandFinding(world, id, 'performanceDesk', { type: 'serve', documentNo: '财监〔2024〕1号' });
  await at('finding.served', id);
  await commandFinding(world, id, 'clerk', { type: 'object', reason: '款项已经入账。' });
  await at('finding.objected', id);
  await commandFinding(world, id, 'performanceDesk', { type: 'rejectObjection', reason: '凭证日期在检查之后。' });
  await at('finding.acknowledged', id);
  await commandFinding(world, id, 'clerk', { type: 'plan', measure: '补做账目', deliverable: '凭证', responsible: world.personId('accountant'), dueOn: planDueOn });
  await at('finding.planned', id);
  const { plan, statements } = await world.person('principal').call('getFinding', { params: { id } });
  const hash = plan?.hash ?? '';
  await world.person('principal').reauthenticate(hash);
  await commandFinding(world, id, 'principal', { type: 'signPlan', hash, statements: [...statements], minutesNo: null });
  await at('finding.planSigned', id);
  await commandFinding(world, id, 'performanceDesk', { type: 'acceptPlan' });
  await at('finding.planAccepted', id);
}

async function closeFinding(world: World, id: string, at: (name: string, findingId: string) => Promise<void>): Promise<void> {
  const { id: evidence } = await world.person('clerk').call('addFindingEvidence', { params: { id }, query: { name: '凭证.txt' }, body: new TextEncoder().encode('凭证') });
  await commandFinding(world, id, 'clerk', { type: 'addEvidence', evidence: [evidence], text: '已补做账目。' });
  await at('finding.evidenced', id);
  await commandFinding(world, id, 'performanceDesk', { type: 'verifyEvidence', reason: '账目相符。' });
  await at('finding.verified', id);
  await commandFinding(world, id, 'performanceDesk', { type: 'closeFinding', reason: '整改到位。' });
  await at('finding.closed', id);
}
