import { indicatorHeaders } from './columns.js';
import { gridOf, type FlowCell, type FlowTable } from './flow.js';
import { plain } from './wording.js';

/** Columns of one half: a name and a figure at the least, and something that tells it is a table of points. */
const leastColumns = 3;

/**
 * A table that saves paper prints its columns twice, 指标 | 分值 | 得分 | 指标 | 分值 | 得分: the right half goes on below the left. Any other
 * table is returned as it is.
 */
export function oneBelowTheOther(table: FlowTable): FlowTable {
  const grid = gridOf(table);
  const half = grid.width / 2;
  if (!Number.isInteger(half) || half < leastColumns) return table;
  const head = grid.rows.findIndex((row) => {
    const texts = row.map((cell) => plain(cell?.text ?? '').replace(/\s/g, ''));
    return texts[0] !== '' && new Set(texts.slice(0, half)).size === half && texts.slice(0, half).join('|') === texts.slice(half).join('|');
  });
  const rows = grid.rows.slice(head);
  // What reaches over the middle is no row of two halves: a total, or a sentence.
  const parted = head >= 0 && rows.every((row) => row[half - 1] === null || row[half - 1] !== row[half]);
  const single = (cells: readonly (FlowCell | null)[]): readonly FlowCell[] => cells.map((cell) => ({ text: cell?.text ?? '', rows: 1, columns: 1, location: cell?.location ?? table.location }));
  if (!parted) return table;
  const left: FlowTable = { ...table, rows: rows.map((row) => single(row.slice(0, half))) };
  if (indicatorHeaders(gridOf(left)).length === 0) return table;
  return { ...table, rows: [...table.rows.slice(0, head), ...left.rows, ...rows.slice(1).map((row) => single(row.slice(half)))] };
}
