import { isCovered, type WorkCalendar } from './calendar.js';
import { civilDateOf, compareCivilDates, type CivilDate } from './civilDate.js';
import type { Instant } from './identifiers.js';
import { datedDeadline, rungAfter, rungInstant, urgencyAt, type Due, type Ladder, type Task, type TaskDemand } from './tasks.js';

/** A task whose date lay past the coverage of the old calendar, as the new one dates it; `from` is the date before, which may be the same. */
export type RecountedTask = Pick<Task, 'dueOn' | 'dueCovered' | 'urgency' | 'next'> & { readonly taskId: string; readonly from: CivilDate };

/**
 * A case goes over to a newer work calendar. What was counted on known days stays; what was counted past them is counted again, and every
 * such task is named here, so that no date moves without its event.
 */
export type CalendarChanged = {
  readonly type: 'calendarChanged';
  readonly from: string;
  readonly to: string;
  readonly coveredUntil: CivilDate;
  readonly tasks: readonly RecountedTask[];
  /** Of an evaluation: the date of its fill step, where that was counted again. */
  readonly fillDueOn?: CivilDate;
  /** Of a finding: the last day for an objection, where that was counted again. */
  readonly objectUntil?: CivilDate;
};

/** The calendar a case runs on, and the one it goes over to. */
export type Calendars = { readonly old: WorkCalendar; readonly new: WorkCalendar };

/** Make-up days bring a date forward; but what was in time today is not made late by counting again. */
function notMadeLate(before: CivilDate, after: CivilDate, now: Instant): CivilDate {
  const today = civilDateOf(now);
  return compareCivilDates(after, today) < 0 && compareCivilDates(before, today) >= 0 ? before : after;
}

/**
 * A day that was counted from the day of `begunAt`, counted again. Undefined when the old calendar knew it, or when it is not what that
 * one counts: then somebody set it.
 */
export function recountedDay(day: CivilDate, due: Due, begunAt: Instant, calendars: Calendars, now: Instant): CivilDate | undefined {
  if (isCovered(calendars.old, day) || datedDeadline(due, calendars.old, begunAt).date !== day) return undefined;
  return notMadeLate(day, datedDeadline(due, calendars.new, begunAt).date, now);
}

function recount(task: Task, due: { readonly before: Due; readonly after: Due } | null, calendars: Calendars, ladder: Ladder, now: Instant): RecountedTask {
  const counted = due !== null && datedDeadline(due.before, calendars.old, task.openedAt).date === task.dueOn ? datedDeadline(due.after, calendars.new, task.openedAt) : null;
  const dueOn = counted === null ? task.dueOn : notMadeLate(task.dueOn, counted.date, now);
  const dueCovered = counted === null ? isCovered(calendars.new, dueOn) : counted.covered;
  const { offset } = task.next;
  // A date that stays keeps its place on the ladder: nobody is reminded of one rung twice.
  const standing = dueOn === task.dueOn ? { urgency: task.urgency, next: { offset, at: rungInstant(calendars.new, dueOn, offset) } } : null;
  return { taskId: task.id, from: task.dueOn, dueOn, dueCovered, ...(standing ?? { urgency: urgencyAt(calendars.new, dueOn, now), next: rungAfter(calendars.new, ladder, dueOn, { now }) }) };
}

/** The tasks whose date the old calendar did not know, dated by the new one. `demands` are those the open tasks answer, before and after. */
export function recountTasks(tasks: readonly Task[], demands: { readonly before: readonly TaskDemand[]; readonly after: readonly TaskDemand[] }, calendars: Calendars, ladder: Ladder, now: Instant): readonly RecountedTask[] {
  return tasks.flatMap((task) => {
    if (task.dueCovered) return [];
    const [before, after] = [demands.before.find(({ id }) => id === task.id)?.due, demands.after.find(({ id }) => id === task.id)?.due];
    return [recount(task, before === undefined || after === undefined ? null : { before, after }, calendars, ladder, now)];
  });
}

/** Applies what was counted again; a date that moved keeps the earlier one beside it. */
export function recounted(tasks: readonly Task[], { tasks: changes }: CalendarChanged): readonly Task[] {
  return tasks.map((task) => {
    const change = changes.find(({ taskId }) => taskId === task.id);
    if (change === undefined) return task;
    const { dueOn, dueCovered, urgency, next } = change;
    return { ...task, dueOn, dueCovered, urgency, next, earlierDueOn: dueOn === task.dueOn ? task.earlierDueOn : [...task.earlierDueOn, task.dueOn] };
  });
}
