import type { Finding } from '@hengji/checks';
import type { Location } from '@hengji/domain';
import { textIn, type Flow } from '../read/flow.js';

export type ShownCell = { readonly place: number; readonly text: string; readonly rows: number; readonly columns: number };
export type ShownBlock = { readonly kind: 'line'; readonly place: number; readonly text: string } | { readonly kind: 'table'; readonly rows: readonly (readonly ShownCell[])[] };

/**
 * A document as it is shown beside what was found in it: lines and tables in reading order, each line and cell with a number of its own.
 * `marks`: for each finding, in its order, the number of the place it stands at; null where it is about the whole. `cut`: the rest was
 * too long to be shown, findings there are told all the same.
 */
export type Shown = { readonly blocks: readonly ShownBlock[]; readonly marks: readonly (number | null)[]; readonly cut: boolean };

/** Characters that are shown; three hundred pages have half of it. More would only be slow to look at. */
const maximumShown = 400_000;

/** An item is told of by its row; where it stands is the rest. */
function keyOf(location: Location): string {
  const { item: _, ...place } = location;
  return JSON.stringify(place);
}

export function shownOf(whole: Flow, findings: readonly Pick<Finding, 'location'>[]): Shown {
  const flow = textIn(whole);
  const places = new Map<string, number>();
  let left = maximumShown;
  let next = 0;
  const placed = ({ text, location }: { readonly text: string; readonly location: Location }) => {
    const place = (next += 1);
    const key = keyOf(location);
    if (!places.has(key)) places.set(key, place);
    left -= text.length + 1;
    return { place, text };
  };
  const blocks: ShownBlock[] = [];
  for (const block of flow) {
    if (left < 0) break;
    if (block.kind === 'line') blocks.push({ kind: 'line', ...placed({ text: block.text.trim(), location: block.location }) });
    else blocks.push({ kind: 'table', rows: block.rows.map((row) => row.map((cell) => ({ ...placed(cell), rows: cell.rows, columns: cell.columns }))) });
  }
  return { blocks, marks: findings.map(({ location }) => (location === null ? null : (places.get(keyOf(location)) ?? null))), cut: blocks.length < flow.length };
}
