import { amountOfCell, numberOfCell } from '@hengji/domain';
import { costOf, isCounted, mostWords, type CellKind, type CopiedColumn, type CopiedHead } from './cellKinds.js';
import { isExecutionName } from './narrativeRows.js';
import { scopeOf } from './moneyCells.js';
import { isTotalLabel } from './totalRows.js';
import { plain } from './wording.js';

/** A row whose cells were put under their columns. `sure`: whether no other way to put its figures fits as well; `cost`: how badly it fits. */
export type PlacedRow = { readonly cells: readonly string[]; readonly sure: boolean; readonly cost: number };

type Way = { readonly cost: number; readonly runs: readonly number[] };

/** Ways that are followed at each step; a row has hardly more that are worth a look. */
const mostWays = 6;
/** A way that is worse than the best by more than this is no rival of it. */
export const rivalry = 0.15;
/** What a row may cost for each of its columns on the average before it is none. */
const worstPerColumn = 0.75;
/** Words beyond its columns that a row may have. */
const mostBeyond = 30;

type RowKind = { readonly first: boolean; readonly money: boolean; readonly total: boolean; readonly lines: boolean };

/** The best ways to take words, in their order, for the cells of columns, in theirs, by how many of the words they take. */
function waysOf(words: readonly string[], columns: readonly CopiedColumn[], row: RowKind): ReadonlyMap<number, readonly Way[]> {
  let reached = new Map<number, readonly Way[]>([[0, [{ cost: 0, runs: [] }]]]);
  for (const [index, { kind }] of columns.entries()) {
    const next = new Map<number, Way[]>();
    for (const [at, ways] of reached) {
      for (let length = 0; length <= Math.min(mostWords(kind) + (row.lines ? mostEmpty : 0), words.length - at); length += 1) {
        const own = words.slice(at, at + length).filter((word) => word !== '');
        if (own.length > mostWords(kind)) continue;
        const [inside, atEnd] = [false, true].map((end) => {
          const fitting = costOf(kind, own, { ...row, end: end && !row.lines && at === words.length });
          return row.lines ? costOnLines(kind, own.length, length, fitting) : fitting;
        });
        if (inside === null) continue;
        for (const way of ways) {
          const cost = row.money && hasPoints(columns, way.runs) ? inside : atEnd;
          const extra = kind === 'levelPoints' ? pointsExtra(own.length, columns, index, way.runs) : levelExtra(own.length, columns, index, way.runs, row.first);
          if (cost === null || cost === undefined || extra === null) continue;
          const list = next.get(at + length) ?? [];
          list.push({ cost: way.cost + cost + extra, runs: [...way.runs, length] });
          next.set(at + length, list);
        }
      }
    }
    reached = new Map([...next].map(([at, ways]) => [at, ways.sort((a, b) => a.cost - b.cost).slice(0, mostWays)]));
  }
  return reached;
}

/** Empty lines that may stand in one place. */
const mostEmpty = 2;

/**
 * The cost of a cell whose words stood on lines of their own: they go on in the next line seldom, and an empty line says that a cell is
 * empty. `length`: its lines with the empty ones.
 */
function costOnLines(kind: CellKind, words: number, length: number, fitting: number | null): number | null {
  if (fitting === null || (words === 0 && kind === 'label') || (words > 1 && (kind === 'level1' || kind === 'level2'))) return null;
  if (words === 0) return length > 0 && kind !== 'name' ? Math.min(fitting, 0.1) + 0.5 * (length - 1) : fitting;
  return fitting + (words - 1) + 0.5 * (length - words);
}

/** Whether anything behind the amounts has its figure already. */
function hasPoints(columns: readonly CopiedColumn[], runs: readonly number[]): boolean {
  return runs.some((length, index) => length > 0 && (columns[index]?.kind === 'points' || columns[index]?.kind === 'rate'));
}

/** Levels are left out where those above go on: never the lower one alone, and none in the first row. */
function levelExtra(length: number, columns: readonly CopiedColumn[], index: number, runs: readonly number[], first: boolean): number {
  const kind = columns[index]?.kind;
  if (length > 0 || (kind !== 'level1' && kind !== 'level2')) return 0;
  const above = columns.findIndex((one) => one.kind === 'level1');
  if (kind === 'level2' && above >= 0 && (runs[above] ?? 0) > 0) return 1.3;
  return first && kind === 'level1' ? 3 : 0;
}

