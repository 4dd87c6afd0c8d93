import { workingDaysBetween } from '../calendar.js';
import { civilDateOf, compareCivilDates } from '../civilDate.js';
import type { Instant } from '../identifiers.js';
import type { Refusal } from '../refusals.js';
import type { FindingFacts } from './facts.js';
import type { FindingState } from './state.js';

/**
 * Why the department may not object any more. An objection is raised once, before there is a plan, and in time: until the day the plan is
 * due. It stops the plan's clock until the bureau has answered; a late one is refused, or every overdue plan could be given new days by
 * objecting. Supervision asks for written objections within a few working days and takes silence for consent (财政检查工作办法, 财政部令第32号;
 * counties set three to five days); the template has no term of its own for them, so the plan's date is the last day.
 */
export function objectionRefusal(state: FindingState, now: Instant): Refusal | null {
  if (state.objection !== undefined || state.plan !== null) return { code: 'objectionAnswered' };
  const until = state.tasks.find((task) => task.kind === 'planFinding')?.dueOn;
  return until === undefined || compareCivilDates(civilDateOf(now), until) <= 0 ? null : { code: 'objectionLate', until };
}

/** Working days of the plan that are left when the department objects; today counts as used. */
export function daysLeftOf(state: FindingState, facts: Pick<FindingFacts, 'calendar'>, now: Instant): number {
  const until = state.tasks.find((task) => task.kind === 'planFinding')?.dueOn;
  return until === undefined ? 0 : Math.max(0, workingDaysBetween(facts.calendar, civilDateOf(now), until));
}
