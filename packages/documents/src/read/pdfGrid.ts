import type { Rule } from './pdfRules.js';

/** A ruled table: the places of its rules and the cells between them, merged where no rule parts them. */
export type TableGrid = {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }[];
};

/** Points within which two rules are one: both edges of a thin bar, and the borders of neighbouring cells. */
const near = 3;
/** Points; no row of text is lower. */
const leastRow = 8;
/** A form has fewer; more is a drawing. */
const maximumRulesPerTable = 400;

/** Rules of one direction on one line, put together where they touch. */
function merged(rules: readonly Rule[]): readonly Rule[] {
  const sorted = [...rules].sort((a, b) => a.at - b.at);
  const groups: Rule[][] = [];
  for (const rule of sorted) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group !== undefined && first !== undefined && rule.at - first.at <= near) group.push(rule);
    else groups.push([rule]);
  }
  return groups.flatMap((group) => {
    const at = group.reduce((sum, rule) => sum + rule.at, 0) / group.length;
    const parts: { from: number; to: number }[] = [];
    for (const { from, to } of [...group].sort((a, b) => a.from - b.from)) {
      const last = parts.at(-1);
      if (last !== undefined && from <= last.to + near) last.to = Math.max(last.to, to);
      else parts.push({ from, to });
    }
    return parts.map(({ from, to }): Rule => ({ direction: group[0]?.direction ?? 'horizontal', at, from, to }));
  });
}

function cross(horizontal: Rule, vertical: Rule): boolean {
  return vertical.at >= horizontal.from - near && vertical.at <= horizontal.to + near && horizontal.at >= vertical.from - near && horizontal.at <= vertical.to + near;
}

/** Rules that hang together by crossing each other. */
function connected(horizontals: readonly Rule[], verticals: readonly Rule[]): readonly { readonly horizontals: readonly Rule[]; readonly verticals: readonly Rule[] }[] {
  const open = new Set<Rule>([...horizontals, ...verticals]);
  const groups: { horizontals: Rule[]; verticals: Rule[] }[] = [];
  for (const start of horizontals) {
    if (!open.has(start)) continue;
    const group: { horizontals: Rule[]; verticals: Rule[] } = { horizontals: [], verticals: [] };
    const queue: Rule[] = [start];
    open.delete(start);
    for (let rule = queue.pop(); rule !== undefined; rule = queue.pop()) {
      const own = rule;
      (own.direction === 'horizontal' ? group.horizontals : group.verticals).push(own);
      const others = own.direction === 'horizontal' ? verticals.filter((other) => open.has(other) && cross(own, other)) : horizontals.filter((other) => open.has(other) && cross(other, own));
      for (const other of others) {
        open.delete(other);
        queue.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

function places(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.filter((value, index) => index === 0 || value - (sorted[index - 1] ?? 0) > near);
}

function gridOf({ horizontals, verticals }: { readonly horizontals: readonly Rule[]; readonly verticals: readonly Rule[] }): TableGrid | null {
  if (horizontals.length < 2 || verticals.length < 2 || horizontals.length + verticals.length > maximumRulesPerTable) return null;
  // A row that the end of the page cuts has no rule there: its verticals just end.
  const ends = verticals.flatMap(({ from, to }) => [from, to]);
  const [top, bottom] = [Math.min(...ends), Math.max(...ends)];
  const levels = horizontals.map(({ at }) => at);
  const cut = [...(Math.min(...levels) - top > leastRow ? [top] : []), ...(bottom - Math.max(...levels) > leastRow ? [bottom] : [])];
  const [xs, ys] = [places(verticals.map(({ at }) => at)), places([...levels, ...cut])];
  if (xs.length < 3 || ys.length < 2) return null;
  const covers = (rules: readonly Rule[], at: number, through: number) => rules.some((rule) => Math.abs(rule.at - at) <= near && rule.from <= through && rule.to >= through);
  const mid = (list: readonly number[], index: number) => ((list[index] ?? 0) + (list[index + 1] ?? 0)) / 2;
  const ruledRight = (row: number, column: number) => covers(verticals, xs[column + 1] ?? 0, mid(ys, row));
  const ruledBelow = (row: number, column: number) => covers(horizontals, ys[row + 1] ?? 0, mid(xs, column));
  const taken = new Set<string>();
  const cells: { row: number; column: number; rows: number; columns: number }[] = [];
  for (let row = 0; row < ys.length - 1; row += 1) {
    for (let column = 0; column < xs.length - 1; column += 1) {
      if (taken.has(`${row} ${column}`)) continue;
      let columns = 1;
      while (column + columns < xs.length - 1 && !ruledRight(row, column + columns - 1) && !taken.has(`${row} ${column + columns}`)) columns += 1;
      let rows = 1;
      while (row + rows < ys.length - 1 && !ruledBelow(row + rows - 1, column)) rows += 1;
      for (let r = row; r < row + rows; r += 1) for (let c = column; c < column + columns; c += 1) taken.add(`${r} ${c}`);
      cells.push({ row, column, rows, columns });
    }
  }
  return { xs, ys, cells };
}

/** The tables whose cells the rules of a page enclose. */
export function tableGrids(rules: readonly Rule[]): readonly TableGrid[] {
  const horizontals = merged(rules.filter(({ direction }) => direction === 'horizontal'));
  const verticals = merged(rules.filter(({ direction }) => direction === 'vertical'));
  return connected(horizontals, verticals).flatMap((group) => {
    const grid = gridOf(group);
    return grid === null ? [] : [grid];
  });
}
