import { amountOfCell, type Mention, type PrintedAmount } from '@hengji/domain';
import type { FlowCell, Grid } from './flow.js';
import { cellsOf, tightText, type GridRow } from './gridRows.js';

type List = Extract<Mention, { kind: 'list' }>;
type Entry = { readonly label: string; readonly amount: PrintedAmount; readonly cell: FlowCell };

const total = /^(?:金额|资金)?(?:合计|总计)(?:金额)?(?:\([^()]*\))?:?$/;
/** Heads of columns that are no money, or that nobody adds up. */
const noMoney = /率(?:\([^()]*\))?$|占比|比例|%|人数|人次|数量|次数|面积|单价|时间/;

/** Rows above a sum; no form lists more. */
const mostParts = 30;

/** Columns of a row that hold an amount, each once. */
function amountsIn(row: GridRow, stated: PrintedAmount['unit']): ReadonlyMap<number, Entry> {
  const found = new Map<number, Entry>();
  const cells = cellsOf(row);
  const label = cells.map(tightText).find((text) => text !== '' && amountOfCell(text, stated) === null) ?? '';
  for (const cell of cells) {
    const amount = tightText(cell).includes('%') ? null : amountOfCell(tightText(cell), stated);
    if (amount !== null) found.set(row.indexOf(cell), { label, amount, cell });
  }
  return found;
}

/** The rows directly above a sum that its columns may add up, from the top; a row without an amount, of another block or of another sum ends them. */
function partsAbove(rows: Grid['rows'], at: number, labelColumn: number, columns: readonly number[], stated: PrintedAmount['unit']): readonly (readonly [number, ReadonlyMap<number, Entry>])[] {
  const parts: (readonly [number, ReadonlyMap<number, Entry>])[] = [];
  const margin = labelColumn === 0 ? null : rows[at]?.[labelColumn - 1];
  for (let above = at - 1; above >= 0 && parts.length < mostParts; above -= 1) {
    const row = rows[above];
    if (row === undefined || (labelColumn > 0 && row[labelColumn - 1] !== margin) || total.test(tightText(row[labelColumn])) || tightText(row[labelColumn]) === '') break;
    const amounts = amountsIn(row, stated);
    if (!columns.some((column) => amounts.has(column))) break;
    parts.unshift([above, amounts]);
  }
  return parts;
}

/**
 * 合计 below the rows that it sums up, in a table without budget and outturn: 收入构成, or the tasks of a declaration. That these rows are all of
 * it is known where a column adds up; then its other columns of money are held to their rows. `rows`: those above the indicators.
 */
export function columnSums(rows: Grid['rows'], stated: PrintedAmount['unit']): readonly List[] {
  return rows.flatMap((row, at): readonly List[] => {
    const cell = cellsOf(row).find((one) => total.test(tightText(one)));
    if (cell === undefined) return [];
    const labelColumn = row.indexOf(cell);
    const sums = amountsIn(row, stated);
    const parts = partsAbove(rows, at, labelColumn, [...sums.keys()], stated);
    const [top] = parts;
    if (top === undefined || parts.length < 2 || sums.size < 2) return [];
    const lists = [...sums].flatMap(([column, { amount: whole, cell: { location } }]): readonly List[] => {
      const own = parts.flatMap(([, amounts]) => amounts.get(column) ?? []);
      // Heads of the column: words in its cells above the first part.
      const isMoney = !rows.slice(0, top[0]).slice(-mostHeads).some((head) => noMoney.test(tightText(head[column])));
      return own.length < parts.length || !isMoney ? [] : [{ kind: 'list', whole, parts: own.map(({ label, amount, cell: one }) => ({ label, amount, location: one.location })), exhaustive: true, location }];
    });
    const sumOf = (list: List) => list.parts.reduce((sum, { amount }) => sum + amount.fen, 0n);
    const isProof = (list: List) => sumOf(list) === list.whole.fen && list.parts.filter(({ amount }) => amount.fen !== 0n).length > 1;
    // What is less than one of its rows is an average, or something else.
    return lists.some(isProof) ? lists.filter((list) => list.parts.every(({ amount }) => amount.fen < list.whole.fen)) : [];
  });
}

/** Rows: a head may be three of them high. */
const mostHeads = 3;
