import { compareExact, exact, toTrimmed } from '@hengji/domain';
import type { Found } from '../finding.js';
import { everyKind, type Rule } from '../rule.js';
import { itemsUnder, levelsUnder, levelsUnlikeTemplate } from '../view/levels.js';
import { lacksRows, sumOf, type View } from '../view/view.js';

/**
 * The weight that a level 1 declares is the sum of its level 2. A level 2 that declares none counts with its rows, and rows that stand
 * directly under the level 1 count themselves.
 */
export const W3: Rule = {
  id: 'W3',
  severity: 'error',
  source: 'domain.md A4 W3',
  kinds: everyKind,
  check: (view) => [...sumFindings(view), ...levelsUnlikeTemplate(view, 1)],
};

function sumFindings({ document }: View): readonly Found[] {
  if (lacksRows(document)) return [];
  return document.levels.flatMap((level) => {
    const declared = exact(level.weight ?? '');
    if (level.level !== 1 || level.weight === null || declared === null) return [];
    const direct = itemsUnder(document, level).filter((item) => item.level2 === null).map((item) => item.weight);
    const below = levelsUnder(document, level).flatMap((one) => (one.weight !== null ? [one.weight] : itemsUnder(document, one).map((item) => item.weight)));
    const parts = [...direct, ...below];
    if (parts.length === 0 || parts.includes(null)) return [];
    const sum = sumOf(parts);
    if (compareExact(sum, declared) === 0) return [];
    const expected = toTrimmed(sum, 6);
    return [{ location: level.location, expected, actual: level.weight, params: { name: level.name, declared: level.weight, sum: expected } }];
  });
}
