import { expect, test } from 'vitest';
import { claim, form, found, report } from '../../test/documents.js';

test('G1 reads the grade from the bands of the template', () => {
  expect(found('G1', form({ totals: claim('89.99', 'excellent') }))).toMatchObject([{ severity: 'warning', expected: '良', actual: '优' }]);
  expect(found('G1', form({ totals: claim('90', 'excellent') }))).toEqual([]);
  expect(found('G1', form({ totals: claim('86.5', 'fair', '评定等级为合格。') }))).toEqual([]);
  expect(found('G1', form({ totals: claim('95', 'fair', '合格') }))).toHaveLength(1);
  expect(found('G1', form({ totals: claim('65', 'fair') }), { grades: { excellent: '90', good: '80', fair: '70' } })).toMatchObject([{ expected: '差' }]);
});

test('G1 reads a grade between other fields of its line, and the one that is ticked', () => {
  const line = '总分91分。';
  expect(found('G1', report('自评总分：91分　评价等级：良　填报日期：2024年3月15日'))).toMatchObject([{ actual: '良' }]);
  expect(found('G1', report(line, '评价等级：□优 ☑良 □中 □差'))).toMatchObject([{ actual: '良' }]);
  expect(found('G1', report(line, '评价等级：☑优 □良 □中 □差'))).toEqual([]);
  expect(found('G1', report('自评总分：91分', '示例：某单位自评得分85分，等级为良。'))).toEqual([]);
});
