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

function tableOf(rows: readonly Row[]): FlowTable | null {
  const [first] = rows;
  if (first === undefined || rows.length < leastRows) return null;
  const cell = (text: string, { line }: Row) => ({ text, rows: 1, columns: 1, location: line.location });
  const table: FlowTable = { kind: 'table', rows: rows.map((row) => row.cells.map((text) => cell(text, row))), location: first.line.location };
  if (!rows.some(({ spaced }) => spaced)) return table;
  // Spaces also stand in a line of signatures: only under the head of a form do they make a table.
  const grid = gridOf(table);
  const heads = [...indicatorHeaders(grid), ...moneyHeaders(grid)].sort((a, b) => a.row - b.row);
  const [head] = heads;
  if (head === undefined) return null;
  return {
    ...table,
    rows: rows.slice(head.row).map((row, offset) => {
      const own = heads.findLast((one) => one.row <= head.row + offset) ?? head;
      const columns: ReadonlyMap<string, number> = own.columns;
      return aligned(row.cells, rows[own.row]?.cells.length ?? 0, ['weight', 'score', 'rate'].flatMap((column) => columns.get(column) ?? [])).map((text) => cell(text, row));
    }),
  };
}

/** A text file as lines, and as tables where rows are kept by tabs or bars. Numbers count from 1, as editors show them; empty lines keep theirs. */
export function flowOfText(text: string): Flow {
  const lines = text.split(/\r\n|\r|\n|\f/).flatMap((line, index): readonly FlowLine[] => (line.trim() === '' ? [] : [{ kind: 'line', text: line, location: { line: index + 1 } }]));
  const flow: (FlowLine | FlowTable)[] = [];
  let prose: FlowLine[] = [];
  let rows: Row[] = [];
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
    const row = rowOf(line);
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