/** The points of a level stand where the level does. */
function pointsExtra(length: number, columns: readonly CopiedColumn[], index: number, runs: readonly number[]): number | null {
  const level = columns.findLastIndex(({ kind }, at) => at < index && (kind === 'level1' || kind === 'level2'));
  if (level < 0) return 0;
  const named = (runs[level] ?? 0) > 0;
  return named === length > 0 ? 0 : named ? 2 : null;
}

function cellsOf(words: readonly string[], { runs }: Way): readonly string[] {
  let at = 0;
  return runs.map((length) => words.slice(at, (at += length)).filter((word) => word !== '').join(' '));
}

/** 97.00 of 160.05 and 165.00: a printed rate says which figures are budget and outturn. */
function fitsRate(cells: readonly string[], columns: readonly CopiedColumn[]): boolean {
  const at = (column: CopiedColumn['column']) => columns.findIndex((one) => one.column === column);
  const fen = (column: CopiedColumn['column']) => Number(amountOfCell(plain(cells[at(column)] ?? ''), 'wanyuan')?.fen ?? 0n);
  const [budget, actual, rate] = [fen(at('budget') < 0 ? 'initial' : 'budget'), fen('actual'), numberOfCell(plain(cells[at('rate')] ?? ''))];
  return rate !== null && budget > 0 && Math.abs((actual / budget) * 100 - Number(rate)) < 0.51 * 10 ** -(rate.split('.')[1]?.length ?? 0);
}

const plainCells = (cells: readonly string[]) => cells.map((cell) => plain(cell)).join('|');

/** 总分 | 100 | 99.7, 产出指标小计 | 50 | 49, with what stands behind: its figures are the last but words. */
function totalRow(words: readonly string[], columns: readonly CopiedColumn[], lines: boolean): PlacedRow | null {
  const [label = '', ...rest] = words;
  const placesOf = (...wanted: readonly CellKind[]) => columns.flatMap(({ kind }, index) => (wanted.includes(kind) ? [index] : []));
  const figures = rest.findIndex((word) => numberOfCell(plain(word)) === null && !/^[-/]+$/.test(plain(word)));
  const own = figures < 0 ? rest : rest.slice(0, figures);
  const [points, every] = [placesOf('points'), placesOf('points', 'levelPoints')];
  const places = own.length > points.length ? every : points;
  if (own.length === 0 || own.length > places.length) return null;
  // What stands on lines of its own begins the next row.
  if (lines && rest.length > own.length) return null;
  const cells = columns.map(() => '');
  cells[0] = label;
  // A single figure is what was reached, unless it is all that can be.
  const at = own.length === places.length ? places : places.slice(own.length === 1 && Number(numberOfCell(plain(own[0] ?? ''))) === 100 ? 0 : -own.length);
  for (const [index, word] of own.entries()) cells[at[index] ?? 0] = word;
  const behind = rest.slice(own.length).join(' ');
  return { cells: behind === '' ? cells : [...cells, behind], sure: true, cost: 0 };
}

/** Whether a placed row says what a row of its table must. */
function isRow(cells: readonly string[], { of, columns }: CopiedHead): boolean {
  const filled = (wanted: readonly CellKind[]) => columns.filter(({ kind }, index) => wanted.includes(kind) && plain(cells[index] ?? '') !== '').length;
  const hasFigure = columns.some(({ kind }, index) => isCounted(kind) && /\d/.test(plain(cells[index] ?? '')));
  switch (of) {
    case 'money':
      return filled(['amount']) > 0;
    case 'indicators':
      if (columns.some(({ kind }) => kind === 'points')) return filled(['points']) > 0 && (hasFigure || columns.some(({ kind }, index) => kind === 'name' && /^[-/]+$/.test(plain(cells[index] ?? ''))));
      return filled(['name']) > 0 && columns.some(({ column }, index) => column === 'target' && plain(cells[index] ?? '') !== '') && !cells.some((cell) => /^[^\d]{2,8}[:：]/.test(plain(cell)));
  }
}

