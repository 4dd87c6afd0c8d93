import { amountOfCell, numberOfCell, type MoneyRow, type MoneyScope, type PrintedAmount, type ReadDocument } from '@hengji/domain';
import { moneyHeaders, type HeaderRow, type MoneyColumn } from './columns.js';
import type { Grid } from './flow.js';
import { locationOf, textAt, type GridRow } from './gridRows.js';
import { amountsIn } from './severalInCell.js';
import { plain } from './wording.js';

/** Rows of money, and what of them was not told apart. */
type MoneyRows = { readonly money: readonly MoneyRow[]; readonly unread: ReadDocument['unread'] };

/** The rows of money in a table: under heads of their own, else in front of the indicators (`until`) on their side or behind labels. `end`: the row behind the last of a head. */
export function moneyIn(grid: Grid, heads: readonly { readonly header: HeaderRow<MoneyColumn>; readonly end: number }[], until: number, stated: PrintedAmount['unit']): MoneyRows {
  const parts = heads.map(({ header, end }) => moneyRows(grid, header, end, stated));
  const tables = tablesOf(grid, heads);
  const [headed, unread] = [parts.flatMap(({ money }, at) => money.map((row): MoneyRow => ({ ...row, table: tables[at] ?? 0 }))), parts.flatMap((part) => part.unread)];
  if (headed.length > 0) return { money: headed, unread };
  const sideways = transposedMoney(grid, until, stated);
  if (sideways.length > 0) return { money: sideways, unread };
  const labelled = labelledMoney(grid.rows.slice(0, until), stated);
  return { money: labelled.money, unread: [...unread, ...labelled.unread] };
}

