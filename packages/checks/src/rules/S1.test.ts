import { expect, test } from 'vitest';
import { form, found, row } from '../../test/documents.js';

test('S1 wants a rule in each row of a form with a column for it, and one note of a form without', () => {
  const items = [row({ name: '培训次数', rule: '每少一次扣1分' }), row({ name: '培训人数' })];
  expect(found('S1', form({ items, columns: ['weight', 'score', 'rule'] }))).toMatchObject([{ severity: 'warning', params: { name: '培训人数' } }]);
  expect(found('S1', form({ items }))).toMatchObject([{ severity: 'note', variant: 'noColumn' }]);
  expect(found('S1', form({ items: items.slice(0, 1), columns: ['weight', 'score', 'rule'] }))).toEqual([]);
});
