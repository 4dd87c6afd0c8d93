import { compareExact, exact, toTrimmed } from '@hengji/domain';
import type { Found } from '../finding.js';
import { everyKind, type Rule } from '../rule.js';
import { itemsUnder, levelsUnlikeTemplate } from '../view/levels.js';
import { lacksRows, sumOf, type View } from '../view/view.js';

/** The weight that a level 2 declares is the sum of its rows. A level without a declared weight, or with a row whose weight was not read, says nothing. */
export const W2: Rule = {
  id: 'W2',
  severity: 'error',
  source: 'domain.md A4 W2',
  kinds: everyKind,
  check: (view) => [...sumFindings(view), ...levelsUnlikeTemplate(view, 2)],
};

function sumFindings({ document }: View): readonly Found[] {
  if (lacksRows(document)) return [];
  return document.levels.flatMap((level) => {
    const declared = exact(level.weight ?? '');
    const rows = itemsUnder(document, level);
    if (level.level !== 2 || level.weight === null || declared === null || rows.length === 0 || rows.some((row) => row.weight === null)) return [];
    const sum = sumOf(rows.map((row) => row.weight));
    if (compareExact(sum, declared) === 0) return [];
    const expected = toTrimmed(sum, 6);
    return [{ location: level.location, expected, actual: level.weight, params: { name: level.name, declared: level.weight, sum: expected, rows: String(rows.length) } }];
  });
}
