import { utils, write } from '@e965/xlsx';
import { describe, expect, test, vi } from 'vitest';
import { docxOf, docxParts, htmlOf, pdfOf, wordBody, xlsxOf, xlsxParts, zipOf, type Sketch } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

// The library for PDF is large; on a busy machine its first page takes seconds.
vi.setConfig({ testTimeout: 60_000 });

const writers = { html: htmlOf, docx: docxOf, xlsx: xlsxOf, pdf: (sketch: Sketch) => pdfOf(sketch, { codes: 'namedTable' }) };

const form: Sketch = [
  '附件3',
  '2023年度项目支出绩效自评表',
  [
    ['项目名称', { text: '校园安防设施改造', columns: 7 }],
    [{ text: '项目资金（万元）', rows: 3 }, '', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
    ['年度资金总额', '86.50', '86.50', '82.175', '10', '95%', '9.5'],
    ['其中：当年财政拨款', '86.50', '86.50', '82.175', '—', '95%', '—'],
    [{ text: '年度总体目标', rows: 2 }, { text: '预期目标', columns: 3 }, { text: '实际完成情况', columns: 4 }],
    [{ text: '更新12所学校的监控', columns: 3 }, { text: '12所学校的监控已更新', columns: 4 }],
    ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'],
    [{ text: '产出指标（50分）', rows: 3 }, '数量指标', '更新监控学校', '≥12所', '12所', '20', '20', ''],
    ['质量指标', '验收合格率', '＝100%', '100%', '20', '20', ''],
    ['时效指标', '完工时间', '2023年10月前', '2023年11月', '10', '8', '设备到货推迟'],
    ['效益指标（30分）', '社会效益', '安全事故下降', '≥20%', '25%', '30', '30', ''],
    ['满意度指标（10分）', '满意度', '师生满意度', '≥90%', '94.2%', '10', '10', ''],
    [{ text: '总分', columns: 5 }, '100', '97.5', ''],
  ],
  '填报人：李某　　联系电话：0000000',
];

describe.each(Object.entries(writers))('the same form as .%s', async (name, write) => {
  const document = await readDocument(write(form), `form.${name}`);

  test('gives the same rows down through merged cells, and the execution row once', () => {
    expect(document.items.map((item) => [item.level1, item.level2, item.name, item.target, item.actual, item.weight, item.score, item.reason])).toEqual([
      [null, null, '预算执行率', null, '95%', '10', '9.5', null],
      ['产出指标', '数量指标', '更新监控学校', '≥12所', '12所', '20', '20', null],
      ['产出指标', '质量指标', '验收合格率', '=100%', '100%', '20', '20', null],
      ['产出指标', '时效指标', '完工时间', '2023年10月前', '2023年11月', '10', '8', '设备到货推迟'],
      ['效益指标', '社会效益', '安全事故下降', '≥20%', '25%', '30', '30', null],
      ['满意度指标', '满意度', '师生满意度', '≥90%', '94.2%', '10', '10', null],
    ]);
    expect(document.levels.filter(({ level }) => level === 1).map(({ weight }) => weight)).toEqual(['50', '30', '10']);
    expect(document.totals).toMatchObject({ weight: '100', score: '97.5', claimedTotal: '97.5' });
  });

  test('gives head, kind and money alike', () => {
    expect(document).toMatchObject({ kind: 'projectSelfEvaluation', title: '2023年度项目支出绩效自评表', year: 2023, unread: [] });
    expect(document.money.map(({ label, budget, actual, rate }) => [label, budget?.fen, actual?.fen, rate])).toEqual([
      ['年度资金总额', 86_500_000n, 82_175_000n, '95'],
      ['当年财政拨款', 86_500_000n, 82_175_000n, '95'],
    ]);
  });
});

test('each container says where: a line, a cell, a page', async () => {
  const place = async (bytes: Uint8Array) => (await readDocument(bytes)).items[1]?.location;
  expect(await place(docxOf(form))).toMatchObject({ line: expect.any(Number), item: 1 });
  expect(await place(xlsxOf(form))).toMatchObject({ sheet: '自评表', cell: 'C10', item: 1 });
  expect(await place(pdfOf(form))).toMatchObject({ page: 1, item: 1 });
});

test('a table that goes on over several pages is one table', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => ['产出指标', '数量指标', `第${index + 1}项任务`, '≥1件', '1件', '2', '2', '']);
  const { items, totals } = await readDocument(pdfOf(['2023年度项目支出绩效自评表', [['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因'], ...rows]]));
  expect(items).toHaveLength(50);
  expect(totals).toMatchObject({ weight: '100', score: '100' });
});

