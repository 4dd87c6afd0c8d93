import type { Location } from '@hengji/domain';
import type { Grid } from './flow.js';
import { plain } from './wording.js';

/** A row of a grid: a merged cell stands in each place that it covers. */
export type GridRow = Grid['rows'][number];

export function textAt(row: GridRow, column: number | undefined): string {
  return column === undefined ? '' : plain(row[column]?.text ?? '');
}

export function locationOf(row: GridRow, column: number | undefined): Location {
  const cell = (column === undefined ? null : row[column]) ?? row.find((one) => one !== null);
  if (cell === null || cell === undefined) throw new Error('an empty row has no place');
  return cell.location;
}
