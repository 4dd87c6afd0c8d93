import { compareExact, exact, type ReadItem, type ReadLevel } from '@hengji/domain';
import { sumOf } from './sumOf.js';
import { numberingOf, type Numbering } from './wording.js';

/**
 * A row as it was read. `depth`: how deep its numbering or its column stands, 1 at the top, `leafDepth` for a plain row. `sure`: the numbering
 * alone tells a heading (一、二、三 above 1. 2. 3.); else only the sum of the rows below does.
 */
export type RankedRow = { readonly item: ReadItem; readonly depth: number; readonly sure: boolean; /** Named by the column of its level only. */ readonly unnamed: boolean };

export const leafDepth = 9;

const depths = { chapter: 1, part: 2, level1: 3, level2: 4, none: leafDepth } as const;

export function depthOfRank(rank: Numbering['rank']): number {
  return depths[rank];
}

/** The depth that a cell of numbers (一, （二）, 3) or a numbered name gives. */
export function depthOf(first: string, name: string): Pick<RankedRow, 'depth' | 'sure'> {
  const alone = /^(?:[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十]{1,3}\)|\(?\d{1,2}\)?)[、.]?$/.test(first);
  const { rank } = numberingOf(alone ? `${first.replace(/[、.]$/, '')}${first.startsWith('(') ? '' : '、'}` : name);
  return { depth: depthOfRank(rank), sure: rank === 'chapter' || rank === 'part' };
}

function sumsUp(heading: ReadItem, rows: readonly ReadItem[]): boolean {
  const [own, sum] = [exact(heading.weight ?? ''), exact(sumOf(rows.map(({ weight }) => weight)) ?? '')];
  return own !== null && sum !== null && rows.every(({ weight, sharedPoints }) => weight !== null || sharedPoints?.includes('weight') === true) && compareExact(own, sum) === 0;
}

/** Which rows head those below them, and only repeat their sum: told from the last to the first, so that the rows below are known. */
function headings(rows: readonly RankedRow[]): ReadonlySet<RankedRow> {
  const found = new Set<RankedRow>();
  for (const [at, row] of [...rows.entries()].reverse()) {
    let end = at + 1;
    while ((rows[end]?.depth ?? 0) > row.depth) end += 1;
    const below = rows.slice(at + 1, end);
    if (below.length > 0 && (row.sure || sumsUp(row.item, below.filter((one) => !found.has(one)).map(({ item }) => item)))) found.add(row);
  }
  return found;
}

/** Rows without those that print the sums of others (一 | 投入 | 20): these are levels with their weight. Levels that have a column keep their names. */
export function withoutHeadings(rows: readonly RankedRow[], levels: readonly ReadLevel[]): { readonly items: readonly ReadItem[]; readonly levels: readonly ReadLevel[] } {
  const found = headings(rows);
  if (found.size === 0) return { items: rows.map(({ item }) => item), levels };
  const known = [...levels];
  const items: ReadItem[] = [];
  let open: { readonly depth: number; readonly name: string }[] = [];
  for (const row of rows) {
    const { item, depth } = row;
    open = open.filter((heading) => heading.depth < depth);
    if (!found.has(row)) {
      items.push(item.level1 !== null || open.length === 0 ? item : { ...item, level1: open[0]?.name ?? null, level2: open[1]?.name ?? null });
      continue;
    }
    const named = known.findLastIndex(({ name, weight }) => name === item.name && weight === null);
    const level = known[named];
    if (row.unnamed && level !== undefined) known[named] = { ...level, weight: item.weight };
    else if (open.length < 2) known.push({ level: open.length === 0 ? 1 : 2, name: item.name, parent: open[0]?.name ?? null, weight: item.weight, location: item.location });
    if (!row.unnamed && open.length < 2) open.push({ depth, name: item.name });
  }
  return { items, levels: known };
}
