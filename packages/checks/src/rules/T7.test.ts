import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('T7 finds a heading of another year', () => {
  expect(found('T7', report('二、2022年度绩效目标完成情况'))).toMatchObject([{ severity: 'note', expected: '2023', actual: '2022' }]);
  expect(found('T7', report('二、2023年度绩效目标完成情况', '五、2024年工作计划', '（一）与2022年比较'))).toEqual([]);
});
