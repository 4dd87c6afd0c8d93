import type { Flow, FlowLine, FlowTable } from './flow.js';
import { joinTyped } from './wrapped.js';

/** Between the cells of a row that was copied as text: a tab, or the bar of a table drawn with characters. */
const bar = /\s*[|│┃]\s*/;
const leastColumns = 3;
const leastRows = 2;

function cellsOf(line: string): readonly string[] | null {
  if (bar.test(line)) {
    const cells = line.trim().replace(/^[|│┃]|[|│┃]$/g, '').split(bar);
    return cells.length >= leastColumns ? cells : null;
  }
  const cells = line.split('\t');
  return cells.length >= leastColumns ? cells : null;
}

/** Nothing but the strokes of a drawn table. */
const strokes = /^[\s|│┃:+\-─━┌┐└┘├┤┬┴┼]+$/;

function tableOf(lines: readonly FlowLine[]): FlowTable | null {
  const rows = lines.filter(({ text }) => !strokes.test(text)).map((line) => (cellsOf(line.text) ?? []).map((text) => ({ text: text.trim(), rows: 1, columns: 1, location: line.location })));
  const [first] = lines;
  return first === undefined || rows.length < leastRows ? null : { kind: 'table', rows, location: first.location };
}

/** A text file as lines, and as tables where rows are kept by tabs or bars. Numbers count from 1, as editors show them; empty lines keep theirs. */
export function flowOfText(text: string): Flow {
  const lines = text.split(/\r\n|\r|\n|\f/).flatMap((line, index): readonly FlowLine[] => (line.trim() === '' ? [] : [{ kind: 'line', text: line, location: { line: index + 1 } }]));
  const flow: (FlowLine | FlowTable)[] = [];
  let prose: FlowLine[] = [];
  let rows: FlowLine[] = [];
  const flushRows = () => {
    const table = tableOf(rows);
    if (table === null) prose.push(...rows);
    else {
      flow.push(...joinTyped(prose), table);
      prose = [];
    }
    rows = [];
  };
  for (const line of lines) {
    if (cellsOf(line.text) !== null || (rows.length > 0 && strokes.test(line.text))) rows.push(line);
    else {
      flushRows();
      prose.push(line);
    }
  }
  flushRows();
  flow.push(...joinTyped(prose));
  return flow;
}
