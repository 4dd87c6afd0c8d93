import { indicatorHeaders, moneyHeaders } from './columns.js';
import { gridOf, type FlowCell, type FlowTable } from './flow.js';
import { isOneFigure } from './wrapped.js';
import { plain } from './wording.js';
import type { Location } from '@hengji/domain';

/** A run of text on one base line, apart from its neighbours by more than a character. */
export type Run = { readonly text: string; readonly left: number; readonly right: number; readonly y: number; readonly size: number };
/** Runs of one base line from left to right. */
export type RunLine = readonly Run[];

/** Where columns end, from left to right, and which of them hold points or amounts. */
export type OpenColumns = { readonly bounds: readonly number[]; readonly figures: readonly number[] };

/** Sizes of type: a line that stands nearer goes on in the same cell, one that stands farther ends the table. */
const withinCell = 1.45;
const farBelow = 4;
/** A second row of a head stands no farther below the first. */
const secondRow = 3;
/** Lines that a head in narrow columns is broken over. */
const headLines = 4;

/** Points; a sheet of A2 is as wide. */
const widestPage = 1200;

const yOf = (line: RunLine) => line[0]?.y ?? 0;
const sizeOf = (line: RunLine) => line[0]?.size ?? 0;
/** Points of a row. */
const points = /^\d{1,3}(?:\.\d{1,2})?分?$/;
/** Columns at the left in which the names of levels stand. */
const levelColumns = 2;
const figure = /^-?\d[\d,]*(?:\.\d+)?[%分]?$/;

/** Runs put under those that they overlap: the second line of 年度指标 | 值. Null where one stands under none, or under two. */
function under(head: RunLine, line: RunLine): RunLine | null {
  const joined = [...head];
  for (const run of line) {
    const over = joined.flatMap((one, index) => (run.left < one.right && run.right > one.left ? [index] : []));
    const [at] = over;
    const above = at === undefined ? undefined : joined[at];
    if (at === undefined || above === undefined || over.length > 1) return null;
    joined[at] = { ...above, text: `${above.text}${run.text}`, left: Math.min(above.left, run.left), right: Math.max(above.right, run.right), y: run.y };
  }
  return joined;
}

function rowTable(line: RunLine): FlowTable {
  const location: Location = { line: 1 };
  return { kind: 'table', rows: [line.map(({ text }): FlowCell => ({ text, rows: 1, columns: 1, location }))], location };
}

/** The columns that a head names, by their place in it, where points or amounts stand; null where the line is no head. */
function figuresIn(line: RunLine): readonly number[] | null {
  if (line.length < 3) return null;
  const grid = gridOf(rowTable(line));
  const [indicator] = indicatorHeaders(grid);
  if (indicator !== undefined) return [...indicator.columns].flatMap(([column, at]) => (column === 'weight' || column === 'score' ? [at] : []));
  const [money] = moneyHeaders(grid);
  return money === undefined ? null : [...money.columns.values()];
}

/**
 * A head whose first heading stands over amounts, with labels left of it in the rows below: the empty cell above them is a column too.
 * Labels are those with a figure in their line.
 */
function withEmptyCorner(head: Head, body: readonly RunLine[]): Head {
  const [first] = head.cells;
  if (first === undefined || !head.figures.includes(0)) return head;
  const labels = body.flatMap(([run, ...others]) => (run !== undefined && run.right <= first.left && !figure.test(plain(run.text)) && others.some(({ text }) => figure.test(plain(text))) ? [run] : []));
  if (labels.length === 0) return head;
  const corner: Run = { ...first, text: '', left: labels.reduce((least, { left }) => Math.min(least, left), first.left), right: labels.reduce((most, { right }) => Math.max(most, right), 0) };
  return { ...head, cells: [corner, ...head.cells], figures: head.figures.map((column) => column + 1) };
}

type Head = { readonly cells: RunLine; readonly lines: number; readonly figures: readonly number[] };

/** A head that begins at a line, with as many lines below as it is broken over. */
function headAt(lines: readonly RunLine[], at: number): Head | null {
  let cells = lines[at];
  let found: Head | null = null;
  for (let count = 1; cells !== undefined && count <= headLines; count += 1) {
    if (cells.some(({ text }) => figure.test(plain(text)))) break;
    const figures = figuresIn(cells);
    if (figures !== null) found = { cells, lines: count, figures };
    const next = lines[at + count];
    // What holds a figure is a row, and no second line of the head.
    if (next === undefined || next.some(({ text }) => figure.test(plain(text))) || yOf(next) - yOf(lines[at + count - 1] ?? next) > withinCell * sizeOf(next)) break;
    cells = under(cells, next) ?? undefined;
  }
  return withSecondRow(lines, at, found) ?? found;
}

