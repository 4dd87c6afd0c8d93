import { isTooFar, latestDate } from '../calendar.js';
import { compareCivilDates } from '../civilDate.js';
import { extendTasks, extensionRefusal } from '../extensions.js';
import { parties, partyOf, type Actor } from '../duties.js';
import type { PersonId } from '../identifiers.js';
import { isFindingOver } from '../finding/state.js';
import { isLive } from '../phases.js';
import { accept, refuse, type Decision } from '../refusals.js';
import type { Task } from '../tasks.js';
import type { EvaluationCommand } from './commands.js';
import { inPlaceOf, mayActOn, peopleOf, recipientOf, type Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import type { EvaluationFacts } from './facts.js';

type Of<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
type Outcome = Decision<EvaluationEvent>;

/** What the department may be given more time for; the day of publication is the law's (预算法 §14). */
function isExtensible(task: Task): boolean {
  if (task.kind === 'publish') return false;
  return 'person' in task.assignee || partyOf[task.assignee.duty] === 'department';
}

/** Whoever has a task here may ask for more time for the step. */
export function askExtension(context: Context, command: Of<'askExtension'>): Outcome {
  const { state, actor, now } = context;
  if (state.extension !== null) return refuse({ code: 'extensionPending' });
  const tasks = state.tasks.filter(isExtensible);
  const own = tasks.find((task) => mayActOn(context, task));
  if (own === undefined) return refuse({ code: 'notYourTask' });
  const refusal = extensionRefusal(command.until, tasks, context.today);
  if (refusal !== null) return refuse(refusal);
  return accept([{ type: 'extensionAsked', request: { askedBy: actor.personId, until: command.until, reason: command.reason, askedAt: now }, ...inPlaceOf(context, recipientOf(context, own)) }]);
}

/** Grants the date asked for to every open task of the department in this step; the old dates stay beside the new. */
export function grantExtension(context: Context): Outcome {
  const { state, facts, actor, now } = context;
  if (state.extension === null) return refuse({ code: 'noExtensionPending' });
  const { until } = state.extension;
  if (compareCivilDates(until, context.today) <= 0) return refuse({ code: 'dateInPast' });
  return accept([{ type: 'extensionGranted', until, by: actor.personId }, ...extendTasks(state.tasks.filter(isExtensible), until, state.rules, facts.calendar, now)]);
}

export function refuseExtension(context: Context, command: Of<'refuseExtension'>): Outcome {
  if (context.state.extension === null) return refuse({ code: 'noExtensionPending' });
  return accept([{ type: 'extensionRefused', by: context.actor.personId, reason: command.reason }]);
}

/** Moves the opening of a stage that has not begun, by a numbered document. */
export function movePhaseDate(context: Context, command: Of<'movePhaseDate'>): Outcome {
  const { state, today } = context;
  const stage = state.stages[command.stage];
  // A stage that opens on receipt has no date to move.
  if (stage?.opensOn === undefined || stage.opensOn === null) return refuse({ code: 'stageUnknown' });
  if (command.documentNo.trim() === '') return refuse({ code: 'documentNoRequired' });
  const begun = command.stage < state.stageIndex || (command.stage === state.stageIndex && state.step !== 'waiting');
  if (begun) return refuse({ code: 'stageAlreadyOpen' });
  if (compareCivilDates(command.date, today) < 0) return refuse({ code: 'dateInPast' });
  if (isTooFar(command.date, today)) return refuse({ code: 'dateTooFar', latest: latestDate(today) });
  return accept([{ type: 'phaseDateMoved', stage: command.stage, from: stage.opensOn, to: command.date, documentNo: command.documentNo }]);
}

/**
 * Adds scans to a stage that was done on paper before the county worked here, and corrects its document's number; nothing is taken away.
 * That each scan is a stored file is asked where the files are.
 */
export function registerPaper(context: Context, command: Of<'registerPaper'>): Outcome {
  const { state, actor } = context;
  if (state.stages[command.stage]?.outcome !== 'onPaper') return refuse({ code: 'stageUnknown' });
  if (command.documentNo.trim() === '') return refuse({ code: 'documentNoRequired' });
  if (command.scans.length === 0) return refuse({ code: 'scanMissing' });
  const { stage, documentNo, scans } = command;
  return accept([{ type: 'paperRegistered', stage, documentNo, scans: [...new Set(scans)], by: actor.personId }]);
}

/** Whether a finding goes on, be the year over or not: absences recorded on the evaluation hold for it too. */
export function hasLiveFinding({ findings }: Pick<EvaluationFacts, 'findings'>): boolean {
  return findings.some(({ status }) => !isFindingOver(status));
}

/** A dated absence: until it ends, `to` may do what `from` may, and both names are kept. */
export function delegate(context: Context, command: Of<'delegate'>): Outcome {
  const { state, actor, today, facts } = context;
  if (!isLive(state.status) && !hasLiveFinding(facts)) return refuse({ code: 'notOpen', status: state.status });
  if (command.from === command.to) return refuse({ code: 'delegateToSelf' });
  if (command.from !== actor.personId && !actor.duties.includes('administrator')) return refuse({ code: 'notYourTask' });
  if (compareCivilDates(command.endsOn, command.startsOn) < 0) return refuse({ code: 'datesReversed' });
  if (compareCivilDates(command.endsOn, today) < 0) return refuse({ code: 'dateInPast' });
  if (isTooFar(command.endsOn, today)) return refuse({ code: 'dateTooFar', latest: latestDate(today) });
  if (!isOfCase(context, command.from)) return refuse({ code: 'personUnknown', person: command.from });
  if (!sameSide(facts, command.from, command.to)) return refuse({ code: 'personUnknown', person: command.to });
  const { from, to, startsOn, endsOn } = command;
  return accept([{ type: 'delegated', delegation: { from, to, startsOn, endsOn }, ...(from === actor.personId ? {} : { by: actor.personId }), reason: command.reason }]);
}

/** Hands everything one person has in this case to another: sections, acting appointments, and with them the tasks in his name; what he claimed is free again. */
export function handOver(context: Context, command: Of<'handOver'>): Outcome {
  const { state, facts } = context;
  if (command.from === command.to) return refuse({ code: 'delegateToSelf' });
  if (!isOfCase(context, command.from)) return refuse({ code: 'personUnknown', person: command.from });
  if (!sameSide(facts, command.from, command.to)) return refuse({ code: 'personUnknown', person: command.to });
  const released = state.tasks.flatMap((task): EvaluationEvent[] => (task.claimedBy === command.from ? [{ type: 'taskReleased', taskId: task.id, person: command.from }] : []));
  return accept([{ type: 'handedOver', from: command.from, to: command.to, reason: command.reason }, ...released]);
}

/** Whether somebody holds a post on one of the sides, or has anything in the case, as who left his post still has. */
function isOfCase({ state, facts }: Context, person: PersonId): boolean {
  const held = [...Object.values(state.owners), ...state.sections.map(({ owner }) => owner), ...state.acting.map((one) => one.person), ...state.tasks.flatMap(({ assignee, claimedBy }) => [claimedBy, 'person' in assignee ? assignee.person : null])];
  return held.includes(person) || parties.some((party) => peopleOf(facts, party).includes(person));
}

/** Whether `to` belongs to the case, and to the side (department, bureau, county) of `from` as long as he is known there. */
function sameSide(facts: EvaluationFacts, from: PersonId, to: PersonId): boolean {
  const sides = parties.filter((party) => peopleOf(facts, party).includes(from));
  return (sides.length === 0 ? parties : sides).some((party) => peopleOf(facts, party).includes(to));
}

/** The clock's own command, or the administrator's: the case stops where it stands until somebody resumes it. */
export function suspend(actor: Actor | null, command: { readonly why: string }): Decision<Extract<EvaluationEvent, { type: 'suspended' }>> {
  if (actor !== null && !actor.duties.includes('administrator')) return refuse({ code: 'notYourTask' });
  return accept([{ type: 'suspended', why: command.why }]);
}
