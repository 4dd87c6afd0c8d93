import { read, utils, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { UnreadableDocumentError } from '../read/unreadable.js';
import { unzipParts, zipOfParts } from '../read/zipParts.js';
import { sheetNames } from './columns.js';
import { decimalOf } from './ruleOfCells.js';

const wanted = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles|metadata)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;
/** The largest form that comes with the product unpacks to a twentieth of it. */
const maximumUnpackedBytes = 6 * 1024 * 1024;
/** Indicators that are read, below the headings. */
export const maximumRows = 400;
const maximumColumns = 100;

/** What stands in the cells of a sheet, row by row; nothing of formulas, styles or what else a workbook may hold. */
export type Grid = readonly (readonly string[])[];
/** The two sheets that are read back, by name; one that is not there is missing. */
export type Grids = { readonly sheets: Readonly<Record<string, Grid>> };

function isCell(value: unknown): value is CellObject {
  return typeof value === 'object' && value !== null && 't' in value;
}

/** What stands in a cell. A number is told by its value, not as it is shown: 2.5 in a cell without decimals is 2.5. */
function textIn(sheet: WorkSheet, row: number, column: number): string {
  const cell: unknown = sheet[utils.encode_cell({ r: row, c: column })];
  if (!isCell(cell) || cell.v === undefined) return '';
  if (cell.t === 'n') return decimalOf(Number(cell.v).toFixed(6)) ?? '';
  return cell.t === 's' ? String(cell.v).replaceAll('\r\n', '\n').trim() : (cell.w ?? String(cell.v)).trim();
}

async function workbookOf(bytes: Uint8Array): Promise<WorkBook> {
  const parts = await unzipParts(bytes, (path) => wanted.test(path));
  if (!parts.has('xl/workbook.xml')) throw new UnreadableDocumentError('damaged');
  if ([...parts.values()].reduce((sum, part) => sum + part.length, 0) > maximumUnpackedBytes) throw new UnreadableDocumentError('inflated');
  try {
    return read(zipOfParts(parts), { type: 'array', cellFormula: false, cellHTML: false, sheetRows: maximumRows + 1 });
  } catch {
    throw new UnreadableDocumentError('damaged');
  }
}

/**
 * Everything that meets the bytes of a workbook which nobody vouches for: it is unpacked and parsed here, in a guarded thread, and only texts
 * come out. Throws `UnreadableDocumentError` for what is no workbook, or unpacks to too much.
 */
export async function readGrids(bytes: Uint8Array): Promise<Grids> {
  const book = await workbookOf(bytes);
  const gridOf = (sheet: WorkSheet): Grid => Array.from({ length: maximumRows + 1 }, (_, row) => Array.from({ length: maximumColumns }, (__, column) => textIn(sheet, row, column)));
  const sheets = [sheetNames.tree, sheetNames.settings].flatMap((name) => {
    const sheet = book.Sheets[name];
    return sheet === undefined ? [] : [[name, gridOf(sheet)] as const];
  });
  return { sheets: Object.fromEntries(sheets) };
}
