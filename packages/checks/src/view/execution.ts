import type { Exact, MoneyScope } from '@hengji/domain';
import { pairsOf, rowPairs } from './identities.js';
import { percentOf } from './identity.js';
import type { View } from './view.js';

/** Per cent of the budget of one scope that was spent, from the money block where there is one; null where one of both is not printed. */
export function executionOf({ figures, valueOf }: Pick<View, 'figures' | 'valueOf'>, scope: MoneyScope): Exact | null {
  const pairs = pairsOf(figures, scope, null);
  const pair = pairs.find(({ actual, budget }) => actual.row !== null && actual.row === budget.row) ?? pairs[0];
  return pair === undefined ? null : percentOf(valueOf(pair.actual), valueOf(pair.budget));
}

/** The same of one row of the money block. */
export function executionOfRow({ figures, valueOf }: Pick<View, 'figures' | 'valueOf'>, row: number): Exact | null {
  const [pair] = rowPairs(figures, row);
  return pair === undefined ? null : percentOf(valueOf(pair.actual), valueOf(pair.budget));
}
