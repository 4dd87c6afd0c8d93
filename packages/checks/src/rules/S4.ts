import { reportingKinds, type Rule } from '../rule.js';

/** 不涉及 | 0 | 0: a row that was taken out of the table already. */
const worthNothing = /^0(?:\.0+)?$/;

/** A row without a base (nothing carried over, nothing budgeted) does not apply: full marks or re-basing as the template says, never a silent 0. */
export const S4: Rule = {
  id: 'S4',
  severity: 'warning',
  source: 'domain.md A4 S4; 郫都: 实得分÷(100−不适用分)×100',
  kinds: reportingKinds,
  check: ({ rows }) =>
    rows.flatMap(({ item, withoutBase }) => (withoutBase && !worthNothing.test(item.weight ?? '') ? [{ location: item.location, expected: item.weight, actual: item.score, params: { name: item.name, weight: item.weight ?? '' } }] : [])),
};
