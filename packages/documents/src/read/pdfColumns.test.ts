import { expect, test, vi } from 'vitest';
import { pdfOf, type Sketch } from '../../test/containers.js';
import { tablesWithoutRules } from './pdfColumns.js';
import { readDocument } from './readDocument.js';

// The library for PDF is large; on a busy machine its first page takes seconds.
vi.setConfig({ testTimeout: 60_000 });

const head = ['一级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因'];
const form: Sketch = [
  '云溪县水务局2023年度项目支出绩效自评表',
  '项目名称：农村饮水管护。本项目由水务局实施，全年资金已按计划支付，没有结余。',
  [['资金（万元）', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'], ['年度资金总额', '120', '118', '106.2', '10', '90%', '9']],
  [
    head,
    ['产出指标', '管护水厂数量', '≥12座', '12座', '30', '30', ''],
    ['', '水质检测合格率', '≥95%', '97%', '20', '20', ''],
    ['效益指标', '受益群众对供水稳定的评价明显好转', '明显好转', '好转', '30', '27', '一处泵站检修时间较长'],
    ['满意度指标', '用水户满意度', '≥90%', '92%', '10', '10', ''],
    ['总分', '', '', '', '100', '96', ''],
  ],
  '注：本表由项目实施单位填写，数据以年终决算为准，如有变动以财政部门批复的数据为准。',
];

test('columns that no rules are drawn for are told by their heads and places', async () => {
  const { items, money, totals, unit, title } = await readDocument(pdfOf(form, { ruled: false }), 'a.pdf');
  expect({ unit, title }).toEqual({ unit: '云溪县水务局', title: '云溪县水务局2023年度项目支出绩效自评表' });
  expect(items.map(({ level1, name, weight, score, target, actual, reason }) => [level1, name, weight, score, target, actual, reason].join(' '))).toEqual([
    ' 预算执行率 10 9  90% ',
    '产出指标 管护水厂数量 30 30 ≥12座 12座 ',
    '产出指标 水质检测合格率 20 20 ≥95% 97% ',
    '效益指标 受益群众对供水稳定的评价明显好转 30 27 明显好转 好转 一处泵站检修时间较长',
    '满意度指标 用水户满意度 10 10 ≥90% 92% ',
  ]);
  expect(money).toMatchObject([{ scope: 'total', rate: '90', budget: { text: '118' }, actual: { text: '106.2' } }]);
  expect(totals).toMatchObject({ weight: '100', score: '96', claimedTotal: '96' });
});

test('they go on over the page, with and without the head again', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => [index === 0 ? '产出指标' : '', `完成第${index + 1}项工作`, '≥1项', '1项', '2', '2', '']);
  for (const repeated of [false, true]) {
    const table = repeated ? [head, ...rows.slice(0, 30), head, ...rows.slice(30)] : [head, ...rows];
    const { items, totals } = await readDocument(pdfOf(['云溪县水务局2023年度部门整体支出绩效自评表', [...table, ['总分', '', '', '', '100', '100', '']]], { ruled: false }), 'a.pdf');
    expect(items).toHaveLength(50);
    expect(totals).toMatchObject({ weight: '100', score: '100', claimedTotal: '100' });
  }
});

test('nothing above the labels of a money block is an empty column, as a word there is one', async () => {
  for (const corner of ['', '资金来源']) {
    const block: Sketch = ['云溪县水务局2023年度部门整体支出绩效自评表', [[corner, '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'], ['年度资金总额', '120', '118', '106.2', '10', '90%', '9'], ['其中：财政拨款', '100', '98', '88.2', '', '', '']], [head, ['产出指标', '管护水厂数量', '≥12座', '12座', '90', '90', '']]];
    const { money } = await readDocument(pdfOf(block, { ruled: false }), 'a.pdf');
    expect(money.map(({ label, initial, budget, actual, weight, rate, score }) => [label, initial?.text, budget?.text, actual?.text, weight, rate, score])).toEqual([['年度资金总额', '120', '118', '106.2', '10', '90', '9'], ['财政拨款', '100', '98', '88.2', null, null, null]]);
  }
});

test('running text with figures is no table', async () => {
  const text = Array.from({ length: 12 }, (_, index) => `2023年完成任务${index}项，指标值、分值和得分见附表，预算执行率为9${index % 10}%，资金使用规范。`);
  const { items, passages } = await readDocument(pdfOf(['云溪县水务局2023年度部门整体支出绩效自评报告', ...text], { ruled: false }), 'a.pdf');
  expect(items).toEqual([]);
  expect(passages.filter(({ role }) => role === 'cell')).toEqual([]);
});

test('a file that states absurd places is read in no time', () => {
  const run = (text: string, left: number, y: number) => ({ text, left, right: left + 20, y, size: 10 });
  const lines = [['指标', '分值', '得分'].map((text, at) => run(text, at * 1e9, 10)), ...Array.from({ length: 200 }, (_, row) => ['任务', '10', '10'].map((text, at) => run(text, at * 1e9, 40 + row * 30)))];
  const [table] = tablesWithoutRules(lines, null);
  expect(table?.rows).toHaveLength(201);
});
