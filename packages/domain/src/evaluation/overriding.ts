import { compareExact, exact, isNegative, toFixedHalfUp } from '../exact.js';
import { assessmentSection } from '../content.js';
import { accept, refuse, type Decision } from '../refusals.js';
import { ownerOf } from './checks.js';
import type { EvaluationCommand } from './commands.js';
import { inPlaceOf, isMeant, type Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import { disqualification } from './preparing.js';

/**
 * The department sets a score in place of the computed one, with a reason; the computed one stays beside it wherever the score is shown.
 * Only who owns the assessment may, while it is open. Null, or the computed score itself, lifts it. The bureau's deductions are another thing.
 */
export function overrideScore(context: Context, command: Extract<EvaluationCommand, { type: 'overrideScore' }>): Decision<EvaluationEvent> {
  const { state, facts, actor } = context;
  const { indicator } = command;
  const section = state.sections.find(({ key }) => key === assessmentSection);
  if (section === undefined) return refuse({ code: 'sectionUnknown', section: assessmentSection });
  if (section.status !== 'open' && section.status !== 'returned') return refuse({ code: 'sectionNotOpen', section: assessmentSection });
  const owner = ownerOf(state, assessmentSection);
  if (!isMeant(context, owner)) return refuse({ code: 'notYourSection', section: assessmentSection });
  const known = facts.content?.computedScores ?? {};
  const row = Object.hasOwn(known, indicator) ? known[indicator] : undefined;
  if (row === undefined) return refuse({ code: 'scoreNotComputed', indicator });
  const [given, most, computed] = [exact(command.score ?? row.score), exact(row.weight), exact(row.score)];
  if (given === null || most === null || computed === null || !/^\d+(\.\d{1,2})?$/.test(command.score ?? row.score) || isNegative(given) || compareExact(given, most) > 0) {
    return refuse({ code: 'overrideInvalid', indicator, weight: row.weight });
  }
  const lost = disqualification(context, command);
  if (lost !== null) return refuse(lost);
  const score = compareExact(given, computed) === 0 ? null : toFixedHalfUp(given, 2);
  return accept([{ type: 'scoreOverridden', indicator, computed: row.score, score, by: actor.personId, ...inPlaceOf(context, owner), reason: command.reason }]);
}
