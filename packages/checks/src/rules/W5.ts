import { compareExact, exact, isNegative, isZero } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

/** 扣分项 of a form, which weigh nothing and only take points away. */
const deduction = /扣分|减分/;

/** A score lies between zero and the weight of its row; more points than a row has make every sum meaningless. */
export const W5: Rule = {
  id: 'W5',
  severity: 'error',
  source: 'domain.md A4 W5',
  kinds: reportingKinds,
  check: ({ document }) =>
    document.items.flatMap((item) => {
      const [weight, score] = [exact(item.weight ?? ''), exact(item.score ?? '')];
      // One of the two may be that of several rows.
      if (item.sharedPoints?.length === 1 || item.weight === null || item.score === null || weight === null || score === null) return [];
      if (isZero(weight) && isNegative(score) && deduction.test([item.level1, item.level2, item.name].join(' '))) return [];
      if (!isNegative(score) && compareExact(score, weight) <= 0) return [];
      return [{ location: item.location, expected: `0–${item.weight}`, actual: item.score, params: { name: item.name, weight: item.weight, score: item.score } }];
    }),
};
