import { compareExact, exactInteger } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';
import { boundRows } from '../view/operands.js';
import { hasText } from '../view/reasons.js';

/** A number, a cited document or an attachment. */
const proof = /\d|百分之|[〔[]|《[^》]+》|附件|佐证|详见|见附/;

/**
 * Full marks rest on at least one number or one attachment. A form that has no column for proof is told once: its cells say 完成 by
 * design. Satisfaction (E3) and rows with a formula (E1) have rules of their own.
 */
export const E2: Rule = {
  id: 'E2',
  severity: 'warning',
  source: 'domain.md A4 E2',
  kinds: reportingKinds,
  check: (view) => {
    const bound = new Set(boundRows(view).map(({ row }) => row));
    const zero = exactInteger(0n);
    const bare = view.rows.filter(
      (row) => row.full && row.weight !== null && compareExact(row.weight, zero) > 0 && !row.satisfaction && !bound.has(row) && row.pair === null && !row.item.isExecution && !proof.test(row.said) && !hasText(row.item.evidence),
    );
    const [first] = bare;
    if (first === undefined) return [];
    if (view.prose || (view.document.columns?.includes('evidence') ?? false)) return bare.map(({ item }) => ({ location: item.location, actual: item.score, params: { name: item.name, weight: item.weight ?? '' } }));
    return [{ location: first.item.location, severity: 'note', variant: 'noColumn', params: { rows: String(bare.length), names: bare.slice(0, 3).map(({ item }) => item.name).join('、') } }];
  },
};
