import { amountOfCell, numberOfCell, unitOfCell, type MoneyRow, type MoneyScope, type PrintedAmount } from '@hengji/domain';
import { amountColumns } from './amountColumns.js';
import { moneyHeaders, type HeaderRow, type MoneyColumn } from './columns.js';
import type { Grid } from './flow.js';
import { locationOf, textAt, tightText, type GridRow } from './gridRows.js';
import { incomeAmong } from './income.js';
import { labelledMoney } from './labelledMoney.js';
import { isNoAmount, lacksUnit, percentOfCell, scopeOf, type MoneyRows } from './moneyCells.js';
import { amountsIn } from './severalInCell.js';
import { plain } from './wording.js';

/** The rows of money in a table: under heads of their own, else in front of the indicators (`until`) on their side or behind labels. `end`: the row behind the last of a head. */
export function moneyIn(grid: Grid, heads: readonly { readonly header: HeaderRow<MoneyColumn>; readonly end: number }[], until: number, stated: PrintedAmount['unit']): MoneyRows {
  const parts = heads.map(({ header, end }) => moneyRows(grid, header, end, stated));
  const tables = tablesOf(grid, heads);
  const [headed, unread] = [parts.flatMap(({ money }, at) => money.map((row): MoneyRow => ({ ...row, table: tables[at] ?? 0 }))), parts.flatMap((part) => part.unread)];
  if (headed.length > 0) return { money: headed, inherits: parts.some(({ inherits }) => inherits), unread };
  const sideways = transposedMoney(grid, until, stated);
  if (sideways.money.length > 0) return { ...sideways, unread };
  const across = amountColumns(grid.rows.slice(0, until), stated);
  if (across.money.length > 0) return { ...across, unread: [...unread, ...across.unread] };
  const labelled = labelledMoney(grid.rows.slice(0, until), stated);
  return { ...labelled, unread: [...unread, ...labelled.unread] };
}

/** Which table each head begins within its grid; one that is printed again, as at the top of a page, goes on with its own. */
function tablesOf(grid: Grid, heads: readonly { readonly header: HeaderRow<MoneyColumn> }[]): readonly number[] {
  const texts = heads.map(({ header }) => (grid.rows[header.row] ?? []).map((cell) => plain(cell?.text ?? '')).join('|'));
  let table = 0;
  return texts.map((text, at) => (at > 0 && text !== texts[at - 1] ? (table += 1) : table));
}

/** 因公出国(境), 公务用车 and 公务接待: a table of nothing else has the total of the three, not of the unit. */
const threePublicPart = /因公出国|公务用车|公务接待/;

function moneyRows(grid: Grid, header: HeaderRow<MoneyColumn>, end: number, stated: PrintedAmount['unit']): MoneyRows {
  const { columns } = header;
  const first = Math.min(...columns.values());
  // A column for 元 and 万元; 单位 may also head the names of those who spend.
  const unitColumn = grid.rows[header.row]?.findIndex((cell) => /^(?:计量|金额|货币)?单位$/.test(tightText(cell))) ?? -1;
  const unitBeside = (row: GridRow) => unitOfCell(textAt(row, unitColumn));
  const parted = grid.rows.slice(header.row + 1, end).map((row) => amountsIn(row, columns, stated));
  const printed = parted.flatMap((part) => part.rows);
  const unread = parted.flatMap(({ rows: [row], unclear }) => (unclear && row !== undefined ? [{ location: locationOf(row, columns.get('actual')), reason: 'severalInCell' }] : []));
  // The label is the last cell before the figures that is not the block's own name in the margin.
  const labelOf = (row: GridRow) => {
    const labels = row.slice(0, first).map((cell) => plain(cell?.text ?? '')).filter((text) => text !== '' && amountOfCell(text, stated) === null && unitOfCell(text) === null);
    return (labels.at(-1) ?? '').replace(/^其中[:,]?/, '').replace(/^(?:\d{1,2}[.、]|\(\d\))/, '').replace(/[:,]$/, '');
  };
  const income = incomeAmong(printed.map(labelOf));
  const rows = printed.filter((_, at) => income[at] !== true);
  // The first row is the whole where no row says that it is.
  const named = rows.some((row) => row.slice(0, first).some((cell) => scopeOf(plain(cell?.text ?? '')) === 'total'));
  const parts = rows.map(labelOf).filter((label) => label !== '' && scopeOf(label) !== 'total');
  const whole: MoneyScope = parts.length > 1 && parts.every((label) => threePublicPart.test(label)) ? 'threePublic' : 'total';
  const closing = closingRow(rows, labelOf, [...columns].flatMap(([column, at]) => (column === 'initial' || column === 'budget' || column === 'actual' ? [at] : [])), stated);
  const money = rows.flatMap((row, offset): readonly MoneyRow[] => {
    const label = labelOf(row);
    const amount = (column: MoneyColumn): PrintedAmount | null => {
      const at = columns.get(column);
      return at === undefined ? null : amountOfCell(textAt(row, at), unitBeside(row) ?? stated);
    };
    const [initial, budget, actual] = [amount('initial'), amount('budget'), amount('actual')];
    const weight = numberOfCell(textAt(row, columns.get('weight')));
    // A blank form prints the points of execution and no amount yet.
    if (initial === null && budget === null && actual === null && row !== closing && (weight === null || scopeOf(label) !== 'total')) return [];
    const reason = textAt(row, columns.get('reason'));
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
        ...(reason === '' ? {} : { reason }),
        location: locationOf(row, columns.get('actual') ?? columns.get('budget')),
      },
    ];
  });
  const inherits = rows.some((row) => unitBeside(row) === null && (['initial', 'budget', 'actual'] as const).some((column) => lacksUnit(textAt(row, columns.get(column)))));
  const pointed = columns.has('weight') ? null : executionRow(money);
  return { money: money.map((row) => (row === pointed ? { ...row, weight: header.points } : row)), inherits, unread };
}

