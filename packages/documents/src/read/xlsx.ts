import { read, utils, type CellObject, type Range, type WorkSheet } from '@e965/xlsx';
import type { Location } from '@hengji/domain';
import type { Flow, FlowCell, FlowFormula, FlowLine, FlowPicture, FlowTable } from './flow.js';
import { UnreadableDocumentError } from './unreadable.js';
import { drawingParts, picturesOfSheets, type SheetPicture } from './xlsxPictures.js';
import { unzipParts, zipOfParts } from './zipParts.js';

const wanted = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles|metadata)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;

/** No form is larger; a sheet may state a million columns, and one cell in the last of them. */
const maximumColumns = 200;
const maximumRows = 5000;
/** Single cells in a row that follow each other are running text, not the rows of the table around them. */
const rowsOfText = 2;

/** A cell of the sheet that begins here, with what it covers. */
type Placed = { readonly text: string; readonly row: number; readonly column: number; readonly rows: number; readonly columns: number };

function isCell(value: unknown): value is CellObject {
  return typeof value === 'object' && value !== null && 't' in value;
}

/** As the sheet shows it: 0.9587 in a cell for per cents is 95.87%. */
function shown(cell: CellObject): string {
  if (cell.t === 'e' || cell.t === 'z') return '';
  return (cell.w ?? (cell.v === undefined ? '' : String(cell.v))).trim();
}

function textsOf(sheet: WorkSheet): ReadonlyMap<number, ReadonlyMap<number, string>> {
  const rows = new Map<number, Map<number, string>>();
  const data: unknown = sheet['!data'];
  if (!Array.isArray(data)) return rows;
  for (const [row, cells] of data.slice(0, maximumRows).entries()) {
    if (!Array.isArray(cells)) continue;
    const texts = new Map<number, string>();
    for (const [column, cell] of cells.slice(0, maximumColumns).entries()) {
      const text = isCell(cell) ? shown(cell) : '';
      if (text !== '') texts.set(column, text);
    }
    if (texts.size > 0) rows.set(row, texts);
  }
  return rows;
}

/** The merged range over a place, and only where its first cell says something: an empty one is a matter of looks. */
function mergesOf(sheet: WorkSheet, texts: ReadonlyMap<number, ReadonlyMap<number, string>>): readonly Range[] {
  const rows = [...texts.keys()];
  const last = Math.max(...rows, 0);
  return (sheet['!merges'] ?? []).flatMap(({ s, e }) => {
    if (texts.get(s.r)?.get(s.c) === undefined) return [];
    return [{ s, e: { r: Math.min(e.r, last), c: Math.min(e.c, maximumColumns - 1) } }];
  });
}

function placedIn(sheet: WorkSheet): readonly Placed[] {
  const texts = textsOf(sheet);
  const merges = new Map(mergesOf(sheet, texts).map((range) => [`${range.s.r} ${range.s.c}`, range]));
  return [...texts].flatMap(([row, cells]) =>
    [...cells].map(([column, text]): Placed => {
      const range = merges.get(`${row} ${column}`);
      return { text, row, column, rows: range === undefined ? 1 : range.e.r - row + 1, columns: range === undefined ? 1 : range.e.c - column + 1 };
    }),
  );
}

/** Which rows hold several cells side by side, those that reach down into them included. */
function rowsByKind(cells: readonly Placed[]): readonly { readonly row: number; readonly single: boolean }[] {
  const counts = new Map<number, number>();
  for (const cell of cells) for (let row = cell.row; row < cell.row + cell.rows; row += 1) counts.set(row, (counts.get(row) ?? 0) + 1);
  const begins = new Set(cells.map(({ row }) => row));
  return [...counts].filter(([row, count]) => begins.has(row) || count > 1).sort(([a], [b]) => a - b).map(([row, count]) => ({ row, single: count === 1 }));
}

/** Rows that form tables; all others are lines. */
function tablesOf(cells: readonly Placed[]): readonly (readonly [number, number])[] {
  const tables: [number, number][] = [];
  let open: [number, number] | null = null;
  let singles = 0;
  for (const { row, single } of rowsByKind(cells)) {
    singles = single ? singles + 1 : 0;
    if (single && singles >= rowsOfText && open !== null) {
      tables.push(open);
      open = null;
    }
    if (!single) open = [open?.[0] ?? row, row];
  }
  if (open !== null) tables.push(open);
  return tables;
}

