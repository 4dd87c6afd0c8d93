import type { FlowLine, FlowTable, TextFlow } from './flow.js';

/** A line with what it says as a row. */
export type SaidLine<Said> = readonly [FlowLine, Said];

/**
 * A flow in which lines that follow one another are the table they stand for. `saidBy`: what a line says as a row, null where it is none;
 * `tableOf`: the table of such lines, by the block behind them too; null where they stay lines.
 */
export function withTablesOfLines<Said>(flow: TextFlow, saidBy: (line: FlowLine) => Said | null, tableOf: (lines: readonly SaidLine<Said>[], next: FlowLine | FlowTable | null) => FlowTable | null): TextFlow {
  const made: (FlowLine | FlowTable)[] = [];
  let open: SaidLine<Said>[] = [];
  const flush = (next: FlowLine | FlowTable | null) => {
    const table = tableOf(open, next);
    made.push(...(table === null ? open.map(([line]) => line) : [table]));
    open = [];
  };
  for (const block of flow) {
    const said = block.kind === 'line' ? saidBy(block) : null;
    if (block.kind === 'line' && said !== null) open.push([block, said]);
    else {
      flush(block);
      made.push(block);
    }
  }
  flush(null);
  return made;
}
