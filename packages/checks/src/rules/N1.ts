import { toFixedHalfUp } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

/** A printed rate is its outturn over its budget, to the digits printed; amounts count as rule U1 repaired them. */
export const N1: Rule = {
  id: 'N1',
  severity: 'warning',
  source: 'domain.md A4 N1',
  kinds: reportingKinds,
  check: ({ identities, valueOf }) =>
    identities.flatMap((identity) => {
      if (identity.rate === null || identity.holds(valueOf)) return [];
      const percent = identity.expected(valueOf);
      const expected = percent === null ? null : `${toFixedHalfUp(percent, Math.max(identity.rate.digits, 2))}%`;
      const actual = `${identity.rate.percent}%`;
      return [{ location: identity.rate.location, variant: expected === null ? 'noBudget' : 'wrong', expected, actual, proposal: expected, params: { actual, expected: expected ?? '' } }];
    }),
};
