import { expect, test } from 'vitest';
import { runRules } from '../rule.js';
import { scoreWithinWeight } from './scoreWithinWeight.js';

const check = (weight: string, score: string) => runRules([scoreWithinWeight], [{ key: 'execution', weight, score }]);

test('W5 accepts nothing, full marks and what lies between', () => {
  expect([...check('5', '0'), ...check('5', '5.00'), ...check('2.5', '2.49')]).toEqual([]);
});

test('W5 blocks a score above the weight and names both', () => {
  expect(check('5', '5.01')).toEqual([{ rule: 'W5', severity: 'blocking', path: ['execution', 'score'], params: { weight: '5', score: '5.01' } }]);
});

test('W5 blocks a negative and an unreadable score', () => {
  expect(check('5', '-1')).toHaveLength(1);
  expect(check('5', 'five')).toHaveLength(1);
});
