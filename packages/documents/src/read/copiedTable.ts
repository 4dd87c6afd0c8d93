import { numberOfCell } from '@hengji/domain';
import { headOfCells, type CopiedHead } from './cellKinds.js';
import { cellOnLine, type FlowLine, type FlowTable, type FlowUntold } from './flow.js';
import { scopeOf } from './moneyCells.js';
import { placeRow, type PlacedRow } from './placing.js';
import { totalLabel } from './totalRows.js';
import { declaredWeight, plain } from './wording.js';
import { headingsIn, wordsIn } from './words.js';

/** Between the cells of a row that a scan or a copy keeps apart by wide spaces. */
const gap = /[ \u3000\u00a0]{2,}/;
/** By how much single blanks must fit better than the wide ones of the same line. */
const preference = 0.3;
/** Lines between two rows that are no rows: a cell that went on in the next line, a note. */
const mostBetween = 2;
/** Rows of one table; no form has a tenth of them. */
const mostRows = 2000;
/** Cells a row below the totals keeps, however few. */
const leastBelow = 3;

/** The head of a form in a line whose cells wide spaces keep apart, else single ones. */
export function headOfLine(text: string): CopiedHead | null {
  if (text.length > 400) return null;
  const [wide, narrow] = [text.trim().split(gap), wordsIn(text)].map((cells) => headOfCells(headingsIn(cells)));
  const known = (head: CopiedHead | null | undefined) => head?.columns.filter(({ column }) => column !== null).length ?? 0;
  return (known(narrow) > known(wide) ? narrow : wide) ?? null;
}

/** The row that a line is below a head, by its wide spaces or by single blanks, whichever fits. */
function rowOfLine(text: string, head: CopiedHead, first: boolean): PlacedRow | null {
  const own = { sign: head.columns.some(({ kind }) => kind === 'sign'), unit: head.columns.some(({ kind }) => kind === 'unit') };
  const cells = text.trim().split(gap);
  const wide = cells.length > 1 ? placeRow(cells, head, first) : null;
  const narrow = placeRow(wordsIn(text, own), head, first);
  return wide === null ? narrow : narrow === null || wide.cost <= narrow.cost + preference ? wide : narrow;
}

export function tableOfRows(head: CopiedHead, line: FlowLine, rows: readonly { readonly cells: readonly string[]; readonly line: FlowLine }[]): FlowTable {
  const width = Math.max(head.columns.length, ...rows.map(({ cells }) => cells.length));
  return {
    kind: 'table',
    // A line that is no row reaches over all columns.
    rows: [head.columns.map(({ heading }) => cellOnLine(heading, line)), ...rows.map((row) => (row.cells.length === 1 ? [cellOnLine(row.cells[0] ?? '', row.line, width)] : row.cells.map((text) => cellOnLine(text, row.line))))],
    location: line.location,
  };
}

/** A line that has the figures of a row, though they were not put under their columns. */
function looksLikeRow(text: string): boolean {
  const words = wordsIn(text).map((word) => plain(word));
  return words.length >= 4 && !/[。;]$/.test(words.at(-1) ?? '') && words.filter((word) => numberOfCell(word) !== null).length >= 2;
}

/** Points of a row, both printed: what stands between two such rows belongs to the table. */
function isStrong(cells: readonly string[], head: CopiedHead): boolean {
  const points = head.columns.flatMap(({ kind }, index) => (kind === 'points' ? [cells[index] ?? ''] : []));
  return points.length > 0 && points.every((cell) => numberOfCell(plain(cell)) !== null);
}

/** Takes the lines of a table copied as text one after the other. */
export class CopiedRows {
  readonly #head: CopiedHead;
  readonly #line: FlowLine;
  #rows: { readonly cells: readonly string[]; readonly line: FlowLine }[] = [];
  #untold: FlowUntold[] = [];
  #between: FlowLine[] = [];
  #ended = false;
  #levelled = false;
  #unheaded = false;

  constructor(head: CopiedHead, line: FlowLine) {
    this.#head = head;
    this.#line = line;
  }

