import { formatYuan, subtractExact, toFixedHalfUp, compareExact, exactInteger } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

/** Two rows lose points for the same unspent amount: the template counts one shortfall twice. */
export const S5: Rule = {
  id: 'S5',
  severity: 'note',
  source: 'domain.md A4 S5',
  kinds: reportingKinds,
  check: ({ rows, valueOf }) => {
    const gaps = rows.flatMap(({ item, pair, lost }) => (pair === null || lost === null ? [] : [{ item, gap: subtractExact(valueOf(pair.budget), valueOf(pair.actual)) }]));
    return gaps.flatMap(({ item, gap }, index) => {
      const before = gaps.slice(0, index).find((other) => compareExact(other.gap, gap) === 0);
      if (before === undefined || compareExact(gap, exactInteger(0n)) <= 0) return [];
      return [{ location: item.location, params: { name: item.name, other: before.item.name, gap: `${formatYuan(BigInt(toFixedHalfUp(gap, 0)))}元` } }];
    });
  },
};
