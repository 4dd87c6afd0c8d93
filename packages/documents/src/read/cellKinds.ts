import { amountOfCell, numberOfCell } from '@hengji/domain';
import { indicatorHeaders, moneyHeaders, type IndicatorColumn, type MoneyColumn } from './columns.js';
import { gridOf } from './flow.js';
import { declaredWeight, plain, tight } from './wording.js';

/** What a cell of a column can be, as far as its shape tells. */
export type CellKind = 'label' | 'level1' | 'level2' | 'name' | 'value' | 'points' | 'levelPoints' | 'rate' | 'amount' | 'text' | 'rule' | 'sign' | 'unit' | 'ordinal' | 'other';

export type CopiedColumn = { readonly kind: CellKind; readonly heading: string; readonly column: IndicatorColumn | MoneyColumn | null };

/** The head of a table that was copied as text. The words before the first column of money head the labels, or nothing. */
export type CopiedHead = { readonly of: 'money' | 'indicators'; readonly columns: readonly CopiedColumn[] };

const indicatorKinds: Readonly<Record<IndicatorColumn, CellKind>> = {
  level1: 'level1',
  level2: 'level2',
  level1Weight: 'levelPoints',
  level2Weight: 'levelPoints',
  name: 'name',
  upperName: 'level2',
  operator: 'sign',
  target: 'value',
  actual: 'value',
  unit: 'unit',
  weight: 'points',
  score: 'points',
  reason: 'text',
  rule: 'rule',
  evidence: 'text',
};

const moneyKinds: Readonly<Record<MoneyColumn, CellKind>> = { label: 'label', initial: 'amount', budget: 'amount', actual: 'amount', weight: 'points', rate: 'rate', score: 'points', reason: 'text' };

const leastColumns = 3;
/** Points and scores of a level, before those of the row. */
const pointsHeading = /^(?:自评)?(?:分值|权重|得分|评分)(?:\(.*\))?$/;
const ordinalHeading = /^(?:序号|编号)$/;
/** What names a row, or is its target; a head that has it twice stands over two tables side by side. */
const onceOnly = /^(?:[一二三]级指标|指标名称)$/;

/** The head that cells of one row are; null where they are none. */
export function headOfCells(cells: readonly string[]): CopiedHead | null {
  if (cells.length < leastColumns || !cells.some((cell) => /指标|预算|执行/.test(plain(cell)))) return null;
  const single = cells.map(tight).filter((text) => onceOnly.test(text));
  if (new Set(single).size < single.length) return null;
  const location = { line: 1 };
  const grid = gridOf({ kind: 'table', rows: [cells.map((text) => ({ text, rows: 1, columns: 1, location }))], location });
  const [indicators] = indicatorHeaders(grid);
  const [money] = moneyHeaders(grid);
  if (indicators !== undefined) {
    const at = new Map([...indicators.columns].map(([column, index]) => [index, column] as const));
    const [first, name] = [indicators.columns.get('level1') ?? 0, indicators.columns.get('name') ?? -1];
    // What stands before the first level is the block's name in the margin, whatever it is called.
    if (first > 0 && !cells.slice(0, first).some((cell) => ordinalHeading.test(plain(cell)))) return headOfCells(cells.slice(first));
    const columns = cells.flatMap((heading, index): readonly CopiedColumn[] => {
      const column = at.get(index) ?? null;
      const text = tight(heading);
      if (column !== null) return [{ kind: column === 'level2' && name < 0 ? 'name' : indicatorKinds[column], heading, column }];
      if (ordinalHeading.test(text)) return [{ kind: 'ordinal', heading, column }];
      if (index < first) return [];
      return [{ kind: index < name && pointsHeading.test(text) ? 'levelPoints' : 'other', heading, column }];
    });
    return { of: 'indicators', columns };
  }
  if (money === undefined) return null;
  const at = new Map([...money.columns].map(([column, index]) => [index, column] as const));
  // Last year's figures stand before those of the year, and head no labels.
  const earlier = cells.findIndex((cell) => /^(?:20\d{2}年|上年|上一年|去年)/.test(plain(cell)));
  const begin = Math.min(...money.columns.values(), ...(earlier < 0 ? [] : [earlier]));
  const columns = cells.slice(begin).map((heading, offset): CopiedColumn => {
    const column = at.get(begin + offset) ?? null;
    return { kind: column === null ? 'other' : moneyKinds[column], heading, column };
  });
  const [first = ''] = cells;
  const numbered = begin > 1 && ordinalHeading.test(plain(first));
  const label: CopiedColumn = { kind: 'label', heading: cells.slice(numbered ? 1 : 0, begin).join(' '), column: null };
  return { of: 'money', columns: [...(numbered ? [{ kind: 'ordinal', heading: first, column: null } as const] : []), label, ...columns] };
}

