import { utils, writeXLSX, type CellObject } from '@e965/xlsx';

/** Digits that Excel keeps; a longer number, or one with zeros in front, is a code and stays text. */
const plainNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/;

/** Text is text even when it begins with = + - @, and stays so when somebody edits the cell. */
function cellOf(value: string | number | null): CellObject | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number' || plainNumber.test(value)) return { t: 'n', v: Number(value) };
  return { t: 's', v: value.slice(0, longestText), z: '@' };
}

/** Characters of a cell; Excel takes no file with more in one. */
const longestText = 32_767;

/** A Chinese character is two characters wide. A column is never so wide that the next is out of sight. */
function widthOf(cells: readonly (string | number | null)[]): number {
  const widest = Math.max(...cells.map((cell) => Array.from(String(cell ?? '')).reduce((width, character) => width + (character > '\u00ff' ? 2 : 1), 0)));
  return Math.min(Math.max(widest + 2, 8), 60);
}

/** A table as an Excel workbook of one sheet, the first row its head; plain numbers are numbers, nothing in it is computed. Loaded only where it is wanted: the library is large. */
export function workbookOf(sheetName: string, rows: readonly (readonly (string | number | null)[])[]): ArrayBuffer {
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map(cellOf)));
  sheet['!cols'] = (rows[0] ?? []).map((_, column) => ({ wch: widthOf(rows.map((row) => row[column] ?? null)) }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, sheetName);
  const bytes: unknown = writeXLSX(book, { type: 'array', compression: true, bookSST: true });
  if (!(bytes instanceof ArrayBuffer)) throw new Error('the workbook was not written as bytes');
  return bytes;
}
