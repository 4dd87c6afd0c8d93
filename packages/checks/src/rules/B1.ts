import { reportingKinds, type Rule } from '../rule.js';

/**
 * Rates of different rows can only be compared when their denominators are of one kind: 年初, 调整后 or 下达. A form says it in its column
 * heads; running text may call the budget by another name in each row.
 */
export const B1: Rule = {
  id: 'B1',
  severity: 'warning',
  source: 'domain.md A4 B1; 财预〔2020〕10号: 全年预算数（调整后）',
  kinds: reportingKinds,
  check: ({ rows, prose }) => {
    if (!prose) return [];
    const bases = rows.flatMap(({ pair, item }) => (pair === null ? [] : [{ basis: pair.budget.statedBasis, item }]));
    const [first] = bases;
    const other = bases.find(({ basis }) => basis !== first?.basis);
    if (first === undefined || other === undefined) return [];
    return [{ location: first.item.location, params: { one: first.item.name, oneBasis: `@${first.basis}`, other: other.item.name, otherBasis: `@${other.basis}` } }];
  },
};
