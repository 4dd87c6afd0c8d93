import { cellOnLine, gridOf, type FlowLine, type FlowTable, type TextFlow } from './flow.js';
import { indicatorHeaders } from './columns.js';
import { withTablesOfLines, type SaidLine } from './tablesOfLines.js';
import { plainOf } from './wording.js';

/** Pairs of a line before it is taken for a row that was written out: 指标一:…;指标值:…;完成值:…;分值:…;得分:… */
const leastPairs = 4;
const leastRows = 2;

type Pairs = ReadonlyMap<string, string>;

/** 指标一, 指标(3), 2.指标名称 are one label: 指标. */
function labelOf(text: string): string {
  return text.replace(/^\(?\d{1,2}[.、)]/, '').replace(/(?:[一二三四五六七八九十]{1,3}|\(?\d{1,2}\)?)$/, '').trim();
}

function pairsIn(line: FlowLine): Pairs | null {
  const pairs = plainOf(line).split(/[;,](?=[^;,:]{1,10}:)/).map((part) => /^([^:]{1,10}):(.*)$/.exec(part.trim().replace(/[;,。]$/, '')));
  if (pairs.length < leastPairs || pairs.includes(null)) return null;
  return new Map(pairs.flatMap((pair): readonly (readonly [string, string])[] => (pair === null ? [] : [[labelOf(pair[1] ?? ''), (pair[2] ?? '').trim()]])));
}

function tableOf(rows: readonly SaidLine<Pairs>[]): FlowTable | null {
  const [first] = rows;
  if (first === undefined || rows.length < leastRows) return null;
  const labels = [...new Set(rows.flatMap(([, pairs]) => [...pairs.keys()]))];
  const table: FlowTable = { kind: 'table', rows: [labels.map((label) => cellOnLine(label, first[0])), ...rows.map(([line, pairs]) => labels.map((label) => cellOnLine(pairs.get(label) ?? '', line)))], location: first[0].location };
  return indicatorHeaders(gridOf(table)).length > 0 ? table : null;
}

/** A flow in which rows that were written out as labels with their values are the table they stand for. */
export function withLabelledRows(flow: TextFlow): TextFlow {
  return withTablesOfLines(flow, pairsIn, tableOf);
}
