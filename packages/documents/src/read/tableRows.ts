import type { Location, MoneyRow, MoneyScope, PrintedAmount, Rating, ReadColumn, ReadDocument, ReadItem, ReadLevel } from '@hengji/domain';
import { amountOfCell, numberOfCell, statedUnit } from './amounts.js';
import { gradeOfCell } from './claims.js';
import { indicatorHeaders, moneyHeaders, type Columns, type HeaderRow, type IndicatorColumn, type MoneyColumn } from './columns.js';
import { gridOf, type FlowCell, type FlowTable, type Grid } from './flow.js';
import { isExecutionName, withItem } from './narrativeRows.js';
import { bareName, plain } from './wording.js';

/** What one table of a form says. `columns` are those of its indicator part. */
export type TableRows = {
  readonly items: readonly ReadItem[];
  readonly levels: readonly ReadLevel[];
  readonly money: readonly MoneyRow[];
  readonly claimedTotal: { readonly total: string; readonly location: Location } | null;
  readonly claimedGrade: { readonly grade: Rating; readonly location: Location } | null;
  readonly columns: readonly ReadColumn[] | null;
  readonly unread: ReadDocument['unread'];
};

const totalLabel = /^(?:总分|合计|总计|总得分|得分合计|总\s*分)/;
/** 产出指标(50分), 数量指标 (20) : a level's name with the weight it declares. */
const declaredWeight = /[([](?:分值|权重)?[::]?(\d+(?:\.\d+)?)(?:分|%)?[)\]]$/;

export function tableRows(table: FlowTable, firstItem: number): TableRows {
  const grid = gridOf(table);
  const headers = indicatorHeaders(grid);
  const moneyAt = moneyHeaders(grid);
  const boundaries = [...headers.map(({ row }) => row), ...moneyAt.map(({ row }) => row), grid.rows.length].sort((a, b) => a - b);
  const endOf = (row: number) => boundaries.find((boundary) => boundary > row) ?? grid.rows.length;
  const money = moneyAt.flatMap((header) => moneyRows(grid, header, endOf(header.row), table));
  const parts = headers.map((header) => indicatorRows(grid, header, endOf(header.row)));
  const items = parts.flatMap((part) => part.items).map((item, index) => ({ ...item, location: withItem(item.location, firstItem + index) }));
  return {
    items,
    levels: parts.flatMap((part) => part.levels),
    money,
    claimedTotal: parts.map((part) => part.claimedTotal).find((claim) => claim !== null) ?? null,
    claimedGrade: gradeIn(grid),
    columns: headers.length === 0 ? null : [...new Set(headers.flatMap(({ columns }) => [...columns.keys()].filter((key): key is ReadColumn => key !== 'level1' && key !== 'level2' && key !== 'name')))],
    unread: parts.flatMap((part) => part.unread),
  };
}

function textAt(row: readonly (FlowCell | null)[], column: number | undefined): string {
  return column === undefined ? '' : plain(row[column]?.text ?? '');
}

function locationOf(row: readonly (FlowCell | null)[], column: number | undefined): Location {
  const cell = (column === undefined ? null : row[column]) ?? row.find((one) => one !== null);
  if (cell === null || cell === undefined) throw new Error('an empty row has no place');
  return cell.location;
}

const scopes: readonly (readonly [RegExp, MoneyScope])[] = [
  [/三公/, 'threePublic'],
  [/基本支出/, 'basic'],
  [/项目支出|项目经费/, 'project'],
  [/其他/, 'otherFunds'],
  [/结转/, 'carriedOver'],
  [/财政拨款|财政资金|一般公共预算/, 'appropriation'],
  [/总额|合计|总计|整体支出|资金总|年度资金|支出预算总|预算执行/, 'total'],
];

function moneyRows(grid: Grid, header: HeaderRow<MoneyColumn>, end: number, table: FlowTable): readonly MoneyRow[] {
  const { columns } = header;
  const stated = statedUnit(plain(table.rows.flat().map((cell) => cell.text).join(' '))) ?? 'wanyuan';
  const first = Math.min(...columns.values());
  return grid.rows.slice(header.row + 1, end).flatMap((row, offset): readonly MoneyRow[] => {
    // The label is the last cell before the figures that is not the block's own name in the margin.
    const labels = row.slice(0, first).map((cell) => plain(cell?.text ?? '')).filter((text) => text !== '');
    const label = (labels.at(-1) ?? '').replace(/^其中[:,]?/, '');
    const amount = (column: MoneyColumn): PrintedAmount | null => {
      const at = columns.get(column);
      return at === undefined ? null : amountOfCell(textAt(row, at), stated);
    };
    const [initial, budget, actual] = [amount('initial'), amount('budget'), amount('actual')];
    if (initial === null && budget === null && actual === null) return [];
    const scope = scopes.find(([pattern]) => pattern.test(label))?.[1] ?? (offset === 0 ? 'total' : 'part');
    return [
      {
        scope,
        label,
        initial,
        budget,
        actual,
        weight: numberOfCell(textAt(row, columns.get('weight'))),
        rate: numberOfCell(textAt(row, columns.get('rate'))),
        score: numberOfCell(textAt(row, columns.get('score'))),
        location: locationOf(row, columns.get('actual') ?? columns.get('budget')),
      },
    ];
  });
}

type IndicatorRows = Pick<TableRows, 'items' | 'levels' | 'claimedTotal' | 'unread'>;

