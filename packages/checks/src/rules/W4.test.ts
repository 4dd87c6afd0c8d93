import { expect, test } from 'vitest';
import { claim, form, found, row } from '../../test/documents.js';

test('W4 tests every claim of a total, once for each figure', () => {
  const items = [row({ name: '甲', weight: '60', score: '55' }), row({ name: '乙', weight: '40', score: '40' })];
  const claims = ['95', '91', '91'].map((total, index) => ({ total, grade: null, text: '自评得分', location: { line: 80 + index } }));
  expect(found('W4', form({ items, totals: { ...claim('95', null), claims } }))).toMatchObject([{ severity: 'error', expected: '95', actual: '91', location: { line: 81 } }]);
  expect(found('W4', form({ items, totals: claim('95.00', null) }))).toEqual([]);
});

test('W4 allows a whole total over scores with decimals, and is silent while a score is missing', () => {
  const items = (score: string | null) => [row({ name: '甲', weight: '60', score: '55.4' }), row({ name: '乙', weight: '40', score })];
  expect(found('W4', form({ items: items('40'), totals: claim('95', null) }))).toEqual([]);
  expect(found('W4', form({ items: items('40'), totals: claim('96', null) }))).toHaveLength(1);
  expect(found('W4', form({ items: items(null), totals: claim('96', null) }))).toEqual([]);
});
