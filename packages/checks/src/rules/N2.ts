import { reportingKinds, type Rule } from '../rule.js';
import { pairsOf } from '../view/identities.js';

/** Spent to the cent as budgeted: likely for small sums, worth a look at the ledger for others. One question for all such lines. */
export const N2: Rule = {
  id: 'N2',
  severity: 'note',
  source: 'domain.md A4 N2',
  kinds: reportingKinds,
  check: ({ figures, valueOf }) => {
    const scopes = [...new Set(figures.map((figure) => figure.scope))].filter((scope) => scope !== 'part');
    const exactPairs = scopes.flatMap((scope) => pairsOf(figures, scope, null).filter(({ actual, budget }) => budget.printed.fen > 0n && valueOf(actual).numerator === valueOf(budget).numerator).slice(0, 1));
    const [first] = exactPairs;
    if (first === undefined) return [];
    const lines = exactPairs.map(({ actual }) => `@${actual.scope}`).join(',');
    return [{ location: first.actual.location, params: { lines } }];
  },
};
