import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areGradeBands, defaultGradeBands, isNearLine, marginToLine, rate, ratings } from './ratings.js';

const hundredths = fc.integer({ min: 0, max: 10_000 });
const text = (points: number) => (points / 100).toFixed(2);

describe('rate', () => {
  it.each([
    ['100', 'excellent'],
    ['98.28', 'excellent'],
    ['90.00', 'excellent'],
    ['89.99', 'good'],
    ['80', 'good'],
    ['79.99', 'fair'],
    ['60', 'fair'],
    ['59.99', 'poor'],
    ['0', 'poor'],
  ] as const)('%s is %s by default', (total, rating) => {
    expect(rate(total)).toBe(rating);
  });

  it('follows the bands it is given (四川 2025: 中 from 70)', () => {
    const bands = { ...defaultGradeBands, fair: '70' };
    expect(rate('69.99', bands)).toBe('poor');
    expect(rate('70', bands)).toBe('fair');
  });

  it('never falls when the total rises', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(ratings.indexOf(rate(text(high)))).toBeLessThanOrEqual(ratings.indexOf(rate(text(low))));
      }),
    );
  });

  it('refuses what is no total', () => {
    expect(() => rate('优')).toThrow(RangeError);
    expect(() => rate('90', { ...defaultGradeBands, excellent: '' })).toThrow(RangeError);
  });
});

describe('marginToLine', () => {
  it('measures to the nearest line, above or below', () => {
    expect(marginToLine('91')).toEqual({ rating: 'excellent', line: '90', margin: '1.00' });
    expect(marginToLine('89.5')).toEqual({ rating: 'excellent', line: '90', margin: '-0.50' });
    expect(marginToLine('84.99')).toEqual({ rating: 'good', line: '80', margin: '4.99' });
    expect(marginToLine('85')).toEqual({ rating: 'excellent', line: '90', margin: '-5.00' });
    expect(marginToLine('0')).toEqual({ rating: 'fair', line: '60', margin: '-60.00' });
    expect(marginToLine('97.23').margin).toBe('7.23');
  });

  it('calls for a closer look within two points', () => {
    expect(['91', '91.99', '92', '88', '88.01', '98.28'].map((total) => isNearLine(total))).toEqual([true, true, false, false, true, false]);
    expect(isNearLine('92', defaultGradeBands, '2.01')).toBe(true);
  });
});

describe('areGradeBands', () => {
  it('wants lines that fall from at most 100 to above 0', () => {
    expect(areGradeBands(defaultGradeBands)).toBe(true);
    expect(areGradeBands({ excellent: '100', good: '99.99', fair: '0.01' })).toBe(true);
    for (const wrong of [
      { excellent: '100.01', good: '80', fair: '60' },
      { excellent: '80', good: '80', fair: '60' },
      { excellent: '90', good: '60', fair: '80' },
      { excellent: '90', good: '80', fair: '0' },
      { excellent: '90', good: '80', fair: '优' },
    ]) {
      expect(areGradeBands(wrong)).toBe(false);
    }
  });
});
