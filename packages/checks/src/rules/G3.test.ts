import { expect, test } from 'vitest';
import { claim, form, found } from '../../test/documents.js';

test('G3 flags a total less than two points from a grade line', () => {
  expect(found('G3', form({ totals: claim('91', 'excellent') }))).toMatchObject([{ severity: 'warning', params: { line: '90', margin: '1.00' } }]);
  expect(found('G3', form({ totals: claim('88.5', 'good') }))).toHaveLength(1);
  expect(found('G3', form({ totals: claim('92', 'excellent') }))).toEqual([]);
});
