import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('X1 holds absolute words to the rate of their scope', () => {
  const money = (actual: string) => '2023年部门整体支出预算100万元，部门整体支出决算' + actual + '万元。';
  expect(found('X1', report(money('95'), '年度预算资金已全部完成支付。'))).toMatchObject([{ severity: 'error', expected: '95.00%' }]);
  expect(found('X1', report(money('100'), '年度预算资金已全部完成支付。'))).toEqual([]);
  for (const claim of ['截至年底，100万元预算资金全部执行完毕。', '下达的预算指标全部用完。']) {
    expect(found('X1', report(money('95'), claim))).toHaveLength(1);
    expect(found('X1', report(money('100'), claim))).toEqual([]);
  }
  expect(found('X1', report(money('95'), '救灾物资全部用完。', '12万元物资全部使用完毕。'))).toEqual([]);
});

test('X1 leaves wishes, denials, single projects and printed rates alone', () => {
  const money = '2023年部门整体支出预算100万元，部门整体支出决算95万元。项目支出预算40万元，项目支出决算38万元。';
  expect(found('X1', report(money, '下一步确保资金全部支付。', '年度预算资金未全部支付。', '库房改造项目资金已全部支付。', '“三公”经费控制率100%。'))).toEqual([]);
  expect(found('X1', report(money, '全年项目资金已全部支付。'))).toHaveLength(1);
});

test('X1 finds the rate of an outturn that stands with its parts', () => {
  expect(found('X1', report('2023年部门预算3200000万元，其中：基本支出240万元，项目支出80万元。全年实际支出312万元，其中：基本支出236万元，项目支出76万元，预算执行率97.50%。年度预算资金已全部支付完毕。'))).toMatchObject([{ expected: '97.50%' }]);
});

test('X1 takes a rate of 100 % of all funds for such a claim, and nothing that is paid to somebody', () => {
  const money = (actual: string) => `2023年全年预算320万元，全年支出${actual}万元。`;
  expect(found('X1', report(money('312'), '财政资金支付率达100%，足额拨付到位。'))).toMatchObject([{ expected: '97.50%', actual: '财政资金支付率达100%' }]);
  expect(found('X1', report(money('320'), '财政资金支付率达100%，足额拨付到位。'))).toEqual([]);
  expect(found('X1', report(money('312'), '工资和津补贴全额发放，社会保险足额缴纳，合同款按进度支付。', '救助资金全部发放到户。'))).toEqual([]);
  // The appropriation has a rate of its own where it is printed apart.
  const apart = '2023年全年预算320万元，全年支出312万元。财政拨款预算300万元，支出300万元。';
  expect(found('X1', report(apart, '财政资金支付率达100%。'))).toEqual([]);
});

test('X1 holds an amount that is said to be paid in full to the budget it repeats; it is no outturn', () => {
  const money = '2023年全年预算数1,600万元，全年执行数1,560万元。其中：基本支出预算600万元，执行600万元；项目支出预算1,000.00万元，执行960.00万元，执行率96%。';
  for (const claim of ['项目支出1,000万元已全部支付完毕。', '项目资金1,000.00万元已全额支付到位。']) {
    const document = report(money, claim);
    expect(found('X1', document)).toMatchObject([{ expected: '96.00%' }]);
    expect([...found('U2', document), ...found('N1', document)]).toEqual([]);
    expect(found('U2', report(`${claim}${money}`))).toEqual([]);
  }
  // A part of the projects' money, what has been spent, one project.
  expect(found('X1', report(money, '上级项目资金300万元已全额支付到位。', '项目支出执行960万元已全部支付完毕。', '渠道改造项目资金1,000万元已全部支付。'))).toEqual([]);
});

test('X1 knows whose a rate is from the clause before', () => {
  const money = '2023年全年预算320万元，全年支出312万元。';
  const document = report(money, '各项资金均已足额拨付到位，支付率达到100%。');
  expect(found('X1', document)).toMatchObject([{ expected: '97.50%', actual: '支付率达到100%' }]);
  expect(found('N1', document)).toEqual([]);
  expect(found('X1', report(money, '维修资金均已足额拨付到位，支付率达到100%。', '各项资金预算320万元，支付率100%。'))).toEqual([]);
});
