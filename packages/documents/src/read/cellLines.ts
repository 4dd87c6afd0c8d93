import { amountOfCell, numberOfCell } from '@hengji/domain';
import { headOfCells, type CopiedHead } from './cellKinds.js';
import { namesIndicatorColumn, namesMoneyColumn } from './columns.js';
import { tableOfRows } from './copiedTable.js';
import { cellOnLine, type FlowLine, type FlowTable, type FlowUntold } from './flow.js';
import { isUnitLabel } from './head.js';
import { isMoneyLabel } from './labelledMoney.js';
import { scopeOf } from './moneyCells.js';
import { rivalry, rowsOnLines } from './placing.js';
import { totalLabel } from './totalRows.js';
import { plain, tight } from './wording.js';

type Block = FlowLine | FlowTable | FlowUntold;

/** Characters of a heading, and of a cell, on a line of its own. */
const longest = { heading: 24, cell: 400 };
const leastHeadings = 3;
const mostHeadings = 20;
/** Cells of one table that are looked at; hardly a form has more. */
const mostCells = 400;
/** Lines by which a row may be longer than its head: cells of two lines, and empty ones. */
const mostBeyond = 4;

const lineOf = (line: FlowLine | undefined) => (line !== undefined && 'line' in line.location ? line.location.line : 0);

