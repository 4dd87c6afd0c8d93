import { addExact, compareExact, divideExact, isZero, multiplyExact, subtractExact, toFixedHalfUp, toTrimmed } from '../exact.js';
import { hundred, points, roundScore, scorePlaces, zero, type ScoreOutcome } from './outcome.js';
import { defaultRounding, type Rounding } from './rules.js';

/** One row on its way into the total; `deduction`: decimal string ≥ 0, taken off by a review. */
export type WeightedOutcome = { readonly weight: string; readonly outcome: ScoreOutcome; readonly deduction?: string | null };

export type TotalInvalidCode =
  | 'weightInvalid'
  /** A row's score is not between 0 and its weight with two decimals (rule W5): it was not computed here. */
  | 'scoreOutOfRange'
  /** No decimal ≥ 0 with at most two decimals. */
  | 'deductionInvalid'
  /** A deduction may take a row to zero and no further. */
  | 'deductionExceedsScore'
  /** Something is to be taken off a row that does not count. */
  | 'deductionOnNotApplicable'
  /** No row counts, so there is nothing to re-base on; `row` is null. */
  | 'nothingApplicable';

export type ScoreTotal =
  /** `sum` and `total` have two decimals; the weights are trimmed decimals ("95", "2.5"). */
  | {
      readonly kind: 'total';
      readonly sum: string;
      readonly applicableWeight: string;
      readonly notApplicableWeight: string;
      readonly total: string;
    }
  /** Indices of the rows without a score yet (missing or invalid), ascending. */
  | { readonly kind: 'incomplete'; readonly rows: readonly number[] }
  /** `row` is the index of the row at fault. */
  | { readonly kind: 'invalid'; readonly code: TotalInvalidCode; readonly row: number | null };

/**
 * The total out of 100 (design: score order): rows come rounded at their original weights, a reviewed deduction comes off its row,
 * then total = sum × 100 ÷ (weight that applies), rounded as the template says. With weights that sum to 100 the divisor is
 * 100 − not applicable; with others the total still lies in 0…100.
 */
export function totalScore(rows: readonly WeightedOutcome[], rounding: Rounding = defaultRounding): ScoreTotal {
  const incomplete = rows.flatMap(({ outcome }, row) => (outcome.kind === 'missing' || outcome.kind === 'invalid' ? [row] : []));
  if (incomplete.length > 0) return { kind: 'incomplete', rows: incomplete };
  let [sum, applicable, notApplicable] = [zero, zero, zero];
  for (const [row, { weight, outcome, deduction }] of rows.entries()) {
    const exactWeight = points(weight);
    if (exactWeight === null || isZero(exactWeight)) return { kind: 'invalid', code: 'weightInvalid', row };
    const off = points(deduction ?? '0');
    if (off === null) return { kind: 'invalid', code: 'deductionInvalid', row };
    if (outcome.kind !== 'scored') {
      if (!isZero(off)) return { kind: 'invalid', code: 'deductionOnNotApplicable', row };
      notApplicable = addExact(notApplicable, exactWeight);
      continue;
    }
    const score = points(outcome.score);
    if (score === null || compareExact(score, exactWeight) > 0) return { kind: 'invalid', code: 'scoreOutOfRange', row };
    if (compareExact(off, score) > 0) return { kind: 'invalid', code: 'deductionExceedsScore', row };
    sum = addExact(sum, subtractExact(score, off));
    applicable = addExact(applicable, exactWeight);
  }
  const total = divideExact(multiplyExact(sum, hundred), applicable);
  if (total === null) return { kind: 'invalid', code: 'nothingApplicable', row: null };
  return {
    kind: 'total',
    sum: toFixedHalfUp(sum, scorePlaces),
    applicableWeight: toTrimmed(applicable, scorePlaces),
    notApplicableWeight: toTrimmed(notApplicable, scorePlaces),
    total: roundScore(total, rounding),
  };
}
