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
  const hundredths = [row({ name: '甲', weight: '60', score: '55.24' }), row({ name: '乙', weight: '40', score: '40' })];
  expect(found('W4', form({ items: hundredths, totals: claim('95.2', null) }))).toEqual([]);
  expect(found('W4', form({ items: hundredths, totals: claim('95.3', null) }))).toHaveLength(1);
});

test('W4 leaves room for points of execution that stand outside of the table', () => {
  const ninety = (total: string) => form({ items: [row({ name: '产出', weight: '60', score: '58' }), row({ name: '效益', weight: '30', score: '30' })], totals: claim(total, null) });
  expect(found('W4', ninety('97.6'))).toEqual([]);
  expect(found('W4', ninety('98.5'))).toMatchObject([{ actual: '98.5' }]);
  expect(found('W4', ninety('87'))).toMatchObject([{ actual: '87' }]);
});
