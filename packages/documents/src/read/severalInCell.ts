import { amountOfCell, numberOfCell, type PrintedAmount } from '@hengji/domain';
import type { Columns, IndicatorColumn, MoneyColumn } from './columns.js';
import type { FlowCell } from './flow.js';
import type { GridRow } from './gridRows.js';
import { declaredWeight, plain } from './wording.js';

/**
 * Forms keep several indicators in one row, a line of each cell for each: 指标1:…⏎指标2:… | ≥18公里⏎24座 | 20⏎20. Where every cell
 * agrees on their number they are as many rows. `unclear`: several figures stand in one cell, and nothing tells whose each is.
 */
export type PartedRow = { readonly rows: readonly GridRow[]; readonly unclear: boolean };

/** What begins the next one of several, however many lines the one before takes. */
const numbered = /^(?:指标(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=[:、.\s\p{Script=Han}])|\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[\u2460-\u2473])/u;
const signed = /^(?:[≥≤=<>≧≦]|>=|<=)\s*\d/;
/** A level's whole name; 数量⏎指标 is one broken at the edge of its cell. */
const levelName = /^[\p{Script=Han}、]{2,}指标(?:\(.*\))?$/u;
const nothing = /^(?:[-/\\—]|)$/;

/** Lines. No form keeps more in one row, and a cell of a million would only cost time. */
const mostInCell = 20;

function linesOf(cell: FlowCell | null | undefined): readonly string[] {
  return cell === null || cell === undefined ? [] : cell.text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** `labelled`: each begins with a number of its own. */
type Entries = { readonly texts: readonly string[]; readonly labelled: boolean };

function entriesOf(cell: FlowCell | null | undefined): Entries {
  const lines = linesOf(cell);
  const [first] = lines;
  // The circled numbers are narrowed to digits by `plain`.
  const begins = (line: string) => numbered.test(line) || numbered.test(plain(line));
  if (first === undefined || lines.length < 2 || !begins(first)) return { texts: lines, labelled: false };
  const texts: string[] = [];
  for (const line of lines) {
    if (begins(line)) texts.push(line);
    else texts.push(`${texts.pop() ?? ''}\n${line}`);
  }
  return { texts, labelled: texts.length > 1 };
}

function everyLine(entries: Entries, holds: (line: string) => boolean): boolean {
  return entries.texts.length > 1 && entries.texts.every((text) => holds(plain(text)));
}

/** Each line of the cells in `parted` in a row of its own; every other cell is shared. */
function split(row: GridRow, count: number, parted: ReadonlyMap<FlowCell, Entries>): readonly GridRow[] {
  const pieces = new Map([...parted].map(([cell, { texts }]) => [cell, texts.map((text): FlowCell => ({ ...cell, text }))]));
  return Array.from({ length: count }, (_, at) => row.map((cell) => (cell === null ? null : (pieces.get(cell)?.[at] ?? cell))));
}

function cellsAt<Column extends string>(row: GridRow, columns: Columns<Column>, wanted: readonly Column[]): readonly FlowCell[] {
  return [...new Set(wanted.map((column) => row[columns.get(column) ?? -1] ?? null))].filter((cell) => cell !== null);
}

/** A row of an indicator table as the rows that its cells hold. */
export function indicatorsIn(row: GridRow, columns: Columns<IndicatorColumn>, nameColumn: number | undefined): PartedRow {
  const name = (nameColumn === undefined ? null : row[nameColumn]) ?? null;
  const names = entriesOf(name);
  const points = cellsAt(row, columns, ['weight', 'score']);
  const values = cellsAt(row, columns, ['target', 'actual']);
  const several = points.some((cell) => everyLine(entriesOf(cell), isNumber));
  const signs = values.some((cell) => everyLine(entriesOf(cell), (line) => signed.test(line)));
  const listed = names.labelled && values.some((cell) => entriesOf(cell).texts.length > 1);
  if (!several && !signs && !listed && !everyLine(names, (line) => declaredWeight.test(line))) return { rows: [row], unclear: false };
  const count = names.texts.length;
  const own = [...(name === null ? [] : [name]), ...points, ...values, ...cellsAt(row, columns, ['unit', 'operator'])];
  const agreed = name !== null && count > 1 && count <= mostInCell && own.every((cell) => cell.rows === 1 && (entriesOf(cell).texts.length <= 1 || entriesOf(cell).texts.length === count));
  // One figure for all of them says nothing of each.
  const pointed = points.every((cell) => nothing.test(plain(cell.text)) || everyLine(entriesOf(cell), isNumber));
  if (!agreed || !pointed) return { rows: [row], unclear: true };
  const levels = cellsAt(row, columns, ['level1', 'level2', 'upperName']).filter((cell) => cell.rows === 1 && everyLine(entriesOf(cell), (line) => levelName.test(line)));
  const parted = [...own, ...levels, ...cellsAt(row, columns, ['reason', 'rule', 'evidence'])].map((cell) => [cell, entriesOf(cell)] as const).filter(([, { texts }]) => texts.length === count);
  return { rows: split(row, count, new Map(parted)), unclear: false };
}

function isNumber(line: string): boolean {
  return numberOfCell(line) !== null;
}

/** A row of a money block as the rows that its cells hold: 年度资金总额⏎其中:财政拨款 | 86.5⏎80. Points and rates printed once are those of the first. */
export function amountsIn(row: GridRow, columns: Columns<MoneyColumn>, stated: PrintedAmount['unit']): PartedRow {
  const isAmount = (line: string) => nothing.test(line) || amountOfCell(line, stated) !== null;
  const amounts = cellsAt(row, columns, ['initial', 'budget', 'actual']);
  if (!amounts.some((cell) => everyLine(entriesOf(cell), isAmount))) return { rows: [row], unclear: false };
  const first = Math.min(...columns.values());
  const label = row.slice(0, first).findLast((cell) => cell !== null && cell.text.trim() !== '') ?? null;
  const count = linesOf(label).length;
  const points = cellsAt(row, columns, ['weight', 'rate', 'score']);
  const agreed = label !== null && count > 1 && count <= mostInCell && [label, ...amounts, ...points].every(({ rows }) => rows === 1) && amounts.every((cell) => nothing.test(plain(cell.text)) || linesOf(cell).length === count);
  if (!agreed || !points.every((cell) => linesOf(cell).length <= 1 || linesOf(cell).length === count)) return { rows: [row], unclear: true };
  const parted = [label, ...amounts, ...points].map((cell): readonly [FlowCell, Entries] => {
    const lines = linesOf(cell);
    return [cell, { texts: lines.length === count ? lines : Array.from({ length: count }, (_, at) => (at === 0 ? cell.text : '')), labelled: false }];
  });
  return { rows: split(row, count, new Map(parted)), unclear: false };
}
