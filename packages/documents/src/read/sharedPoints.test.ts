import { expect, test } from 'vitest';
import { docxOf, htmlOf, xlsxOf, type SketchCell } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

const head = ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'];
const others = [['效益指标', '社会效益', '服务用户', '≥50家', '52家', '70', '70'], ['满意度指标', '服务对象满意度', '用户满意度', '≥90%', '93%', '10', '9']];

async function read(write: typeof htmlOf | typeof xlsxOf, ...rows: readonly (readonly (string | SketchCell)[])[]) {
  const { items, totals, unread } = await readDocument(write(['2023年度项目支出绩效自评表', [head, ...rows, ...others, [{ text: '总分', columns: 5 }, '100', '99']]]));
  return { rows: items.slice(0, 2).map(({ name, weight, score, sharedPoints }) => [name, weight, score, sharedPoints]), weight: totals.weight, score: totals.score, unread };
}

test('points merged over several rows are those of all of them, once', async () => {
  for (const write of [htmlOf, docxOf, xlsxOf]) {
    expect(await read(write, [{ text: '产出指标', rows: 2 }, { text: '数量指标', rows: 2 }, '布设观测点', '≥12个', '12个', { text: '20', rows: 2 }, { text: '20', rows: 2 }], ['编印图册', '≥5册', '5册'])).toEqual({
      rows: [['布设观测点', '20', '20', ['weight', 'score']], ['编印图册', null, null, ['weight', 'score']]],
      weight: '100',
      score: '99',
      unread: [],
    });
  }
});

test('so is a merged weight above scores of their own; a weight in each row, though the same, is the row’s', async () => {
  expect(await read(htmlOf, ['产出指标', '数量指标', '布设观测点', '≥12个', '12个', { text: '20', rows: 2 }, '12'], ['产出指标', '数量指标', '编印图册', '≥5册', '5册', '8'])).toMatchObject({ rows: [['布设观测点', '20', '12', ['weight']], ['编印图册', null, '8', ['weight']]], weight: '100', score: '99', unread: [] });
  expect(await read(htmlOf, ['产出指标', '数量指标', '布设观测点', '≥12个', '12个', '10', '10'], ['产出指标', '数量指标', '编印图册', '≥5册', '5册', '10', '10'])).toMatchObject({ rows: [['布设观测点', '10', '10', undefined], ['编印图册', '10', '10', undefined]], weight: '100' });
});