function indicatorRows(grid: Grid, header: HeaderRow<IndicatorColumn>, end: number): IndicatorRows {
  const { columns } = header;
  const items: ReadItem[] = [];
  const levels = new Map<string, ReadLevel>();
  const unread: { location: Location; reason: string }[] = [];
  let claimedTotal: TableRows['claimedTotal'] = null;
  // Some forms have two levels only: the name then stands under 二级指标.
  const nameColumn = columns.get('name') ?? columns.get('level2');
  const level2Column = columns.has('name') ? columns.get('level2') : undefined;
  let above: { level1: string | null; level2: string | null } = { level1: null, level2: null };
  for (const row of grid.rows.slice(header.row + 1, end)) {
    if (row.every((cell) => plain(cell?.text ?? '') === '')) continue;
    const first = row.map((cell) => plain(cell?.text ?? '')).find((text) => text !== '') ?? '';
    if (totalLabel.test(first.replace(/\s/g, ''))) {
      const total = totalOf(row, columns, first);
      if (total !== null) claimedTotal = total;
      continue;
    }
    const level1 = levelAt(row, columns.get('level1'), 1, null, levels) ?? above.level1;
    // A new level 1 ends the level 2 before it.
    const level2 = levelAt(row, level2Column, 2, level1, levels) ?? (level1 === above.level1 ? above.level2 : null);
    above = { level1, level2 };
    const rawName = textAt(row, nameColumn);
    const name = bareName(rawName.replace(/^(?:指标)?\d{1,2}[:、.]/, ''));
    if (!isItemName(name)) continue;
    const item = itemOf(row, columns, { level1, level2, name });
    if (item.weight === null && item.score === null && item.target === null && item.actual === null) {
      if (hasOther(row, columns, rawName)) unread.push({ location: item.location, reason: 'noFigures' });
      continue;
    }
    if (columns.has('weight') && item.weight === null) unread.push({ location: item.location, reason: 'noWeight' });
    items.push(item);
  }
  return { items, levels: [...levels.values()], claimedTotal, unread };
}

/** A blank form prints 指标1, ……, 无 where names belong. */
function isItemName(name: string): boolean {
  return name !== '' && !/^(?:指标\d*|…+|\.{3,}|-+|\/)$/.test(name);
}

function hasOther(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, name: string): boolean {
  return row.some((cell, column) => plain(cell?.text ?? '') !== '' && plain(cell?.text ?? '') !== name && ![...columns.values()].slice(0, 3).includes(column));
}

function levelAt(row: readonly (FlowCell | null)[], column: number | undefined, level: 1 | 2, parent: string | null, levels: Map<string, ReadLevel>): string | null {
  const text = textAt(row, column);
  if (text === '' || column === undefined) return null;
  const weight = declaredWeight.exec(text)?.[1] ?? null;
  const name = bareName(text.replace(declaredWeight, ''));
  const key = `${level} ${parent ?? ''} ${name}`;
  if (name !== '' && !levels.has(key)) levels.set(key, { level, name, parent, weight, location: locationOf(row, column) });
  return name === '' ? null : name;
}

function itemOf(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, names: { level1: string | null; level2: string | null; name: string }): ReadItem {
  const text = (column: IndicatorColumn) => textAt(row, columns.get(column));
  const orNull = (value: string) => (value === '' ? null : value);
  const weight = declaredWeight.exec(names.name)?.[1] ?? numberOfCell(text('weight'));
  return {
    ...names,
    name: bareName(names.name.replace(declaredWeight, '')),
    weight,
    score: numberOfCell(text('score')),
    target: orNull(text('target')),
    actual: orNull(text('actual')),
    unit: orNull(text('unit')),
    reason: orNull(text('reason')),
    rule: orNull(text('rule')),
    evidence: orNull(text('evidence')),
    text: [...new Set(row)].map((cell) => cell?.text.trim() ?? '').filter((one) => one !== '').join(' '),
    isExecution: isExecutionName(names.name),
    guessed: false,
    location: locationOf(row, columns.get('name') ?? columns.get('level2')),
  };
}

function totalOf(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, label: string): TableRows['claimedTotal'] {
  const own = /[::]?(\d{1,3}(?:\.\d+)?)分?$/.exec(label)?.[1] ?? null;
  const score = numberOfCell(textAt(row, columns.get('score')));
  const figures = [...new Set(row)].map((cell) => numberOfCell(plain(cell?.text ?? ''))).filter((figure) => figure !== null);
  const total = own ?? score ?? (columns.has('score') && figures.length === 1 && !columns.has('weight') ? (figures[0] ?? null) : null);
  return total === null ? null : { total, location: locationOf(row, columns.get('score')) };
}

/** 评价等级 | 优 anywhere in the table; a form prints the label in one cell and the grade in the next. */
function gradeIn(grid: Grid): TableRows['claimedGrade'] {
  for (const row of grid.rows) {
    const cells = [...new Set(row)].filter((cell) => cell !== null);
    for (const [at, cell] of cells.entries()) {
      const text = plain(cell.text);
      const inside = /(?:等级|等次|结论)[::](优|良|中|差)/.exec(text)?.[1];
      const next = cells[at + 1];
      const grade = inside !== undefined ? gradeOfCell(inside) : next !== undefined && /(?:等级|等次|评价结论|自评结论)$/.test(text) ? gradeOfCell(next.text) : null;
      if (grade !== null) return { grade, location: cell.location };
    }
  }
  return null;
}
