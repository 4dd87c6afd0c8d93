import { compareExact, exact } from './exact.js';
import type { IndicatorKey } from './identifiers.js';
import type { Refusal } from './refusals.js';

/**
 * Why points cannot be taken off a row: no number ≥ 0 with at most two decimals, no such row, or more than the row has. `most` holds what
 * each row has (decimal strings): its score at a review, its weight while there is no score yet.
 */
export function deductionRefusal({ indicator, points }: { readonly indicator: IndicatorKey; readonly points: string }, most: Readonly<Record<IndicatorKey, string>>): Refusal | null {
  const off = exact(points);
  if (off === null || !/^\d+(\.\d{1,2})?$/.test(points)) return { code: 'deductionInvalid', indicator };
  const has = Object.hasOwn(most, indicator) ? most[indicator] : undefined;
  if (has === undefined) return { code: 'indicatorUnknown', indicator };
  const limit = exact(has);
  return limit === null || compareExact(off, limit) > 0 ? { code: 'deductionTooLarge', indicator, score: has } : null;
}
