import { expect, test } from 'vitest';
import { form, found, row } from '../../test/documents.js';

test('W5 blocks a score above its weight or below nothing', () => {
  const score = (text: string | null) => form({ items: [row({ name: '甲', weight: '5', score: text })] });
  expect(found('W5', score('5.01'))).toMatchObject([{ severity: 'error', expected: '0–5', actual: '5.01' }]);
  expect(found('W5', score('-1'))).toHaveLength(1);
  expect([...found('W5', score('5.00')), ...found('W5', score('0')), ...found('W5', score(null))]).toEqual([]);
});

test('W5 lets a row that only takes points away go below nothing; one with a weight, or points given by it, it does not', () => {
  const deduct = (weight: string, score: string) => form({ items: [row({ level1: '扣分项', name: '审计发现问题', weight, score })] });
  expect(found('W5', deduct('0', '-2'))).toEqual([]);
  expect([...found('W5', deduct('5', '-2')), ...found('W5', deduct('0', '2')), ...found('W5', form({ items: [row({ name: '甲', weight: '0', score: '-2' })] }))]).toHaveLength(3);
});
