import { addExact, compareExact, exact, toTrimmed } from '@hengji/domain';
import type { Found } from '../finding.js';
import { everyKind, type Rule } from '../rule.js';
import { lacksPoints } from '../view/rows.js';
import type { View } from '../view/view.js';

/**
 * The weights of all rows sum to 100. Of a part of a table only the points found are told, as a note; so is a table that lacks just the
 * points of budget execution, which many forms keep outside of it. With a template each row also weighs what the template says.
 */
export const W1: Rule = {
  id: 'W1',
  severity: 'error',
  source: 'domain.md A4 W1; 财预〔2020〕10号',
  kinds: everyKind,
  check: (view) => [...sumFindings(view), ...rowFindings(view)],
};

function sumFindings({ document, thresholds, weight, whole, several }: View): readonly Found[] {
  const full = exact(thresholds.fullWeight);
  const execution = exact(thresholds.executionWeight);
  if (document.totals.weight === null || full === null || compareExact(weight, full) === 0) return [];
  // A form without weights says no more by the one that its money block has.
  if (document.columns?.includes('weight') === false && document.items.some((item) => !item.isExecution) && document.items.every((item) => item.isExecution || item.weight === null)) return [];
  const actual = toTrimmed(weight, 6);
  const params = { expected: thresholds.fullWeight, actual, rows: String(document.items.length) };
  const withoutExecution = execution !== null && compareExact(addExact(weight, execution), full) === 0 && !document.items.some((item) => item.isExecution);
  if (withoutExecution) return document.kind === 'goalDeclaration' ? [] : [{ location: null, severity: 'note', variant: 'noExecution', actual, params: { ...params, execution: thresholds.executionWeight } }];
  if (several) return [{ location: null, severity: 'note', variant: 'several', actual, params }];
  const unread = document.items.filter((item) => lacksPoints(item, 'weight')).length;
  if (!whole || (unread > 0 && compareExact(weight, full) < 0)) return [{ location: null, severity: 'note', variant: 'part', actual, params: { ...params, unread: String(unread) } }];
  return [{ location: document.items[0]?.location ?? null, expected: thresholds.fullWeight, actual, params }];
}

/** A table with so many weights of its own was not made on the template, and one sentence says it. */
const mostRows = 3;

/** Each row weighs what the template says. */
function rowFindings({ form }: View): readonly Found[] {
  const others = form?.otherRows ?? [];
  const [first] = others;
  if (form === null || first === undefined) return [];
  if (others.length > mostRows && others.length * 2 > form.rows.size) {
    const names = others.slice(0, 3).map(({ place, actual, expected }) => `${place.name}（${actual}→${expected}）`);
    return [{ location: first.place.location, variant: 'templateRows', expected: first.expected, actual: first.actual, params: { rows: String(form.rows.size), others: String(others.length), names: names.join(',@') } }];
  }
  return others.map(({ place, actual, expected }) => ({ location: place.location, variant: 'template', expected, actual, proposal: expected, params: { name: place.name, actual, expected } }));
}
