import { expect, test } from 'vitest';
import { form, found, level, row } from '../../test/documents.js';

test('W3 compares a level 1 with its level 2, declared or summed', () => {
  const sheet = (declared: string, second: string | null) => form({ levels: [level(1, '效果', declared), level(2, '履职', '20', '效果'), level(2, '社会', second, '效果')], items: [row({ name: '任务', weight: '20', level1: '效果', level2: '履职' }), row({ name: '影响', weight: '10', level1: '效果', level2: '社会' })] });
  expect(found('W3', sheet('20', '10'))).toMatchObject([{ severity: 'error', expected: '30', actual: '20' }]);
  expect(found('W3', sheet('30', null))).toEqual([]);
});
