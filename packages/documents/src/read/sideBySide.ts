import { indicatorHeaders } from './columns.js';
import { gridOf, type FlowCell, type FlowTable, type Grid } from './flow.js';
import { tightText } from './gridRows.js';
import { plain } from './wording.js';

/** Columns of one block: a name and a figure at the least. */
const leastColumns = 2;

/** A sheet may repeat its words in any number of rows; a head stands among the first that do. */
const mostHeads = 5;

type Row = Grid['rows'][number];
/** `columns` without the continuations of wide cells; of these `shared` stand before both blocks: 一级指标 | 长期: 指标 | 指标值 | 年度: 指标 | 指标值. */
type Blocks = { readonly head: number; readonly columns: readonly number[]; readonly shared: number; readonly size: number };

const textsOf = (row: Row) => row.map(tightText);

/** Whether two cells of a row name the same column. */
function repeatsName(row: Row): boolean {
  const names = [...new Set(row)].map((cell) => plain(cell?.text ?? '')).filter((text) => text.length <= 10 && /指标|内容|名称/.test(text));
  return new Set(names).size < names.length;
}

function single(cells: Row, table: FlowTable): readonly FlowCell[] {
  return cells.map((cell) => ({ text: cell?.text ?? '', rows: 1, columns: 1, location: cell?.location ?? table.location }));
}

/** Both blocks have the same columns, a name among them: 指标值 | 完成值 twice are two periods of one row. */
function blocksAt(rows: readonly Row[], head: number, table: FlowTable): Blocks | null {
  const body = rows.slice(head);
  const width = body[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => column).filter((column) => column === 0 || body.some((row) => row[column] === null || row[column] !== row[column - 1]));
  const cells = columns.map((column) => body[0]?.[column] ?? null);
  const texts = textsOf(cells);
  for (let size = Math.floor(texts.length / 2); size >= leastColumns; size -= 1) {
    const shared = texts.length - 2 * size;
    const [left, right] = [texts.slice(shared, shared + size), texts.slice(shared + size)];
    if (left.includes('') || new Set(left).size < size || left.join('|') !== right.join('|')) continue;
    const [header] = indicatorHeaders(gridOf({ ...table, rows: [single(cells.slice(0, shared + size), table)] }));
    const name = header?.columns.get('name');
    if (name !== undefined && name >= shared) return { head, columns, shared, size };
  }
  return null;
}

/**
 * A table that prints its columns twice, 指标 | 分值 | 得分 | 指标 | 分值 | 得分, to save paper or for two periods: the right block goes on below
 * the left. Any other table is returned as it is.
 */
export function oneBelowTheOther(table: FlowTable): FlowTable {
  const { rows } = gridOf(table);
  const heads = rows.flatMap((row, index) => (repeatsName(row) ? [index] : [])).slice(0, mostHeads);
  const found = heads.map((head) => blocksAt(rows, head, table)).find((blocks) => blocks !== null);
  if (found === undefined || found === null) return table;
  const { head, columns, shared, size } = found;
  const body = rows.slice(head).map((row) => columns.map((column) => row[column] ?? null));
  // What reaches over the middle is no row of two blocks: a total, or a sentence.
  const over = (row: Row) => row[shared + size - 1] !== null && row[shared + size - 1] === row[shared + size];
  const parted = body.filter((row) => !over(row));
  return {
    ...table,
    rows: [
      ...table.rows.slice(0, head).map((row, at) => row.map((cell) => ({ ...cell, rows: Math.min(cell.rows, head - at) }))),
      ...parted.map((row) => single(row.slice(0, shared + size), table)),
      ...parted.slice(1).map((row) => single([...row.slice(0, shared), ...row.slice(shared + size)], table)),
      ...body.filter(over).map((row) => (row[0] !== null && row[0] !== undefined && new Set(row).size === 1 ? [{ ...row[0], rows: 1, columns: row.length }] : single(row, table))),
    ],
  };
}
