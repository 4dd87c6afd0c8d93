import { caseEntries, caseFigures, type DemoCase } from '@hengji/database';
import type { EvaluationRecord, SaveSectionBody } from '@hengji/contracts';
import { civilDateOf, type Period, type Phase, type Step, type Template } from '@hengji/domain';
import { CommandFailure } from '../usage.js';
import type { Cast } from './cast.js';
import { until, type Player } from './client.js';

/** Everything the steps of the year need: who plays, which case, which evaluation. */
export type Play = {
  readonly cast: Cast;
  readonly demoCase: DemoCase;
  readonly template: Template;
  readonly campaignId: string;
  readonly evaluationId: string;
  /** Progress, one line. */
  readonly log: (line: string) => void;
};

/** Sections that 会计 fills; all others are the clerk's. */
const accountantSections = ['budget', 'assets', 'forecast'];
/** More alarms than any year has between two phases; a play that needs more hangs. */
const mostAdvances = 60;

export function ownerOf({ cast }: Play, section: string): Player {
  return accountantSections.includes(section) ? cast.accountant : cast.clerk;
}

export async function look({ cast, evaluationId }: Play): Promise<EvaluationRecord> {
  return cast.desk.evaluation(evaluationId);
}

/** Waits while something is due that a shell has not done yet, such as a shell that is only being started: a further step would skip it. */
async function alarmsHeard({ cast, campaignId }: Play): Promise<void> {
  await until('What is due', async () => {
    const { nextInstant, processNow } = await cast.desk.call('getCampaign', { params: { id: campaignId } });
    return nextInstant === null || nextInstant > processNow ? true : null;
  });
}

/** Moves the rehearsal's clock from date to date until the case looks as expected. */
export async function advanceUntil(play: Play, what: string, reached: (evaluation: EvaluationRecord) => boolean): Promise<EvaluationRecord> {
  for (let count = 0; count < mostAdvances; count += 1) {
    const evaluation = await look(play);
    if (reached(evaluation)) return evaluation;
    await alarmsHeard(play);
    if (reached(await look(play))) continue;
    await play.cast.desk.call('advanceCampaign', { params: { id: play.campaignId }, body: {} });
  }
  throw new CommandFailure(`The clock went through ${mostAdvances} dates, and ${what} did not come.`);
}

export async function enter(play: Play, phase: Phase, step: Step, period: Period | null = null): Promise<EvaluationRecord> {
  const stageOfPeriod = (evaluation: EvaluationRecord) => play.template.process.stages[evaluation.stageIndex]?.period ?? null;
  const evaluation = await advanceUntil(play, `${phase} ${step}`, (one) => one.phase === phase && one.step === step && (period === null || stageOfPeriod(one) === period));
  play.log(`${civilDateOf(evaluation.processNow)}  ${phase}${evaluation.checkpoint === null ? '' : ` (${evaluation.checkpoint})`}`);
  return evaluation;
}

type Rows = NonNullable<SaveSectionBody['rows']>;

/** Types values into a section and saves it; `values` replaces what the case says. */
export async function type(play: Play, section: string, period: Period, changes: Readonly<Record<string, string>> = {}): Promise<void> {
  const owner = ownerOf(play, section);
  const values = { ...caseFigures(play.demoCase, period)[section], ...changes };
  const save = async () => {
    const { version } = await owner.call('getSection', { params: { id: play.evaluationId, section } });
    await owner.call('saveSection', { params: { id: play.evaluationId, section }, body: { version, values, rows: rowsOf(play, section), acceptDisqualification: false } });
  };
  await save().catch(async (error: unknown) => {
    // The answer to a save was lost in an outage: it was carried out, and what is in the way is one's own.
    if (!(error instanceof CommandFailure) || error.code !== 'staleVersion') throw error;
    await save();
  });
}

function rowsOf({ demoCase }: Play, section: string): Rows {
  if (section === 'goals') return caseEntries(demoCase).map(({ indicator, target }) => ({ indicator, target }));
  if (section !== 'assessment') return [];
  return caseEntries(demoCase).map(({ indicator, actual, entered, varianceReason, improvementAction }) => ({
    indicator,
    actual,
    ...(entered === null ? {} : { enteredScore: entered.score, enteredReason: entered.reason }),
    varianceReason,
    improvementAction,
  }));
}

export async function submit(play: Play, section: string): Promise<void> {
  await ownerOf(play, section).command(play.evaluationId, { type: 'submitSection', section });
}

/** Fills and hands in every section of the stage; the assessment comes last, because it is written from the others. */
export async function fillStage(play: Play, period: Period, changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): Promise<void> {
  const stage = play.template.process.stages.find((one) => one.period === period && one.steps.includes('fill'));
  for (const section of stage?.sections ?? []) {
    await type(play, section, period, changes[section] ?? {});
    await submit(play, section);
  }
}

/** Signs the frozen version as it stands: reads it, proves who he is, ticks the statements. */
export async function sign(play: Play, slot: 'financeHead' | 'deputyLeader' | 'principal', minutesNo: string | null = null): Promise<void> {
  const signer = play.cast[slot];
  const { revision, statements } = await signer.evaluation(play.evaluationId);
  if (revision === null) throw new CommandFailure(`There is no frozen version for ${slot} to sign.`);
  const { hash } = await signer.call('getRevision', { params: { id: play.evaluationId, number: revision.number } });
  await signer.reauthenticate(hash);
  await signer.command(play.evaluationId, { type: 'sign', slot, hash, statements: [...statements], minutesNo });
}

export async function submitForSigning(play: Play): Promise<void> {
  await play.cast.clerk.command(play.evaluationId, { type: 'submitForSigning' });
}

/** All three slots in their order. */
export async function signAll(play: Play, minutesNo: string | null = null): Promise<void> {
  await sign(play, 'financeHead');
  await sign(play, 'deputyLeader');
  await sign(play, 'principal', minutesNo);
}
