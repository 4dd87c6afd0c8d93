import { deductionRefusal } from '../deductions.js';
import { exact, exactInteger, isZero } from '../exact.js';
import { isTooFar, latestDate } from '../calendar.js';
import { compareCivilDates } from '../civilDate.js';
import { accept, refuse, type Decision, type Refusal } from '../refusals.js';
import { undecided } from './checks.js';
import type { EvaluationCommand } from './commands.js';
import type { Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import { blockedBy } from './facts.js';
import { advance } from './settle.js';
import { phaseOf } from './state.js';

type Of<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
type Outcome = Decision<EvaluationEvent>;
const one = exactInteger(1n);
type Verdict = Extract<EvaluationEvent, { type: 'reviewed' }>['verdict'];

/** The bureau ends the review with a verdict; after finance review the reviewed score and grade stand. */
export function review(context: Context, verdict: Verdict, reason: string | null, before: readonly EvaluationEvent[] = []): Outcome {
  const { state, facts, actor, now } = context;
  const reviewed = phaseOf(state) === 'financeReview';
  const blocked = blockedBy(facts) ?? undecided(state, facts, verdict, reviewed);
  if (blocked !== null) return refuse(blocked);
  const scored = reviewed ? (facts.content?.scoreAfter(state.deductions) ?? null) : null;
  if (reviewed) {
    // A return may have lowered a row below what was taken off it before.
    const invalid = state.deductions.map((deduction) => deductionProblem(context, deduction)).find((problem) => problem !== null);
    if (invalid !== undefined) return refuse(invalid);
    if (scored === null) return refuse({ code: 'scoreMissing' });
  }
  return accept([
    ...before,
    { type: 'reviewed', verdict, by: actor.personId, reason, score: scored?.total ?? null, grade: scored?.grade ?? null },
    advance(state, now, verdict),
  ]);
}

/** Orders a rectification out of a checkpoint: the finding is raised in the same transaction. */
export function orderRectification(context: Context, command: Of<'orderRectification'>): Outcome {
  if (context.facts.findings.some((finding) => finding.id === command.findingId)) return refuse({ code: 'findingExists' });
  const wrong = command.effect === null ? null : deductionRefusal(command.effect, context.facts.content?.weights ?? {});
  if (wrong !== null) return refuse(wrong);
  const { findingId, findingType, reason, text, effect } = command;
  return review(context, 'rectificationOrdered', reason, [{ type: 'rectificationOrdered', findingId, findingType, by: context.actor.personId, reason, text, effect }]);
}

/** Gives the case back: to the phase under review, or from finance review to the self-assessment. Signatures are void. */
export function returnToDepartment(context: Context, command: Of<'returnToDepartment'>): Outcome {
  const { state, actor, now, today } = context;
  const target = phaseOf(state) === 'financeReview' ? 'selfAssessment' : phaseOf(state);
  if (command.phase !== target) return refuse({ code: 'stageUnknown' });
  if (compareCivilDates(command.until, today) <= 0) return refuse({ code: 'dateInPast' });
  if (isTooFar(command.until, today)) return refuse({ code: 'dateTooFar', latest: latestDate(today) });
  const stage = phaseOf(state) === 'financeReview' ? state.rules.stages.findIndex((one) => one.phase === target) : state.stageIndex;
  const definition = state.rules.stages[stage];
  if (definition === undefined) return refuse({ code: 'stageUnknown' });
  const unknown = command.sections.find((key) => !definition.sections.includes(key));
  if (unknown !== undefined) return refuse({ code: 'sectionUnknown', section: unknown });
  return accept([
    ...(state.revision === null ? [] : [{ type: 'revisionVoided' as const, number: state.revision.number, why: 'returned' as const, by: actor.personId, reason: command.reason }]),
    { type: 'returnedToDepartment', stage, sections: command.sections, until: command.until, by: actor.personId, reason: command.reason, at: now },
    { type: 'stepEntered', step: 'fill' },
  ]);
}

/** Targets changed in mid-year by the bureau's approval; the event tells the old beside the new, which stay in the revision they were approved in. */
export function adjustGoals(context: Context, command: Of<'adjustGoals'>): Outcome {
  if (command.documentNo.trim() === '') return refuse({ code: 'documentNoRequired' });
  const known = new Map(Object.entries(context.facts.content?.targets ?? {}));
  const unknown = command.changes.find((change) => !known.has(change.indicator));
  if (unknown !== undefined) return refuse({ code: 'indicatorUnknown', indicator: unknown.indicator });
  const changes = command.changes.map(({ indicator, target }) => ({ indicator, target, before: known.get(indicator) ?? '' })).filter(({ target, before }) => target !== before);
  if (changes.length === 0) return refuse({ code: 'alreadyDone' });
  return accept([{ type: 'goalsAdjusted', changes, documentNo: command.documentNo, number: context.state.revisionCount + 1, by: context.actor.personId, reason: command.reason }]);
}

/** Takes points off one row beside the self-score; the row never falls below zero. "0" lifts an earlier deduction. */
export function rescore(context: Context, command: Of<'rescore'>): Outcome {
  const problem = deductionProblem(context, command);
  if (problem !== null) return refuse(problem);
  return accept([{ type: 'rescored', indicator: command.indicator, points: command.points, by: context.actor.personId, reason: command.reason }]);
}

/** What was taken off a row that no longer applies can only be lifted ("0"). */
function deductionProblem(context: Context, deduction: { readonly indicator: string; readonly points: string }): Refusal | null {
  const problem = deductionRefusal(deduction, context.facts.content?.rowScores ?? {});
  const lifted = isZero(exact(deduction.points) ?? one) && context.state.deductions.some((known) => known.indicator === deduction.indicator);
  return problem?.code === 'indicatorUnknown' && lifted ? null : problem;
}
