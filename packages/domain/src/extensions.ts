import { isTooFar, latestDate, type WorkCalendar } from './calendar.js';
import { compareCivilDates, type CivilDate } from './civilDate.js';
import type { Instant } from './identifiers.js';
import type { Refusal } from './refusals.js';
import { redateTask, type Ladder, type Task, type TaskEvent } from './tasks.js';

/** Why no more time can be asked for until that day, for the tasks it would move; null when it can. */
export function extensionRefusal(until: CivilDate, tasks: readonly Task[], today: CivilDate): Refusal | null {
  if (compareCivilDates(until, today) <= 0) return { code: 'dateInPast' };
  if (isTooFar(until, today)) return { code: 'dateTooFar', latest: latestDate(today) };
  return tasks.some((task) => compareCivilDates(until, task.dueOn) <= 0) ? { code: 'extensionNotLater' } : null;
}

/** Moves the tasks that are due before that day to it; the old dates stay beside the new. */
export function extendTasks(tasks: readonly Task[], until: CivilDate, ladder: Ladder, calendar: WorkCalendar, now: Instant): readonly TaskEvent[] {
  return tasks.filter((task) => compareCivilDates(task.dueOn, until) < 0).map((task) => redateTask(task, until, ladder, calendar, now));
}
