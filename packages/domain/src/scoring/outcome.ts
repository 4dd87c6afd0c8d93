import { exact, exactInteger, isNegative, minExact, multiplyExact, toFixedDown, toFixedHalfUp, type Exact } from '../exact.js';
import type { OperandRef, Rounding } from './rules.js';

/** The figure as a plain decimal string, null when it was not filled in. */
export type OperandLookup = (ref: OperandRef) => string | null;

/** A score somebody judged: decimal string between 0 and the weight, with at most two decimals, and why. */
export type EnteredScore = { readonly score: string; readonly reason: string };

type Step<Code extends string, Names extends string> = { readonly code: Code; readonly params: { readonly [name in Names]: string } };

/** One line of 计算过程, as code and parameters; every parameter is a decimal string except `reason`. Rates are fractions with six decimals. */
export type ScoreStep =
  | Step<'ratio', 'numerator' | 'denominator' | 'rate'>
  | Step<'changeRate', 'current' | 'previous' | 'rate'>
  /** the figure is taken as it was written */
  | Step<'figure', 'value'>
  /** weight, because the rate reaches the target */
  | Step<'targetReached', 'rate' | 'target' | 'weight'>
  /** weight × rate ÷ target */
  | Step<'belowTarget', 'rate' | 'target' | 'weight'>
  /** weight, because the rate stays within the limit */
  | Step<'withinLimit', 'rate' | 'target' | 'weight'>
  /** weight × target ÷ rate */
  | Step<'aboveLimit', 'rate' | 'target' | 'weight'>
  /** reached so many times the target that it must be explained */
  | Step<'farAboveTarget', 'times' | 'line'>
  /** … and weight × (1 − what lies above the line) */
  | Step<'farAboveReduced', 'times' | 'line' | 'weight'>
  /** weight, because nothing rose */
  | Step<'notRisen', 'rate' | 'weight'>
  /** weight × max(0, 1 − rate) */
  | Step<'risen', 'rate' | 'weight'>
  /** weight − count × points, not below zero */
  | Step<'stepsOff', 'deviation' | 'step' | 'count' | 'points' | 'weight'>
  /** weight × share of the band that ends at `upTo`, or of the last band */
  | Step<'inBand', 'upTo' | 'share' | 'weight'>
  | Step<'inLastBand', 'share' | 'weight'>
  | Step<'reached', 'target' | 'weight'>
  | Step<'notReached', 'target'>
  | Step<'allYes', 'weight'>
  | Step<'notAllYes', 'no'>
  /** the band a judged score falls in, by its share of the weight */
  | Step<'bandMet', 'share'>
  | Step<'bandPartlyMet', 'share'>
  | Step<'bandNotMet', 'share'>
  | Step<'entered', 'score' | 'reason'>
  /** a score set by hand in place of the computed one */
  | Step<'overridden', 'computed' | 'score' | 'reason'>
  /** nothing to measure, and the template gives the weight for that */
  | Step<'fullWithoutBase', 'weight'>
  /** the value to six decimals, and the score it is rounded to */
  | Step<'rounded', 'value' | 'score'>
  | Step<'cutOff', 'value' | 'score'>;

/** Why a row does not count: the thing measured did not exist (rule S4: a denominator of zero is never a score of zero). */
export type NotApplicableReason = 'ratioOfNothing' | 'nothingCarriedOver';

export type ScoreInvalidCode =
  /** The weight is no positive decimal with at most two decimals: a template error. */
  | 'weightInvalid'
  /** Target, step, points or bands of the rule are no decimals in their range: a template error. */
  | 'targetInvalid'
  | 'operandNotDecimal'
  | 'operandNegative'
  /** The rule is judged, or its base is zero while the other figure is not: a person must judge. */
  | 'enteredScoreRequired'
  /** No decimal with at most two decimals. */
  | 'enteredScoreNotDecimal'
  /** Below zero or above the weight. */
  | 'enteredScoreOutOfRange'
  | 'enteredReasonRequired';

export type ScoreOutcome =
  /** `score`: two decimals. `rate`: fraction with six decimals ("0.958663"), null where the rule has none. */
  | { readonly kind: 'scored'; readonly score: string; readonly rate: string | null; readonly steps: readonly ScoreStep[] }
  | { readonly kind: 'notApplicable'; readonly reasonCode: NotApplicableReason }
  | { readonly kind: 'missing'; readonly operands: readonly OperandRef[] }
  | { readonly kind: 'invalid'; readonly code: ScoreInvalidCode };

export type Unscored = Exclude<ScoreOutcome, { kind: 'scored' }>;

export const scorePlaces = 2;
export const ratePlaces = 6;
export const zero = exactInteger(0n);
export const one = exactInteger(1n);
export const hundred = exactInteger(100n);

/** A number of points: ≥ 0 with at most two decimals. A finer weight could be exceeded by its own rounded score. */
export function points(text: string): Exact | null {
  const value = exact(text);
  return value === null || isNegative(value) || !hasPointPlaces(value) ? null : value;
}

export function hasPointPlaces(value: Exact): boolean {
  return multiplyExact(value, hundred).denominator === 1n;
}

/** A value rounded as the template says, always printed with two decimals; never above `most`, which whole points would pass at a weight of 2.5. */
export function roundScore(value: Exact, { places, mode }: Rounding, most: Exact = hundred): string {
  const rounded = exact(mode === 'halfUp' ? toFixedHalfUp(value, places) : toFixedDown(value, places)) ?? zero;
  return toFixedHalfUp(minExact(rounded, most), scorePlaces);
}
