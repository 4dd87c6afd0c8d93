import { reportingKinds, type Rule } from '../rule.js';
import { hasPlaceForReason, hasPlaceForReasons, hasReason, reasonSentences } from '../view/reasons.js';

/** Every point lost has its reason, beside the row or where the report explains its deviations. A row without a base is S4's. */
export const R1: Rule = {
  id: 'R1',
  severity: 'warning',
  source: 'domain.md A4 R1; 财预〔2020〕10号: 未完成的要分析原因',
  kinds: reportingKinds,
  check: (view) => {
    const reasons = reasonSentences(view);
    const unexplained = view.rows.filter((row) => row.lost !== null && !row.withoutBase && hasPlaceForReason(row, view) && !hasReason(row, reasons));
    const [first] = unexplained;
    if (first === undefined) return [];
    if (!hasPlaceForReasons(view)) return [{ location: first.item.location, severity: 'note', variant: 'noColumn', params: { rows: String(unexplained.length) } }];
    return unexplained.map(({ item }) => ({ location: item.location, actual: item.score, params: { name: item.name, weight: item.weight ?? '', score: item.score ?? '' } }));
  },
};
