import type { ReadColumn } from '@hengji/domain';
import type { Found } from '../finding.js';
import { everyKind, type Rule } from '../rule.js';
import type { Row } from '../view/rows.js';

/** What a row lacks of a column that its form has. Text where the target is a number is no actual value. */
function missingIn({ item, target, actual }: Row, columns: readonly ReadColumn[]): readonly ReadColumn[] {
  const lacks: Readonly<Record<'target' | 'actual' | 'weight' | 'score', boolean>> = {
    target: item.target === null && !item.isExecution,
    actual: (item.actual === null && !item.isExecution) || (target !== null && actual === null && item.actual !== null && !/\d/.test(item.actual)),
    weight: item.weight === null,
    score: item.score === null,
  };
  return (['target', 'actual', 'weight', 'score'] as const).filter((column) => columns.includes(column) && lacks[column]);
}

/** Every row has target, actual value, weight and score. A form without a column for one is told once, and so is a table written out as text. */
export const C3: Rule = {
  id: 'C3',
  severity: 'note',
  source: 'domain.md A4 C3',
  kinds: everyKind,
  check: ({ document, rows, prose, blank }): readonly Found[] => {
    if (rows.length === 0) return blank && document.kind !== 'goalDeclaration' ? [{ location: null, variant: 'empty' }] : [];
    const needed: readonly ReadColumn[] = document.kind === 'goalDeclaration' ? ['target'] : ['target', 'actual', 'weight', 'score'];
    const location = rows[0]?.item.location ?? null;
    if (prose) return [{ location, variant: 'prose', params: { rows: String(rows.length) } }];
    if (blank && document.kind !== 'goalDeclaration') return [{ location, variant: 'blank', params: { rows: String(rows.length) } }];
    const columns = document.columns ?? [];
    const absent = needed.filter((column) => !columns.includes(column));
    const rowFindings = rows.flatMap((row): readonly Found[] => {
      const missing = missingIn(row, needed.filter((column) => columns.includes(column)));
      return missing.length === 0 ? [] : [{ location: row.item.location, variant: 'row', params: { name: row.item.name, missing: missing.map((column) => `@${column}`).join(',') } }];
    });
    const columnFinding: readonly Found[] = absent.length === 0 ? [] : [{ location, variant: 'column', params: { missing: absent.map((column) => `@${column}`).join(',') } }];
    // Nearly every row lacks the same thing: the column was left empty, and one note says it.
    if (rowFindings.length > 3 && rowFindings.length * 10 >= rows.length * 8) return [...columnFinding, { location, variant: 'rows', params: { rows: String(rowFindings.length), missing: rowFindings[0]?.params?.['missing'] ?? '' } }];
    return [...columnFinding, ...rowFindings];
  },
};
