import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('X1 holds absolute words to the rate of their scope', () => {
  const money = (actual: string) => '2023年部门整体支出预算100万元，部门整体支出决算' + actual + '万元。';
  expect(found('X1', report(money('95'), '年度预算资金已全部完成支付。'))).toMatchObject([{ severity: 'error', expected: '95.00%' }]);
  expect(found('X1', report(money('100'), '年度预算资金已全部完成支付。'))).toEqual([]);
});

test('X1 leaves wishes, denials, single projects and printed rates alone', () => {
  const money = '2023年部门整体支出预算100万元，部门整体支出决算95万元。项目支出预算40万元，项目支出决算38万元。';
  expect(found('X1', report(money, '下一步确保资金全部支付。', '年度预算资金未全部支付。', '库房改造项目资金已全部支付。', '“三公”经费控制率100%。'))).toEqual([]);
  expect(found('X1', report(money, '全年项目资金已全部支付。'))).toHaveLength(1);
});