function isHeading(line: FlowLine | undefined, names: (text: string) => boolean): boolean {
  const text = line === undefined || line.text.length > longest.heading ? '' : tight(line.text);
  return text !== '' && !/[。;,:]|^\(/.test(text) && !/\d/.test(text.replace(/\(.*\)$/, '')) && names(text);
}

/** Lines that are headings one after the other; `head`: of the table they stand over, null where it prints its columns twice or more. */
type Headings = { readonly head: CopiedHead | null; readonly length: number };

function headingsAt(lines: readonly FlowLine[], at: number): Headings | null {
  const runs = [namesIndicatorColumn, namesMoneyColumn].map((names): Headings => {
    let end = at;
    while (end - at < mostHeadings && isHeading(lines[end], names)) end += 1;
    return { head: end - at < leastHeadings ? null : headOfCells(lines.slice(at, end).map(({ text }) => text.trim())), length: end - at };
  });
  const found = runs.find(({ head }) => head !== null) ?? runs.find(({ length }) => length > leastHeadings && lines.slice(at, at + length).some(({ text }) => /^[一二三]级/.test(plain(text))));
  return found ?? null;
}

type Cell = { readonly text: string; readonly line: FlowLine };

/** Empty lines between two lines of a file. */
const blanksBefore = (lines: readonly FlowLine[], at: number) => lineOf(lines[at]) - lineOf(lines[at - 1]) - 1;

/** The cells of lines: more empty lines than between others are cells in which nothing stands. */
function cellsOf(lines: readonly FlowLine[], begin: number, end: number): readonly Cell[] {
  const each = lines.slice(begin, end).map((_, offset) => blanksBefore(lines, begin + offset)).sort((a, b) => a - b);
  const usual = each[Math.floor(each.length / 2)] ?? 0;
  return lines.slice(begin, end).flatMap((line, offset): readonly Cell[] => {
    const empty = Math.floor((blanksBefore(lines, begin + offset) - usual) / (usual + 1));
    return [...Array.from({ length: Math.max(0, Math.min(empty, mostBeyond)) }, () => ({ text: '', line })), { text: line.text.trim(), line }];
  });
}

type Row = { readonly cells: readonly string[]; readonly line: FlowLine };
/** Cells from the head on as rows. `doubtful`: whether a row, or how they are parted, could be otherwise. */
type Parting = { readonly cost: number; readonly rows: readonly Row[]; readonly doubtful: boolean; readonly ended: boolean };

/** Each row costs something, so that no more of them are found than there are. */
const costOfRow = 0.4;

function sameRows(one: Parting, other: Parting): boolean {
  return JSON.stringify(one.rows.map(({ cells }) => cells)) === JSON.stringify(other.rows.map(({ cells }) => cells));
}

/** The best partings of cells into rows, by where they end. */
function partingsOf(cells: readonly Cell[], head: CopiedHead): ReadonlyMap<number, Parting> {
  const best = new Map<number, Parting>([[0, { cost: 0, rows: [], doubtful: false, ended: false }]]);
  const reach = head.columns.length + mostBeyond;
  for (let at = 0; at < cells.length; at += 1) {
    const before = best.get(at);
    // An empty cell begins no row that its merged levels would not begin as well.
    if (before === undefined || before.ended) continue;
    for (const [length, placed] of rowsOnLines(cells.slice(at, at + reach).map(({ text }) => text), head, before.rows.length === 0)) {
      const part = cells.slice(at, at + length);
      const line = part.find(({ text }) => text !== '')?.line;
      if (line === undefined) continue;
      const label = tight(part.find(({ text }) => text !== '')?.text ?? '');
      const total = head.of === 'indicators' && totalLabel.test(label) && !label.startsWith('小计');
      const next: Parting = { cost: before.cost + placed.cost + costOfRow, rows: [...before.rows, { cells: placed.cells, line }], doubtful: before.doubtful || !placed.sure, ended: total && before.rows.length > 0 };
      const rival = best.get(at + length);
      if (rival === undefined || next.cost < rival.cost - rivalry) best.set(at + length, next);
      else if (Math.abs(next.cost - rival.cost) <= rivalry && !sameRows(next, rival)) best.set(at + length, { ...(next.cost < rival.cost ? next : rival), doubtful: true });
    }
  }
  return best;
}

/** What a row more is worth beside what it costs. */
const worthOfRow = 2.2;

/** The parting that a table ends with: at its totals, else the one that most rows fit best; no figure is left behind it. */
function chosen(cells: readonly Cell[], partings: ReadonlyMap<number, Parting>): { readonly end: number; readonly parting: Parting } | null {
  const isLeft = (end: number) => /^(?:[\d.,]+%?|[-/]+)$/.test(plain(cells.slice(end).find(({ text }) => text !== '')?.text ?? ''));
  const found = [...partings].map(([end, parting]) => ({ end, parting })).filter(({ end, parting }) => parting.rows.length > 0 && !isLeft(end));
  const worth = ({ rows, cost }: Parting) => rows.length * worthOfRow - cost;
  return found.sort((a, b) => Number(b.parting.ended) - Number(a.parting.ended) || worth(b.parting) - worth(a.parting))[0] ?? null;
}

/** Whether figures follow that stand alone on their lines, as those of a row that was not read do. */
function goesOn(cells: readonly Cell[]): boolean {
  return cells.slice(0, 10).filter(({ text }) => numberOfCell(plain(text)) !== null).length >= 2;
}

function tableAt(lines: readonly FlowLine[], at: number, { head, length }: Headings, next: number): { readonly blocks: readonly Block[]; readonly end: number } {
  const begin = at + length;
  let end = begin;
  while (end < next && end - begin < mostCells && (lines[end]?.text.length ?? 0) <= longest.cell) end += 1;
  const cells = end === begin ? [] : cellsOf(lines, begin, end);
  const [first] = lines.slice(at);
  // Points beside their levels look like those of rows.
  const found = head === null || head.columns.some(({ kind }) => kind === 'levelPoints') ? null : chosen(cells, partingsOf(cells, head));
  if (first === undefined) return { blocks: [], end: at + 1 };
  const untold: FlowUntold = { kind: 'untold', reason: 'cellLines', location: first.location };
  if (head === null || found === null || found.parting.doubtful) return { blocks: [...lines.slice(at, end), ...(cells.some(({ text }) => /\d/.test(text)) ? [untold] : [])], end };
  const rest = cells.slice(found.end).filter(({ text }) => text !== '');
  return { blocks: [tableOfRows(head, first, found.parting.rows), ...(goesOn(rest) ? [untold] : []), ...new Set(rest.map(({ line }) => line))], end };
}

const isFigure = (line: FlowLine | undefined) => line !== undefined && /^[+-]?[\d,.]+%?$/.test(plain(line.text));

/** A row of money of which the head was not recognized: its label, and figures on the lines behind it. */
function isMoneyRow(lines: readonly FlowLine[], at: number): boolean {
  const label = plain(lines[at]?.text ?? '');
  return label.length <= longest.heading && (isMoneyLabel(label) || scopeOf(label) !== null) && isFigure(lines[at + 1]) && isFigure(lines[at + 2]);
}

const isLabel = (text: string) => text.length <= longest.heading && (isMoneyLabel(text) || isUnitLabel(text) || text === '项目名称');

/** 主管部门 and, on the next line, whose it is; 资金总额 and how much. */
function pairAt(lines: readonly FlowLine[], at: number): readonly [FlowLine, FlowLine] | null {
  const [label, value] = [lines[at], lines[at + 1]];
  if (label === undefined || value === undefined || value.text.length > longest.heading * 2) return null;
  const [name, text] = [label, value].map((line) => plain(line.text).replace(/:$/, ''));
  if (name === undefined || text === undefined || !isLabel(name) || isLabel(text)) return null;
  // Several figures stand below heads of their own.
  return isMoneyLabel(name) && (amountOfCell(text, 'wanyuan') === null || isFigure(lines[at + 2])) ? null : [label, value];
}

/** 其他资金：6 on one line, among labels with their values on the next. */
function inOneLine(line: FlowLine): readonly [FlowLine, FlowLine] | null {
  const [, label = '', figure = ''] = /^(.{2,20})[:：]\s*([\d.,]+(?:亿元|万元|元)?)$/u.exec(line.text.trim()) ?? [];
  return isMoneyLabel(plain(label)) && amountOfCell(plain(figure), 'wanyuan') !== null ? [{ ...line, text: label }, { ...line, text: figure }] : null;
}

/** Lines of labels and values as rows; two totals one behind the other are two blocks side by side. */
function rowsOfPairs(pairs: readonly (readonly [FlowLine, FlowLine])[]): FlowTable | null {
  const [first] = pairs;
  if (first === undefined) return null;
  const cell = (line: FlowLine) => cellOnLine(line.text.trim(), line);
  const label = ([line]: readonly [FlowLine, FlowLine]) => plain(line.text);
  const money = pairs.filter((pair) => isMoneyLabel(label(pair)));
  const isWhole = (pair: readonly [FlowLine, FlowLine] | undefined) => pair !== undefined && scopeOf(label(pair)) === 'total';
  const width = isWhole(money[0]) && isWhole(money[1]) ? 2 : 1;
  const others = pairs.filter((pair) => !money.includes(pair)).map((pair) => pair.map(cell));
  const amounts = money.flatMap((_, at) => (at % width === 0 ? [money.slice(at, at + width).flatMap((pair) => pair.map(cell))] : []));
  return { kind: 'table', rows: [...others, ...amounts], location: first[0].location };
}

/**
 * Lines of which each is a cell of a form, as a page gives them whose cells are paragraphs: the tables below heads that stand line by line,
 * and the labels above them with their values. Where the rows cannot be told for sure, the lines stay and it is said. Lines of any other
 * text are returned as they are.
 */
export function withCellLines(lines: readonly FlowLine[]): readonly Block[] {
  const heads = new Map<number, Headings>();
  for (let at = 0; at < lines.length; at += 1) {
    const headings = headingsAt(lines, at);
    if (headings === null) continue;
    heads.set(at, headings);
    at += headings.length - 1;
  }
  if (heads.size === 0) return lines;
  const blocks: Block[] = [];
  let pairs: (readonly [FlowLine, FlowLine])[] = [];
  const flush = () => {
    const table = rowsOfPairs(pairs);
    if (table !== null) blocks.push(table);
    pairs = [];
  };
  let at = 0;
  while (at < lines.length) {
    const [head, line, pair] = [heads.get(at), lines[at], pairAt(lines, at)];
    const single = line === undefined || pairs.length === 0 ? null : inOneLine(line);
    if (head !== undefined) {
      flush();
      const { blocks: found, end } = tableAt(lines, at, head, [...heads.keys()].find((one) => one > at) ?? lines.length);
      blocks.push(...found);
      at = Math.max(end, at + 1);
    } else if (single !== null) {
      pairs.push(single);
      at += 1;
    } else if (pair !== null) {
      pairs.push(pair);
      at += 2;
    } else {
      // A label without a value stands between those that have one.
      if (line !== undefined && !(pairs.length > 0 && isLabel(plain(line.text).replace(/:$/, '')))) {
        flush();
        blocks.push(line);
        if (isMoneyRow(lines, at) && !blocks.some((block) => block.kind === 'untold')) blocks.push({ kind: 'untold', reason: 'unreadMoney', location: line.location });
      }
      at += 1;
    }
  }
  flush();
  return blocks;
}