/** Which table each head begins within its grid; one that is printed again, as at the top of a page, goes on with its own. */
function tablesOf(grid: Grid, heads: readonly { readonly header: HeaderRow<MoneyColumn> }[]): readonly number[] {
  const texts = heads.map(({ header }) => (grid.rows[header.row] ?? []).map((cell) => plain(cell?.text ?? '')).join('|'));
  let table = 0;
  return texts.map((text, at) => (at > 0 && text !== texts[at - 1] ? (table += 1) : table));
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

function scopeOf(label: string): MoneyScope | null {
  return scopes.find(([pattern]) => pattern.test(label))?.[1] ?? null;
}

/** 因公出国(境), 公务用车 and 公务接待: a table of nothing else has the total of the three, not of the unit. */
const threePublicPart = /因公出国|公务用车|公务接待/;

function moneyRows(grid: Grid, header: HeaderRow<MoneyColumn>, end: number, stated: PrintedAmount['unit']): MoneyRows {
  const { columns } = header;
  const first = Math.min(...columns.values());
  // The first row is the whole where no row says that it is.
  const parted = grid.rows.slice(header.row + 1, end).map((row) => amountsIn(row, columns, stated));
  const rows = parted.flatMap((part) => part.rows);
  const unread = parted.flatMap(({ rows: [row], unclear }) => (unclear && row !== undefined ? [{ location: locationOf(row, columns.get('actual')), reason: 'severalInCell' }] : []));
  const named = rows.some((row) => row.slice(0, first).some((cell) => scopeOf(plain(cell?.text ?? '')) === 'total'));
  // The label is the last cell before the figures that is not the block's own name in the margin.
  const labelOf = (row: GridRow) => {
    const labels = row.slice(0, first).map((cell) => plain(cell?.text ?? '')).filter((text) => text !== '' && amountOfCell(text, stated) === null);
    return (labels.at(-1) ?? '').replace(/^其中[:,]?/, '').replace(/^(?:\d{1,2}[.、]|\(\d\))/, '').replace(/[:,]$/, '');
  };
  const parts = rows.map(labelOf).filter((label) => label !== '' && scopeOf(label) !== 'total');
  const whole: MoneyScope = parts.length > 1 && parts.every((label) => threePublicPart.test(label)) ? 'threePublic' : 'total';
  const money = rows.flatMap((row, offset): readonly MoneyRow[] => {
    const label = labelOf(row);
    const amount = (column: MoneyColumn): PrintedAmount | null => {
      const at = columns.get(column);
      return at === undefined ? null : amountOfCell(textAt(row, at), stated);
    };
    const [initial, budget, actual] = [amount('initial'), amount('budget'), amount('actual')];
    const weight = numberOfCell(textAt(row, columns.get('weight')));
    // A blank form prints the points of execution and no amount yet.
    if (initial === null && budget === null && actual === null && (weight === null || scopeOf(label) !== 'total')) return [];
    const own = scopeOf(label) ?? (offset === 0 && !named ? 'total' : 'part');
    const scope = own === 'total' ? whole : own;
    return [
      {
        scope,
        label,
        initial,
        budget,
        actual,
        weight: weight ?? (scope === 'total' && !columns.has('weight') ? header.points : null),
        rate: percentOfCell(textAt(row, columns.get('rate'))),
        score: numberOfCell(textAt(row, columns.get('score'))),
        location: locationOf(row, columns.get('actual') ?? columns.get('budget')),
      },
    ];
  });
  const pointed = columns.has('weight') ? null : executionRow(money);
  return { money: money.map((row) => (row === pointed ? { ...row, weight: header.points } : row)), unread };
}

/**
 * The row whose points are those of execution: that of the whole, or of a form for nothing but appropriations the only one with points.
 * Null where none has any.
 */
export function executionRow(money: readonly MoneyRow[]): MoneyRow | null {
  const hasPoints = ({ weight, score }: MoneyRow) => weight !== null || score !== null;
  if (money.some(({ scope }) => scope === 'total')) return money.find((row) => row.scope === 'total' && hasPoints(row)) ?? null;
  const [only, another] = money.filter(hasPoints);
  return only?.scope === 'appropriation' && another === undefined ? only : null;
}

/** A money block on its side: 年初预算, 执行, 执行率 down the margin, the sources of the money and its points across. */
function transposedMoney(grid: Grid, end: number, stated: PrintedAmount['unit']): readonly MoneyRow[] {
  const rows = grid.rows.slice(0, end);
  // A column that only continues wide cells is no line of its own.
  const columns = Array.from({ length: grid.width }, (_, column) => column).filter((column) => column === 0 || rows.some((row) => row[column] === null || row[column] !== row[column - 1]));
  const turned: Grid = { width: rows.length, rows: columns.map((column) => rows.map((row) => row[column] ?? null)) };
  const [header] = moneyHeaders(turned);
  if (header === undefined) return [];
  const { money: all } = moneyRows(turned, header, turned.rows.length, stated);
  const pointsOf = (label: RegExp) => all.find((row) => label.test(row.label))?.actual?.text ?? null;
  const [weight, score] = [pointsOf(/^(?:分值|权重|满分)$/), pointsOf(/^(?:自评)?得分$/)];
  const named = all.filter(({ label }) => label !== '' && !/^(?:分值|权重|满分|(?:自评)?得分|备注|原因)$/.test(label));
  return named.map((row) => (row.scope === 'total' ? { ...row, weight, score } : row));
}

/** A sheet may show a rate as it stores it: 0.9587 of the budget, not per cent of it. */
function percentOfCell(text: string): string | null {
  const figure = numberOfCell(text);
  const share = /^(?:0|1)(?:\.(\d+))?$/.exec(figure ?? '');
  if (figure === null || share === null || text.includes('%') || share[1] === undefined) return figure;
  const digits = figure.replace('.', '').padEnd(3, '0');
  return `${digits.slice(0, 3).replace(/^0+(?=\d)/, '')}${digits.length > 3 ? `.${digits.slice(3)}` : ''}`;
}

const moneyLabels: readonly (readonly ['initial' | 'budget' | 'actual' | 'rate', RegExp])[] = [
  ['initial', /^年初预算(?:数|金额)?$/],
  ['rate', /^(?:预算)?(?:资金)?(?:执行|完成|支付|支出|使用)率$/],
  ['actual', /^(?:全年|实际|累计)?(?:预算)?(?:执行|支出|支付|使用)(?:数|金额|总额)?$|^决算(?:数)?$/],
  ['budget', /^(?:全年|调整后|年度|本年度?)?(?:项目)?预算(?:数|金额|总额|资金)?$|资金总额|金额合计|^(?:当年|本年|本级|上级)?(?:财政拨款|财政资金|其他(?:资金)?|自有资金|单位资金|上年结转)(?:资金)?$/],
];

/** 其中:基本支出, 项目支出 below 资金总额: parts of it, and of its basis. Elsewhere they may as well be what was spent. */
const partLabel = /^(?:基本|项目)支出(?:预算)?(?:数|金额)?$/;

/** Money in a form without columns for it: a label, and its figure in the next cell. */
function labelledMoney(rows: Grid['rows'], stated: PrintedAmount['unit']): MoneyRows {
  let below = false;
  const inRows = rows.map((row) => {
    const read = labelledIn(row, stated, below);
    below ||= read.money.some(({ scope, budget }) => scope === 'total' && budget !== null);
    return read;
  });
  // 实施期资金总额 | 1200 | 年度资金总额 | 400: two blocks side by side, one after the other.
  const blocks = Math.max(0, ...inRows.map(({ money }) => money.length));
  return { money: Array.from({ length: blocks }, (_, block) => inRows.flatMap(({ money }) => money[block] ?? [])).flat(), unread: inRows.flatMap(({ unread }) => unread) };
}

/** The labelled amounts of one row; a second amount of one kind begins a second block. `below`: a total stands above. */
function labelledIn(row: GridRow, stated: PrintedAmount['unit'], below: boolean): MoneyRows {
  const cells = [...new Set(row)].filter((cell) => cell !== null);
  const labelled = cells.flatMap((cell, at) => {
    const text = plain(cell.text);
    const label = text.replace(/^其中[:,]?/, '').replace(/[:(].*$/, '');
    const column = moneyLabels.find(([, pattern]) => pattern.test(label))?.[0] ?? (below && partLabel.test(label) ? 'budget' : undefined);
    // 资金总额:58 in one cell, or the figure in the next.
    const own = /^[^:]*:(?:.*:)?(.+)$/.exec(text.replace(/^其中:/, ''))?.[1];
    const value = own !== undefined && amountOfCell(own, stated) !== null ? { text: own, location: cell.location } : cells[at + 1];
    return value === undefined ? [] : [{ column, label, part: text.startsWith('其中'), text: plain(value.text), location: value.location }];
  });
  const found = labelled.flatMap(({ column, ...one }) => (column === undefined ? [] : [{ column, ...one }]));
  const unread = below && found.length === 0 ? labelled.filter(({ part, text }) => part && amountOfCell(text, stated) !== null).slice(0, 1) : [];
  const groups: (typeof found)[] = [];
  let heading: string | null = null;
  for (const one of found) {
    // 其中:财政拨款 | 预算数: | 18 | 执行数: | 17: a label with another behind it says whose the figures are.
    if (one.column !== 'rate' && amountOfCell(one.text, stated) === null) {
      heading = one.label;
      continue;
    }
    const pair = heading === null ? one : { ...one, label: heading };
    const open = groups.at(-1);
    if (open !== undefined && open.every(({ column }) => column !== pair.column)) open.push(pair);
    else groups.push([pair]);
  }
  const money = groups.flatMap((group): readonly MoneyRow[] => {
    const amount = (column: 'initial' | 'budget' | 'actual') => {
      const one = group.find((pair) => pair.column === column);
      return one === undefined ? null : amountOfCell(one.text, stated);
    };
    const [initial, budget, actual] = [amount('initial'), amount('budget'), amount('actual')];
    const [first] = group;
    if (first === undefined || (initial === null && budget === null && actual === null)) return [];
    return [{ scope: scopeOf(first.label) ?? 'total', label: first.label, initial, budget, actual, weight: null, rate: percentOfCell(group.find(({ column }) => column === 'rate')?.text ?? ''), score: null, location: first.location }];
  });
  return { money, unread: unread.map(({ location }) => ({ location, reason: 'unreadMoney' })) };
}
