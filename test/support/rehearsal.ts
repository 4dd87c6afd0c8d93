import { caseEntries, caseFigures, demoUnitId, readDemoCalendar, readDemoCase, readDemoCounty, readDemoTemplate } from '@hengji/database';
import type { EvaluationRecord, Input, TaskRecord } from '@hengji/contracts';
import { campaignDates, type CivilDate, type Duty, type Period } from '@hengji/domain';
import { eventually } from './eventually.js';
import type { Person } from './person.js';

/** An evaluation that a test opened. */
export type Opened = { readonly campaignId: string; readonly evaluationId: string; readonly unit: string };

/** User names of those who hold a duty in a unit of the demo county. */
export function holders(unit: string, duty: Duty): readonly string[] {
  return readDemoCounty().people.filter((person) => person.unit === unit && person.posts.some((post) => post.duty === duty)).map(({ username }) => username);
}

export function holderOf(unit: string, duty: Duty): string {
  const [first] = holders(unit, duty);
  if (first === undefined) throw new Error(`nobody holds ${duty} in ${unit}`);
  return first;
}

/** Departments of the demo county: all units with a clerk. */
export function departments(): readonly string[] {
  return readDemoCounty().units.map(({ key }) => key).filter((unit) => holders(unit, 'clerk').length > 0);
}

/** Opening dates of the case's year, moved to another year when asked. */
export function datesOf(year: number): readonly (CivilDate | null)[] {
  return campaignDates(readDemoTemplate(), readDemoCalendar(), year);
}

type PlanBody = Input<'draftCampaign'>['body'];

/** Plans a year for departments and launches it; answers when every one of them is open. */
export async function launchYear(desk: Person, units: readonly string[], plan: Omit<PlanBody, 'subjects'>): Promise<readonly Opened[]> {
  const subjects = units.map((unit) => ({ subject: demoUnitId(unit) }));
  const { id, evaluations } = await desk.call('draftCampaign', { body: { ...plan, subjects } });
  await desk.call('commandCampaign', { params: { id }, body: { type: 'launch' } });
  await eventually('every evaluation of the campaign is open', async () => {
    const { status, subjects: count } = await desk.call('getCampaign', { params: { id } });
    if (count.failed > 0) throw new Error(`${count.failed} subjects could not be opened`);
    return status === 'running';
  });
  return units.map((unit, index) => {
    const opened = evaluations.find(({ subject }) => subject === subjects[index]?.subject);
    if (opened === undefined) throw new Error(`${unit} was not opened`);
    return { campaignId: id, evaluationId: opened.id, unit };
  });
}

/** Opens a rehearsal of the case's year for departments; its clock stands on the morning of the first day. */
export async function openRehearsal(desk: Person, units: readonly string[] = [readDemoCase().unit]): Promise<readonly Opened[]> {
  const { year } = readDemoCase();
  const dates = datesOf(year);
  return launchYear(desk, units, { title: `${year} 年度演练`, year, rehearsal: true, dates: [...dates], startsOn: dates[0] ?? null });
}

/** What is due is done by a shell that may only be starting; a further step of the clock would skip it. */
export async function dueIsDone(desk: Person, campaignId: string): Promise<void> {
  await eventually('what is due', async () => {
    const { nextInstant, processNow } = await desk.call('getCampaign', { params: { id: campaignId } });
    return nextInstant === null || nextInstant > processNow;
  });
}

/** Moves a rehearsal's clock from date to date until one of its cases looks as expected. */
export async function advanceUntil(desk: Person, { campaignId, evaluationId }: Opened, reached: (evaluation: EvaluationRecord) => boolean): Promise<EvaluationRecord> {
  for (let count = 0; count < 60; count += 1) {
    const evaluation = await desk.evaluation(evaluationId);
    if (reached(evaluation)) return evaluation;
    await dueIsDone(desk, campaignId);
    const again = await desk.evaluation(evaluationId);
    if (reached(again)) return again;
    await desk.call('advanceCampaign', { params: { id: campaignId }, body: {} });
  }
  throw new Error('the clock went through 60 dates and it did not come');
}

/** A rehearsal for departments whose goals can be written now. */
export async function openAtGoals(desk: Person, units?: readonly string[]): Promise<readonly Opened[]> {
  const opened = await openRehearsal(desk, units);
  for (const one of opened) await advanceUntil(desk, one, ({ phase, step }) => phase === 'draft' && step === 'fill');
  return opened;
}

/** The open task of a kind; it must be there. */
export function taskOf({ tasks }: EvaluationRecord, kind: string): TaskRecord {
  const task = tasks.find((one) => one.kind === kind);
  if (task === undefined) throw new Error(`no open task ${kind}; there are: ${tasks.map((one) => one.kind).join(', ')}`);
  return task;
}

function rowsOf(section: string): NonNullable<Input<'saveSection'>['body']['rows']> {
  const entries = caseEntries(readDemoCase());
  if (section === 'goals') return entries.map(({ indicator, target }) => ({ indicator, target }));
  if (section !== 'assessment') return [];
  return entries.map(({ indicator, actual, entered, varianceReason, improvementAction }) => ({ indicator, actual, ...(entered === null ? {} : { enteredScore: entered.score, enteredReason: entered.reason }), varianceReason, improvementAction }));
}

/** Types what the case says into a section and hands it in. */
export async function fill(writer: Person, evaluationId: string, section: string, period: Period): Promise<void> {
  const demoCase = readDemoCase();
  const { version } = await writer.call('getSection', { params: { id: evaluationId, section } });
  await writer.call('saveSection', { params: { id: evaluationId, section }, body: { version, values: caseFigures(demoCase, period)[section] ?? {}, rows: rowsOf(section) } });
  await writer.command(evaluationId, { type: 'submitSection', section });
}

/** Reads the frozen version, proves himself, and signs it. */
export async function sign(signer: Person, evaluationId: string, slot: string): Promise<void> {
  const { revision, statements } = await signer.evaluation(evaluationId);
  if (revision === null) throw new Error(`there is no version for ${slot} to sign`);
  await signer.reauthenticate(revision.hash);
  await signer.command(evaluationId, { type: 'sign', slot, hash: revision.hash, statements: [...statements], minutesNo: null });
}
