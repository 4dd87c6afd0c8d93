import { numberOfCell } from '@hengji/domain';
import { costOf, headOfCells, type CopiedColumn, type CopiedHead } from './cellKinds.js';
import type { FlowLine, FlowUntold } from './flow.js';
import { scopeOf } from './moneyCells.js';
import { isTotalLabel } from './totalRows.js';
import { plain } from './wording.js';

/** A row whose cells tabs or bars keep apart. */
export type CellRow = { readonly cells: readonly string[]; readonly line: FlowLine };

/** What a merged cell may have covered in the rows below its first. */
const covered = (kind: CopiedColumn['kind']) => kind === 'level1' || kind === 'level2' || kind === 'levelPoints' || kind === 'ordinal';

type Way = { readonly cells: readonly string[]; /** Where the missing cells stood. */ readonly at: number };

/** Where the cells of a shorter row may stand: behind columns that a merged cell covers, before a remark that is empty, or a label of totals before its figures. */
function waysOf(cells: readonly string[], { columns, of }: CopiedHead): readonly Way[] {
  const missing = columns.length - cells.length;
  const gap = Array.from({ length: missing }, () => '');
  const atEnd: Way = { cells: [...cells, ...gap], at: cells.length };
  if (of === 'indicators' && isTotalLabel(plain(cells[0] ?? ''))) return [cells[1]?.trim() === '' ? atEnd : { cells: [cells[0] ?? '', ...gap, ...cells.slice(1)], at: 1 }];
  if (of === 'money') return [atEnd];
  const begins = columns.flatMap((_, at) => (at + missing <= columns.length && columns.slice(at, at + missing).every(({ kind }) => covered(kind)) ? [at] : []));
  const remarks = columns.slice(cells.length).every(({ kind }) => kind === 'text' || kind === 'rule' || kind === 'other');
  return [...begins.map((at): Way => ({ cells: [...cells.slice(0, at), ...gap, ...cells.slice(at)], at })), ...(remarks ? [atEnd] : [])];
}

/** How badly cells fit under their columns; null where one cannot stand there. */
function costUnder(cells: readonly string[], { columns, of }: CopiedHead): number | null {
  const row = { end: false, money: of === 'money', total: of !== 'money' || scopeOf(plain(cells[0] ?? '')) === 'total' };
  const costs = columns.map(({ kind }, at) => (cells[at]?.trim() === '' ? 0 : costOf(kind, [plain(cells[at] ?? '')], row)));
  return costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}

/** Costs: what fits so much worse under an outer level is its name after all, which reaches over the inner one. */
const misfit = 1;
/** Costs that differ by less do not tell whether the first cells are missing or the last. */
const rivalry = 0.3;

/** A shorter row under its columns; null where nothing tells where its cells stand. The levels within a level end where it does, so it is the outer ones that are missing. */
function placed(cells: readonly string[], head: CopiedHead): readonly string[] | null {
  const total = head.of === 'indicators' && isTotalLabel(plain(cells[0] ?? ''));
  // An empty remark may be missing besides: an editor takes blanks off the end of a line.
  const last = head.columns.at(-1)?.kind === 'text' && cells.at(-1)?.trim() !== '';
  const besides = last && cells.length + 1 < head.columns.length ? waysOf([...cells, ''], head).filter(({ at }) => at < cells.length) : [];
  if (total && besides[0] !== undefined && numberOfCell(plain(cells.at(-1) ?? '')) !== null) return besides[0].cells;
  const ways = [...waysOf(cells, head), ...besides].flatMap((way) => {
    const cost = total ? 0 : costUnder(way.cells, head);
    return cost === null ? [] : [{ way, cost }];
  });
  const atEnd = ways.find(({ way }) => way.at === cells.length);
  const begins = ways.filter((one) => one !== atEnd);
  const least = Math.min(...begins.map(({ cost }) => cost));
  const outer = begins.find(({ cost }) => cost - least < misfit);
  if (outer === undefined || atEnd === undefined) return (outer ?? atEnd)?.way.cells ?? null;
  return Math.abs(outer.cost - atEnd.cost) < rivalry ? null : (outer.cost < atEnd.cost ? outer : atEnd).way.cells;
}

const hasFigures = (cells: readonly string[]) => cells.filter((cell) => numberOfCell(plain(cell)) !== null).length >= 2;

type Block = { readonly head: CopiedHead | null; readonly rows: readonly CellRow[] };

function blocksOf(rows: readonly CellRow[]): readonly Block[] {
  const blocks: { head: CopiedHead | null; rows: CellRow[] }[] = [];
  for (const row of rows) {
    const head = headOfCells(row.cells);
    const open = blocks.at(-1);
    if (head !== null || open === undefined) blocks.push({ head, rows: [row] });
    else open.rows.push(row);
  }
  return blocks;
}

/** The rows of one head. Where each has a cell for every column they are left as they are. */
function laid({ head, rows }: Block): { readonly rows: readonly CellRow[]; readonly untold: readonly FlowUntold[] } {
  const [first, ...below] = rows;
  if (head === null || first === undefined || below.every(({ cells }) => cells.length >= first.cells.length || !hasFigures(cells))) return { rows, untold: [] };
  const width = head.columns.length;
  const untold: FlowUntold[] = [];
  let ended = false;
  const placedRows = below.map((row): CellRow => {
    const { cells } = row;
    if (ended || !hasFigures(cells)) return row;
    ended = head.of === 'indicators' && isTotalLabel(plain(cells[0] ?? '')) && !plain(cells[0] ?? '').endsWith('计');
    // A margin that reaches down stands before the first row alone.
    if (cells.length >= width) return { ...row, cells: cells.slice(cells.length - width) };
    const own = placed(cells, head);
    if (own !== null) return { ...row, cells: own };
    untold.push({ kind: 'untold', reason: 'unclearRow', location: row.line.location });
    return { ...row, cells: [cells.join(' ')] };
  });
  return { rows: [{ ...first, cells: head.columns.map(({ heading }) => heading) }, ...placedRows], untold };
}

/**
 * Rows as a browser copies them: a merged cell stands once, so the rows that it reaches over are shorter, and are put under their head by
 * what their cells can be. Rows that nothing places are told, and their cells are none.
 */
export function underHeads(rows: readonly CellRow[]): { readonly rows: readonly CellRow[]; readonly untold: readonly FlowUntold[] } {
  const blocks = blocksOf(rows).map(laid);
  return { rows: blocks.flatMap((block) => block.rows), untold: blocks.flatMap((block) => block.untold) };
}
