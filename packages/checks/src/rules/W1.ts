import { addExact, compareExact, exact, toTrimmed } from '@hengji/domain';
import { everyKind, type Rule } from '../rule.js';

/**
 * The weights of all rows sum to 100. Of a part of a table only the points found are told, as a note; so is a table that lacks just the
 * points of budget execution, which many forms keep outside of it.
 */
export const W1: Rule = {
  id: 'W1',
  severity: 'error',
  source: 'domain.md A4 W1; 财预〔2020〕10号',
  kinds: everyKind,
  check: ({ document, thresholds, weight, whole, several }) => {
    const full = exact(thresholds.fullWeight);
    const execution = exact(thresholds.executionWeight);
    if (document.totals.weight === null || full === null || compareExact(weight, full) === 0) return [];
    const actual = toTrimmed(weight, 6);
    const params = { expected: thresholds.fullWeight, actual, rows: String(document.items.length) };
    const withoutExecution = execution !== null && compareExact(addExact(weight, execution), full) === 0 && !document.items.some((item) => item.isExecution);
    if (withoutExecution) return document.kind === 'goalDeclaration' ? [] : [{ location: null, severity: 'note', variant: 'noExecution', actual, params: { ...params, execution: thresholds.executionWeight } }];
    if (several) return [{ location: null, severity: 'note', variant: 'several', actual, params }];
    const unread = document.items.filter((item) => item.weight === null).length;
    if (!whole || (unread > 0 && compareExact(weight, full) < 0)) return [{ location: null, severity: 'note', variant: 'part', actual, params: { ...params, unread: String(unread) } }];
    return [{ location: document.items[0]?.location ?? null, expected: thresholds.fullWeight, actual, params }];
  },
};
