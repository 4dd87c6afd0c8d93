import { compareExact, divideExact, exact, exactInteger, multiplyExact, toFixedHalfUp } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';
import { comparable } from '../view/readings.js';
import { hasText } from '../view/reasons.js';

/** Far above a target that is better when higher: explained, and reduced in proportion where the target was set too low. */
export const S6: Rule = {
  id: 'S6',
  severity: 'warning',
  source: 'domain.md A4 S6; 财预〔2020〕10号; 郫都: 130 %',
  kinds: reportingKinds,
  check: ({ rows, thresholds, prose }) =>
    rows.flatMap(({ item, target, actual, direction }) => {
      // Running text says why wherever it likes.
      if (prose || target === null || actual === null || direction !== 'up' || hasText(item.reason)) return [];
      const values = comparable(target, actual);
      const share = values === null ? null : divideExact(values.actual, values.target);
      const percent = share === null ? null : multiplyExact(share, exactInteger(100n));
      const limit = exact(thresholds.overAchievementPercent);
      if (percent === null || limit === null || compareExact(percent, limit) <= 0) return [];
      const reached = `${toFixedHalfUp(percent, 1)}%`;
      return [{ location: item.location, expected: `≤${thresholds.overAchievementPercent}%`, actual: reached, params: { name: item.name, target: item.target ?? '', actual: item.actual ?? '', reached, limit: thresholds.overAchievementPercent } }];
    }),
};
