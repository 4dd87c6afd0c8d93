import { describe, expect, test } from 'vitest';
import { htmlOf, docxOf, xlsxOf, type SketchCell } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

const body: readonly (readonly string[])[] = [
  ['投入', '30', '预算管理', '30', '预算编制', '30', '编制完整', '编制完整', '29'],
  ['产出', '70', '监测', '40', '测站巡检', '25', '12次', '12次', '25'],
  ['产出', '70', '监测', '40', '仪器校准', '15', '40台', '40台', '15'],
  ['产出', '70', '服务', '30', '水情报汛', '30', '≥95%', '97.1%', '30'],
];
const values = ['年度指标值', '实际完成值', '得分'];

async function read(write: typeof htmlOf, head: readonly (readonly (string | SketchCell)[])[], rows: readonly (readonly (string | SketchCell)[])[] = body) {
  const { items, levels, totals, columns } = await readDocument(write(['2023年度部门整体支出绩效自评表', [...head, ...rows]]));
  return { rows: items.map(({ level1, level2, name, weight, score }) => [level1, level2, name, weight, score].join('|')), levels: levels.map(({ level, name, weight }) => `${level} ${name} ${weight}`), weight: totals.weight, hasWeight: columns?.includes('weight') };
}

const whole = {
  rows: ['投入|预算管理|预算编制|30|29', '产出|监测|测站巡检|25|25', '产出|监测|仪器校准|15|15', '产出|服务|水情报汛|30|30'],
  levels: ['1 投入 30', '2 预算管理 30', '1 产出 70', '2 监测 40', '2 服务 30'],
  weight: '100',
  hasWeight: true,
};

describe('a head with a name and points under each level', () => {
  test.each([['名称', '分值'], ['名称', '权重（%）'], ['指标', '分值'], ['指标名称', '分值'], ['内容', '权重'], ['指标内容', '满分']])('%s | %s', async (name, points) => {
    const upper = [...['一级指标', '二级指标', '三级指标'].map((text) => ({ text, columns: 2 })), ...values.map((text) => ({ text, rows: 2 }))];
    for (const write of [htmlOf, docxOf, xlsxOf]) expect(await read(write, [upper, [name, points, name, points, name, points]])).toEqual(whole);
  });

  test('without merged cells', async () => {
    expect(await read(htmlOf, [['一级指标', '', '二级指标', '', '三级指标', '', ...values], ['名称', '分值', '名称', '分值', '名称', '分值', '', '', '']])).toEqual(whole);
  });

  test('and one whose last level has its points in a column of the table', async () => {
    const upper = [{ text: '一级指标', columns: 2 }, { text: '二级指标', columns: 2 }, { text: '三级指标', rows: 2 }, ...['分值', ...values].map((text) => ({ text, rows: 2 }))];
    expect(await read(htmlOf, [upper, ['名称', '分值', '名称', '分值']])).toEqual(whole);
  });
});

test('a row of indicators under a head of one line is no second line of it', async () => {
  const rows = [['内容', '服务', '指标', '60', '12次', '12次', '60'], ['内容', '服务', '水情报汛', '40', '≥95%', '97.1%', '40']];
  expect((await read(htmlOf, [['一级指标', '二级指标', '三级指标', '分值', ...values]], rows)).weight).toBe('100');
});

test('a head with a name, points and a score under each level', async () => {
  const scored = [
    ['产出', '60', '59', '监测', '40', '39', '测站巡检', '40', '39'],
    ['产出', '60', '59', '服务', '20', '20', '水情报汛', '20', '20'],
    ['效益', '40', '40', '社会效益', '40', '40', '防汛保障', '40', '40'],
    ['合计', '100', '99', '', '100', '99', '', '100', '99'],
  ];
  const expected = { rows: ['产出|监测|测站巡检|40|39', '产出|服务|水情报汛|20|20', '效益|社会效益|防汛保障|40|40'], levels: ['1 产出 60', '2 监测 40', '2 服务 20', '1 效益 40', '2 社会效益 40'], weight: '100', hasWeight: true };
  const upper = ['一级指标', '二级指标', '三级指标'].map((text) => ({ text, columns: 3 }));
  for (const write of [htmlOf, docxOf, xlsxOf]) for (const names of [['名称', '分值', '得分'], ['指标', '权重', '自评得分']]) expect(await read(write, [upper, [...names, ...names, ...names]], scored)).toEqual(expected);
});

test('a level says its points with brackets or without', async () => {
  const levelsOf = async (...names: readonly string[]) => {
    const rows = names.map((name, at) => [name, '数量指标', `布设观测点${at}`, '≥12个', '12个', '50', '50']);
    const { levels } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'], ...rows]]));
    return levels.filter(({ level }) => level === 1).map(({ name, weight }) => [name, weight]);
  };
  for (const name of ['产出指标45分', '产出指标（45分）', '产出指标\n45分', '产出指标45.0分']) expect(await levelsOf(name)).toEqual([['产出指标', name.includes('45.0') ? '45.0' : '45']]);
  for (const name of ['满意度达90分', '≤10%计10分，以上计6分']) expect((await levelsOf(name)).map(([, weight]) => weight)).toEqual([null]);
});
