/** A cell that a spreadsheet would compute: whoever named a file or a unit so does not get to run it in a colleague's Excel. */
const formula = /^[\s]*[=+\-@\t\r]/;

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A plain number stays one, also below zero.
  const text = formula.test(value) && !/^-?\d+(?:\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV that Excel opens with its Chinese whole: with a byte order mark, and nothing in it that is computed. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}
