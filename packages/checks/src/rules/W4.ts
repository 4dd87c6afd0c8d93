import { addExact, compareExact, exact, exactInteger, subtractExact, toTrimmed, type Exact } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';
import { ownClaims } from '../view/claims.js';
import { absolute } from '../view/identity.js';
import { lacksPoints } from '../view/rows.js';

const zero = exactInteger(0n);

const placesOf = (figure: string | null) => figure?.split('.')[1]?.length ?? 0;

/** ±0.01, or half of the total's last digit where it is printed with fewer decimals than the scores: 97.6 of 97.64 was rounded. */
function tolerance(claimed: string, scores: readonly (string | null)[]): Exact {
  const places = placesOf(claimed);
  return places < 2 && scores.some((score) => placesOf(score) > places) ? { numerator: 1n, denominator: 2n * 10n ** BigInt(places) } : { numerator: 1n, denominator: 100n };
}

/** The scores of all rows sum to the total that is claimed, wherever it is claimed. */
export const W4: Rule = {
  id: 'W4',
  severity: 'error',
  source: 'domain.md A4 W4',
  kinds: reportingKinds,
  check: ({ document, thresholds, score, weight, whole, several }) => {
    const scores = document.items.map((item) => item.score);
    if (!whole || several || document.totals.score === null || document.items.some((item) => lacksPoints(item, 'score'))) return [];
    const seen = new Set<string>();
    // Points of execution that stand outside of the table (W1 says so) are part of the total, and nobody knows how many.
    const execution = exact(thresholds.executionWeight) ?? zero;
    const outside = !document.items.some((item) => item.isExecution) && compareExact(addExact(weight, execution), exact(thresholds.fullWeight) ?? zero) === 0 ? execution : zero;
    return ownClaims(document).flatMap((claim) => {
      const claimed = exact(claim.total ?? '');
      if (claim.total === null || claimed === null || compareExact(absolute(subtractExact(score, claimed)), tolerance(claim.total, scores)) <= 0 || (compareExact(claimed, score) >= 0 && compareExact(subtractExact(claimed, score), outside) <= 0)) return [];
      // The same wrong total in a second place is one slip; another total is another.
      if (seen.has(claim.total)) return [];
      seen.add(claim.total);
      const expected = toTrimmed(score, 6);
      return [{ location: claim.location, expected, actual: claim.total, params: { claimed: claim.total, sum: expected, rows: String(scores.length) } }];
    });
  },
};