/** 预算执行率 over all levels stands below none of those above. */
function withMergedName(cells: readonly string[], columns: readonly CopiedColumn[]): readonly string[] {
  const at = (kind: CellKind) => columns.findIndex((column) => column.kind === kind);
  const [level, name] = [at('level1'), cells[at('name')] ?? ''];
  if (level < 0 || !isExecutionName(plain(name)) || columns.some(({ kind }, index) => (kind === 'level1' || kind === 'level2') && cells[index] !== '')) return cells;
  // A single figure of it is what was reached.
  const [target, actual, unit] = (['target', 'actual', 'unit'] as const).map((wanted) => columns.findIndex(({ column }) => column === wanted));
  const single = target !== undefined && actual !== undefined && target >= 0 && actual >= 0 && cells[actual] === '' && /^\d/.test(plain(cells[target] ?? ''));
  const reached = single ? `${cells[target]}${cells[unit ?? -1] ?? ''}` : '';
  return cells.map((cell, index) => (index === level ? name : !single ? cell : index === actual ? reached : index === target || index === unit ? '' : cell));
}

/**
 * The row of a table that words, each a cell or a part of one, are; null where they are none. `first`: whether it is the
 * first below its head.
 */
export function placeRow(words: readonly string[], head: CopiedHead, first: boolean): PlacedRow | null {
  if (words.length < 2 || words.length > head.columns.length + mostBeyond) return null;
  const texts = words.map((word) => plain(word));
  if (head.of === 'indicators' && isTotalLabel(texts[0] ?? '')) return totalRow(words, head.columns, false);
  return bestOf(words, head, waysOf(texts, head.columns, kindOf(texts, head, first, false)).get(words.length) ?? []);
}

function kindOf(texts: readonly string[], { of }: CopiedHead, first: boolean, lines: boolean): RowKind {
  const money = of === 'money';
  return { first, money, total: !money || scopeOf(texts[0] ?? '') === 'total' || amountOfCell(texts[0] ?? '', 'wanyuan') !== null, lines };
}

function bestOf(words: readonly string[], head: CopiedHead, found: readonly Way[]): PlacedRow | null {
  const { columns } = head;
  const ways = found
    .map((way) => ({ way, cells: cellsOf(words, way) }))
    .map(({ way, cells }) => ({ cells, cost: way.cost - (head.of === 'money' && fitsRate(cells, columns) ? 3 : 0) }))
    .sort((a, b) => a.cost - b.cost);
  const [best] = ways;
  if (best === undefined || best.cost > worstPerColumn * columns.length || !isRow(best.cells, head)) return null;
  const own = plainCells(best.cells);
  // Of dashes alone nothing is lost, wherever they stand.
  const isEmpty = head.of === 'money' && best.cells.every((cell, index) => columns[index]?.kind === 'label' || /^[-/]*$/.test(plain(cell)));
  return { cells: withMergedName(best.cells, columns), cost: best.cost, sure: isEmpty || ways.every(({ cells, cost }) => cost - best.cost > rivalry || plainCells(cells) === own) };
}

/**
 * The rows that the first of some words may be, each on a line of its own and an empty one for a cell in which nothing stands; by how many
 * words they take.
 */
export function rowsOnLines(words: readonly string[], head: CopiedHead, first: boolean): ReadonlyMap<number, PlacedRow> {
  const texts = words.map((word) => plain(word));
  const totals = texts.findIndex((text) => isTotalLabel(text));
  const rows = new Map<number, PlacedRow>();
  if (head.of === 'indicators' && totals === 0) {
    for (let length = 2; length <= words.length; length += 1) {
      const row = totalRow(words.slice(0, length).filter((word) => word !== ''), head.columns, true);
      if (row !== null) rows.set(length, row);
    }
    return rows;
  }
  // A row of totals begins the next one.
  const most = head.of === 'indicators' && totals > 0 ? totals : words.length;
  for (const [length, ways] of waysOf(texts.slice(0, most), head.columns, kindOf(texts, head, first, true))) {
    const row = length < 2 ? null : bestOf(words.slice(0, length), head, ways);
    if (row !== null) rows.set(length, row);
  }
  return rows;
}
