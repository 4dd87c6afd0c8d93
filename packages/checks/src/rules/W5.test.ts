import { expect, test } from 'vitest';
import { form, found, row } from '../../test/documents.js';

test('W5 blocks a score above its weight or below nothing', () => {
  const score = (text: string | null) => form({ items: [row({ name: '甲', weight: '5', score: text })] });
  expect(found('W5', score('5.01'))).toMatchObject([{ severity: 'error', expected: '0–5', actual: '5.01' }]);
  expect(found('W5', score('-1'))).toHaveLength(1);
  expect([...found('W5', score('5.00')), ...found('W5', score('0')), ...found('W5', score(null))]).toEqual([]);
});