const dash = /^[-/\\]+$/;
const han = /\p{Script=Han}/u;
const secondLevel = /^(?:数量|质量|时效|成本|经济成本|社会成本|生态环境成本|(?:经济|社会|生态)(?:环境)?效益|可持续(?:发展|影响)|服务对象满意度|满意度)(?:指标)?$/;
const firstLevel = /^(?:投入|过程|管理|产出|效益|效果|成本|满意度|履职(?:效能|效果|完成情况)?|(?:部门|运行|预算)管理|(?:预算|资金)执行|决策|能力建设)(?:指标)?$/;

/** 产出指标 and the like say a level, and nothing else. */
const isLevelName = (text: string) => text.endsWith('指标') && (firstLevel.test(text) || secondLevel.test(text));

/** How far a cell is from what a level is called: 0 for 产出指标（50分） as a first level. */
function costOfLevel(text: string, kind: 'level1' | 'level2'): number {
  const name = text.replace(declaredWeight, '').trim();
  const [own, other] = kind === 'level1' ? [firstLevel, secondLevel] : [secondLevel, firstLevel];
  if (own.test(name)) return 0;
  if (other.test(name)) return 0.6;
  // 社会效益指标 社会效益: two levels of which the first is as wide as its column.
  if (/指标\p{Script=Han}/u.test(name)) return 1.5;
  return name.endsWith('指标') || name !== text ? 0.1 : 0.5;
}

/** 6812 | 盏, of which blanks made two. */
function isFigureWithUnit(words: readonly string[]): boolean {
  const [figure = '', unit = '', ...rest] = words;
  return rest.length === 0 && /^\P{N}{0,6}\d[\d.,]*$/u.test(figure) && /^(?:[%‰]|[\p{Script=Han}/]{1,4})(?:\(.*\))?$/u.test(unit);
}

const signWord = /^(?:[≥≤=<>]|>=|<=|定性|定量|(?:大于|小于)?(?:或)?等于|大于|小于|不[大小高低多少]于|(?:正|反|逆)向(?:指标)?)$/;

const isValue = (text: string) => /[\d≥≤=<>]/.test(text);

const isPoints = (figure: string | null) => figure !== null && Number(figure) >= 0 && Number(figure) <= 100;

/**
 * How badly words (`plain`, perhaps several, perhaps none) fit as one cell of a kind; null where they cannot be one. `end`: whether the row
 * ends before it, with amounts only where it is one of money; `total`: whether it is about the whole, which has points of its own even in a table of `money`.
 */
