import { expect, test } from 'vitest';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

const title = '2023年度项目支出绩效自评表';
const labels = ['项目名称', '困难职工慰问', '主管部门', '宜江市总工会', '项目资金', '（万元）'];
const moneyHead = ['年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'];
const moneyRow = ['年度资金总额', '30.00', '30.00', '28.50', '10', '95%', '9.5'];
const head = ['绩效指标', '一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'];
const rows = ['产出指标', '数量指标', '慰问户数', '≥150户', '152户', '20', '20', '', '质量指标', '对象符合率', '100%', '99%', '30', '28', '一户不符，已退回', '效益指标', '社会效益指标', '队伍稳定', '稳定', '稳定', '40', '40', ''];
const total = ['总分', '100', '97.5'];

const read = (cells: readonly string[], between: string) => understand(flowOfText([title, ...cells].join(between)));
const itemsOf = ({ items }: ReturnType<typeof read>) => items.map(({ level1, level2, name, target, actual, weight, score, reason }) => [level1, level2, name, target, actual, weight, score, reason].join('|'));

const expected = ['||预算执行率||95%|10|9.5|', '产出指标|数量指标|慰问户数|≥150户|152户|20|20|', '产出指标|质量指标|对象符合率|100%|99%|30|28|一户不符,已退回', '效益指标|社会效益指标|队伍稳定|稳定|稳定|40|40|'];

test('a form with one cell a line is read by its heads, with empty lines for empty cells or without', () => {
  for (const between of ['\n\n', '\n']) {
    const document = read([...labels, ...moneyHead, ...moneyRow, ...head, ...rows, ...total], between);
    expect(itemsOf(document)).toEqual(expected);
    expect([document.unit, document.totals.claimedTotal, document.unread]).toEqual(['宜江市总工会', '97.5', []]);
    expect(document.money.map(({ initial, budget, actual, weight }) => [initial?.text, budget?.text, actual?.text, weight])).toEqual([['30.00', '30.00', '28.50', '10']]);
  }
  expect(itemsOf(read([...moneyHead, ...moneyRow, ...head, ...rows.filter((cell) => cell !== ''), ...total], '\n'))).toEqual(expected);
});

test('labels of money with a figure each are its rows, two totals side by side two blocks', () => {
  const goals = ['资金总额', '60万元', '当年资金总额：', '20万元', '其中：财政拨款', '50万元', '其中：财政拨款', '20万元', '一级指标', '二级指标', '三级指标', '指标值', '产出指标', '数量指标', '慰问户数', '≥150户', '效益指标', '社会效益指标', '队伍稳定', '稳定'];
  const document = understand(flowOfText(['2023年度项目支出绩效目标申报表', ...goals].join('\n\n')));
  expect(document.money.map(({ label, budget }) => `${label} ${budget?.text ?? ''}`)).toEqual(['资金总额 60', '财政拨款 50', '当年资金总额 20', '财政拨款 20']);
  expect(document.items.map(({ level1, name, target }) => [level1, name, target].join('|'))).toEqual(['产出指标|慰问户数|≥150户', '效益指标|队伍稳定|稳定']);
});

test('rows that could be parted otherwise are told and not read; headings within a sentence are none', () => {
  const unclear = read([...head.slice(1), '一', '二', '三', '四', '五', '10', '六', '七', '八', '九', '10', '10'], '\n');
  expect([unclear.items, unclear.unread.map(({ reason }) => reason)]).toEqual([[], ['cellLines']]);
  expect(read(['指标名称如下。', '分值如下。', '得分如下。', '维修', '10', '10'], '\n').unread).toEqual([]);
});
