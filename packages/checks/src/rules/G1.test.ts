import { expect, test } from 'vitest';
import { claim, form, found } from '../../test/documents.js';

test('G1 reads the grade from the bands of the template', () => {
  expect(found('G1', form({ totals: claim('89.99', 'excellent') }))).toMatchObject([{ severity: 'warning', expected: '良', actual: '优' }]);
  expect(found('G1', form({ totals: claim('90', 'excellent') }))).toEqual([]);
  expect(found('G1', form({ totals: claim('86.5', 'fair', '评定等级为合格。') }))).toEqual([]);
  expect(found('G1', form({ totals: claim('95', 'fair', '合格') }))).toHaveLength(1);
  expect(found('G1', form({ totals: claim('65', 'fair') }), { grades: { excellent: '90', good: '80', fair: '70' } })).toMatchObject([{ expected: '差' }]);
});
