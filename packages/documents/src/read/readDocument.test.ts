import { describe, expect, test } from 'vitest';
import { readDocument } from './readDocument.js';
import { UnreadableDocumentError } from './unreadable.js';

const bytes = (text: string) => new TextEncoder().encode(text);

async function codeOf(content: Uint8Array, name?: string): Promise<string> {
  try {
    await readDocument(content, name);
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return error.code;
    throw error;
  }
  return 'read';
}

const table = `<!doctype html><html><head><style>td{}</style><script>alert(1)</script></head><body>
<h1>某县教育局2024年度部门整体支出绩效自评表</h1><p>单位：万元</p>
<table><tr><td colspan="2"></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td rowspan="2">预算资金</td><td>年度资金总额</td><td>1，200.00</td><td>1,200.00</td><td>1，140</td><td>10</td><td>95.00％</td><td>9.5</td></tr>
<tr><td>其中：财政拨款</td><td>1200</td><td>1200</td><td>1140</td><td>-</td><td>-</td><td>-</td></tr></table>
<table><tr><th>一级指标</th><th>二级指标</th><th>三级指标</th><th>年度指标值</th><th>实际完成值</th><th>分值</th><th>得分</th><th>偏差原因分析及改进措施</th></tr>
<tr><td rowspan="2">产出指标</td><td rowspan="2">数量指标</td><td>培训教师人数</td><td>≥３００人</td><td>312人</td><td>40</td><td>40</td><td></td></tr>
<tr><td>改造校舍面积</td><td>≥5000平方米</td><td>4500平方米</td><td>20</td><td>18</td><td>雨季停工</td></tr>
<tr><td>满意度指标</td><td>服务对象满意度</td><td>家长满意度</td><td>≥90%</td><td>93%</td><td>30</td><td>30</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>97.5</td><td></td></tr></table></body></html>`;

