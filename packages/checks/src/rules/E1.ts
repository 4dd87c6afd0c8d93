import { reportingKinds, type Rule } from '../rule.js';
import { boundRows } from '../view/operands.js';

/** A row that is a quotient by its name gives no figure that it could be computed from. */
export const E1: Rule = {
  id: 'E1',
  severity: 'warning',
  source: 'domain.md A4 E1; 财预〔2013〕53号',
  kinds: reportingKinds,
  check: (view) =>
    boundRows(view).flatMap(({ row, formula, figures }) => {
      // A printed rate with nothing behind it is still a figure; the question is then whether it holds (N1), not whether there is one.
      if (figures > 0 || (row.item.isExecution && row.pair !== null) || /\d+(?:\.\d+)?%/.test(row.said)) return [];
      const needed = formula.operands.map((operand) => operand.name).join('、');
      return [{ location: row.item.location, expected: needed, params: { name: row.item.name, needed } }];
    }),
};