test('a table inside the cell of a layout table is read, and one beside text as well', async () => {
  const inner = '<table><tr><td>一级指标</td><td>三级指标</td><td>指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr><tr><td>产出</td><td>检查户次</td><td>≥30户</td><td>31户</td><td>100</td><td>100</td></tr></table>';
  for (const outer of [`<table><tr><td>${inner}</td></tr></table>`, `<table><tr><td>绩效指标</td><td><p>见下表</p>${inner}</td></tr></table>`]) {
    const { items } = await readDocument(new TextEncoder().encode(`<h1>2023年度项目支出绩效自评表</h1>${outer}`));
    expect(items.map(({ name, weight }) => [name, weight])).toEqual([['检查户次', '100']]);
  }
});

test('title, unit and year in a page that is laid out with tables are read', async () => {
  const form = '<table><tr><td>一级指标</td><td>三级指标</td><td>指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr><tr><td>产出</td><td>检查户次</td><td>≥30户</td><td>31户</td><td>100</td><td>100</td></tr></table>';
  const content = `<table><tr><td><b>古籍修复项目绩效自评表</b></td></tr><tr><td>项目单位：<u>&nbsp;云溪县图书馆&nbsp;</u>　年度：2024　金额单位：元</td></tr><tr><td>${form}</td></tr></table>`;
  const { title, unit, year, items } = await readDocument(new TextEncoder().encode(`<table><tr><td><table><tr><td>信息公开</td></tr><tr><td>机构概况</td></tr></table></td><td>${content}</td></tr></table>`));
  expect([title, unit, year, items.length]).toEqual(['古籍修复项目绩效自评表', '云溪县图书馆', 2024, 1]);
});

describe('Word', () => {
  const numbered = (text: string, level: number) => `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const lvl = (level: number, format: string, text: string) => `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">${lvl(0, 'chineseCountingThousand', '%1、')}${lvl(1, 'chineseCounting', '（%2）')}${lvl(2, 'decimal', '%3.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

  test('numbers of automatic lists, which the file does not store, are headings all the same', async () => {
    const body = [wordBody(['云溪县档案局2023年度部门整体支出绩效自评报告']), numbered('部门概况', 0), numbered('主要职能', 1), numbered('接收档案', 2), numbered('提供查阅', 2), numbered('机构情况', 1), numbered('收藏', 2), numbered('绩效情况', 0)].join('');
    const { passages } = await readDocument(zipOf(docxParts(body, { 'word/numbering.xml': numbering })));
    expect(passages.map(({ text }) => text)).toEqual(['云溪县档案局2023年度部门整体支出绩效自评报告', '一、部门概况', '（一）主要职能', '1.接收档案', '2.提供查阅', '（二）机构情况', '1.收藏', '二、绩效情况']);
    expect(passages[1]).toMatchObject({ role: 'heading' });
  });

  test('macros are not unpacked, and what was deleted under tracking is no text', async () => {
    const body = `${wordBody(['2023年度部门整体支出绩效自评报告'])}<w:p><w:del><w:r><w:delText>自评得分91分。</w:delText></w:r></w:del><w:ins><w:r><w:t>自评得分95分。</w:t></w:r></w:ins></w:p>`;
    const { totals } = await readDocument(zipOf(docxParts(body, { 'word/vbaProject.bin': 'Sub AutoOpen()' })), 'report.docm');
    expect(totals.claimedTotal).toBe('95');
  });
});

test('a workbook is read as it shows itself: per cents, and no hidden sheet', async () => {
  const names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const text = (cell: string, value: string) => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const sheet = `<worksheet ${names}><sheetData><row r="1">${text('A1', '2023年度项目支出绩效自评表')}</row><row r="2">${['项目资金（万元）', '', '全年预算数', '全年执行数', '执行率'].map((value, at) => text(`${'ABCDE'[at]}2`, value)).join('')}</row><row r="3">${text('B3', '年度资金总额')}<c r="C3"><v>320</v></c><c r="D3"><v>304</v></c><c r="E3" s="1"><f>D3/C3</f><v>0.95</v></c></row></sheetData></worksheet>`;
  const styles = `<styleSheet ${names}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>`;
  const { money } = await readDocument(zipOf(xlsxParts(sheet, { 'xl/styles.xml': styles })));
  expect(money).toMatchObject([{ scope: 'total', rate: '95.00', budget: { fen: 320_000_000n } }]);
});

