import { compareExact, exact, isNegative, subtractExact, toFixedHalfUp, type Exact } from './exact.js';

/** 优, 良, 中, 差. */
export type Rating = 'excellent' | 'good' | 'fair' | 'poor';

/** Best first. */
export const ratings = ['excellent', 'good', 'fair', 'poor'] as const satisfies readonly Rating[];

/** The lowest total of each rating, inclusive, as decimal strings; below `fair` is poor. Template data. */
export type GradeBands = { readonly excellent: string; readonly good: string; readonly fair: string };

/** 优 ≥ 90, 良 ≥ 80, 中 ≥ 60 (财预〔2020〕10号, 绩效评价结果分四档). */
export const defaultGradeBands: GradeBands = { excellent: '90', good: '80', fair: '60' };

/** Whether the lines are decimals that fall from at most 100 to above 0; a template is refused when they do not. */
export function areGradeBands(bands: GradeBands): boolean {
  const lines = [exact('100'), exact(bands.excellent), exact(bands.good), exact(bands.fair), exact('0')];
  return lines.every((line, index) => {
    const above = index === 0 ? undefined : lines[index - 1];
    if (line === null || above === null) return false;
    // 100 itself may be the line of the best rating; every other step must fall.
    return above === undefined || compareExact(line, above) < (index === 1 ? 1 : 0);
  });
}

/** The rating of a total (decimal string of `totalScore`). Throws a RangeError when total or bands are no decimals. */
export function rate(total: string, bands: GradeBands = defaultGradeBands): Rating {
  const value = decimal(total);
  const reached = linesOf(bands).find(({ line }) => compareExact(value, decimal(line)) >= 0);
  return reached?.rating ?? 'poor';
}

/**
 * The grade line nearest to a total: `rating` begins at `line`; `margin` is total − line with two decimals, so "1.00" is one point
 * above it and "-0.50" half a point short. Between two lines equally near, the upper one. Near a line every point needs proof
 * (rule G3). Throws a RangeError when total or bands are no decimals.
 */
export function marginToLine(
  total: string,
  bands: GradeBands = defaultGradeBands,
): { readonly rating: Exclude<Rating, 'poor'>; readonly line: string; readonly margin: string } {
  const value = decimal(total);
  const [first, ...others] = linesOf(bands);
  const distanceTo = (line: string) => magnitude(subtractExact(value, decimal(line)));
  const nearest = others.reduce((best, next) => (compareExact(distanceTo(next.line), distanceTo(best.line)) < 0 ? next : best), first);
  return { ...nearest, margin: toFixedHalfUp(subtractExact(value, decimal(nearest.line)), 2) };
}

/** Whether a total lies less than `threshold` points (decimal string, default 2: rule G3) from a grade line, above or below. */
export function isNearLine(total: string, bands: GradeBands = defaultGradeBands, threshold = '2'): boolean {
  return compareExact(magnitude(decimal(marginToLine(total, bands).margin)), decimal(threshold)) < 0;
}

type Line = { readonly rating: Exclude<Rating, 'poor'>; readonly line: string };

function linesOf(bands: GradeBands): readonly [Line, Line, Line] {
  return [
    { rating: 'excellent', line: bands.excellent },
    { rating: 'good', line: bands.good },
    { rating: 'fair', line: bands.fair },
  ];
}

function magnitude(value: Exact): Exact {
  return isNegative(value) ? { ...value, numerator: -value.numerator } : value;
}

function decimal(text: string): Exact {
  const value = exact(text);
  if (value === null) throw new RangeError(`not a decimal: ${text}`);
  return value;
}
