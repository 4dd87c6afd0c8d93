import { indicatorHeaders, moneyHeaders } from './columns.js';
import { gridOf, type Flow, type FlowLine, type FlowTable } from './flow.js';
import { plain } from './wording.js';
import { joinTyped } from './wrapped.js';

/** Between the cells of a row that was copied as text: a tab, or the bar of a table drawn with characters. */
const bar = /\s*[|│┃]\s*/;
/** Between the cells of a row that a scan or a copy keeps apart by spaces only. */
const gap = /[ \u3000\u00a0]{2,}/;
const leastColumns = 3;
const leastRows = 2;

type Row = { readonly cells: readonly string[]; readonly line: FlowLine; readonly spaced: boolean };

function rowOf(line: FlowLine): Row | null {
  const text = line.text.trim();
  const [cells, spaced] = bar.test(text) ? [text.replace(/^[|│┃]|[|│┃]$/g, '').split(bar), false] : text.includes('\t') ? [line.text.split('\t'), false] : [text.split(gap), true];
  return cells.length >= leastColumns ? { cells: cells.map((cell) => cell.trim()), line, spaced } : null;
}

/** What a scan keeps apart by single spaces; a sign stands before its figure. */
function wordsOf(line: FlowLine): readonly string[] {
  return line.text.trim().replace(/([≥≤=＝≧≦])[ \u3000]+(?=[\d０-９])/g, '$1').split(/[ \u3000]+/);
}

/** The words of a line as a row, where they name the columns of a form; `most`: how many a row below it has. */
function headOfWords(line: FlowLine): (Row & { readonly most: number }) | null {
  const cells = wordsOf(line);
  if (cells.length <= leastColumns || !/指标|预算/.test(line.text) || bar.test(line.text) || line.text.includes('\t')) return null;
  const grid = gridOf({ kind: 'table', rows: [cells.map((text) => ({ text, rows: 1, columns: 1, location: line.location }))], location: line.location });
  const isMoney = moneyHeaders(grid).length > 0;
  // Over the labels of money often stands nothing.
  return isMoney || indicatorHeaders(grid).length > 0 ? { cells, line, spaced: true, most: cells.length + (isMoney && moneyHeaders(grid).some(({ columns }) => [...columns.values()].includes(0)) ? 1 : 0) } : null;
}

/** Words below such a head: no more than it allows for, with a figure, and no sentence. */
function rowOfWords(line: FlowLine, most: number): Row | null {
  const cells = wordsOf(line);
  return cells.length >= 2 && cells.length <= most && cells.some((text) => figure.test(plain(text))) && !/[。;]$/.test(plain(line.text)) ? { cells, line, spaced: true } : null;
}

/** Nothing but the strokes of a drawn table. */
const strokes = /^[\s|│┃:+\-─━┌┐└┘├┤┬┴┼]+$/;

const figure = /^[\d.,%-]+$|^\/$/;

/**
 * A row with fewer cells than its head has lost those of a merged cell at its front, or an empty one at its end: it is put where most
 * figures stand under figures of the head's points.
 */
function aligned(cells: readonly string[], width: number, points: readonly number[]): readonly string[] {
  const missing = width - cells.length;
  if (missing <= 0) return cells;
  const shifts = Array.from({ length: missing + 1 }, (_, front) => ({ front, fitting: points.filter((column) => figure.test(plain(cells[column - front] ?? ''))).length }));
  const best = shifts.reduce((most, shift) => (shift.fitting > most.fitting ? shift : most));
  return [...Array.from({ length: best.front }, () => ''), ...cells, ...Array.from({ length: missing - best.front }, () => '')];
}

/** 满意度指标 满意度: a level that is as wide as its column, with one space behind it. It begins the line, and its figures stand in their columns only once it is cut. */
const wideLevel = /^(\p{Script=Han}{2,}指标)[ \u3000](\p{Script=Han}+)$/u;

function unstuck({ cells, line }: Row, points: readonly number[]): readonly string[] {
  const [, level, next] = /^\s/.test(line.text) ? [] : (wideLevel.exec(cells[0] ?? '') ?? []);
  if (level === undefined || next === undefined) return cells;
  const cut = [level, next, ...cells.slice(1)];
  const fit = (row: readonly string[]) => points.length > 0 && points.every((column) => figure.test(plain(row[column] ?? '')));
  return fit(cut) && !fit(cells) ? cut : cells;
}

/** A line of money begins with its label and lacks its points rather than its amounts; a rate stands under its head by its sign. */
function alignedMoney(cells: readonly string[], width: number, rate: number | undefined): readonly string[] {
  const [label = '', ...figures] = cells;
  if (cells.length >= width || figure.test(plain(label))) return aligned(cells, width, rate === undefined ? [] : [rate]);
  const placed = [label];
  for (const cell of figures) {
    while (rate !== undefined && plain(cell).endsWith('%') && placed.length < rate) placed.push('');
    placed.push(cell);
  }
  return [...placed, ...Array.from({ length: Math.max(0, width - placed.length) }, () => '')];
}

