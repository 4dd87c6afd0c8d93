import { reportingKinds, type Rule } from '../rule.js';
import { sharedLength } from '../view/rows.js';

/** 扣1分, 不影响评分: what the finding means for the score has been said. */
const effectStated = /扣(?:减|除)?\d+(?:\.\d+)?分|扣分|(?:不|未|无)(?:影响|涉及)[^,。;]{0,8}(?:得分|评分|分值|指标)|不(?:予)?扣分/;

/** A finding of audit or fiscal supervision about the unit's own money or books touches an indicator, or it is said with a reason that it does not. */
export const X2: Rule = {
  id: 'X2',
  severity: 'warning',
  source: 'domain.md A4 X2',
  kinds: reportingKinds,
  check: ({ supervision, rows }) =>
    supervision.flatMap(({ sentence, problem, following }) => {
      const linked = rows.some((row) => row.lost !== null && (/审计|监督|检查/.test(`${row.said}${row.item.reason ?? ''}`) || sharedLength(problem, `${row.said}${row.item.reason ?? ''}`) >= 4));
      if (linked || effectStated.test(following)) return [];
      return [{ location: sentence.location, actual: problem, params: { problem } }];
    }),
};
