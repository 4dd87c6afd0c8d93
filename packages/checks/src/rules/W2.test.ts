import { expect, test } from 'vitest';
import { form, found, level, row } from '../../test/documents.js';

test('W2 compares a level 2 with its rows', () => {
  const sheet = (declared: string | null) => form({ levels: [level(1, '管理', '10'), level(2, '财务', declared, '管理')], items: [row({ name: '制度', weight: '5', level1: '管理', level2: '财务' }), row({ name: '使用', weight: '5', level1: '管理', level2: '财务' })] });
  expect(found('W2', sheet('5'))).toMatchObject([{ severity: 'error', expected: '10', actual: '5' }]);
  expect(found('W2', sheet('10'))).toEqual([]);
  expect(found('W2', sheet(null))).toEqual([]);
});
