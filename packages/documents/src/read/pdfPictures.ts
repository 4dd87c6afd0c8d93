import type { Drawn, OperatorCodes } from './pdfOperators.js';

/** Where a picture stands on a page, in points from the top left corner. */
export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Shares of the page. A seal is smaller; a table that was pasted as a picture is not. */
const least = { width: 0.4, height: 0.07 };

function boxOf({ matrix: [a, b, c, d, e, f] }: Drawn): Box {
  const [xs, ys] = [[e, e + a, e + c, e + a + c], [f, f + b, f + d, f + b + d]];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/**
 * Pictures of a page on which a table may be printed. The library was told to leave pictures out, so that no bomb is unpacked: what is left
 * of one is its place, a matrix with which nothing is drawn.
 */
export function picturesOf(commands: Iterable<Drawn>, codes: OperatorCodes, page: { readonly width: number; readonly height: number }): readonly Box[] {
  const boxes: Box[] = [];
  let placed: Drawn | null = null;
  const take = () => {
    if (placed === null) return;
    const box = boxOf(placed);
    if (box.right - box.left >= page.width * least.width && box.bottom - box.top >= page.height * least.height) boxes.push(box);
    placed = null;
  };
  for (const command of commands) {
    if (command.code === codes.transform) placed = command;
    else if (command.code === codes.showText || command.code === codes.shadingFill || (command.code === codes.constructPath && command.args[0] !== codes.endPath)) placed = null;
    else if (placed !== null && command.depth < placed.depth) take();
  }
  take();
  return boxes;
}
