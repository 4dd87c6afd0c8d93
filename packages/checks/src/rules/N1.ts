import { compareExact, exactInteger, toFixedHalfUp, type Exact } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

const whole = exactInteger(100n);

/** A column of a sheet may show the whole as 1: whether 100 % is meant is one question, and not one for each of its rows. */
function isOneForWhole(printed: string, expected: Exact | null): boolean {
  return printed === '1' && expected !== null && compareExact(expected, whole) === 0;
}

/** A printed rate is its outturn over its budget, to the digits printed; amounts count as rule U1 repaired them. */
export const N1: Rule = {
  id: 'N1',
  severity: 'warning',
  source: 'domain.md A4 N1',
  kinds: reportingKinds,
  check: ({ identities, valueOf }) => {
    let asked = false;
    return identities.flatMap((identity) => {
      if (identity.rate === null || identity.holds(valueOf)) return [];
      const percent = identity.expected(valueOf);
      if (isOneForWhole(identity.rate.percent, percent)) {
        if (asked) return [];
        asked = true;
      }
      const expected = percent === null ? null : `${toFixedHalfUp(percent, Math.max(identity.rate.digits, 2))}%`;
      const actual = `${identity.rate.percent}%`;
      return [{ location: identity.rate.location, variant: expected === null ? 'noBudget' : 'wrong', expected, actual, proposal: expected, params: { actual, expected: expected ?? '' } }];
    });
  },
};