test('a formula without its result is said to be unread; one that has it, or may give an empty text, is not', async () => {
  const names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const text = (cell: string, value: string) => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const row = (at: number, ...cells: readonly string[]) => `<row r="${at}">${cells.join('')}</row>`;
  const texts = (at: number, ...values: readonly string[]) => row(at, ...values.map((value, column) => text(`${'ABCDE'[column]}${at}`, value)));
  const sheetWith = (result: string) => `<worksheet ${names}><sheetData>${texts(1, '2023年度项目支出绩效自评表')}${texts(2, '一级指标', '三级指标', '年度指标值', '分值', '得分')}${texts(3, '产出指标', '监控学校', '≥12所', '60', '60')}${texts(4, '效益指标', '受益学生', '≥900人', '40', '39')}${row(5, text('A5', '总分'), `<c r="D5"><f>SUM(D3:D4)</f>${result}</c>`, '<c r="E5"><f>SUM(E3:E4)</f><v>99</v></c>')}${row(6, text('A6', '备注'), '<c r="B6" t="str"><f>IF(E5&lt;90,"整改","")</f><v></v></c>')}</sheetData></worksheet>`;
  for (const result of ['', '<v></v>', '<v/>']) expect((await readDocument(zipOf(xlsxParts(sheetWith(result))))).unread).toEqual([{ location: { sheet: '自评表', cell: 'D5' }, reason: 'uncomputed' }]);
  const { unread, totals } = await readDocument(zipOf(xlsxParts(sheetWith('<v>100</v>'))));
  expect(unread).toEqual([]);
  expect(totals.claimedTotal).toBe('99');
});

test('a text that was broken at a margin is put together again; one that was not stays as it is', async () => {
  const wrapped = ['云溪县档案局2023年度部门整体支出绩效自评报告', '一、绩效目标完成情况', '　　基本支出预算执行率（50分）：基本支出预算164.2007', '7万元，决算156.958448万元，执行率95.59%，预算没有用', '完的原因是年底一名职工调出，得分47.79分。', '　　档案接收任务（50分）：计划接收十二家单位的档案，实', '际接收十二家，全部按照规定的时间移交入库，得分50分。', '　　我局2023年度部门整体支出绩效自评得分97.79分，评', '价等级为优，下一年继续做好预算执行和档案接收的工作。'];
  const document = await readDocument(new TextEncoder().encode(wrapped.join('\n')));
  expect(document.items.map(({ weight, score, location }) => [weight, score, location])).toEqual([
    ['50', '47.79', { line: 3, item: 0 }],
    ['50', '50', { line: 6, item: 1 }],
  ]);
  expect(document.money[0]).toMatchObject({ budget: { text: '164.20077' }, rate: '95.59' });
});

test('rows kept by tabs or bars in a text are a table', async () => {
  const rows = [['一级指标', '二级指标', '三级指标', '指标值', '实际完成值', '分值', '得分'], ['产出指标', '数量指标', '检查户次', '≥300户', '310户', '60', '60'], ['效益指标', '社会效益', '投诉下降', '≥5%', '6%', '40', '40']];
  const texts = [rows.map((row) => row.join('\t')), rows.map((row) => `| ${row.join(' | ')} |`)].map((lines) => ['2023年度项目支出绩效自评表', ...lines].join('\n'));
  for (const text of texts) {
    const { items } = await readDocument(new TextEncoder().encode(text));
    expect(items.map(({ name, weight, location }) => [name, weight, location])).toEqual([
      ['检查户次', '60', { line: 3, item: 0 }],
      ['投诉下降', '40', { line: 4, item: 1 }],
    ]);
  }
});

test('a workbook that names its dynamic arrays, as newer Excel and the library itself write it, is read', async () => {
  const rows = [['部门整体支出绩效自评表'], ['一级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'], ['产出', '培训人数', '100', '100', '60', '60'], ['效益', '满意度', '90%', '95%', '40', '40'], ['总分', '', '', '', '100', '100']];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '自评表');
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!(bytes instanceof Uint8Array)) throw new Error('the library wrote no bytes');
  expect(Buffer.from(bytes).includes('xl/metadata.xml')).toBe(true);
  const { items, totals } = await readDocument(bytes);
  expect(items.map(({ name, score }) => [name, score])).toEqual([['培训人数', '60'], ['满意度', '40']]);
  expect(totals.claimedTotal).toBe('100');
});
