import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runRules } from '../rule.js';
import { weightsSumToHundred } from './weightsSumToHundred.js';

const sheet = (...weights: readonly string[]) => weights.map((weight, at) => ({ key: `row${at}`, weight }));
const check = (...weights: readonly string[]) => runRules([weightsSumToHundred], sheet(...weights));

test('W1 accepts weights that sum to exactly 100', () => {
  expect(check('2.5', '2.5', '95')).toEqual([]);
});

test('W1 blocks a sheet of 115 points and names the sum', () => {
  expect(check('55', '60')).toEqual([{ rule: 'W1', severity: 'blocking', path: [], params: { sum: '115.00' } }]);
});

test('W1 blocks an empty sheet', () => {
  expect(check()).toEqual([{ rule: 'W1', severity: 'blocking', path: [], params: { sum: '0.00' } }]);
});

test('W1 points at a weight it cannot read', () => {
  expect(check('50', '5o')).toEqual([{ rule: 'W1', severity: 'blocking', path: ['row1', 'weight'], params: { weight: '5o' } }]);
});

test('W1 sums exactly however 100 is split', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (part) => {
      const text = (value: number) => `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`;
      expect(check(text(part), text(10_000 - part))).toEqual([]);
    }),
  );
});