  /** Whether the line belongs to the table so far; one that does not ends it. */
  take(line: FlowLine): boolean {
    if (this.#rows.length >= mostRows) return false;
    const wide = line.text.trim().split(gap);
    const placed = rowOfLine(line.text, this.#head, this.#rows.length === 0);
    if (placed === null || (this.#between.length > 0 && !isStrong(placed.cells, this.#head))) {
      // Below the totals stand the grade and other results.
      if (this.#ended && wide.length >= leastBelow) return this.#push(wide, line);
      if (this.#head.of === 'money' || this.#ended) {
        if (!this.#ended && looksLikeRow(line.text)) return this.#tell(line);
        return false;
      }
      // 一、预算编制情况（20分） heads the rows below.
      if (wide.length === 1 && wordsIn(line.text).length === 1 && declaredWeight.test(plain(line.text))) return this.#push([line.text.trim()], line);
      if (looksLikeRow(line.text)) return this.#tell(line);
      if (this.#rows.length === 0 || this.#between.length >= mostBetween) return false;
      this.#between.push(line);
      return true;
    }
    for (const one of this.#between) this.#tell(one);
    this.#between = [];
    const level = this.#head.columns.findIndex(({ kind }) => kind === 'level1');
    const isTotal = totalLabel.test(plain(placed.cells[0] ?? '').replace(/\s/g, ''));
    if (!isTotal && !this.#levelled && level >= 0) {
      // Levels in rows of their own, or names that were taken for levels: nothing tells what is what.
      this.#levelled = true;
      this.#unheaded = plain(placed.cells[level] ?? '') === '';
    }
    if (!placed.sure) return this.#tell(line);
    if (isTotal && this.#rows.length > 0 && !plain(placed.cells[0] ?? '').startsWith('小计')) this.#ended = this.#head.of === 'indicators';
    // 当年预算总金额（万元） beside its heads names the row below them.
    const at = this.#head.columns.findIndex(({ kind }) => kind === 'label');
    if (placed.cells[at] === '' && this.#rows.length === 0) return this.#push(placed.cells.map((cell, index) => (index === at ? (this.#head.columns[at]?.heading ?? '') : cell)), line);
    return this.#push(placed.cells, line);
  }

  #push(cells: readonly string[], line: FlowLine): boolean {
    this.#rows.push({ cells, line });
    return true;
  }

  #tell(line: FlowLine): boolean {
    this.#untold.push({ kind: 'untold', reason: 'unclearRow', location: line.location });
    return this.#push([line.text.trim()], line);
  }

  /** What was taken: a table where there is a row, else lines; behind it the lines that did not belong to it after all. */
  end(): { readonly table: FlowTable | null; readonly untold: readonly FlowUntold[]; readonly behind: readonly FlowLine[] } {
    if (this.#rows.length === 0) return { table: null, untold: [], behind: [this.#line, ...this.#between] };
    if (this.#unheaded) return { table: null, untold: [{ kind: 'untold', reason: 'unclearRow', location: this.#line.location }], behind: [this.#line, ...this.#rows.map(({ line }) => line), ...this.#between] };
    if (this.#head.of === 'money' && this.#untold.length > 0) return this.#onlyWhole();
    return { table: tableOfRows(this.#head, this.#line, this.#rows), untold: this.#untold, behind: this.#between };
  }

  /** Parts of which one was not told apart sum to nothing: what is left is the row of the whole. */
  #onlyWhole(): ReturnType<CopiedRows['end']> {
    const label = this.#head.columns.findIndex(({ kind }) => kind === 'label');
    const isWhole = ({ cells }: { readonly cells: readonly string[] }) => cells.length > 1 && scopeOf(plain(cells[label] ?? '')) === 'total';
    // Without the row of the whole the points of execution are missing as well.
    const reason = this.#rows.some(isWhole) ? 'unclearPart' : 'unclearRow';
    const rest = this.#rows.filter((row) => !isWhole(row)).map(({ line }): FlowUntold => ({ kind: 'untold', reason, location: line.location }));
    if (reason === 'unclearRow') return { table: null, untold: rest, behind: [this.#line, ...this.#rows.map(({ line }) => line)] };
    return { table: tableOfRows(this.#head, this.#line, this.#rows.map((row) => (isWhole(row) ? row : { cells: [row.line.text.trim()], line: row.line }))), untold: rest, behind: this.#between };
  }
}
