import { describe, expect, test } from 'vitest';
import { docxOf, htmlOf, type SketchCell } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

const head = ['一级指标', '二级指标', '三级指标', '分值', '年度指标值', '实际完成值', '得分'];
const rows = [['产出指标', '数量指标', '布设观测点', '35', '≥12个', '12个', '35'], ['产出指标', '质量指标', '数据完整率', '25', '≥98%', '99%', '25']];
const effects = [['效益指标', '社会效益', '服务用户', '30', '≥50家', '52家', '30'], ['满意度指标', '服务对象满意度', '用户满意度', '10', '≥90%', '93%', '9']];

const totalOver = async (label: string) => (await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ...effects, [{ text: label, columns: 3 }, '100', '', '', '99']]]))).totals.claimedTotal;

async function read(write: typeof htmlOf, ...parts: readonly (readonly (string | SketchCell)[])[]) {
  const { items, totals } = await readDocument(write(['2023年度项目支出绩效自评表', [head, ...rows, ...parts, ...effects, [{ text: '总分', columns: 3 }, '100', '', '', '99']]]));
  return { names: items.map(({ name }) => name), weight: totals.weight, score: totals.score, claimed: totals.claimedTotal };
}

const whole = { names: ['布设观测点', '数据完整率', '服务用户', '用户满意度'], weight: '100', score: '99', claimed: '99' };

describe('the sum of a part of the table is no row', () => {
  test.each(['产出指标小计', '产出指标合计', '产出小计', '产出指标（小计）', '小 计', '本级小计：'])('%s over the levels', async (text) => {
    for (const write of [htmlOf, docxOf]) expect(await read(write, [{ text, columns: 3 }, '60', '', '', '60'])).toEqual(whole);
  });

  test('nor where it stands under one level, or reaches over two', async () => {
    expect(await read(htmlOf, ['产出指标合计', '', '', '60', '', '', '60'])).toEqual(whole);
    expect(await read(htmlOf, ['产出指标', { text: '产出指标小计', columns: 2 }, '60', '', '', '60'])).toEqual(whole);
  });

  test.each(['小计', '合计', '小 计'])('nor %s under the level it sums up, with nothing or dashes where a row has its name and values', async (text) => {
    for (const write of [htmlOf, docxOf]) for (const empty of ['', '—', '/']) expect(await read(write, ['产出指标', text, empty, '60', empty, empty, '60'])).toEqual(whole);
    expect(await read(htmlOf, ['产出指标', { text, columns: 2 }, '60', '', '', '60'])).toEqual(whole);
  });

  test('a level may be called a sum, where a row stands under it', async () => {
    expect((await read(htmlOf, ['成本指标', '合计', '公用经费', '5', '≤8万元', '7万元', '5'])).names).toContain('公用经费');
  });

  test('and claims nothing of the whole', async () => {
    const { totals } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, [{ text: '产出指标小计', columns: 3 }, '60', '', '', '60']]]));
    expect(totals).toMatchObject({ weight: '60', claimedTotal: null });
    for (const level2 of ['小计', '合计']) expect((await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ['产出指标', level2, '', '60', '', '', '60']]]))).totals).toMatchObject({ weight: '60', claimedTotal: null });
    expect((await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ['产出指标', '数量指标', '小计', '60', '', '', '60']]]))).totals).toMatchObject({ weight: '60', claimedTotal: null });
  });

  test('an indicator may be called a sum', async () => {
    expect((await read(htmlOf, ['成本指标', '经济成本', '三公经费合计', '5', '≤8万元', '7万元', '5'], ['成本指标', '经济成本', '公用经费合计', '5', '', '', '5'])).names).toEqual(['布设观测点', '数据完整率', '三公经费合计', '公用经费合计', '服务用户', '用户满意度']);
  });
});

