import type { WorkCalendar } from '../calendar.js';
import type { Instant } from '../identifiers.js';
import { recountedDay, recountTasks, type CalendarChanged, type Calendars } from '../recount.js';
import { askedSections } from './checks.js';
import { demandsOf } from './demands.js';
import { evolve } from './evolve.js';
import { stageStateOf, type EvaluationState } from './state.js';

/** The fill step has one date, counted from the day its stage was entered; one that was set by a return or granted is nobody's count. */
function fillDue(state: EvaluationState, calendars: Calendars, now: Instant): Pick<CalendarChanged, 'fillDueOn'> {
  const { fillDueOn: day, enteredAt } = stageStateOf(state);
  const fillDueOn = day === null || enteredAt === null ? undefined : recountedDay(day, state.rules.deadlines.fill, enteredAt, calendars, now);
  return fillDueOn === undefined ? {} : { fillDueOn };
}

/** An evaluation goes over to the county's newer calendar. */
export function changeCalendar(state: EvaluationState, standing: WorkCalendar, newer: WorkCalendar, now: Instant): CalendarChanged {
  const calendars: Calendars = { old: standing, new: newer };
  const change: CalendarChanged = { type: 'calendarChanged', from: state.calendarId, to: newer.id, coveredUntil: newer.coveredUntil, tasks: [], ...fillDue(state, calendars, now) };
  const asked = () => askedSections(state);
  const demands = { before: demandsOf(state, asked), after: demandsOf(evolve(state, change), asked) };
  return { ...change, tasks: recountTasks(state.tasks, demands, calendars, state.rules, now) };
}
