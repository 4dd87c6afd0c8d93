import { deadline, workingDaysBetween } from '../calendar.js';
import { civilDateOf, compareCivilDates, type CivilDate } from '../civilDate.js';
import type { Instant } from '../identifiers.js';
import type { Refusal } from '../refusals.js';
import type { FindingFacts } from './facts.js';
import type { FindingState } from './state.js';

/**
 * Why the department may not object any more. An objection is raised once, before there is a plan, and in time: within the template's days
 * from the serving, and never after the plan was due. It stops the plan's clock until the bureau has answered; a late one is refused, or
 * every overdue plan could be given new days by objecting. Supervision asks for written objections within a few working days and takes
 * silence for consent (财政检查工作办法, 财政部令第32号; counties set three to five days).
 */
export function objectionRefusal(state: FindingState, now: Instant): Refusal | null {
  if (state.objection !== undefined || state.plan !== null) return { code: 'objectionAnswered' };
  const until = lastDayOf(state);
  return until === null || compareCivilDates(civilDateOf(now), until) <= 0 ? null : { code: 'objectionLate', until };
}

/** The earlier of the day that was set at the serving and the day the plan is due; null where there is neither. */
function lastDayOf({ objectUntil, tasks }: FindingState): CivilDate | null {
  const planDue = tasks.find((task) => task.kind === 'planFinding')?.dueOn;
  if (objectUntil === undefined || planDue === undefined) return objectUntil ?? planDue ?? null;
  return compareCivilDates(objectUntil, planDue) < 0 ? objectUntil : planDue;
}

/** Until when the department may still object, for the page; null where it may not, or has. */
export function mayObjectUntil(state: FindingState): CivilDate | null {
  const waits = state.status === 'served' || state.status === 'acknowledged';
  return waits && state.objection === undefined && state.plan === null ? lastDayOf(state) : null;
}

/** The last day for an objection, counted from the serving. */
export function objectionTerm({ rules }: FindingState, { calendar }: Pick<FindingFacts, 'calendar'>, now: Instant): { readonly objectUntil?: CivilDate } {
  const { objection } = rules.deadlines;
  return objection === undefined ? {} : { objectUntil: deadline(calendar, civilDateOf(now), objection).date };
}

/** Working days of the plan that are left when the department objects; today counts as used. */
export function daysLeftOf(state: FindingState, facts: Pick<FindingFacts, 'calendar'>, now: Instant): number {
  const until = state.tasks.find((task) => task.kind === 'planFinding')?.dueOn;
  return until === undefined ? 0 : Math.max(0, workingDaysBetween(facts.calendar, civilDateOf(now), until));
}
