import type { Location } from '@hengji/domain';

/** A line of a text file or a paragraph of a document. */
export type FlowLine = { readonly kind: 'line'; readonly text: string; readonly location: Location };

/** `rows` and `columns`: how many the cell covers when it was merged. */
export type FlowCell = { readonly text: string; readonly rows: number; readonly columns: number; readonly location: Location };

/** A cell of a table that lines stand for: one place wide, or as many `columns`, and to be found where its line is. */
export function cellOnLine(text: string, { location }: FlowLine, columns = 1): FlowCell {
  return { text, rows: 1, columns, location };
}

/** `rows` hold the cells that begin in them, as HTML does. */
export type FlowTable = { readonly kind: 'table'; readonly rows: readonly (readonly FlowCell[])[]; readonly location: Location };

/** The text and the tables of a document in reading order. */
export type TextFlow = readonly (FlowLine | FlowTable)[];

/**
 * A picture on which a table may be printed, or a page of a PDF that was scanned: what stands there is not read. `unsure`: its size is
 * not told, so it may be a mere ornament. `location`: of the text before it, in a
 * sheet of the cell that its upper left corner lies in.
 */
export type FlowPicture = { readonly kind: 'picture'; readonly size: 'large' | 'page' | 'unsure'; readonly location: Location };

/** A formula of a sheet whose result its file does not hold: programs that only write sheets leave it to the next office program that opens them. */
export type FlowFormula = { readonly kind: 'formula'; readonly location: Location };

/** A table or a row that was seen, and not told apart into its cells; its text stands in the flow all the same. `reason`: as in `ReadDocument.unread`. */
export type FlowUntold = { readonly kind: 'untold'; readonly reason: 'unclearRow' | 'unclearPart' | 'cellLines' | 'unreadMoney'; readonly location: Location };

/** What every container (.docx, .html, .xlsx, .txt, .pdf) is unpacked to: its text and its tables in reading order, where pictures stand between them, and nothing of its looks. */
export type Flow = readonly (FlowLine | FlowTable | FlowPicture | FlowFormula | FlowUntold)[];

export function textIn(flow: Flow): TextFlow {
  return flow.filter((block) => block.kind === 'line' || block.kind === 'table');
}

/** A table as a grid: a merged cell stands in each place that it covers, so a column can be read straight down. */
export type Grid = { readonly width: number; readonly rows: readonly (readonly (FlowCell | null)[])[] };

/** A sheet may state a million merged columns; no form has more than this, and the rest would only cost memory. */
const maximumColumns = 200;

export function gridOf(table: FlowTable): Grid {
  const grid: (FlowCell | null)[][] = table.rows.map(() => []);
  for (const [at, row] of table.rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[at]?.[column] !== undefined) column += 1;
      for (let down = at; down < Math.min(at + cell.rows, grid.length); down += 1) {
        for (let across = column; across < Math.min(column + cell.columns, maximumColumns); across += 1) {
          const line = grid[down];
          if (line !== undefined) line[across] ??= cell;
        }
      }
      column += cell.columns;
    }
  }
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  return { width, rows: grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null)) };
}
