import { expect, test } from 'vitest';
import { form, found, money, report } from '../../test/documents.js';

test('N1 recomputes a printed rate to the digits printed', () => {
  const rate = (percent: string) => form({ money: [money('total', '175.20077', '167.958448', { rate: percent })] });
  expect(found('N1', rate('96'))).toEqual([]);
  expect(found('N1', rate('95.87'))).toEqual([]);
  expect(found('N1', rate('97'))).toMatchObject([{ severity: 'warning', actual: '97%', expected: '95.87%' }]);
});

test('N1 takes initial or revised budget for the denominator', () => {
  expect(found('N1', form({ money: [{ ...money('total', '200', '150', { rate: '75' }), initial: { text: '180', fen: 180_000_000n, unit: 'wanyuan', places: 0 } }] }))).toEqual([]);
  expect(found('N1', form({ money: [{ ...money('total', '200', '180', { rate: '100' }), initial: { text: '180', fen: 180_000_000n, unit: 'wanyuan', places: 0 } }] }))).toEqual([]);
});

test('N1 leaves rates of work and of single projects alone', () => {
  const money = '2023年部门整体支出预算200万元，部门整体支出决算150万元。';
  expect(found('N1', report(money, '预算执行率80%。'))).toHaveLength(1);
  expect(found('N1', report(money, '重点工作任务完成率98%。', '政府采购执行率60%。', '上年预算执行率99%。'))).toEqual([]);
  expect(found('N1', report(money, '国库集中支付率100%，公务卡支付率92%。'))).toEqual([]);
  expect(found('N1', report(money, '资金支付率80%。'))).toHaveLength(1);
  expect(found('N1', report(money, '二期平台合同总价120万元，已支付105万元，支付率87.5%。'))).toEqual([]);
});

test('N1 takes a rate behind a list for that of its whole', () => {
  const text = (rate: string) => `2023年部门预算批复320万元，其中：基本支出预算240万元，项目支出预算80万元。实际执行312万元，其中：基本支出执行236万元，项目支出执行76万元，执行率${rate}%。`;
  expect(found('N1', report(text('97.50')))).toEqual([]);
  expect(found('N1', report(text('95.00')))).toMatchObject([{ expected: '97.50%' }]);
});

test('N1 asks once about a column that may print 100 % as 1', () => {
  const rows = (...rates: readonly string[]) => form({ money: rates.map((rate, index) => money(index === 0 ? 'total' : 'appropriation', '118', '118', { rate })) });
  expect(found('N1', rows('1', '1', '1'))).toMatchObject([{ actual: '1%', expected: '100.00%' }]);
  expect(found('N1', rows('97', '1', '97'))).toHaveLength(3);
  expect(found('N1', form({ money: [money('total', '118', '59', { rate: '1' }), money('appropriation', '118', '59', { rate: '1' })] }))).toHaveLength(2);
});
