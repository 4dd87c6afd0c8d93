import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addExact,
  compareExact,
  divideExact,
  exact,
  exactInteger,
  isNegative,
  isZero,
  maxExact,
  minExact,
  multiplyExact,
  subtractExact,
  toFixedHalfUp,
  toTrimmed,
  type Exact,
} from './exact.js';

const known = (text: string): Exact => {
  const value = exact(text);
  if (value === null) throw new Error(`not a decimal: ${text}`);
  return value;
};

const rational = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([numerator, denominator]) => {
    const value = divideExact(exactInteger(numerator), exactInteger(denominator));
    if (value === null) throw new Error('denominator is at least one');
    return value;
  });

describe('exact', () => {
  it.each([
    ['12.5', 25n, 2n],
    ['-3', -3n, 1n],
    ['+0.10', 1n, 10n],
    ['1752007.70', 17520077n, 10n],
    ['0', 0n, 1n],
    ['-0.00', 0n, 1n],
  ])('reads %s', (text, numerator, denominator) => {
    expect(exact(text)).toEqual({ numerator, denominator });
  });

  it.each(['', ' 1', '1 ', '.5', '5.', '1e3', '1,000', '0x10', 'NaN', '１', '--1', '1\n', '9'.repeat(61)])('refuses %j', (text) => {
    expect(exact(text)).toBeNull();
  });
});

describe('arithmetic', () => {
  it('holds what floats lose', () => {
    expect(addExact(known('0.1'), known('0.2'))).toEqual(known('0.3'));
    expect(subtractExact(known('175.20077'), known('167.958448'))).toEqual(known('7.242322'));
    expect(multiplyExact(known('1.1'), known('1.1'))).toEqual(known('1.21'));
  });

  it('divides, and answers null for a division by zero', () => {
    expect(divideExact(known('1'), known('-3'))).toEqual({ numerator: -1n, denominator: 3n });
    expect(divideExact(known('1'), known('0.00'))).toBeNull();
  });

  it('is a field: what is added comes off, what is multiplied divides out', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        expect(subtractExact(addExact(a, b), b)).toEqual(a);
        expect(addExact(a, b)).toEqual(addExact(b, a));
        if (!isZero(b)) expect(divideExact(multiplyExact(a, b), b)).toEqual(a);
        expect(addExact(a, b).denominator > 0n).toBe(true);
      }),
    );
  });

  it('orders', () => {
    expect(compareExact(known('0.3'), known('0.30'))).toBe(0);
    expect(compareExact(known('-2'), known('-1.5'))).toBe(-1);
    expect(minExact(known('2'), known('1.99'))).toEqual(known('1.99'));
    expect(maxExact(known('2'), known('1.99'))).toEqual(known('2'));
    expect([isNegative(known('-0.01')), isNegative(known('0')), isZero(known('-0'))]).toEqual([true, false, true]);
  });
});

describe('toFixedHalfUp', () => {
  it.each([
    ['0.125', 2, '0.13'],
    ['-0.125', 2, '-0.13'],
    ['1.005', 2, '1.01'],
    ['0.1249999', 2, '0.12'],
    ['-0.001', 2, '0.00'],
    ['9.995', 2, '10.00'],
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['7', 3, '7.000'],
  ])('%s to %d places is %s', (text, places, expected) => {
    expect(toFixedHalfUp(known(text), places)).toBe(expected);
  });

  it('is never further off than half of the last place', () => {
    fc.assert(
      fc.property(rational, fc.integer({ min: 0, max: 6 }), (value, places) => {
        const error = subtractExact(known(toFixedHalfUp(value, places)), value);
        const half = { numerator: 1n, denominator: 2n * 10n ** BigInt(places) };
        expect(compareExact(isNegative(error) ? subtractExact(exactInteger(0n), error) : error, half)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('trims zeros of the fraction only', () => {
    expect(['2.50', '95.00', '100', '0.000', '-1.20'].map((text) => toTrimmed(known(text), 2))).toEqual(['2.5', '95', '100', '0', '-1.2']);
    expect(toTrimmed(known('100'), 0)).toBe('100');
  });
});
