import { amountOfCell, type MoneyRow, type PrintedAmount } from '@hengji/domain';
import type { FlowCell, Grid } from './flow.js';
import { cellsOf, tightText } from './gridRows.js';
import { lacksUnit, scopeOf, type MoneyRows } from './moneyCells.js';

const amountHead = /^(?:年度)?(?:预算|资金)?(?:金额|预算数)(?:\([^()]*\))?$/;
const nameHead = /来源|构成|类型|类别|分类|性质|用途|项目|科目|收入|支出/;
const isSource = (text: string) => ['appropriation', 'otherFunds', 'carriedOver'].includes(scopeOf(text) ?? '') || /(?:拨款|资金|收入|基金|专户)$/.test(text);

/** One list of names with an amount each; `sources`: the columns behind it that say whose money each amount is. */
type List = { readonly name: number; readonly amount: number; readonly sources: readonly { readonly label: string; readonly column: number }[] };
type Head = { readonly row: number; readonly lists: readonly List[] };

/** Cells of a head: a sheet may be thousands of columns wide. */
const mostCells = 20;

/** 资金来源 | 金额 | 支出构成 | 金额, where a word of the row or its margin says that they are budgeted. */
function headIn(row: Grid['rows'][number], at: number): Head | null {
  const cells = cellsOf(row).slice(0, mostCells);
  const texts = cells.map(tightText);
  if (!texts.some((text) => text.includes('预算')) || texts.some((text) => /决算|执行|实际|上年/.test(text))) return null;
  const lists = cells.flatMap((cell, index): readonly List[] => {
    const [name, text] = [cells[index - 1], texts[index] ?? ''];
    if (name === undefined || !amountHead.test(text) || !nameHead.test(texts[index - 1] ?? '')) return [];
    const behind = texts.slice(index + 1);
    const end = behind.findIndex((one) => !isSource(one));
    const sources = cells.slice(index + 1, end < 0 ? undefined : index + 1 + end).map((source) => ({ label: tightText(source).replace(/\([^()]*\)$/, ''), column: row.indexOf(source) }));
    return [{ name: row.indexOf(name), amount: row.indexOf(cell), sources: end < 0 ? sources : [] }];
  });
  // A single list is read by its labels, or is one of tasks.
  return lists.length > 1 || lists.some(({ sources }) => sources.length > 0) ? { row: at, lists } : null;
}

type Entry = { readonly label: string; readonly printed: PrintedAmount; readonly cell: FlowCell };

function entriesOf(rows: Grid['rows'], { name, amount }: List, stated: PrintedAmount['unit']): readonly Entry[] {
  const entries: Entry[] = [];
  for (const row of rows) {
    const [label, cell] = [tightText(row[name]), row[amount] ?? null];
    const printed = amountOfCell(tightText(cell), stated);
    // An amount that is none ends the list; a blank is a row that only the list beside it has.
    if (row[name] === cell || (printed === null && tightText(cell) !== '')) break;
    if (label !== '' && printed !== null && cell !== null) entries.push({ label: label.replace(/^其中[:,]?/, ''), printed, cell });
  }
  return entries;
}

function rowOf({ label, printed, cell }: Entry, division: number | null): MoneyRow {
  const scope = scopeOf(label) ?? 'part';
  return { scope, label, initial: null, budget: printed, actual: null, weight: null, rate: null, score: null, location: cell.location, ...(division === null ? {} : { division }) };
}

const isTotal = ({ label }: Entry) => scopeOf(label) === 'total';

/**
 * Budgets in columns without an outturn beside them: income and spending side by side, or spending with its sources across. Each list is a
 * division of the total it prints; what each source gives to each row is not read.
 */
export function amountColumns(rows: Grid['rows'], stated: PrintedAmount['unit']): MoneyRows {
  const head = rows.map(headIn).find((found) => found !== null);
  if (head === undefined || head === null) return { money: [], inherits: false, unread: [] };
  const body = rows.slice(head.row + 1);
  const lists = head.lists.map((list) => entriesOf(body, list, stated)).filter((entries) => entries.length > 1);
  const [first] = head.lists;
  const totals = lists.flatMap((entries) => entries.find(isTotal) ?? []);
  const [total] = totals;
  if (total === undefined) return { money: [], inherits: false, unread: [] };
  const inherits = lists.flat().some(({ cell }) => lacksUnit(tightText(cell)));
  // Two lists that come to different totals have each its own.
  if (totals.some(({ printed }) => printed.fen !== total.printed.fen)) return { money: lists.flatMap((entries) => [...entries.filter(isTotal), ...entries.filter((entry) => !isTotal(entry))].map((entry) => rowOf(entry, null))), inherits, unread: [] };
  const totalRow = body.find((row) => row.includes(total.cell)) ?? [];
  const sources = (first?.sources ?? []).flatMap(({ label, column }): readonly Entry[] => {
    const cell = totalRow[column] ?? null;
    const printed = amountOfCell(tightText(cell), stated);
    return cell === null || printed === null ? [] : [{ label, printed, cell }];
  });
  const divisions = [...lists.map((entries) => entries.filter((entry) => !isTotal(entry))), ...(sources.length > 0 ? [sources] : [])];
  return {
    money: [rowOf(total, null), ...divisions.flatMap((entries, division) => entries.map((entry) => rowOf(entry, divisions.length > 1 ? division : null)))],
    inherits,
    unread: sources.length > 0 ? [{ location: total.cell.location, reason: 'unreadSources' }] : [],
  };
}
