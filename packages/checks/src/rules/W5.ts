import { compareExact, exact, isNegative } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

/** A score lies between zero and the weight of its row; more points than a row has make every sum meaningless. */
export const W5: Rule = {
  id: 'W5',
  severity: 'error',
  source: 'domain.md A4 W5',
  kinds: reportingKinds,
  check: ({ document }) =>
    document.items.flatMap((item) => {
      const [weight, score] = [exact(item.weight ?? ''), exact(item.score ?? '')];
      if (item.weight === null || item.score === null || weight === null || score === null) return [];
      if (!isNegative(score) && compareExact(score, weight) <= 0) return [];
      return [{ location: item.location, expected: `0–${item.weight}`, actual: item.score, params: { name: item.name, weight: item.weight, score: item.score } }];
    }),
};
