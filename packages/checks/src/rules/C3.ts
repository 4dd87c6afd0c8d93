import type { ReadColumn } from '@hengji/domain';
import type { Found } from '../finding.js';
import { everyKind, type Rule } from '../rule.js';
import { lacksPoints, type Row } from '../view/rows.js';
import type { View } from '../view/view.js';

/** 三个, 约二十次, and 无 where nothing was to be: numbers, in words. */
const numberInWords = /^(?:约|共|计)?[一二两三四五六七八九十百千]+(?:[个项次份人家批期场处台件套名户]|$)|^(?:无|没有|未发生)$/;

/** Text where the target is a number is no actual value: 全部完成 for ≥ 12 次. Where nothing was to measure S4 speaks. */
function isVague({ item, target, actual, withoutBase }: Row): boolean {
  return !withoutBase && target !== null && actual === null && item.actual !== null && !/\d/.test(item.actual) && !numberInWords.test(item.actual.trim());
}

/** What a row lacks of a column that its form has. */
function missingIn({ item }: Row, columns: readonly ReadColumn[]): readonly ReadColumn[] {
  const lacks: Readonly<Record<'target' | 'actual' | 'weight' | 'score', boolean>> = {
    target: item.target === null && !item.isExecution,
    actual: item.actual === null && !item.isExecution,
    weight: lacksPoints(item, 'weight'),
    score: lacksPoints(item, 'score'),
  };
  return (['target', 'actual', 'weight', 'score'] as const).filter((column) => columns.includes(column) && lacks[column]);
}

/** 目标8000卷,实际8126卷: a row in words that says both, as 目标值健全,实际完成健全 does. */
function isStated({ said, item }: Row): boolean {
  if (item.target !== null && item.actual !== null) return true;
  const rest = said.replace(/(?:目标|指标值|计划|任务|应|预算|不(?:低|少|高|超|多)[于过])[^,;。]{0,16}?\d[\d.]*/, '');
  return rest !== said && /(?:实际|完成|达到?|执行|支出|决算|实有|在职|办结|开展|[率度])[^,;。]{0,16}\d/.test(rest);
}

/** Every row has target, actual value, weight and score. A form without a column for one is told once, and so is a table written out as text. With a template its rows are all there. */
export const C3: Rule = {
  id: 'C3',
  severity: 'note',
  source: 'domain.md A4 C3',
  kinds: everyKind,
  check: (view) => [...rowsIncomplete(view), ...rowsUnlikeTemplate(view)],
};

function rowsIncomplete({ document, rows, prose, blank }: View): readonly Found[] {
  if (rows.length === 0) return blank && document.kind !== 'goalDeclaration' ? [{ location: null, variant: 'empty' }] : [];
  const needed: readonly ReadColumn[] = document.kind === 'goalDeclaration' ? ['target'] : ['target', 'actual', 'weight', 'score'];
  const location = rows[0]?.item.location ?? null;
  if (prose) {
    const vague = rows.filter((row) => !row.withoutBase && !isStated(row));
    const [vagueFirst] = vague;
    return vagueFirst === undefined ? [] : [{ location: vagueFirst.item.location, variant: 'prose', params: { rows: String(vague.length), names: vague.slice(0, 3).map(({ item }) => item.name).join(',@') } }];
  }
  if (blank && document.kind !== 'goalDeclaration') return [{ location, variant: 'blank', params: { rows: String(rows.length) } }];
  const columns = document.columns ?? [];
  const absent = needed.filter((column) => !columns.includes(column));
  const rowFindings = rows.flatMap((row): readonly Found[] => {
    const missing = missingIn(row, needed.filter((column) => columns.includes(column)));
    return missing.length === 0 ? [] : [{ location: row.item.location, variant: 'row', params: { name: row.item.name, missing: missing.map((column) => `@${column}`).join(',') } }];
  });
  const vague = columns.includes('actual') ? rows.filter(isVague) : [];
  const [vagueFirst] = vague;
  const wordFinding: readonly Found[] = vagueFirst === undefined ? [] : [{ location: vagueFirst.item.location, actual: vagueFirst.item.actual, variant: 'words', params: { rows: String(vague.length), names: vague.slice(0, 3).map(({ item }) => `${item.name}：${item.actual ?? ''}`).join(',@') } }];
  const columnFinding: readonly Found[] = absent.length === 0 ? [] : [{ location, variant: 'column', params: { missing: absent.map((column) => `@${column}`).join(',') } }];
  // Nearly every row lacks the same thing: the column was left empty, and one note says it.
  if (rowFindings.length > 3 && rowFindings.length * 10 >= rows.length * 8) return [...columnFinding, ...wordFinding, { location, variant: 'rows', params: { rows: String(rowFindings.length), missing: rowFindings[0]?.params?.['missing'] ?? '' } }];
  return [...columnFinding, ...wordFinding, ...rowFindings];
}

/** A table made on the template has its rows and no others; where a form's rows are the unit's own, only its levels are the template's (W1–W3). */
function rowsUnlikeTemplate({ form, rows, document }: View): readonly Found[] {
  if (form === null || rows.length === 0) return [];
  const location = rows[0]?.item.location ?? null;
  if (form.fit === 'other') return [{ location, severity: 'warning', variant: 'otherForm', params: { rows: String(rows.length), known: String(form.known), template: form.template.title } }];
  if (form.fit === 'levels') return [];
  const namesOf = (names: readonly string[]) => names.join(',@');
  const missing = form.missing.map(({ name, weight }) => `${name}（${weight}分）`);
  const own = form.own.filter((item) => !item.isExecution);
  const [first] = own;
  return [
    ...(missing.length === 0 ? [] : [{ location: null, severity: 'warning' as const, variant: 'missingRows', expected: form.missing.map(({ name }) => name).join('、'), params: { rows: String(missing.length), names: namesOf(missing) } }]),
    ...(first === undefined || document.kind === 'goalDeclaration' ? [] : [{ location: first.location, variant: 'ownRows', params: { rows: String(own.length), names: namesOf(own.map(({ name }) => name)) } }]),
  ];
}
