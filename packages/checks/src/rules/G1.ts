import { exact, rate } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';
import { ownClaims, ratingWords } from '../view/claims.js';

/** 优秀, 合格, 不合格: some places have three grades, and 合格 is all between. */
function isOfThreeGrades(text: string): boolean {
  return /(?:^|[^不])合格"?(?:[。;,、)!\s]|$)/.test(text);
}

/** The grade is the one that the template's table gives for the claimed total. */
export const G1: Rule = {
  id: 'G1',
  severity: 'warning',
  source: 'domain.md A4 G1; 财预〔2020〕10号',
  kinds: reportingKinds,
  check: ({ document, thresholds }) => {
    const { claimedTotal, claimedGrade } = document.totals;
    if (claimedTotal === null || claimedGrade === null || exact(claimedTotal) === null) return [];
    const expected = ratingWords[rate(claimedTotal, thresholds.grades)];
    const actual = ratingWords[claimedGrade];
    const claim = ownClaims(document).find(({ grade }) => grade === claimedGrade);
    if (expected === actual || (isOfThreeGrades(claim?.text ?? '') && (expected === ratingWords.good || expected === ratingWords.fair))) return [];
    return [{ location: claim?.location ?? null, expected, actual, proposal: expected, params: { total: claimedTotal, actual, expected } }];
  },
};
