import { readDemoCalendar, readDemoCase, readDemoTemplate } from '@hengji/database';
import { campaignDates, civilDateOf, isCivilDate, type CivilDate } from '@hengji/domain';
import { CommandFailure } from '../usage.js';
import { closeFinding, raiseFinding, serveFinding } from './finding.js';
import { answerChecks, decideEffects } from './answers.js';
import type { Cast } from './cast.js';
import { until } from './client.js';
import { advanceUntil, enter, fillStage, look, sign, signAll, submit, submitForSigning, type, type Play } from './stage.js';

const planDueOn = civilDate('2024-09-30');
const approvedOn = civilDate('2024-08-30');

function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw new RangeError(`no date: ${text}`);
  return text;
}

/** Opens a new rehearsal of the case's year for its department; any number of them may stand side by side. */
export async function openRehearsal(cast: Cast, log: Play['log']): Promise<Play> {
  const [demoCase, template, calendar] = [readDemoCase(), readDemoTemplate(), readDemoCalendar()];
  const dates = campaignDates(template, calendar, demoCase.year);
  const drafted = await cast.desk.call('draftCampaign', {
    params: {},
    body: { title: `${demoCase.year} 年度演练`, year: demoCase.year, rehearsal: true, subjects: [{ subject: cast.unitId }], dates: [...dates], startsOn: dates[0] ?? null },
  });
  const [evaluation] = drafted.evaluations;
  if (evaluation === undefined) throw new CommandFailure('The rehearsal was planned without an evaluation.');
  const params = { id: drafted.id };
  const { problems } = await cast.desk.call('checkCampaign', { params });
  const blocking = problems.filter(({ severity }) => severity === 'blocking');
  if (blocking.length > 0) throw new CommandFailure(`The rehearsal cannot be opened: ${blocking.map(({ code }) => code).join(', ')}.`);
  await cast.desk.call('commandCampaign', { params, body: { type: 'launch' } });
  await until('the opening of the rehearsal', async () => ((await cast.desk.call('getCampaign', { params })).status === 'running' ? true : null));
  log(`rehearsal ${drafted.id}, evaluation ${evaluation.id}`);
  return { cast, demoCase, template, campaignId: drafted.id, evaluationId: evaluation.id, log };
}

/** Goals are written, signed by all three, and approved by the bureau. */
async function draft(play: Play): Promise<void> {
  const { cast, evaluationId } = play;
  await enter(play, 'draft', 'fill');
  const assign = (sections: readonly string[], person: string) => ({ type: 'assignSections' as const, assignments: sections.map((section) => ({ section, person })) });
  await cast.clerk.command(evaluationId, assign(['budget', 'assets', 'forecast'], cast.accountant.personId));
  await cast.clerk.command(evaluationId, assign(['goals', 'personnel', 'rules', 'keyTasks', 'outcomes', 'assessment'], cast.clerk.personId));
  await fillStage(play, 'goals');
  await submitForSigning(play);
  await signAll(play);
  await cast.desk.command(evaluationId, { type: 'approve' });
  play.log('            goals signed and approved');
}

/** The clerk types the year-end number of staff where the number at the year's start is asked; the lead gives the section back. */
async function collectData(play: Play): Promise<void> {
  const { cast, evaluationId } = play;
  await enter(play, 'dataCollection', 'fill');
  await fillStage(play, 'baseline', { personnel: { staffInstitution: '7' } });
  await cast.financeHead.command(evaluationId, { type: 'returnSection', section: 'personnel', reason: '这里要填年初数：事业人员年初是 6 人，请改正。' });
  await type(play, 'personnel', 'baseline');
  await submit(play, 'personnel');
  const { sections } = await look(play);
  await cast.financeHead.command(evaluationId, { type: 'confirmSections', sections: sections.map(({ key }) => key) });
  play.log('            one section returned and corrected, all confirmed');
}