/** How many columns a line names as the head of an indicator table. */
function columnsNamed(line: RunLine): number {
  return indicatorHeaders(gridOf(rowTable(line)))[0]?.columns.size ?? 0;
}

/** 绩效指标 over 一级指标 | 二级指标 | 指标值, beside 分值 | 得分: two rows of one head, where both together name more columns than each of them. */
function withSecondRow(lines: readonly RunLine[], at: number, found: Head | null): Head | null {
  const [above, count] = [found?.cells ?? lines[at] ?? [], found?.lines ?? 1];
  const first = lines[at + count];
  if (first === undefined || first.length < 2 || yOf(first) - yOf(lines[at + count - 1] ?? first) > secondRow * sizeOf(first)) return null;
  const hasFigure = (line: RunLine) => line.some(({ text }) => figure.test(plain(text)));
  let both: RunLine = [...first, ...above.filter((run) => !first.some((one) => one.left < run.right && one.right > run.left))].sort((a, b) => a.left - b.left);
  let used = 1;
  // Lines that the cells of either row are broken over.
  for (; used < headLines; used += 1) {
    const line = lines[at + count + used];
    const wrapped = line === undefined || yOf(line) - yOf(lines[at + count + used - 1] ?? line) > withinCell * sizeOf(line) || hasFigure(line) ? null : under(both, line);
    if (wrapped === null) break;
    both = wrapped;
  }
  const figures = hasFigure(above) || hasFigure(both) ? null : figuresIn(both);
  return figures !== null && columnsNamed(both) > Math.max(columnsNamed(above), columnsNamed(first)) ? { cells: both, lines: count + used, figures } : null;
}

/** Between the heads of two columns, where the fewest runs below stand in the way. */
function boundsOf(head: RunLine, body: readonly RunLine[]): readonly number[] {
  const below = body.flat();
  return head.slice(0, -1).map((run, index) => {
    const next = head[index + 1] ?? run;
    const from = (run.left + run.right) / 2;
    const to = (next.left + next.right) / 2;
    const between = [...below, run, next].filter((one) => one.left < to && one.right > from);
    // By the point, and never more places than a page is wide: a file may state any coordinates.
    const count = Math.min(widestPage, Math.max(1, Math.ceil(to - from)));
    const step = (to - from) / count;
    const places = Array.from({ length: count }, (_, at) => from + at * step);
    const covered = places.map((x) => between.filter((one) => one.left < x && one.right > x).length);
    const least = Math.min(...covered);
    const free = places.filter((_, at) => covered[at] === least);
    // The widest gap may lie on either side of a cell: the one before the next head counts, since text begins at its column's left.
    const last = free.at(-1) ?? to;
    const begin = free.findLast((x, at) => at === 0 || x - (free[at - 1] ?? x) > step * 1.5) ?? last;
    return (begin + last) / 2;
  });
}

function columnOf(run: Run, bounds: readonly number[]): number {
  const middle = (run.left + run.right) / 2;
  return bounds.filter((bound) => middle > bound).length;
}

/** Over two bounds and more stands a sentence, no cell. */
function isSentence(line: RunLine, bounds: readonly number[]): boolean {
  return line.some((run) => bounds.filter((bound) => run.left < bound - 1 && run.right > bound + 1).length >= 2);
}

/** `whole`: one text over the width of several columns, as a heading between rows. */
type Row = { readonly texts: readonly string[]; readonly whole: boolean };
type Placed = Pick<Row, 'texts'> & { readonly line: RunLine; readonly near: boolean; /** Figures of its own where the line above has some. */ readonly own: boolean };

/** Whether every figure of a line goes on one that the line above broke off: 30.0 | 2940 | 10 over 0 | 00.00, in columns too narrow for them. A row of its own has the same columns. */
function goOn(above: readonly string[], below: readonly string[], figures: readonly number[]): boolean {
  const pairs = figures.map((column) => [above[column] ?? '', below[column] ?? ''] as const).filter(([one, other]) => one !== '' && other !== '');
  const unbroken = figures.some((column) => figure.test(plain(above[column] ?? '')) && (below[column] ?? '') === '');
  return pairs.length >= 2 && unbroken && pairs.every(([one, other]) => isOneFigure(one, other) && figure.test(plain(`${one}${other}`)));
}

/**
 * Lines put together to rows. A line that stands near the one above goes on in its cells; where most lines that stand so have a name and
 * figures of their own, rows are as close as lines, and only a line without figures goes on.
 */