export function costOf(kind: CellKind, words: readonly string[], row: { readonly end: boolean; readonly money: boolean; readonly total: boolean }): number | null {
  const text = words.join(' ');
  const [first = ''] = words;
  const single = words.length === 1;
  const empty = words.length === 0 || text === '';
  const atEnd = row.end ? 0.5 : 1;
  switch (kind) {
    case 'label':
      if (empty) return 1;
      return !han.test(text) || words.some((word) => amountOfCell(word, 'wanyuan') !== null || dash.test(word)) ? null : 0.2 * (words.length - 1);
    case 'level1':
    case 'level2':
      if (empty) return 0.2;
      return !han.test(text) || words.some((word) => /^[\d≥≤=<>]/.test(word) || dash.test(word)) ? null : costOfLevel(text.replace(/\s/g, ''), kind) + 1.2 * (words.length - 1);
    case 'name':
      if (empty) return 6;
      // 效益指标 | 经济效益 | / | / | /: nothing of the kind.
      if (single && dash.test(first)) return 0.5;
      return !han.test(text) || words.some((word) => /^[≥≤=<>]/.test(word) || dash.test(word) || numberOfCell(word) !== null) ? null : (isLevelName(first) ? 2.5 : /^\d[\d.,]*\p{Script=Han}{1,3}$/u.test(text) ? 1.5 : declaredWeight.test(text) ? 1 : 0) + 0.9 * (words.length - 1);
    case 'value':
      if (empty) return 2 * atEnd;
      if (single && /^[%‰]$/.test(first)) return null;
      if (single && signWord.test(first)) return 1;
      if (isLevelName(first)) return 2;
      if (single) return dash.test(first) ? 0.5 : isValue(first) ? 0 : first.length <= 12 ? 0.2 : 0.4;
      return isFigureWithUnit(words) ? 0.1 : /^\d+(?:\.\d+)?$/.test(words.at(-1) ?? '') ? null : 1 + 0.2 * words.length;
    case 'points': {
      // What a total is made of has no points.
      if (empty) return !row.money ? 3 : row.total ? 3 * atEnd : 0.3;
      const figure = single ? numberOfCell(first) : null;
      return isPoints(figure) ? (row.total ? 0 : 0.8) + (first.includes('%') ? 1 : 0) : single && dash.test(first) ? 0.2 : null;
    }
    case 'levelPoints': {
      if (empty) return 0.2;
      const figure = single ? numberOfCell(first) : null;
      return isPoints(figure) ? 0 : null;
    }
    case 'rate':
      if (empty) return (row.total ? 2 : 1) * atEnd;
      return !single ? null : numberOfCell(first) !== null ? (first.includes('%') ? 0 : 0.4) : dash.test(first) || first.startsWith('#') ? 0.2 : null;
    case 'amount':
      if (empty) return 3;
      return single && !first.includes('%') && amountOfCell(first, 'wanyuan') !== null ? 0 : single && dash.test(first) ? 0.2 : null;
    case 'text':
    case 'rule':
      // Nobody gives a reason for full points; a rule stands in every row.
      if (empty) return kind === 'text' ? 0 : 1;
      return (isLevelName(first) ? 2 : 0) + (han.test(first) || /^[(\-/\\]/.test(first) ? 0.3 : 1.5) + (words.length > 1 ? 0.4 + 0.2 * words.length : 0);
    case 'sign':
      if (empty) return 0.3;
      return single && signWord.test(first) ? 0 : null;
    case 'unit':
      if (empty) return 0.5;
      return single && !/\d/.test(first) && first.length <= 5 && !dash.test(first) ? 0 : null;
    case 'ordinal':
      if (empty) return 0.3;
      return single && /^(?:\d{1,3}|\(?[一二三四五六七八九十]{1,3}\)?)[、.]?$/.test(first) ? 0 : null;
    case 'other':
      if (empty) return 0.5;
      return single ? 0.3 : 1.5 + 0.1 * words.length;
  }
}

/** How many words one cell of a kind may have taken apart. */
export function mostWords(kind: CellKind): number {
  switch (kind) {
    case 'points':
    case 'levelPoints':
    case 'rate':
    case 'amount':
    case 'sign':
    case 'unit':
    case 'ordinal':
      return 1;
    case 'level1':
    case 'level2':
      return 3;
    case 'label':
    case 'name':
      return 6;
    case 'value':
    case 'other':
      return 8;
    case 'text':
    case 'rule':
      return 24;
  }
}

/** Whether a column holds figures that rules compute with. */
export function isCounted(kind: CellKind): boolean {
  return kind === 'points' || kind === 'levelPoints' || kind === 'rate' || kind === 'amount';
}
