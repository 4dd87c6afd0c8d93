import { expect, test } from 'vitest';
import { form, found, money, report } from '../../test/documents.js';

test('U1 proposes the converted value where parts and printed rate fit ten thousand times less', () => {
  const findings = found('U1', form({ money: [money('total', '1752007.7', '167.958448'), money('basic', '164.20077', '156.958448'), money('project', '11', '11')] }));
  expect(findings).toMatchObject([{ severity: 'error', actual: '1752007.7万元', proposal: '175.20077万元', location: { line: 10 } }]);
});

test('U1 blames the one figure that mends most, not its neighbours', () => {
  const findings = found('U1', form({ money: [money('total', '175.20077', '167.958448'), money('basic', '1642007.7', '156.958448'), money('project', '11', '11')] }));
  expect(findings).toMatchObject([{ actual: '1642007.7万元', proposal: '164.20077万元' }]);
});

test('U1 mends budget and outturn of one row that are both in 元, and U2 says nothing more of them', () => {
  const block = (budget: string, actual: string) => form({ money: [money('total', budget, actual, { rate: '98' }), money('appropriation', '120', '117'), money('otherFunds', '30', '30')] });
  const mislabelled = block('1500000', '1470000');
  expect(found('U1', mislabelled)).toMatchObject([{ proposal: '150万元' }, { proposal: '147万元' }]);
  expect(found('U2', mislabelled)).toEqual([]);
  // 160 is not what the parts come to either: the unit does not explain it.
  expect(found('U1', block('1600000', '1570000'))).toEqual([]);
  const part = form({ money: [money('total', '150', '147'), money('appropriation', '1200000', '1170000'), money('otherFunds', '30', '30')] });
  expect(found('U1', part)).toMatchObject([{ proposal: '120万元' }, { proposal: '117万元' }]);
  const prose = report('2023年全年预算数24,800,000.00万元，全年执行数24,056,000.00万元，预算执行率97.00%。其中：基本支出预算980.00万元，执行960.40万元，执行率98.00%；项目支出预算1,500.00万元，执行1,445.20万元，执行率96.35%。');
  expect(found('U1', prose)).toMatchObject([{ proposal: '2,480万元' }, { proposal: '2,405.6万元' }]);
});

test('U1 tells 万元 labelled 元 in running text', () => {
  expect(found('U1', report('2023年部门整体支出预算为320.5元，部门整体支出决算为310.2万元。'))).toMatchObject([{ actual: '320.5元', proposal: '320.5万元' }]);
});

test('U1 is silent where units differ and amounts agree, and where a budget was hardly spent', () => {
  expect(found('U1', report('2023年部门整体支出预算为3205000元，部门整体支出决算为310.2万元。'))).toEqual([]);
  expect(found('U1', form({ money: [money('total', '300', '4')] }))).toEqual([]);
});

test('U1 tells what is left of a budget in the wrong unit; otherwise it may be anything', () => {
  const left = (amount: string) => report(`2023年全年预算320.00万元，实际支出312.00万元，结转结余${amount}万元。`);
  expect(found('U1', left('80000'))).toMatchObject([{ actual: '80000万元', proposal: '8万元' }]);
  for (const amount of ['8.00', '5.00', '50000']) expect(found('U1', left(amount))).toEqual([]);
});

test('U1 is no amount that would only be too small to count', () => {
  const block = (total: string, project: string) => form({ money: [money('total', total, null), money('basic', '600', null), money('project', project, null)].map((one) => ({ ...one, table: 0 })) });
  expect(found('U1', block('600', '100'))).toEqual([]);
  expect(found('U1', block('700', '1000000'))).toHaveLength(1);
});