function tableOf(cells: readonly Placed[], [first, last]: readonly [number, number], locationOf: (row: number, column: number) => Location): FlowTable {
  const own = cells.filter(({ row }) => row >= first && row <= last);
  const left = Math.min(...own.map(({ column }) => column));
  const right = Math.max(...own.map(({ column, columns }) => column + columns - 1));
  const at = new Map(own.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const covered = new Set<string>();
  const rows = Array.from({ length: last - first + 1 }, (_, offset): readonly FlowCell[] => {
    const row = first + offset;
    return Array.from({ length: right - left + 1 }, (_column, across) => left + across).flatMap((column): readonly FlowCell[] => {
      if (covered.has(`${row} ${column}`)) return [];
      const cell = at.get(`${row} ${column}`);
      const [down, over] = [Math.min(cell?.rows ?? 1, last - row + 1), cell?.columns ?? 1];
      for (let r = row; r < row + down; r += 1) for (let c = column; c < column + over; c += 1) covered.add(`${r} ${c}`);
      return [{ text: cell?.text ?? '', rows: down, columns: over, location: locationOf(row, column) }];
    });
  });
  return { kind: 'table', rows: rows.filter((row) => row.length > 0), location: locationOf(first, left) };
}

/** Formulas of a sheet that are told; the first of them say it. */
const mostFormulas = 20;

/** Where a formula stands and no result. One that may give an empty text ("") may have given it. */
function uncomputed(sheet: WorkSheet): readonly { readonly row: number; readonly column: number }[] {
  const data: unknown = sheet['!data'];
  if (!Array.isArray(data)) return [];
  const found: { row: number; column: number }[] = [];
  for (const [row, cells] of data.slice(0, maximumRows).entries()) {
    if (!Array.isArray(cells)) continue;
    for (const [column, cell] of cells.slice(0, maximumColumns).entries()) {
      if (isCell(cell) && cell.f !== undefined && (cell.t === 'z' || (cell.t === 's' && cell.v === '' && !cell.f.includes('""')))) found.push({ row, column });
      if (found.length >= mostFormulas) return found;
    }
  }
  return found;
}

/** How WPS keeps a picture within a cell: a function of its own, whose text is no value. How large it is shown is a matter of the cell. */
const pictureInCell = /^=?@?(?:_xlfn\.)?DISPIMG\(/i;

function flowOfSheet(name: string, sheet: WorkSheet, over: readonly SheetPicture[]): Flow {
  const locationOf = (row: number, column: number): Location => ({ sheet: name, cell: utils.encode_cell({ r: row, c: column }) });
  const placed = placedIn(sheet);
  const cells = placed.filter(({ text }) => !pictureInCell.test(text));
  const within = placed.filter(({ text }) => pictureInCell.test(text)).map(({ row, column }): SheetPicture => ({ row, column, size: 'unsure' }));
  const pictures = [...over, ...within].map(({ row, column, size }): { readonly row: number; readonly block: FlowPicture } => ({ row, block: { kind: 'picture', size, location: locationOf(row, column) } }));
  const formulas = uncomputed(sheet).map(({ row, column }): { readonly row: number; readonly block: FlowFormula } => ({ row, block: { kind: 'formula', location: locationOf(row, column) } }));
  const tables = tablesOf(cells);
  const inTable = (row: number) => tables.some(([first, last]) => row >= first && row <= last);
  const lines = cells
    .filter(({ row }) => !inTable(row))
    .flatMap(({ text, row, column }) => text.split('\n').filter((line) => line.trim() !== '').map((line): { readonly row: number; readonly block: FlowLine } => ({ row, block: { kind: 'line', text: line.trim(), location: locationOf(row, column) } })));
  const blocks = [...lines, ...tables.map((table) => ({ row: table[0], block: tableOf(cells, table, locationOf) })), ...pictures, ...formulas];
  return blocks.sort((a, b) => a.row - b.row).map(({ block }) => block);
}

/** A workbook's visible sheets as lines and tables. Formulas are not computed: their stored results count. Throws `UnreadableDocumentError`. */
export async function flowOfXlsx(bytes: Uint8Array): Promise<Flow> {
  const parts = await unzipParts(bytes, (path) => wanted.test(path) || drawingParts.test(path));
  if (!parts.has('xl/workbook.xml')) throw new UnreadableDocumentError('damaged');
  try {
    const pictures = picturesOfSheets(parts);
    const book = read(zipOfParts(new Map([...parts].filter(([path]) => wanted.test(path)))), { type: 'array', dense: true, cellFormula: true, sheetStubs: true, cellHTML: false, sheetRows: maximumRows });
    return book.SheetNames.flatMap((name, index) => {
      const sheet = book.Sheets[name];
      return sheet === undefined || (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0 ? [] : flowOfSheet(name, sheet, pictures[index] ?? []);
    });
  } catch {
    throw new UnreadableDocumentError('damaged');
  }
}
