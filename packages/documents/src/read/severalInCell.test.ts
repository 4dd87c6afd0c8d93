import { describe, expect, test, vi } from 'vitest';
import { docxOf, docxParts, htmlOf, pdfOf, xlsxOf, zipOf, type Sketch } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

// The library for PDF is large; on a busy machine its first page takes seconds.
vi.setConfig({ testTimeout: 60_000 });

const head = ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'];
const formOf = (...rows: readonly (readonly string[])[]): Sketch => ['2023年度项目支出绩效自评表', [head, ...rows, ['总分', '', '', '', '', '100', '100']]];

async function read(sketch: Sketch, write: (sketch: Sketch) => Uint8Array = htmlOf) {
  const { items, totals, unread } = await readDocument(write(sketch));
  return { rows: items.map(({ level1, level2, name, target, actual, weight, score }) => [level1, level2, name, target, actual, weight, score].map((part) => part ?? '').join('|')), totals, unread: unread.map(({ reason }) => reason) };
}

describe('several indicators in the cells of one row', () => {
  const form = formOf(['产出指标', '数量指标', '指标1：整修堤防\n指标2：新建泵站', '≥12\n3', '12.5\n3', '30\n20', '30\n20'], ['效益指标', '社会效益', '受益户', '≥900', '910', '50', '50']);

  test.each(Object.entries({ html: htmlOf, docx: docxOf, xlsx: xlsxOf, pdf: pdfOf }))('are as many rows below their level, as .%s', async (_, write) => {
    const { rows, totals, unread } = await read(form, write);
    expect(rows).toEqual(['产出指标|数量指标|整修堤防|≥12|12.5|30|30', '产出指标|数量指标|新建泵站|3|3|20|20', '效益指标|社会效益|受益户|≥900|910|50|50']);
    expect(totals).toMatchObject({ weight: '100', score: '100', claimedTotal: '100' });
    expect(unread).toEqual([]);
  });

  test('a paragraph each breaks a cell as well', async () => {
    const cell = (...lines: readonly string[]) => lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('');
    const rows = [head.map((text) => cell(text)), [cell('产出指标'), cell('数量指标'), cell('整修堤防', '新建泵站'), cell('≥12', '3'), cell('12.5', '3'), cell('60', '40'), cell('60', '40')]];
    const docx = zipOf(docxParts(`${cell('2023年度项目支出绩效自评表')}<w:tbl>${rows.map((row) => `<w:tr>${row.map((one) => `<w:tc>${one}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`));
    const html = new TextEncoder().encode(`<p>2023年度项目支出绩效自评表</p><table><tr>${head.map((text) => `<td>${text}</td>`).join('')}</tr><tr>${['产出指标', '数量指标', '整修堤防|新建泵站', '≥12|3', '12.5|3', '60|40', '60|40'].map((text) => `<td>${text.split('|').map((line) => `<p><span>${line}</span></p>`).join('')}</td>`).join('')}</tr></table>`);
    for (const bytes of [docx, html]) expect((await readDocument(bytes)).items.map(({ name, weight, score }) => [name, weight, score])).toEqual([['整修堤防', '60', '60'], ['新建泵站', '40', '40']]);
  });

  test('are told apart by their numbers where a name takes two lines, and by the signs of their targets where there are no points', async () => {
    const long = await read(formOf(['产出指标', '数量指标', '1.整修堤防\n及护坡\n2.新建泵站', '≥12\n3', '12.5\n3', '60\n40', '60\n40']));
    expect(long.rows).toEqual(['产出指标|数量指标|整修堤防及护坡|≥12|12.5|60|60', '产出指标|数量指标|新建泵站|3|3|40|40']);
    const goals = await read(['2023年度项目支出绩效目标申报表', [['一级指标', '二级指标', '三级指标', '指标值'], ['产出指标', '数量指标', '整修堤防\n新建泵站', '≥12公里\n≥3座'], ['效益指标', '社会效益', '受益户', '≥900户']]]);
    expect(goals.rows).toEqual(['产出指标|数量指标|整修堤防|≥12公里|||', '产出指标|数量指标|新建泵站|≥3座|||', '效益指标|社会效益|受益户|≥900户|||']);
  });

  test.each([
    ['points of which there are more than names', ['产出指标', '数量指标', '整修堤防', '≥12', '12.5', '30\n20', '30\n20'], null, null],
    ['one weight for all of them', ['产出指标', '数量指标', '指标1：整修堤防\n指标2：新建泵站', '≥12\n3', '12.5\n3', '50', '50'], '50', '50'],
    ['more than any form has', ['产出指标', '数量指标', '整修堤防\n'.repeat(60), '3\n'.repeat(60), '3\n'.repeat(60), '1\n'.repeat(60), '1\n'.repeat(60)], null, null],
    ['one target too many', ['产出指标', '数量指标', '整修堤防\n新建泵站', '≥12\n3\n5', '12.5\n3', '30\n20', '30\n20'], null, null],
  ])('%s: they are no figure together, and are said to be unread', async (_, row, weight, score) => {
    const { items, unread } = await readDocument(htmlOf(formOf(row, ['效益指标', '社会效益', '受益户', '≥900', '910', '50', '50'])));
    expect(items.map((item) => [item.weight, item.score])).toEqual([[weight, score], ['50', '50']]);
    expect(unread.map(({ reason }) => reason)).toEqual(['severalInCell']);
  });

  test('a text that its cell breaks is one', async () => {
    const { rows, unread } = await read(formOf(['产出\n指标', '数量\n指标', '整修堤防\n和护坡', '2023年\n12月底前', '2023年\n11月', '50\n分', '50'], ['效益指标', '社会效益', '受益户', '≥900\n户', '910\n户', '50', '50']));
    expect(rows).toEqual(['产出指标|数量指标|整修堤防和护坡|2023年12月底前|2023年11月|50|50', '效益指标|社会效益|受益户|≥900户|910户|50|50']);
    expect(unread).toEqual([]);
  });

  test('where the source of a page begins a new line, its cell does not', async () => {
    const html = `<p>2023年度项目支出绩效自评表</p><table><tr>${head.map((text) => `<td>${text}</td>`).join('')}</tr><tr><td>产出指标</td><td>数量指标</td><td>指标1：整修\n  堤防</td><td>\n≥12\n</td><td>12.5</td><td>\n  100\n</td><td>100</td></tr></table>`;
    const { items } = await readDocument(new TextEncoder().encode(html));
    expect(items).toMatchObject([{ name: '整修堤防', target: '≥12', weight: '100' }]);
  });
});

describe('several lines of money in the cells of one row', () => {
  const formOfMoney = (label: string, budget: string, actual: string): Sketch => ['2023年度项目支出绩效自评表', [['项目资金（万元）', '全年预算数', '全年执行数', '分值', '执行率', '得分'], [label, budget, actual, '10', '95%', '9.5']]];

  test('are as many; the points printed once are those of the total', async () => {
    const { money, unread } = await readDocument(docxOf(formOfMoney('年度资金总额\n其中：财政拨款\n其他资金', '86\n80\n6', '81.7\n76\n5.7')));
    expect(money.map(({ label, budget, actual, weight, rate }) => [label, budget?.text, actual?.text, weight, rate])).toEqual([
      ['年度资金总额', '86', '81.7', '10', '95'],
      ['财政拨款', '80', '76', null, null],
      ['其他资金', '6', '5.7', null, null],
    ]);
    expect(unread).toEqual([]);
  });

  test('fewer labels than amounts: none of them is read, and that is said; a label that its cell breaks is one', async () => {
    const several = await readDocument(docxOf(formOfMoney('年度资金总额', '86\n80', '81\n76')));
    expect(several.money.map(({ budget, actual }) => [budget, actual])).toEqual([[null, null]]);
    expect(several.unread.map(({ reason }) => reason)).toEqual(['severalInCell']);
    const broken = await readDocument(docxOf(formOfMoney('年度资金\n总额', '86', '81.7')));
    expect(broken.money).toMatchObject([{ label: '年度资金总额', budget: { text: '86' }, weight: '10' }]);
  });
});

test('a figure that is wider than its cell goes on in the next line of a page', async () => {
  const { money } = await readDocument(pdfOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'], ['年度资金总额', '1,250.75', '12500.25', '11875.2375', '10', '95%', '9.5']]]));
  expect(money).toMatchObject([{ initial: { text: '1250.75' }, budget: { text: '12500.25' }, actual: { text: '11875.2375' }, weight: '10' }]);
});
