/**
 * An exact rational number. Always in lowest terms with `denominator > 0n`, so equal numbers have equal fields.
 * Scores and rates are computed with it because a binary float cannot hold 0.1, and a half cent decides a grade.
 */
export type Exact = { readonly numerator: bigint; readonly denominator: bigint };

/** A figure of a form has a dozen digits; the limit keeps a pasted megabyte from reaching bigint arithmetic. */
const maximumLength = 60;

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads a plain decimal ("12.5", "-3", "1752007.70"). Null for anything else: exponents, separators, ".5", more than 60 characters. */
export function exact(text: string): Exact | null {
  if (text.length > maximumLength) return null;
  const match = decimalPattern.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return normalised(sign === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
}

/** A whole number as an exact one. */
export function exactInteger(value: bigint): Exact {
  return { numerator: value, denominator: 1n };
}

export function addExact(a: Exact, b: Exact): Exact {
  return normalised(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtractExact(a: Exact, b: Exact): Exact {
  return normalised(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiplyExact(a: Exact, b: Exact): Exact {
  return normalised(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** The quotient, or null when the divisor is zero: the caller must say what a rate without a base means. */
export function divideExact(a: Exact, b: Exact): Exact | null {
  if (b.numerator === 0n) return null;
  return normalised(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative, zero or positive as `a` is below, equal to or above `b`; fits `Array.prototype.sort`. */
export function compareExact(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export function minExact(a: Exact, b: Exact): Exact {
  return compareExact(a, b) <= 0 ? a : b;
}

export function maxExact(a: Exact, b: Exact): Exact {
  return compareExact(a, b) >= 0 ? a : b;
}

export function isZero(value: Exact): boolean {
  return value.numerator === 0n;
}

export function isNegative(value: Exact): boolean {
  return value.numerator < 0n;
}

/**
 * Decimal string with exactly `places` decimals (a whole number ≥ 0); a tie goes away from zero, as 四舍五入 does:
 * 0.125 → "0.13", -0.125 → "-0.13". A value that rounds to nothing has no sign.
 */
export function toFixedHalfUp(value: Exact, places: number): string {
  const magnitude = value.numerator < 0n ? -value.numerator : value.numerator;
  const scaled = (2n * magnitude * 10n ** BigInt(places) + value.denominator) / (2n * value.denominator);
  const digits = scaled.toString().padStart(places + 1, '0');
  const sign = value.numerator < 0n && scaled > 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** As `toFixedHalfUp`, but what lies behind the last place is cut off, towards zero: 9.586 → "9.58". */
export function toFixedDown(value: Exact, places: number): string {
  const scale = 10n ** BigInt(places);
  return toFixedHalfUp({ numerator: (value.numerator * scale) / value.denominator, denominator: scale }, places);
}

/** As `toFixedHalfUp`, without zeros at the end of the fraction: 2.50 → "2.5", 95.00 → "95". */
export function toTrimmed(value: Exact, places: number): string {
  const fixed = toFixedHalfUp(value, places);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

function normalised(numerator: bigint, denominator: bigint): Exact {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator);
  const signed = denominator < 0n ? -divisor : divisor;
  return { numerator: numerator / signed, denominator: denominator / signed };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