/** Nobody fills the first checkpoint until the bureau's desk is told. */
async function monitorLate(play: Play): Promise<void> {
  await enter(play, 'monitoring', 'fill', 'throughJune');
  const late = await advanceUntil(play, 'the escalation', ({ urgency }) => urgency === 'escalated');
  play.log(`${civilDateOf(late.processNow)}              escalated to the bureau's desk`);
  await fillStage(play, 'throughJune');
  await submitForSigning(play);
  await signAll(play);
  await play.cast.desk.command(play.evaluationId, { type: 'accept' });
  play.log('            filled late, signed and accepted');
}

async function monitorWarned(play: Play): Promise<void> {
  await enter(play, 'monitoring', 'fill', 'throughSeptember');
  await fillStage(play, 'throughSeptember');
  await submitForSigning(play);
  await signAll(play);
  await play.cast.desk.command(play.evaluationId, { type: 'warn', reason: '基本支出慢于进度，公积金配套资金要在年底前落实。' });
  play.log('            accepted with a warning');
}

/** 分管领导 gives the first version back: its measures name nobody and no date. */
async function assess(play: Play): Promise<void> {
  const { cast, evaluationId } = play;
  await enter(play, 'selfAssessment', 'fill');
  await fillStage(play, 'yearEnd', { assessment: { improvements: '加强预算管理，提高资金使用效益。' } });
  const answered = await answerChecks(play);
  await submitForSigning(play);
  await sign(play, 'financeHead');
  await cast.deputyLeader.command(evaluationId, { type: 'refuseToSign', slot: 'deputyLeader', sections: ['assessment'], reason: '改进措施没有写谁来做、什么时候做完，请补上。' });
  await type(play, 'assessment', 'yearEnd');
  await submit(play, 'assessment');
  await answerChecks(play);
  await submitForSigning(play);
  await signAll(play, '领导小组会议纪要〔2024〕1号');
  const { score } = await look(play);
  play.log(`            ${answered} warnings answered, refused once, corrected, signed: self-score ${score.self ?? '–'}`);
}

/** The bureau hears of late bookkeeping during its review, takes a point off, and raises the finding. Answers its id. */
async function review(play: Play): Promise<string> {
  const { cast, evaluationId, demoCase } = play;
  const { indicator, points } = demoCase.finding.effect;
  await enter(play, 'financeReview', 'review');
  const findingId = await raiseFinding(play);
  await cast.desk.command(evaluationId, { type: 'rescore', indicator, points, reason: '财政监督发现做账不及时。' });
  await decideEffects(play);
  await cast.desk.command(evaluationId, { type: 'accept' });
  const { score } = await look(play);
  play.log(`            reviewed: ${score.reviewed ?? '–'}, ${score.grade ?? '–'}`);
  await serveFinding(play, findingId, planDueOn);
  play.log('            plan of the finding accepted');
  return findingId;
}

async function publish(play: Play): Promise<void> {
  const { cast, evaluationId } = play;
  await enter(play, 'publication', 'fill');
  await cast.desk.command(evaluationId, { type: 'recordAccountsApproval', approvedOn, documentNo: '衡财预〔2024〕31号' });
  await cast.deputyLeader.command(evaluationId, { type: 'reviewSecrecy', result: 'publish', basis: null });
  await submitForSigning(play);
  await sign(play, 'principal');
  await cast.clerk.command(evaluationId, { type: 'publish' });
  play.log('            published');
}

async function useResult(play: Play): Promise<void> {
  const { cast, evaluationId } = play;
  await enter(play, 'resultUse', 'fill');
  const lines = [{ line: '部门整体支出预算', outcome: 'keep' }];
  await cast.clerk.command(evaluationId, { type: 'proposeResultUse', lines });
  await cast.desk.command(evaluationId, { type: 'decideResultUse', lines });
  play.log('            use of the result decided: keep');
}

/** The whole year, step by step, as its people would do it. */
export async function playAll(play: Play): Promise<void> {
  await draft(play);
  await collectData(play);
  await monitorLate(play);
  await monitorWarned(play);
  await assess(play);
  const findingId = await review(play);
  await publish(play);
  await useResult(play);
  await closeFinding(play, findingId);
  await play.cast.desk.command(play.evaluationId, { type: 'close' });
  play.log('            archived');
}
