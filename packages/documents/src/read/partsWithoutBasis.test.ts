import { describe, expect, test } from 'vitest';
import { htmlOf, type SketchTable } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

async function read(above: SketchTable, below: SketchTable = []) {
  const money: SketchTable = [[{ text: '预算执行（万元）', columns: 2 }, '年初预算数', '全年预算数', '全年执行数', '执行率'], [{ text: '部门整体支出总额', columns: 2 }, '900.00', '960.00', '940.00', '97.92%']];
  const { mentions, money: rows, unread } = await readDocument(htmlOf(['2023年度部门整体支出绩效自评表', [...above, ...money, ...below, ['一级指标', '二级指标', '三级指标', '指标值', '完成值', '得分'], ['产出指标', '数量指标', '巡检泵站', '≥12座', '12座', '100']]]));
  return { lists: mentions.flatMap((mention) => (mention.kind === 'list' ? [`${mention.whole.text} = ${mention.parts.map(({ amount }) => amount.text).join(' + ')}`] : [])), money: rows.map(({ scope }) => scope), unread: unread.map(({ reason }) => reason) };
}

const across = (...cells: readonly string[]) => cells.map((text) => ({ text, columns: 3 }));

describe('parts beside a table of budget and outturn that say of neither', () => {
  const above = (basic: string, project: string, label = '项目支出总额'): SketchTable => [[{ text: '基本支出总额', columns: 2 }, basic, { text: label, columns: 2 }, project]];

  test('are held to the amount of the total that they come to, else to the nearest', async () => {
    for (const [basic, project, whole] of [['680.00', '260.00', '940.00'], ['700.00', '260.00', '960.00'], ['640.00', '260.00', '900.00'], ['690.00', '240.00', '940.00'], ['7000000.00', '260.00', '960.00']] as const) {
      expect(await read(above(basic, project))).toEqual({ lists: [`${whole} = ${basic} + ${project}`], money: ['total'], unread: ['unreadBasis'] });
    }
  });

  test('are left alone where one says of which it is, or something is spent besides', async () => {
    expect((await read(above('690.00', '240.00', '项目支出预算'))).lists).toEqual([]);
    expect((await read([...above('690.00', '240.00'), [{ text: '经营支出', columns: 2 }, '10.00', { text: '', columns: 3 }]])).lists).toEqual([]);
  });

  test('are held to the sum that their division prints', async () => {
    const below = [across('按收入性质分：940.00', '按支出性质分：940.00'), across('其中：财政拨款：900.00', '其中：基本支出：690.00'), across('其他资金：40.00', '项目支出：240.00'), across('', '')];
    expect(await read([], below)).toEqual({ lists: ['940.00 = 900.00 + 40.00', '940.00 = 690.00 + 240.00'], money: ['total'], unread: ['unreadBasis'] });
    // A division that prints no sum of its own, or one part.
    expect((await read([], [across('按收入性质分：', '按支出性质分：940.00'), across('其中：财政拨款：900.00', '其中：基本支出：690.00')])).lists).toEqual([]);
  });
});
