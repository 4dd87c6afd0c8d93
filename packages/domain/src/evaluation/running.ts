import { compareCivilDates } from '../civilDate.js';
import { partyOf } from '../duties.js';
import { accept, refuse, type Decision } from '../refusals.js';
import { redateTask, type Task } from '../tasks.js';
import type { EvaluationCommand } from './commands.js';
import { mayActOn, type Context } from './context.js';
import type { EvaluationEvent } from './events.js';

type Of<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
type Outcome = Decision<EvaluationEvent>;

function ofDepartment(task: Task): boolean {
  return 'person' in task.assignee || partyOf[task.assignee.duty] === 'department';
}

/** Whoever has a task here may ask for more time for the step. */
export function askExtension(context: Context, command: Of<'askExtension'>): Outcome {
  const { state, actor, now } = context;
  if (state.extension !== null) return refuse({ code: 'extensionPending' });
  const tasks = state.tasks.filter(ofDepartment);
  if (!tasks.some((task) => mayActOn(context, task))) return refuse({ code: 'notYourTask' });
  if (tasks.some((task) => compareCivilDates(command.until, task.dueOn) <= 0)) return refuse({ code: 'extensionNotLater' });
  return accept([{ type: 'extensionAsked', request: { askedBy: actor.personId, until: command.until, reason: command.reason, askedAt: now } }]);
}

/** Grants the date asked for to every open task of the department in this step; the old dates stay beside the new. */
export function grantExtension(context: Context): Outcome {
  const { state, facts, actor, now } = context;
  if (state.extension === null) return refuse({ code: 'noExtensionPending' });
  const { until } = state.extension;
  const redated = state.tasks
    .filter((task) => ofDepartment(task) && compareCivilDates(task.dueOn, until) < 0)
    .map((task): EvaluationEvent => redateTask(task, until, state.rules, facts.calendar, now));
  return accept([{ type: 'extensionGranted', until, by: actor.personId }, ...redated]);
}

export function refuseExtension(context: Context, command: Of<'refuseExtension'>): Outcome {
  if (context.state.extension === null) return refuse({ code: 'noExtensionPending' });
  return accept([{ type: 'extensionRefused', by: context.actor.personId, reason: command.reason }]);
}

/** Moves the opening of a stage that has not begun, by a numbered document. */
export function movePhaseDate(context: Context, command: Of<'movePhaseDate'>): Outcome {
  const { state, today } = context;
  const stage = state.stages[command.stage];
  if (stage === undefined) return refuse({ code: 'stageUnknown' });
  if (command.documentNo.trim() === '') return refuse({ code: 'documentNoRequired' });
  const begun = command.stage < state.stageIndex || (command.stage === state.stageIndex && state.step !== 'waiting');
  if (begun) return refuse({ code: 'stageAlreadyOpen' });
  if (compareCivilDates(command.date, today) < 0) return refuse({ code: 'dateInPast' });
  return accept([{ type: 'phaseDateMoved', stage: command.stage, from: stage.opensOn, to: command.date, documentNo: command.documentNo }]);
}

/** A dated absence: until it ends, `to` may do what `from` may, and both names are kept. */
export function delegate(context: Context, command: Of<'delegate'>): Outcome {
  const { actor, today, facts } = context;
  if (command.from === command.to) return refuse({ code: 'delegateToSelf' });
  if (command.from !== actor.personId && !actor.duties.includes('administrator')) return refuse({ code: 'notYourTask' });
  if (compareCivilDates(command.endsOn, command.startsOn) < 0) return refuse({ code: 'datesReversed' });
  if (compareCivilDates(command.endsOn, today) < 0) return refuse({ code: 'dateInPast' });
  if (!Object.values(facts.holders).flat().includes(command.to)) return refuse({ code: 'personUnknown', person: command.to });
  const { from, to, startsOn, endsOn } = command;
  return accept([{ type: 'delegated', delegation: { from, to, startsOn, endsOn }, reason: command.reason }]);
}

/** Hands everything one person has in this case to another: sections, and tasks that were given to him by name. */
export function handOver(context: Context, command: Of<'handOver'>): Outcome {
  const { state, facts } = context;
  if (command.from === command.to) return refuse({ code: 'delegateToSelf' });
  if (!Object.values(facts.holders).flat().includes(command.to)) return refuse({ code: 'personUnknown', person: command.to });
  const moved = state.tasks.flatMap((task): EvaluationEvent[] => {
    if ('person' in task.assignee && task.assignee.person === command.from) return [{ type: 'taskReassigned', taskId: task.id, assignee: { person: command.to } }];
    return task.claimedBy === command.from ? [{ type: 'taskReleased', taskId: task.id, person: command.from }] : [];
  });
  return accept([{ type: 'handedOver', from: command.from, to: command.to, reason: command.reason }, ...moved]);
}

export function urge(context: Context, command: Of<'urge'>): Outcome {
  const task = context.state.tasks.find((one) => one.id === command.taskId);
  if (task === undefined) return refuse({ code: 'taskUnknown' });
  return accept([{ type: 'urged', taskId: task.id, to: task.claimedBy === null ? task.assignee : { person: task.claimedBy }, by: context.actor.personId }]);
}
