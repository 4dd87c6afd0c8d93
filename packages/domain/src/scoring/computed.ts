import { compareExact, divideExact, exact, exactInteger, isNegative, maxExact, minExact, multiplyExact, subtractExact, toTrimmed, type Exact } from '../exact.js';
import type { Measured } from './measure.js';
import { one, points, ratePlaces, scorePlaces, zero, type ScoreStep } from './outcome.js';
import type { Direction, ScoreBand, ScoringRule } from './rules.js';

/** The unrounded score and the lines that lead to it; null when the rule's own numbers make no sense. */
export type Computed = { readonly value: Exact; readonly steps: readonly ScoreStep[] } | null;

type Of<Kind extends ScoringRule['kind']> = Extract<ScoringRule, { readonly kind: Kind }>;

/** In proportion to the target, never above the weight; see `ScoringRule` for over-achievement. */
export function byRatio(rule: Of<'ratio'>, weight: Exact, { value: rate, text }: Measured): Computed {
  const target = exact(rule.target ?? '1');
  if (target === null || compareExact(target, zero) <= 0) return null;
  const params = { rate: text, target: toTrimmed(target, ratePlaces), weight: weightText(weight) };
  if (rule.direction === 'down') {
    if (compareExact(rate, target) <= 0) return { value: weight, steps: [{ code: 'withinLimit', params }] };
    return { value: share(weight, divideExact(target, rate)), steps: [{ code: 'aboveLimit', params }] };
  }
  if (compareExact(rate, target) < 0) return { value: share(weight, divideExact(rate, target)), steps: [{ code: 'belowTarget', params }] };
  const reached: ScoreStep = { code: 'targetReached', params };
  const over = rule.overAchievement;
  if (over === undefined) return { value: weight, steps: [reached] };
  const line = exact(over.times);
  const times = divideExact(rate, target);
  if (line === null || times === null || compareExact(line, one) < 0) return null;
  if (compareExact(times, line) <= 0) return { value: weight, steps: [reached] };
  const told = { times: toTrimmed(times, ratePlaces), line: toTrimmed(line, ratePlaces) };
  if (!over.reduce) return { value: weight, steps: [reached, { code: 'farAboveTarget', params: told }] };
  return { value: multiplyExact(weight, maxExact(zero, subtractExact(one, subtractExact(times, line)))), steps: [reached, { code: 'farAboveReduced', params: { ...told, weight: params.weight } }] };
}

export function byChangeRate(weight: Exact, { value: rate, text }: Measured): Computed {
  const risen = compareExact(rate, zero) > 0;
  const value = multiplyExact(weight, minExact(one, maxExact(zero, subtractExact(one, rate))));
  return { value, steps: [{ code: risen ? 'risen' : 'notRisen', params: { rate: text, weight: weightText(weight) } }] };
}

/** Points off for every step beyond the target, never below zero. */
export function byStepDeduction(rule: Of<'stepDeduction'>, weight: Exact, { value, text }: Measured): Computed {
  const [target, step, off] = [exact(rule.target), exact(rule.step), points(rule.points)];
  if (target === null || step === null || off === null || compareExact(step, zero) <= 0) return null;
  const beyond = rule.direction === 'up' ? subtractExact(target, value) : subtractExact(value, target);
  const params = { rate: text, target: toTrimmed(target, ratePlaces), weight: weightText(weight) };
  const steps = divideExact(beyond, step);
  if (steps === null) return null;
  const count = exactInteger(isNegative(steps) ? 0n : rule.counting === 'whole' ? steps.numerator / steps.denominator : (steps.numerator + steps.denominator - 1n) / steps.denominator);
  // A deviation within the first whole step costs nothing, and is told all the same.
  if (compareExact(beyond, zero) <= 0) return { value: weight, steps: [{ code: rule.direction === 'up' ? 'targetReached' : 'withinLimit', params }] };
  return { value: maxExact(zero, subtractExact(weight, multiplyExact(count, off))), steps: [stepsOff(beyond, step, count, off, weight)] };
}

function stepsOff(beyond: Exact, step: Exact, count: Exact, off: Exact, weight: Exact): ScoreStep {
  return { code: 'stepsOff', params: { deviation: toTrimmed(beyond, ratePlaces), step: toTrimmed(step, ratePlaces), count: toTrimmed(count, 0), points: toTrimmed(off, scorePlaces), weight: weightText(weight) } };
}

/** The bands in the order of the template; the first that holds the value counts. */
export function byBands(bands: readonly ScoreBand[], weight: Exact, { value }: Measured): Computed {
  for (const { upTo, share: part } of bands) {
    const earned = exact(part);
    if (earned === null || isNegative(earned) || compareExact(earned, one) > 0) return null;
    const params = { share: toTrimmed(earned, ratePlaces), weight: weightText(weight) };
    if (upTo === null) return { value: multiplyExact(weight, earned), steps: [{ code: 'inLastBand', params }] };
    const end = exact(upTo);
    if (end === null) return null;
    if (compareExact(value, end) <= 0) return { value: multiplyExact(weight, earned), steps: [{ code: 'inBand', params: { ...params, upTo: toTrimmed(end, ratePlaces) } }] };
  }
  return null;
}

export function byTarget(direction: Direction, target: string, weight: Exact, { value }: Measured): Computed {
  const line = exact(target);
  if (line === null) return null;
  const told = toTrimmed(line, ratePlaces);
  const reached = direction === 'up' ? compareExact(value, line) >= 0 : compareExact(value, line) <= 0;
  return reached ? { value: weight, steps: [{ code: 'reached', params: { target: told, weight: weightText(weight) } }] } : { value: zero, steps: [{ code: 'notReached', params: { target: told } }] };
}

/** Boxes with "true" or "false"; `answers` are all filled in. */
export function byAnswers(answers: readonly string[], weight: Exact): Computed {
  const no = answers.filter((answer) => answer !== 'true').length;
  return no === 0 ? { value: weight, steps: [{ code: 'allYes', params: { weight: weightText(weight) } }] } : { value: zero, steps: [{ code: 'notAllYes', params: { no: String(no) } }] };
}

export function weightText(weight: Exact): string {
  return toTrimmed(weight, scorePlaces);
}

/** Neither divisor can be zero where this is asked: a target is positive, and a rate of zero is full where less is better. */
function share(weight: Exact, part: Exact | null): Exact {
  return multiplyExact(weight, part ?? one);
}
