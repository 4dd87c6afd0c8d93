import { accept, refuse, type Decision } from '../refusals.js';
import type { Task, TaskEvent, Urged } from '../tasks.js';
import { isMeant, recipientOf, type BarredFrom, type Presence } from './context.js';

/** Takes a task that was given to a duty, so that two people do not do the same work. */
export function claimTask(around: Presence, tasks: readonly Task[], taskId: string, barred: BarredFrom): Decision<TaskEvent> {
  const task = tasks.find((one) => one.id === taskId);
  if (task === undefined) return refuse({ code: 'taskUnknown' });
  if ('person' in task.assignee) return refuse({ code: 'taskIsPersonal' });
  const recipient = recipientOf(around, task);
  if ('person' in recipient) return refuse(recipient.person === around.actor.personId ? { code: 'alreadyDone' } : { code: 'taskTaken', person: recipient.person });
  if (!isMeant(around, task.assignee)) return refuse({ code: 'notYourTask' });
  const why = barred(task.kind);
  return why === null ? accept([{ type: 'taskClaimed', taskId: task.id, person: around.actor.personId }]) : refuse(why);
}

/** What `claimTask` has for the actor, be it in the place of an absent colleague. */
export function claimable(around: Presence, tasks: readonly Task[], barred: BarredFrom): readonly Task[] {
  return tasks.filter((task) => 'duty' in recipientOf(around, task) && isMeant(around, task.assignee) && barred(task.kind) === null);
}

export function mayClaim(around: Presence, tasks: readonly Task[], barred: BarredFrom): boolean {
  return claimable(around, tasks, barred).length > 0;
}

/** Claims that bind nobody any more: who has the task left the post, or the absence is over in which he took it. Everybody it was given to may take it again. */
export function lapsedClaims(around: Omit<Presence, 'actor'>, tasks: readonly Task[]): readonly TaskEvent[] {
  return tasks.flatMap((task): TaskEvent[] => (task.claimedBy !== null && 'duty' in recipientOf(around, task) ? [{ type: 'taskReleased', taskId: task.id, person: task.claimedBy }] : []));
}

export function releaseTask({ actor }: Presence, tasks: readonly Task[], taskId: string): Decision<TaskEvent> {
  const task = tasks.find((one) => one.id === taskId);
  if (task === undefined) return refuse({ code: 'taskUnknown' });
  if (task.claimedBy !== actor.personId) return refuse({ code: 'taskNotYours' });
  return accept([{ type: 'taskReleased', taskId: task.id, person: actor.personId }]);
}

export function urgeTask(around: Presence, tasks: readonly Task[], taskId: string): Decision<Urged> {
  const task = tasks.find((one) => one.id === taskId);
  if (task === undefined) return refuse({ code: 'taskUnknown' });
  return accept([{ type: 'urged', taskId: task.id, to: recipientOf(around, task), by: around.actor.personId }]);
}