/**
 * 其他资金 | — | — at the end of a list of sources: there is no such money, but the list is whole, so its row is kept without amounts. Null
 * in a form without any amount, and where a cell of the list may hold one that is not understood.
 */
function closingRow(rows: readonly GridRow[], labelOf: (row: GridRow) => string, amounts: readonly number[], stated: PrintedAmount['unit']): GridRow | null {
  const textsOf = (row: GridRow) => amounts.map((at) => tightText(row[at]));
  const isAmount = (text: string) => amountOfCell(text, stated) !== null;
  const isEmpty = (row: GridRow) => textsOf(row).every(isNoAmount);
  const at = rows.findLastIndex((row) => scopeOf(labelOf(row)) === 'otherFunds' && isEmpty(row));
  const [closing, above, behind] = [rows[at], rows.slice(0, Math.max(at, 0)).flatMap(textsOf), rows.slice(at + 1)];
  // Below the money a form goes on with what is to be reached, across the same columns; more money there is more of the list.
  const goesOn = behind.some((row) => textsOf(row).some(isAmount)) || behind.slice(0, 1).some((row) => scopeOf(labelOf(row)) !== null || /(?:资金|收入|拨款|经费|基金)$/.test(labelOf(row)));
  return closing !== undefined && !goesOn && above.some(isAmount) && above.every((text) => isAmount(text) || isNoAmount(text)) ? closing : null;
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
function transposedMoney(grid: Grid, end: number, stated: PrintedAmount['unit']): Pick<MoneyRows, 'money' | 'inherits'> {
  const rows = grid.rows.slice(0, end);
  // A column that only continues wide cells is no line of its own.
  const columns = Array.from({ length: grid.width }, (_, column) => column).filter((column) => column === 0 || rows.some((row) => row[column] === null || row[column] !== row[column - 1]));
  const turned: Grid = { width: rows.length, rows: columns.map((column) => rows.map((row) => row[column] ?? null)) };
  const [header] = moneyHeaders(turned);
  if (header === undefined) return { money: [], inherits: false };
  const { money: all, inherits } = moneyRows(turned, header, turned.rows.length, stated);
  const pointsOf = (label: RegExp) => all.find((row) => label.test(row.label))?.actual?.text ?? null;
  const [weight, score] = [pointsOf(/^(?:分值|权重|满分)$/), pointsOf(/^(?:自评)?得分$/)];
  const named = all.filter(({ label }) => label !== '' && !/^(?:分值|权重|满分|(?:自评)?得分|备注|原因)$/.test(label));
  return { money: named.map((row) => (row.scope === 'total' ? { ...row, weight, score } : row)), inherits };
}