describe('the overall score below the rows', () => {
  const labels = ['自评得分', '综合得分', '评价得分', '最终得分', '绩效得分', '综合评分', '自评结果', '自评得分（分）'];
  const form = async (...last: readonly (string | SketchCell)[]) => {
    const { items, totals, unread } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ...effects, last]]));
    return { rows: items.length, weight: totals.weight, claimed: totals.claimedTotal, unread: unread.length };
  };
  const read99 = { rows: 4, weight: '100', claimed: '99', unread: 0 };

  test.each(labels)('%s is the figure under 得分, beside the sum of the weights or without it', async (text) => {
    expect(await form({ text, columns: 3 }, '100', '', '', '99')).toEqual(read99);
    expect(await form({ text, columns: 6 }, '99')).toEqual(read99);
    expect(await form({ text, columns: 3 }, '', '', '', '99')).toEqual(read99);
    expect(await form({ text, columns: 3 }, { text: '99分', columns: 4 })).toEqual(read99);
    expect(await form(text, '', '', '100', '—', '—', '99')).toEqual(read99);
  });

  test.each(labels)('%s claims nothing where only the sum of the weights is printed', async (text) => {
    expect(await form({ text, columns: 3 }, '100', '', '', '')).toEqual({ ...read99, claimed: null });
  });

  test('stands once beside its label, and does not replace the total', async () => {
    expect(await form({ text: '自评得分', columns: 3 }, '99', '', '', '')).toEqual(read99);
    const { totals } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ...effects, [{ text: '总分', columns: 3 }, '100', '', '', '99'], [{ text: '评价得分', columns: 6 }, '97']]]));
    expect(totals.claimedTotal).toBe('99');
  });

  test('an indicator may be called so, with a target or under its levels', async () => {
    expect(await form('效益指标', '社会效益', '综合得分', '10', '≥90分', '92分', '10')).toMatchObject({ rows: 5, claimed: null });
    expect(await form('效益指标', '社会效益', '综合得分', '10', '', '', '10')).toMatchObject({ rows: 5, claimed: null });
    expect(await form('绩效得分', '考核', '考核结果', '10', '', '', '10')).toMatchObject({ rows: 5, claimed: null });
  });
});

test.each(['总分', '合计', '得分合计', '分值合计', '自评总得分'])('%s over the levels is the total of the whole', async (label) => expect(await totalOver(label)).toBe('99'));

test.each(['自评总分（分）：99', '自评得分：99分'])('%s above the rows is the total of the whole', async (text) => {
  expect((await readDocument(htmlOf(['2023年度项目支出绩效自评表', [[{ text: '项目名称', columns: 2 }, { text: '观测站网', columns: 2 }, { text, columns: 3 }], head, ...rows, ...effects]]))).totals.claimedTotal).toBe('99');
});

describe('the overall score in other rows', () => {
  const totalsWith = async (...row: readonly (string | SketchCell)[]) => (await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ...effects, row]]))).totals;

  test.each<[string, readonly (string | SketchCell)[]]>([
    ['总分（100分）', [{ text: '总分（100分）', columns: 4 }, '99', { text: '', columns: 2 }]],
    ['自评总分 | 自评等级', [{ text: '自评总分', columns: 3 }, { text: '99', columns: 2 }, '自评等级', '优']],
    ['自评结论 | a sentence', [{ text: '自评结论', columns: 2 }, { text: '本项目自评得分99分，评价等级为优。', columns: 5 }]],
    ['总得分及等级', [{ text: '总得分及等级', columns: 3 }, { text: '99分  优', columns: 4 }]],
  ])('%s', async (_, row) => {
    expect(await totalsWith(...row)).toMatchObject({ claimedTotal: '99', weight: '100' });
  });

  test('the sum of the weights alone is none', async () => {
    expect((await totalsWith({ text: '总分', columns: 3 }, '100', '', '', '')).claimedTotal).toBeNull();
    expect((await totalsWith({ text: '总分（100分）', columns: 4 }, '', { text: '', columns: 2 })).claimedTotal).toBeNull();
  });
});

describe('the score and the grade in one cell', () => {
  const labels = ['自评得分', '自评总分', '总分', '自评结果', '综合得分'];

  test.each(labels)('behind %s', async (label) => {
    for (const text of ['99分，等级：优', '99分，自评等级为优', '99分（优）', '99（优秀）', '99分 优']) {
      const { totals } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ...effects], [[label, text]]]));
      expect([totals.claimedTotal, totals.claimedGrade]).toEqual(['99', 'excellent']);
    }
  });

  test('as a row of the table', async () => {
    const { totals } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ...effects, ['自评得分', { text: '99分，等级：优', columns: 6 }]]]));
    expect([totals.claimedTotal, totals.claimedGrade, totals.weight]).toEqual(['99', 'excellent', '100']);
  });

  test('a grade alone behind 自评结果', async () => {
    const totalsOf = async (...cells: readonly string[]) => (await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ...rows, ...effects], [[...cells]]]))).totals;
    expect(await totalsOf('自评总分', '99', '自评结果', '优')).toMatchObject({ claimedTotal: '99', claimedGrade: 'excellent' });
    expect(await totalsOf('评价结果', '良')).toMatchObject({ claimedTotal: null, claimedGrade: 'good' });
    expect(await totalsOf('自评结果', '优先保障')).toMatchObject({ claimedTotal: null, claimedGrade: null });
    expect(await totalsOf('自评得分', '90分以上为优')).toMatchObject({ claimedTotal: null, claimedGrade: null });
  });
});
