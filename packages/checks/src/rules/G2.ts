import { reportingKinds, type Rule } from '../rule.js';
import { overallClaims, ratingWords } from '../view/claims.js';

/** Every other sentence about the overall result uses the word of the grade that is claimed. */
export const G2: Rule = {
  id: 'G2',
  severity: 'warning',
  source: 'domain.md A4 G2',
  kinds: reportingKinds,
  check: ({ document }) => {
    const { claimedGrade } = document.totals;
    if (claimedGrade === null) return [];
    const expected = ratingWords[claimedGrade];
    return overallClaims(document).flatMap(({ grade, location }) =>
      grade === null || grade === claimedGrade ? [] : [{ location, expected, actual: ratingWords[grade], params: { expected, actual: ratingWords[grade] } }],
    );
  },
};
