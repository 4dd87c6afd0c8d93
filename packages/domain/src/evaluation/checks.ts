import { compareExact, exact, exactInteger } from '../exact.js';
import { deductionRefusal } from '../deductions.js';
import type { Recipient } from '../duties.js';
import type { SectionKey } from '../identifiers.js';
import { accept, refuse, type Decision, type Refusal } from '../refusals.js';
import type { EvaluationCommand } from './commands.js';
import { inPlaceOf, isMeant, type Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import type { ContentWarning, EvaluationFacts } from './facts.js';
import { disqualification } from './preparing.js';
import type { CheckState, EvaluationState } from './state.js';

type Of<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
type Outcome = Decision<EvaluationEvent>;

function warningsOf(facts: Pick<EvaluationFacts, 'content'>): readonly ContentWarning[] {
  return facts.content?.warnings ?? [];
}

export function checkStateOf(state: Pick<EvaluationState, 'checks'>, { hash }: Pick<ContentWarning, 'hash'>): CheckState | null {
  return state.checks?.find((one) => one.hash === hash) ?? null;
}

/** Whether nothing more has to be said to a warning before somebody signs: an answer that the bureau has not refused, or the bureau's word. */
export function isAnswered(check: CheckState | null): boolean {
  if (check === null) return false;
  return check.decision?.accepted ?? check.answer !== null;
}

/** Whom a warning waits for: the owner of its section in this stage. */
export function ownerOf(state: EvaluationState, section: SectionKey): Recipient {
  const owner = state.sections.find((one) => one.key === section)?.owner ?? state.owners[section] ?? null;
  return owner === null ? { duty: state.rules.sectionRoles[section]?.ownerDuty ?? 'clerk' } : { person: owner };
}

/** Whether the warning is the actor's to answer: by name, by duty, or for an absent colleague. */
export function mayAnswer(context: Context, warning: Pick<ContentWarning, 'section'>): boolean {
  return isMeant(context, ownerOf(context.state, warning.section));
}

function told({ rule, place }: ContentWarning): string {
  return `${rule} ${place}`;
}

/** Why nobody may sign now: a warning has neither an answer nor a decision. Null when all have. */
export function unanswered(state: EvaluationState, facts: EvaluationFacts): Refusal | null {
  const open = warningsOf(facts).filter((warning) => !isAnswered(checkStateOf(state, warning)));
  return open.length === 0 ? null : { code: 'warningsUnanswered', checks: open.map(told) };
}

/**
 * Sections with warnings that wait for an answer. A command that does not look at the content cannot change what it says: what was asked
 * before it stays asked.
 */
export function sectionsToAnswer(state: EvaluationState, facts: Pick<EvaluationFacts, 'content'>): readonly SectionKey[] {
  if (facts.content === null) return askedSections(state);
  return [...new Set(facts.content.warnings.filter((warning) => !isAnswered(checkStateOf(state, warning))).map(({ section }) => section))];
}

/** Sections whose owners are asked for an answer at the moment. */
export function askedSections({ tasks }: Pick<EvaluationState, 'tasks'>): readonly SectionKey[] {
  return tasks.flatMap(({ kind, section }) => (kind === 'answerChecks' && section !== null ? [section] : []));
}

/**
 * Why the bureau cannot accept now. What it did not accept stands in the way of a plain acceptance; what supervision found has to be
 * decided (rule X2), and what was agreed to come off a row has to come off.
 */
export function undecided(state: EvaluationState, facts: EvaluationFacts, verdict: Extract<EvaluationEvent, { type: 'reviewed' }>['verdict'], scored: boolean): Refusal | null {
  const checks = warningsOf(facts).map((warning) => ({ warning, check: checkStateOf(state, warning) }));
  const refused = checks.filter(({ check }) => check?.decision?.accepted === false);
  if (verdict !== 'acceptedWithConditions' && refused.length > 0) return { code: 'answersNotAccepted', checks: refused.map(({ warning }) => told(warning)) };
  if (!scored) return null;
  const open = checks.filter(({ warning, check }) => warning.asksEffect && (check?.decision ?? null) === null);
  if (open.length > 0) return { code: 'effectUndecided', checks: open.map(({ warning }) => told(warning)) };
  const agreed = checks.flatMap(({ check }) => (check?.decision?.accepted === true && check.answer?.effect ? [check.answer.effect] : [])).filter(({ points }) => isPositive(points));
  const untaken = agreed.find(({ indicator }) => !state.deductions.some((deduction) => deduction.indicator === indicator && isPositive(deduction.points)));
  return untaken === undefined ? null : { code: 'effectNotTaken', ...untaken };
}

function isPositive(points: string): boolean {
  const value = exact(points);
  return value !== null && compareExact(value, exactInteger(0n)) > 0;
}

/** The owner of the place says why it is so. Whoever answers has prepared the version that his answer is frozen into. */
export function answerCheck(context: Context, command: Of<'answerCheck'>): Outcome {
  const { state, facts, actor } = context;
  const warning = warningsOf(facts).find(({ hash }) => hash === command.check);
  if (warning === undefined) return refuse({ code: 'checkMoved' });
  if (!mayAnswer(context, warning)) return refuse({ code: 'notYourSection', section: warning.section });
  const wrong = command.effect === null ? null : deductionRefusal(command.effect, facts.content?.rowScores ?? {});
  if (wrong !== null) return refuse(wrong);
  const lost = disqualification(context, command);
  if (lost !== null) return refuse(lost);
  const { hash, rule, section } = warning;
  return accept([{ type: 'checkAnswered', hash, rule, section, effect: command.effect, by: actor.personId, ...inPlaceOf(context, ownerOf(state, section)), reason: command.reason }]);
}

/** The bureau accepts an answer or does not, or lets a warning pass that nobody has answered yet. */
export function decideCheck(context: Context, command: Of<'decideCheck'>): Outcome {
  const { state, facts, actor } = context;
  const warning = warningsOf(facts).find(({ hash }) => hash === command.check);
  if (warning === undefined) return refuse({ code: 'checkMoved' });
  if (!command.accepted && (checkStateOf(state, warning)?.answer ?? null) === null) return refuse({ code: 'answerMissing' });
  const { hash, rule, section } = warning;
  return accept([{ type: 'checkDecided', hash, rule, section, accepted: command.accepted, by: actor.personId, reason: command.reason }]);
}
