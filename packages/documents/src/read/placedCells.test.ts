import { describe, expect, test } from 'vitest';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

const title = '云溪县水文站2023年度项目支出绩效自评表';
const head = ['绩效指标', '一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'];
const read = (rows: readonly (readonly string[])[], between = '\t') => {
  const { items, money, totals, unread } = understand(flowOfText([title, ...rows.map((row) => row.join(between))].join('\n')));
  return { rows: items.map(({ level1, level2, name, weight, score }) => [level1, level2, name, weight, score].map((part) => part ?? '').join('|')), money: money.map(({ label, budget, actual, weight, score }) => [label, budget?.text, actual?.text, weight, score]), total: totals.claimedTotal, unread: unread.map(({ reason }) => reason) };
};

// A browser gives a merged cell once, and an empty one as nothing between two tabs.
const rows = [
  ['产出指标', '数量指标', '布设观测点', '≥12个', '12个', '30', '30', ''],
  ['编印图册', '≥5册', '5册', '20', '20', ''],
  ['质量指标', '数据完整率', '≥98%', '99%', '10', '10', ''],
  ['成本指标', '单点成本', '≤2万元', '1.9万元', '10', '10', ''],
  ['效益指标', '社会效益指标', '服务用户', '≥50家', '52家', '20', '20', ''],
  ['总分', '100', '99.5', ''],
];
const money = [['项目资金（万元）', '', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'], ['年度资金总额', '50.00', '50.00', '47.50', '10', '95%', '9.5'], ['其中：财政拨款', '50.00', '50.00', '47.50', '—', '95%', '—']];
const whole = {
  rows: ['||预算执行率|10|9.5', '产出指标|数量指标|布设观测点|30|30', '产出指标|数量指标|编印图册|20|20', '产出指标|质量指标|数据完整率|10|10', '产出指标|成本指标|单点成本|10|10', '效益指标|社会效益指标|服务用户|20|20'],
  money: [['年度资金总额', '50.00', '47.50', '10', '9.5'], ['财政拨款', '50.00', '47.50', null, null]],
  total: '99.5',
  unread: [],
};

describe('rows of a table copied from a page', () => {
  test('stand under their head where a merged cell stands once', () => {
    expect(read([...money, head, ...rows])).toEqual(whole);
    expect(read([...money, head, ...rows].map((row) => ['', ...row, '']), ' | ')).toEqual(whole);
    // An editor takes blanks off the ends of lines.
    expect(read([...money, head, ...rows.map((row) => row.slice(0, -1))])).toEqual(whole);
  });

  test('that are whole are left as they are', () => {
    const full = [head.slice(1), ['产出指标', '数量指标', '布设观测点', '≥12个', '12个', '60', '60', ''], ['', '', '编印图册', '≥5册', '5册', '40', '39.5', ''], ['总分', '', '', '', '', '100', '99.5', '']];
    expect(read(full)).toMatchObject({ rows: ['产出指标|数量指标|布设观测点|60|60', '产出指标|数量指标|编印图册|40|39.5'], total: '99.5', unread: [] });
  });

  test('may lack a last cell that is empty', () => {
    expect(read([head.slice(1), ['产出指标', '数量指标', '布设观测点', '≥12个', '12个', '60', '60'], ['产出指标', '数量指标', '编印图册', '≥5册', '5册', '40', '39.5']])).toMatchObject({ rows: ['产出指标|数量指标|布设观测点|60|60', '产出指标|数量指标|编印图册|40|39.5'], unread: [] });
  });

  test('with points beside each level have both or neither', () => {
    const weighed = [['一级指标', '分值', '二级指标', '分值', '三级指标', '分值', '评分标准', '得分'], ['过程', '60', '预算执行', '40', '预算完成率', '40', '按比例计分', '39.5'], ['预算管理', '20', '制度健全性', '20', '健全得满分', '20'], ['效果', '40', '服务', '40', '用户满意度', '40', '低于90%酌情扣分', '40'], ['合计', '100', '', '99.5']];
    expect(read(weighed)).toMatchObject({ rows: ['过程|预算执行|预算完成率|40|39.5', '过程|预算管理|制度健全性|20|20', '效果|服务|用户满意度|40|40'] });
  });

  test('that nothing places are told', () => {
    const { rows: found, unread } = read([head.slice(1), ...rows.slice(0, 1), ['18', '20', '20'], ...rows.slice(4)]);
    expect([found.length, unread]).toEqual([2, ['unclearRow']]);
  });
});
