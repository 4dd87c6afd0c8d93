import type { WorkCalendar } from '../calendar.js';
import type { Instant } from '../identifiers.js';
import { recountedDay, recountTasks, type CalendarChanged, type Calendars } from '../recount.js';
import { findingDemands } from './demands.js';
import type { FindingState } from './state.js';

/** The last day for an objection is counted from the serving, at which the plan was asked for. */
function objectionDue({ objectUntil, tasks, rules }: FindingState, calendars: Calendars, now: Instant): Pick<CalendarChanged, 'objectUntil'> {
  const servedAt = tasks.find(({ kind }) => kind === 'planFinding')?.openedAt;
  const { objection } = rules.deadlines;
  const day = objectUntil === undefined || servedAt === undefined || objection === undefined ? undefined : recountedDay(objectUntil, objection, servedAt, calendars, now);
  return day === undefined ? {} : { objectUntil: day };
}

/** A finding goes over to the county's newer calendar. */
export function changeFindingCalendar(state: FindingState, standing: WorkCalendar, newer: WorkCalendar, now: Instant): CalendarChanged {
  const calendars: Calendars = { old: standing, new: newer };
  const demands = findingDemands(state);
  const tasks = recountTasks(state.tasks, { before: demands, after: demands }, calendars, state.rules, now);
  return { type: 'calendarChanged', from: state.calendarId, to: newer.id, coveredUntil: newer.coveredUntil, tasks, ...objectionDue(state, calendars, now) };
}
