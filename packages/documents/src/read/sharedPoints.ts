import type { Columns, IndicatorColumn } from './columns.js';
import type { FlowCell } from './flow.js';
import type { GridRow } from './gridRows.js';
import type { RankedRow } from './headingRows.js';

const pointed = ['weight', 'score'] as const;

/** The cells that hold the points of a row. */
export type PointCells = Readonly<Record<(typeof pointed)[number], FlowCell | null>>;

export function pointCells(row: GridRow, columns: Columns<IndicatorColumn>): PointCells {
  const at = (column: IndicatorColumn) => row[columns.get(column) ?? -1] ?? null;
  return { weight: at('weight'), score: at('score') };
}

/** Rows in which the points of a cell that was merged over several of them count once: the first bears them. `cells`: of each row its own. */
export function onceEach(rows: readonly RankedRow[], cells: readonly PointCells[]): readonly RankedRow[] {
  const places = new Map<FlowCell, number[]>();
  for (const [at, own] of cells.entries()) {
    for (const cell of new Set(pointed.map((column) => own[column]))) if (cell !== null && cell.rows > 1) places.set(cell, [...(places.get(cell) ?? []), at]);
  }
  return rows.map((row, at): RankedRow => {
    const placesOf = (column: (typeof pointed)[number]) => {
      const cell = cells[at]?.[column] ?? null;
      return cell === null || row.item[column] === null ? [] : (places.get(cell) ?? []);
    };
    const shared = pointed.filter((column) => placesOf(column).length > 1);
    if (shared.length === 0) return row;
    const bears = (column: (typeof pointed)[number]) => !shared.includes(column) || placesOf(column)[0] === at;
    return { ...row, item: { ...row.item, weight: bears('weight') ? row.item.weight : null, score: bears('score') ? row.item.score : null, sharedPoints: shared } };
  });
}