function rowsOf(lines: readonly RunLine[], { bounds, figures }: OpenColumns): readonly Row[] {
  const placed = lines.map((line, index): Placed => {
    const before = lines[index - 1];
    const textsOf = (one: RunLine) => Array.from({ length: bounds.length + 1 }, (_, column) => one.filter((run) => columnOf(run, bounds) === column).map(({ text }) => text).join(' '));
    const texts = textsOf(line);
    const above = before === undefined ? [] : textsOf(before);
    const isFigure = (cells: readonly string[], column: number) => figure.test(plain(cells[column] ?? ''));
    const named = texts.some((text, column) => text !== '' && !figures.includes(column));
    return { texts, line, near: before !== undefined && yOf(line) - yOf(before) <= withinCell * sizeOf(line), own: named && figures.some((column) => isFigure(texts, column) && isFigure(above, column)) };
  });
  const near = placed.filter((one) => one.near);
  const close = near.filter(({ own }) => own).length * 2 > near.length;
  const rows: { texts: readonly string[]; whole: boolean }[] = [];
  for (const { texts, line, near: goesOn, own } of placed) {
    const last = rows.at(-1);
    // Weight and score are not both broken over two lines: where the row has both already, the line begins another.
    const another = last !== undefined && !goOn(last.texts, texts, figures) && figures.filter((column) => points.test(plain(texts[column] ?? '')) && points.test(plain(last.texts[column] ?? ''))).length >= 2;
    if (last !== undefined && goesOn && !(close && own && !goOn(last.texts, texts, figures)) && !another) {
      for (const [column, text] of texts.entries()) {
        if (text === '') continue;
        // The name of a level stands beside several rows: its second line belongs to its first, wherever the rows are by then.
        const bearer = column < levelColumns && last.texts[column] === '' && texts.every((other, at) => at < levelColumns || other === '') ? (rows.findLast((row) => !row.whole && row.texts[column] !== '') ?? last) : last;
        bearer.texts = bearer.texts.map((before, at) => (at !== column ? before : before === '' ? text : `${before}${isOneFigure(before, text) ? '' : '\n'}${text}`));
      }
    } else rows.push({ texts, whole: line.length === 1 && line.every((run) => bounds.some((bound) => run.left < bound - 1 && run.right > bound + 1)) });
  }
  return rows;
}

export type FoundTable = { readonly from: number; readonly to: number; readonly rows: readonly Row[]; readonly columns: OpenColumns };

/** How many lines belong to a table whose columns are known. */
function bodyLength(lines: readonly RunLine[], at: number, bounds: readonly number[] | null): number {
  let count = 0;
  for (let line = lines[at]; line !== undefined; line = lines[at + count]) {
    const before = lines[at + count - 1];
    if (before !== undefined && count > 0 && yOf(line) - yOf(before) > farBelow * sizeOf(line)) break;
    if (headAt(lines, at + count) !== null || (bounds !== null && isSentence(line, bounds))) break;
    count += 1;
  }
  return count;
}

/**
 * Tables that no rules are drawn for, by the heads of their columns and the places of what stands below. `open`: the columns of a table that
 * the page before ended with. Lines `from` (inclusive) to `to` (exclusive) are theirs.
 */
export function tablesWithoutRules(lines: readonly RunLine[], open: OpenColumns | null): readonly FoundTable[] {
  const found: FoundTable[] = [];
  let at = 0;
  if (open !== null) {
    const length = bodyLength(lines, 0, open.bounds);
    const rows = rowsOf(lines.slice(0, length), open);
    if (rows.length > 0) found.push({ from: 0, to: length, rows, columns: open });
    at = length;
  }
  while (at < lines.length) {
    const named = headAt(lines, at);
    if (named === null) {
      at += 1;
      continue;
    }
    const begin = at + named.lines;
    const head = withEmptyCorner(named, named.figures.includes(0) ? lines.slice(begin, begin + bodyLength(lines, begin, null)) : []);
    const rough = boundsOf(head.cells, []);
    const body = lines.slice(begin, begin + bodyLength(lines, begin, rough));
    const columns: OpenColumns = { bounds: boundsOf(head.cells, body), figures: head.figures };
    const length = bodyLength(lines, begin, columns.bounds);
    const rows = rowsOf(lines.slice(begin, begin + length), columns);
    found.push({ from: at, to: begin + length, rows: [{ texts: head.cells.map(({ text }) => text), whole: false }, ...rows], columns });
    at = begin + length;
  }
  return found;
}
