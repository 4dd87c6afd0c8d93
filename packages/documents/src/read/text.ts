import { withCellLines } from './cellLines.js';
import { CopiedRows, headOfLine } from './copiedTable.js';
import { cellOnLine, type Flow, type FlowLine, type FlowTable, type FlowUntold } from './flow.js';
import { underHeads } from './placedCells.js';
import { joinTyped } from './wrapped.js';

/** Between the cells of a row that was copied as text: a tab, or the bar of a table drawn with characters. */
const bar = /\s*[|│┃]\s*/;
const leastColumns = 3;
const leastRows = 2;

type Row = { readonly cells: readonly string[]; readonly line: FlowLine };

function rowOf(line: FlowLine): Row | null {
  const text = line.text.trim();
  const cells = bar.test(text) ? text.replace(/^[|│┃]|[|│┃]$/g, '').split(bar) : text.includes('\t') ? line.text.split('\t') : [];
  return cells.length >= leastColumns ? { cells: cells.map((cell) => cell.trim()), line } : null;
}

/** Nothing but the strokes of a drawn table. */
const strokes = /^[\s|│┃:+\-─━┌┐└┘├┤┬┴┼]+$/;

function tableOf(printed: readonly Row[]): { readonly table: FlowTable; readonly untold: readonly FlowUntold[] } | null {
  const [first] = printed;
  if (first === undefined || printed.length < leastRows) return null;
  const { rows, untold } = underHeads(printed);
  // A row that nothing placed reaches over all columns.
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const table: FlowTable = { kind: 'table', rows: rows.map(({ cells, line }) => cells.map((text) => cellOnLine(text, line, cells.length === 1 ? width : 1))), location: first.line.location };
  return { table, untold };
}

/**
 * A text file as lines, and as tables where rows are kept by tabs or bars, or stand below the head of a form. Numbers count from 1, as
 * editors show them; empty lines keep theirs.
 */
export function flowOfText(text: string): Flow {
  const lines = text.split(/\r\n|\r|\n|\f/).flatMap((line, index): readonly FlowLine[] => (line.trim() === '' ? [] : [{ kind: 'line', text: line, location: { line: index + 1 } }]));
  const flow: (FlowLine | FlowTable | FlowUntold)[] = [];
  let prose: FlowLine[] = [];
  let rows: Row[] = [];
  let copied: CopiedRows | null = null;
  const put = (...blocks: readonly (FlowTable | FlowUntold)[]) => {
    flow.push(...joinTyped(prose), ...blocks);
    prose = [];
  };
  const flush = () => {
    const made = tableOf(rows);
    if (made === null) prose.push(...rows.map(({ line }) => line));
    else put(made.table, ...made.untold);
    rows = [];
    if (copied === null) return;
    const { table: taken, untold, behind } = copied.end();
    if (taken !== null) put(taken, ...untold);
    else flow.push(...untold);
    prose.push(...behind);
    copied = null;
  };
  for (const line of withCellLines(lines)) {
    if (line.kind !== 'line') {
      flush();
      put(line);
      continue;
    }
    const row = rowOf(line);
    if (strokes.test(line.text) && (row !== null || rows.length > 0)) continue;
    if (row !== null) {
      if (copied !== null) flush();
      rows.push(row);
      continue;
    }
    const head = headOfLine(line.text);
    if (head !== null) {
      flush();
      copied = new CopiedRows(head, line);
    } else if (copied === null || !copied.take(line)) {
      flush();
      prose.push(line);
    }
  }
  flush();
  flow.push(...joinTyped(prose));
  return flow;
}
