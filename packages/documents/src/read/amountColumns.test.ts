import { describe, expect, test } from 'vitest';
import { htmlOf, type SketchTable } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

async function read(...rows: SketchTable) {
  const { money, unread } = await readDocument(htmlOf(['部门整体支出绩效目标申报表', '（2024年度）', [...rows, ['一级指标', '二级指标', '三级指标', '指标值', '权重'], ['产出指标', '数量指标', '巡检泵站', '≥12座', '100']]]));
  return { money: money.map(({ scope, label, budget, actual, division }) => [scope, label, budget?.text, actual, division]), unread: unread.map(({ reason }) => reason) };
}

const margin = (text: string, rows: number) => ({ text, rows });
const total = ['total', '合计', '960.00', null, undefined];

describe('budgets in columns without an outturn', () => {
  test('are income and spending side by side: each list divides the total', async () => {
    const rows = (spent: string): SketchTable => [[margin('年度预算（万元）', 5), '资金来源', '金额', '支出构成', '金额'], ['财政拨款', '900.00', '基本支出', '700.00'], ['其他资金', '60.00', '项目支出', '240.00'], ['', '', '其他支出', '20.00'], ['合计', '960.00', '合计', spent]];
    const [income, spending] = [[['appropriation', '财政拨款', '900.00', null], ['otherFunds', '其他资金', '60.00', null]], [['basic', '基本支出', '700.00', null], ['project', '项目支出', '240.00', null], ['otherSpending', '其他支出', '20.00', null]]];
    expect(await read(...rows('960.00'))).toEqual({ money: [total, ...income.map((row) => [...row, 0]), ...spending.map((row) => [...row, 1])], unread: [] });
    expect((await read(...rows('950.00'))).money).toEqual([total, ...income.map((row) => [...row, undefined]), ['total', '合计', '950.00', null, undefined], ...spending.map((row) => [...row, undefined])]);
  });

  test('are spending with its sources across: those of the total are read, the others said to be unread', async () => {
    const rows: SketchTable = [[margin('整体支出（万元）', 4), '支出类型', '预算金额（万元）', '财政拨款', '其他资金'], ['基本支出', '700.00', '640.00', '60.00'], ['项目支出', '260.00', '260.00', '0.00'], ['合计', '960.00', '900.00', '60.00']];
    expect(await read(...rows)).toEqual({ money: [total, ['basic', '基本支出', '700.00', null, 0], ['project', '项目支出', '260.00', null, 0], ['appropriation', '财政拨款', '900.00', null, 1], ['otherFunds', '其他资金', '60.00', null, 1]], unread: ['unreadSources'] });
  });

  test('are nothing where no word says that they are budgeted, or no total is printed', async () => {
    const rows = (text: string, last: string): SketchTable => [[margin(text, 4), '资金来源', '金额', '支出构成', '金额'], ['财政拨款', '900.00', '基本支出', '700.00'], ['事业收入', '60.00', '项目支出', '260.00'], [last, '960.00', last, '960.00']];
    expect((await read(...rows('年度预算（万元）', '合计'))).money).toHaveLength(5);
    for (const table of [rows('收支情况（万元）', '合计'), rows('年度预算（万元）', '专户资金')]) expect((await read(...table)).money.filter(([, , , , division]) => division !== undefined)).toEqual([]);
  });
});
