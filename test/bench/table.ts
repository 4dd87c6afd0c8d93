export type Line = { readonly measure: string; readonly value: string; readonly goal?: { readonly text: string; readonly met: boolean } };

/** A goal that a value may not exceed, as the table tells it. */
export const atMost = (value: number, goal: number, unit = '') => ({ text: `≤ ${goal.toLocaleString('en')}${unit}`, met: value <= goal });

/** Columns wide enough for their longest entry. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [['measure', 'value', 'goal', ''], ...lines.map(({ measure, value, goal }) => [measure, value, goal?.text ?? '–', goal === undefined ? '' : goal.met ? 'ok' : 'MISS'])];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const text = (row: readonly string[]) => row.map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd();
  const [head = [], ...rest] = rows;
  return [text(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rest.map(text)].join('\n');
}
