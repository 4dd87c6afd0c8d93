import { addExact, compareExact, exact, toTrimmed } from '@hengji/domain';
import { everyKind, type Rule } from '../rule.js';
import { levelOneWeights, sumOf } from '../view/view.js';

/** The weights declared at level 1 sum to 100; the execution row counts among them. */
export const W6: Rule = {
  id: 'W6',
  severity: 'error',
  source: 'domain.md A4 W6',
  kinds: everyKind,
  check: ({ document, thresholds, whole, several }) => {
    const weights = levelOneWeights(document);
    const full = exact(thresholds.fullWeight);
    // One level without a weight, and the sum of the others is no statement.
    if (!whole || several || full === null || weights.includes(null) || !document.levels.some((level) => level.level === 1)) return [];
    const sum = sumOf(weights);
    const execution = exact(thresholds.executionWeight);
    // The points of execution may stand outside the table (W1 says so).
    if (execution !== null && compareExact(addExact(sum, execution), full) === 0 && !document.items.some((item) => item.isExecution)) return [];
    if (compareExact(sum, full) === 0) return [];
    const actual = toTrimmed(sum, 6);
    return [{ location: document.levels[0]?.location ?? null, expected: thresholds.fullWeight, actual, params: { expected: thresholds.fullWeight, actual } }];
  },
};
