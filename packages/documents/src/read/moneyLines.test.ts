import { expect, test } from 'vitest';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

const moneyOf = (...lines: readonly string[]) => understand(flowOfText(['云溪县人民医院2023年度单位整体支出绩效自评表', ...lines].join('\n'))).money.map(({ scope, initial, budget, actual, rate }) => [scope, initial?.text, budget?.text, actual?.text, budget?.unit ?? actual?.unit, rate].join('|'));

test('a line of money above a table is its money block, in the unit that stands above', () => {
  const line = '全年预算数：26,000.00    全年执行数：25,610.00    预算执行率：98.50%';
  expect(moneyOf('填报单位：云溪县人民医院    金额单位：元', line)).toEqual(['total||26000.00|25610.00|yuan|98.50']);
  expect(moneyOf('全年预算数：26,000.00万元 全年执行数：25,610.00万元 预算执行率：98.50%')).toEqual(['total||26000.00|25610.00|wanyuan|98.50']);
  expect(moneyOf('项目资金申请（万元） 资金总额： 36 其中：财政拨款 30 其他：6')).toEqual(['total||36||wanyuan|', 'appropriation||30||wanyuan|', 'otherFunds||6||wanyuan|']);
});

test('a sentence, a line with anything else in it, and a single label are none', () => {
  const flow = (text: string) => understand(flowOfText(`2023年度项目支出绩效自评表\n${text}`)).money.map(({ table }) => table);
  expect(flow('全年预算数：26,000.00万元，全年执行数：25,610.00万元。')).not.toContain(0);
  expect(flow('全年预算数：26,000.00 全年执行数：25,610.00 在职人员：412')).toEqual([]);
  expect(flow('资金总额：58')).toEqual([]);
  expect(flow('预算数：180000 执行数：174600\n其中：财政拨款 180000 174600')).toEqual([]);
});