describe('a form as a web page', async () => {
  const document = await readDocument(bytes(table));

  test('gives title, unit, year and kind', () => {
    expect(document).toMatchObject({ kind: 'entitySelfEvaluation', title: '某县教育局2024年度部门整体支出绩效自评表', unit: '某县教育局', year: 2024 });
  });

  test('gives its rows with their levels, down through merged cells, and the execution row once', () => {
    expect(document.items.map(({ level1, level2, name, weight, score, target, actual }) => [level1, level2, name, weight, score, target, actual])).toEqual([
      [null, null, '预算执行率', '10', '9.5', null, '95.00%'],
      ['产出指标', '数量指标', '培训教师人数', '40', '40', '≥300人', '312人'],
      ['产出指标', '数量指标', '改造校舍面积', '20', '18', '≥5000平方米', '4500平方米'],
      ['满意度指标', '服务对象满意度', '家长满意度', '30', '30', '≥90%', '93%'],
    ]);
    expect(document.totals).toMatchObject({ weight: '100', score: '97.5', claimedTotal: '97.5' });
  });

  test('gives money in 分 by the unit that is stated', () => {
    expect(document.money[0]).toMatchObject({ scope: 'total', budget: { fen: 1_200_000_000n }, actual: { fen: 1_140_000_000n }, weight: '10', rate: '95.00', score: '9.5' });
  });

  test('runs nothing and shows nothing that a reader does not see', () => {
    expect(JSON.stringify(document.passages)).not.toMatch(/alert|td\{/);
  });
});

test('what a page hides is not read, and a page that shows itself later is', async () => {
  const page = (hidden: string, body = '') => bytes(`<html><body ${body}><h1>某县教育局2024年度部门整体支出绩效自评报告</h1>${hidden}<p>自评得分91分，等级为优。</p></body></html>`);
  const claims = async (hidden: string, body = '') => (await readDocument(page(hidden, body))).totals.claims.map(({ total }) => total);
  const text = '自评得分60分，等级为差。';
  for (const attribute of ['style="display:none"', 'style="color:red; DISPLAY : none !important"', "style='visibility:hidden'", 'hidden', 'hidden="until-found"']) expect(await claims(`<div ${attribute}><p>${text}</p></div>`)).toEqual(['91']);
  expect(await claims(`<table><tr><td>甲</td><td style="display:none">${text}</td></tr><tr style="display:none"><td>${text}</td></tr></table>`)).toEqual(['91']);
  expect((await readDocument(page('<table><tr><td>甲</td><td style="display:none">隐藏</td><td><span hidden>隐藏</span>乙</td></tr></table>'))).passages.map((passage) => passage.text)).not.toContain('隐藏');
  expect(await claims(`<div style="display:block"><p>${text}</p></div>`)).toEqual(['60', '91']);
  expect(await claims('', 'style="display:none"')).toEqual(['91']);
});

test('what a class of the page hides from its readers is not read', async () => {
  const text = '<p>部门整体支出绩效自评得分60分，等级为中。</p>';
  const claims = async (css: string, open: string) => (await readDocument(new TextEncoder().encode(`<!doctype html><html><head><style>${css}</style></head><body><p>2023年度部门整体支出绩效自评报告</p>${open}${text}</div><p>自评得分91分，等级为优。</p></body></html>`))).totals.claims.map(({ total }) => total);
  for (const css of ['.off{display:none}', '/* x */ .a, .off { color:red; DISPLAY : none !important; }', 'div.off{visibility:hidden}', '#gone{display:none}', '@media screen{.x{color:red}} .off{display:none}']) expect(await claims(css, '<div class="box off" id="gone">')).toEqual(['91']);
  // Printed on paper alone, another class, within another element, shown again, by a state.
  for (const css of ['@media print{.off{display:none}}', '.offset{display:none}', 'p.off{display:none}', '.menu .off{display:none}', '.off{display:none} .off{display:block}', '.off{display:none} .box{display:block}', '.off:hover{display:none}', '.off{color:red}', '.off{display:none']) expect(await claims(css, '<div class="box off">')).toEqual(['60', '91']);
});

test('a text in GB18030 or UTF-16 is read as well', async () => {
  // 部门整体支出绩效自评报告, as an office program of Windows writes it.
  const gb = Uint8Array.from([0xb2, 0xbf, 0xc3, 0xc5, 0xd5, 0xfb, 0xcc, 0xe5, 0xd6, 0xa7, 0xb3, 0xf6, 0xbc, 0xa8, 0xd0, 0xa7, 0xd7, 0xd4, 0xc6, 0xc0, 0xb1, 0xa8, 0xb8, 0xe6]);
  const utf16 = new Uint8Array(Buffer.from('\ufeff部门整体支出绩效自评报告', 'utf16le'));
  for (const content of [gb, utf16]) expect((await readDocument(content)).title).toBe('部门整体支出绩效自评报告');
});

test('what is no readable report is refused with its reason, told by content', async () => {
  expect(await codeOf(new Uint8Array())).toBe('empty');
  expect(await codeOf(bytes('PK\u0003\u0004 word/document'))).toBe('damaged');
  expect(await codeOf(bytes('%PDF-1.7'))).toBe('damaged');
  expect(await codeOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toBe('legacyOffice');
  expect(await codeOf(Buffer.concat([Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted');
  expect(await codeOf(bytes('\u0000\u0001 program'))).toBe('binary');
  expect(await codeOf(Uint8Array.from([0xff, 0x80, 0xff, 0x80]))).toBe('encoding');
  expect(await codeOf(bytes('今天天气很好。'))).toBe('nothingFound');
  expect(await codeOf(new Uint8Array(20 * 1024 * 1024 + 1))).toBe('tooLarge');
});

test('hostile tables end quickly: a million merged columns are one form’s width', async () => {
  const cells = '<td colspan="1000000" rowspan="1000000">分值</td>'.repeat(200);
  expect(await codeOf(bytes(`<table>${`<tr>${cells}</tr>`.repeat(200)}</table><p>部门整体支出绩效自评报告</p>`))).toBe('read');
}, 60_000);

test('one project’s money in a sentence is no row of all projects, where the report tells that; 项目支出 behind other words is', async () => {
  const rowOf = async (...lines: readonly string[]) => {
    const { money } = await readDocument(bytes(['某县司法局2023年度部门整体支出绩效自评报告', ...lines].join('\n')));
    return money.flatMap(({ scope, budget, actual }) => (scope === 'project' ? [[budget?.text, actual?.text]] : []));
  };
  const whole = '2023年部门预算总额1120万元，其中：基本支出800万元，项目支出320万元。';
  expect(await rowOf(whole, '法律援助项目预算安排200万元，实际支出180万元。')).toEqual([['320', undefined]]);
  expect(await rowOf(whole, '我局项目支出预算320万元，实际支出310万元。')).toEqual([['320', '310']]);
  expect(await rowOf(whole, '其中项目支出预算320万元，实际支出310万元。')).toEqual([['320', '310']]);
});
