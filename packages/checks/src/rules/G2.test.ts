import { expect, test } from 'vitest';
import { claim, form, found, report } from '../../test/documents.js';

test('G2 wants one word for the overall result, and leaves projects and the bands alone', () => {
  const also = (text: string) => form({ totals: { ...claim('91', 'excellent'), claims: [{ total: '91', grade: 'excellent', text: '自评得分91分，评价结果为优', location: { line: 80 } }, { total: null, grade: 'good', text, location: { line: 84 } }] } });
  expect(found('G2', also('部门整体绩效比较良好。'))).toMatchObject([{ severity: 'warning', expected: '优', actual: '良', location: { line: 84 } }]);
  expect(found('G2', also('库房改造项目评价结果为良。'))).toEqual([]);
  expect(found('G2', also('得分80（含）-90分评价结果为良。'))).toEqual([]);
});

test('G2 hears an evaluation called good without its word for the result', () => {
  const told = (line: string) => found('G2', report('自评得分91分，等级为优。', line));
  expect(told('我局部门整体支出绩效总体评价为良。')).toMatchObject([{ expected: '优', actual: '良' }]);
  expect(told('群众满意度调查总体评价为良。')).toEqual([]);
  expect(told('2022年度部门整体支出绩效自评得分85分，等级为良。')).toEqual([]);
});
