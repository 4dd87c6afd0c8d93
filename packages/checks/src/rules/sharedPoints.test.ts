import { expect, test } from 'vitest';
import { check } from '../check.js';
import { claim, form, row } from '../../test/documents.js';
import { defaultThresholds } from '../thresholds.js';

const both = ['weight', 'score'] as const;
const rulesOf = (first: object, second: object, total = '90') => {
  const items = [row({ name: '布设观测点', target: '≥12个', actual: '12个', weight: '20', score: '10', ...first }), row({ name: '编印图册', target: '≥6册', actual: '3册', weight: null, score: null, ...second }), row({ name: '用户满意度', weight: '80', score: '80', target: '≥90%', actual: '93%，样本100份' })];
  return check(form({ items, totals: claim(total, 'excellent') }), defaultThresholds).findings.map(({ rule }) => rule).filter((rule) => /^(?:W|S[23]|R1|C3|E2)/.test(rule));
};

test('points of several rows are lacked by none of them, and neither gained nor lost by one alone', () => {
  expect(rulesOf({ sharedPoints: both }, { sharedPoints: both })).toEqual([]);
  expect(rulesOf({ sharedPoints: both }, { sharedPoints: both }, '92')).toEqual(['W4']);
  expect(rulesOf({ sharedPoints: both, weight: '30' }, { sharedPoints: both })).toContain('W1');
  expect(rulesOf({ score: '20', weight: '15', sharedPoints: ['score'] }, { weight: '5', sharedPoints: ['score'] }, '100')).toEqual([]);
});

test('a row that lacks its own points is told', () => {
  expect(rulesOf({}, {})).toEqual(expect.arrayContaining(['S3', 'R1', 'C3']));
});