/** Half-width places that a text takes. */
function placesOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 2 : 1), 0);
}

/**
 * Heads of money over rows that begin with a label, where nothing stands above the labels: spaces keep no empty cell, so it is put back.
 * A label stands under no amount; it is one where it ends before the first heading begins, or where its row has one cell more than the head.
 */
function withEmptyCorner(rows: readonly Row[], heads: readonly { readonly row: number; readonly columns: ReadonlyMap<string, number> }[]): readonly Row[] {
  const cornered = new Set(heads.flatMap(({ row: at, columns }, index) => {
    const head = rows[at];
    if (head?.spaced !== true || ![...columns.values()].includes(0)) return [];
    const begin = placesOf(/^\s*/.exec(head.line.text)?.[0] ?? '');
    const isLabelled = ({ cells: [label = '', next = ''], cells, line }: Row) =>
      !figure.test(plain(label)) && figure.test(plain(next)) && (cells.length === head.cells.length + 1 || placesOf(`${/^\s*/.exec(line.text)?.[0] ?? ''}${label}`) <= begin);
    return rows.slice(at + 1, heads[index + 1]?.row).some(isLabelled) ? [head] : [];
  }));
  return cornered.size === 0 ? rows : rows.map((row) => (cornered.has(row) ? { ...row, cells: ['', ...row.cells] } : row));
}

function tableOf(found: readonly Row[]): FlowTable | null {
  const [first] = found;
  if (first === undefined || found.length < leastRows) return null;
  const cell = (text: string, { line }: Row) => ({ text, rows: 1, columns: 1, location: line.location });
  const tableWith = (rows: readonly Row[]): FlowTable => ({ kind: 'table', rows: rows.map((row) => row.cells.map((text) => cell(text, row))), location: first.line.location });
  if (!found.some(({ spaced }) => spaced)) return tableWith(found);
  const rows = withEmptyCorner(found, moneyHeaders(gridOf(tableWith(found))));
  const table = tableWith(rows);
  // Spaces also stand in a line of signatures: only under the head of a form do they make a table.
  const grid = gridOf(table);
  const money = moneyHeaders(grid);
  const heads = [...indicatorHeaders(grid), ...money].sort((a, b) => a.row - b.row);
  const [head] = heads;
  if (head === undefined) return null;
  return {
    ...table,
    rows: rows.slice(head.row).map((row, offset) => {
      const own = heads.findLast((one) => one.row <= head.row + offset) ?? head;
      const columns: ReadonlyMap<string, number> = own.columns;
      const width = rows[own.row]?.cells.length ?? 0;
      if (money.some((one) => one === own)) return alignedMoney(row.cells, width, columns.get('rate')).map((text) => cell(text, row));
      const points = ['weight', 'score', 'rate'].flatMap((column) => columns.get(column) ?? []);
      return aligned(unstuck(row, points), width, points).map((text) => cell(text, row));
    }),
  };
}

/** A text file as lines, and as tables where rows are kept by tabs or bars. Numbers count from 1, as editors show them; empty lines keep theirs. */
export function flowOfText(text: string): Flow {
  const lines = text.split(/\r\n|\r|\n|\f/).flatMap((line, index): readonly FlowLine[] => (line.trim() === '' ? [] : [{ kind: 'line', text: line, location: { line: index + 1 } }]));
  const flow: (FlowLine | FlowTable)[] = [];
  let prose: FlowLine[] = [];
  let rows: Row[] = [];
  /** Cells of a row below a head that single spaces keep apart; null elsewhere. */
  let words: number | null = null;
  const flushRows = () => {
    const table = tableOf(rows);
    if (table === null) prose.push(...rows.map(({ line }) => line));
    else {
      // Rows in front of the head of the form are lines like those before.
      const begin = rows.findIndex(({ line }) => line.location === table.rows[0]?.[0]?.location);
      prose.push(...rows.slice(0, Math.max(0, begin)).map(({ line }) => line));
      flow.push(...joinTyped(prose), table);
      prose = [];
    }
    rows = [];
  };
  for (const line of lines) {
    const head = headOfWords(line);
    const spaced = rowOf(line);
    // A head that wider gaps keep apart has the same columns either way.
    if (head !== null && (spaced === null || spaced.cells.length < head.cells.length)) words = head.most;
    else if (head !== null) words = null;
    const row: Row | null = words === null ? spaced : (head ?? rowOfWords(line, words));
    if (words !== null && row === null) words = null;
    if (strokes.test(line.text) && (row !== null || rows.length > 0)) continue;
    if (row !== null) rows.push(row);
    else {
      flushRows();
      prose.push(line);
    }
  }
  flushRows();
  flow.push(...joinTyped(prose));
  return flow;
}
