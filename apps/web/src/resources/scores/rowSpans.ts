import type { ScoreRowView } from '@hengji/contracts';

type Levels = Pick<ScoreRowView, 'dimension' | 'subDimension'>;

/** How many rows the first- and second-level cells of each row cover; 0 where a cell above covers this row. */
export function rowSpans(rows: readonly Levels[]): readonly { readonly dimension: number; readonly subDimension: number }[] {
  const run = (index: number, same: (a: Levels, b: Levels) => boolean): number => {
    const row = rows[index];
    const before = rows[index - 1];
    if (row === undefined || (before !== undefined && same(before, row))) return 0;
    let length = 1;
    for (let next = rows[index + length]; next !== undefined && same(row, next); next = rows[index + length]) length += 1;
    return length;
  };
  const sameDimension = (a: Levels, b: Levels) => a.dimension === b.dimension;
  return rows.map((_, index) => ({
    dimension: run(index, sameDimension),
    subDimension: run(index, (a, b) => sameDimension(a, b) && a.subDimension === b.subDimension),
  }));
}
