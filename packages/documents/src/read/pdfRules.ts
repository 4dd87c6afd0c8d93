import type { Drawn, Matrix, OperatorCodes } from './pdfOperators.js';

/** A straight rule on a page, in points from the top left corner: horizontal where `y` is one, vertical where `x` is. */
export type Rule = { readonly direction: 'horizontal' | 'vertical'; readonly at: number; readonly from: number; readonly to: number };

/** Points. Office programs draw a border as a filled bar this thin. */
const thickest = 2.5;
/** Points. Shorter strokes are parts of letters or marks. */
const shortest = 4;
/** More rules than any form has; a drawing of a map would only cost time. */
const maximumRules = 20_000;

type Point = readonly [number, number];

/** The library's path: 0 move, 1 line, 2 curve (six figures), 3 curve (four), 4 close. Curves are no borders. */
function segmentsOf(path: Float32Array): readonly (readonly [Point, Point])[] {
  const segments: [Point, Point][] = [];
  let start: Point = [0, 0];
  let here: Point = [0, 0];
  for (let at = 0; at < path.length; ) {
    const [code, x, y] = [path[at] ?? 4, path[at + 1] ?? 0, path[at + 2] ?? 0];
    if (code === 0) {
      start = [x, y];
      here = start;
      at += 3;
    } else if (code === 1) {
      segments.push([here, [x, y]]);
      here = [x, y];
      at += 3;
    } else if (code === 2) {
      here = [path[at + 5] ?? 0, path[at + 6] ?? 0];
      at += 7;
    } else if (code === 3) {
      here = [path[at + 3] ?? 0, path[at + 4] ?? 0];
      at += 5;
    } else {
      segments.push([here, start]);
      here = start;
      at += 1;
    }
  }
  return segments;
}

function ruleOf([a, b]: readonly [Point, Point], matrix: Matrix): Rule | null {
  const move = ([x, y]: Point): Point => [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
  const [[x1, y1], [x2, y2]] = [move(a), move(b)];
  const [across, down] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  if (across >= shortest && down <= thickest / 2) return { direction: 'horizontal', at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) };
  if (down >= shortest && across <= thickest / 2) return { direction: 'vertical', at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) };
  return null;
}

/** Straight rules that a page draws, in its viewport's coordinates. A thin bar gives its two long edges, which later count as one rule. */
export function rulesOf(commands: Iterable<Drawn>, codes: OperatorCodes): readonly Rule[] {
  const rules: Rule[] = [];
  for (const { code, args, matrix } of commands) {
    if (code !== codes.constructPath || args[0] === codes.endPath) continue;
    const [, data] = args;
    const [path]: readonly unknown[] = Array.isArray(data) ? data : [];
    if (!(path instanceof Float32Array)) continue;
    for (const segment of segmentsOf(path)) {
      const rule = ruleOf(segment, matrix);
      if (rule !== null) rules.push(rule);
    }
    if (rules.length > maximumRules) return [];
  }
  return rules;
}
