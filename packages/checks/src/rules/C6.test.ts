import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('C6 wants the units that are covered, and one name for the object', () => {
  expect(found('C6', report('下属单位为云溪县数字档案中心。'))).toMatchObject([{ severity: 'note', variant: 'scope' }]);
  expect(found('C6', report('下属单位为云溪县数字档案中心，已纳入本次评价范围的单位共2个。'))).toEqual([]);
  expect(found('C6', report('2023年度单位整体支出绩效自评得分91分。'))).toMatchObject([{ variant: 'object' }]);
  expect(found('C6', report('我单位整体支出绩效自评得分91分，本单位整体支出绩效良好。'))).toEqual([]);
});
