import { exact, isNearLine, marginToLine } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

/** A total near a grade line: one disputed row decides the grade, so every point needs proof. */
export const G3: Rule = {
  id: 'G3',
  severity: 'warning',
  source: 'domain.md A4 G3',
  kinds: reportingKinds,
  check: ({ document, thresholds }) => {
    const { claimedTotal, claims } = document.totals;
    if (claimedTotal === null || exact(claimedTotal) === null || !isNearLine(claimedTotal, thresholds.grades, thresholds.marginToLine)) return [];
    const { line, margin } = marginToLine(claimedTotal, thresholds.grades);
    return [{ location: claims.find((claim) => claim.total === claimedTotal)?.location ?? null, expected: null, actual: claimedTotal, params: { total: claimedTotal, line, margin: margin.replace('-', ''), side: margin.startsWith('-') ? '@below' : '@above' } }];
  },
};
