import { addExact, compareExact, divideExact, exact, exactInteger, maxExact, multiplyExact, subtractExact, type Exact, type Location } from '@hengji/domain';
import { halfDigit, printedValue, type Figure } from './figures.js';

/** A figure's value in 分; rule U1 tries others than the printed one. */
export type ValueOf = (figure: Figure) => Exact;

/** `rate` and `ratio` hold between an outturn and its budget; `sum` between a whole and its parts; `same` between two mentions of one quantity. */
export type Identity = {
  readonly kind: 'sum' | 'list' | 'same' | 'rate' | 'ratio';
  readonly figures: readonly Figure[];
  readonly holds: (value: ValueOf) => boolean;
  /** Stricter than `holds`: a repaired unit must lead to a likely figure, not to another strange one. */
  readonly mendedBy: (value: ValueOf) => boolean;
  /** What the first figure (for a rate: the printed rate) would have to be. */
  readonly expected: (value: ValueOf) => Exact | null;
  /** Whether a document that breaks it is surely wrong. The others only help to tell a wrong unit (U1). */
  readonly binding: boolean;
  /** The printed rate in per cent with its decimals; null elsewhere. */
  readonly rate: { readonly percent: string; readonly digits: number; readonly location: Location } | null;
};

const zero = exactInteger(0n);
const hundred = exactInteger(100n);

export function absolute(value: Exact): Exact {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

function within(a: Exact, b: Exact, tolerance: Exact): boolean {
  return compareExact(absolute(subtractExact(a, b)), tolerance) <= 0;
}

function half(figures: readonly Figure[]): Exact {
  return exactInteger(figures.reduce((sum, figure) => sum + halfDigit(figure.printed), 0n));
}

/** Parts that may make up a whole; what is not all of it may stay below, never above. */
export type Parts = { readonly figures: readonly Figure[]; readonly exhaustive: boolean };

/** A whole and its parts. Where a block can be read in two ways (rows below 其中), it is enough that one of them fits. */
export function sumIdentity(kind: 'sum' | 'list', whole: Figure, readings: readonly Parts[], binding: boolean): Identity {
  const sumOf = (parts: Parts, value: ValueOf) => parts.figures.map(value).reduce(addExact, zero);
  // Of several readings the one that comes nearest is what was meant.
  const nearest = (value: ValueOf) => readings.map((parts) => sumOf(parts, value)).reduce<Exact | null>((best, sum) => (best === null || compareExact(absolute(subtractExact(sum, value(whole))), absolute(subtractExact(best, value(whole)))) < 0 ? sum : best), null);
  const fits = (parts: Parts, value: ValueOf) => within(value(whole), sumOf(parts, value), half([whole, ...parts.figures]));
  const equal = (value: ValueOf) => readings.some((parts) => fits(parts, value));
  // A part that another unit makes too small to count mends nothing: without it the sum would hold as well.
  const counts = (parts: Parts, value: ValueOf) => parts.figures.every((part) => compareExact(value(part), printedValue(part)) === 0 || compareExact(absolute(value(part)), half([whole, ...parts.figures])) > 0);
  const below = (value: ValueOf) => readings.some((parts) => !parts.exhaustive && compareExact(sumOf(parts, value), value(whole)) < 0);
  return {
    kind,
    figures: [whole, ...new Set(readings.flatMap((parts) => parts.figures))],
    expected: nearest,
    rate: null,
    binding,
    mendedBy: (value) => readings.some((parts) => fits(parts, value) && counts(parts, value)),
    holds: (value) => equal(value) || below(value),
  };
}

export function sameIdentity(a: Figure, b: Figure): Identity {
  const equal = (value: ValueOf) => within(value(a), value(b), half([a, b]));
  return { kind: 'same', figures: [a, b], rate: null, expected: (value) => value(b), holds: equal, mendedBy: equal, binding: a.firm && b.firm };
}

/** Per cent of a budget that an outturn is; null where there was no budget. */
export function percentOf(actual: Exact, budget: Exact): Exact | null {
  const share = divideExact(actual, budget);
  return share === null ? null : multiplyExact(share, hundred);
}

export type Pair = { readonly actual: Figure; readonly budget: Figure };

/** A printed rate holds when it is the quotient of one of its pairs rounded to its own digits; ±0.05 points at least. */
export function rateIdentity(pairs: readonly [Pair, ...Pair[]], rate: NonNullable<Identity['rate']>): Identity {
  const [first] = pairs;
  const printed = exact(rate.percent) ?? zero;
  const unit = { numerator: 1n, denominator: 2n * 10n ** BigInt(rate.digits) };
  const percent = ({ actual, budget }: Pair, value: ValueOf) => percentOf(value(actual), value(budget));
  const equal = (value: ValueOf) =>
    pairs.some((pair) => {
      const found = percent(pair, value);
      // Nothing spent of nothing budgeted is printed as 0 % or as 100 %; neither is wrong.
      if (found === null) return value(pair.actual).numerator === 0n;
      return within(found, printed, maxExact(unit, { numerator: 1n, denominator: 20n }));
    });
  return { kind: 'rate', figures: [...new Set(pairs.flatMap(({ actual, budget }) => [actual, budget]))], rate, expected: (value) => percent(first, value), holds: equal, mendedBy: equal, binding: true };
}

/** An outturn is not a hundredth of its budget nor a hundred times it; only such a gap is taken for a wrong unit. */
export function ratioIdentity({ actual, budget }: Pair): Identity {
  const between = (least: bigint, most: bigint) => (value: ValueOf) => {
    const percent = percentOf(value(actual), value(budget));
    return percent === null || percent.numerator === 0n || (compareExact(percent, exactInteger(least)) >= 0 && compareExact(percent, exactInteger(most)) <= 0);
  };
  return { kind: 'ratio', figures: [actual, budget], rate: null, expected: () => null, holds: between(1n, 10_000n), mendedBy: between(20n, 200n), binding: false };
}
