import { formatWanyuan, toFixedHalfUp, type Exact, type Location } from '@hengji/domain';
import { placeKey, type Figure } from '../view/figures.js';
import { everyKind, type Rule } from '../rule.js';

function wanyuan(value: Exact): string {
  return `${formatWanyuan(BigInt(toFixedHalfUp(value, 0)))}万元`;
}

/** Where the other of two figures stands; its page only, where a reader could not find more. */
function whereIs(other: Location, here: Location): string {
  if (placeKey(other) === placeKey(here)) return '@samePlace';
  if ('line' in other) return `@line ${other.line}`;
  return 'page' in other ? `@page ${other.page}` : `@cell ${other.cell}`;
}

function termOf(basis: Figure['statedBasis']): string {
  return basis === 'actual' ? '@outturn' : `@${basis}`;
}

/**
 * A total is the sum of its parts, for the budget and for the outturn, wherever it is printed; amounts count as rule U1 repaired them.
 * A list behind 其中 that is not all of its total may stay below it.
 */
export const U2: Rule = {
  id: 'U2',
  severity: 'error',
  source: 'domain.md A4 U2',
  kinds: everyKind,
  check: ({ identities, valueOf }) => {
    const seen = new Set<string>();
    return identities.flatMap((identity) => {
      if (identity.kind === 'rate' || identity.kind === 'ratio' || !identity.binding || identity.holds(valueOf)) return [];
      const [whole, other] = identity.figures;
      const sum = identity.expected(valueOf);
      if (whole === undefined || sum === null) return [];
      const [expected, actual] = [wanyuan(sum), wanyuan(valueOf(whole))];
      const key = `${placeKey(whole.location)} ${whole.printed.text}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const where = whereIs((other ?? whole).location, whole.location);
      return [{ location: whole.location, variant: identity.kind === 'sum' && whole.scope !== 'total' ? 'subtotal' : identity.kind, expected, actual, params: { expected, actual, scope: `@${whole.scope}`, basis: termOf(whole.statedBasis), where } }];
    });
  },
};
