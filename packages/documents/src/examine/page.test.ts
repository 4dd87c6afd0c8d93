import { expect, test } from 'vitest';
import { examine } from './examine.js';
import { pageOf, sectionOf } from './page.js';

async function pageOfText(text: string): Promise<string> {
  const { report, shown } = await examine({ bytes: new TextEncoder().encode(text), name: '1.html', template: null, shown: true, language: 'zh' });
  return shown === null ? '' : pageOf([sectionOf('报告<1>.html', report, shown, 'd0-')]);
}

const html = `<h1>云溪县档案局2023年度部门整体支出绩效自评表</h1><p>说明：&lt;script&gt;alert(1)&lt;/script&gt;</p>
<table><tr><td>三级指标</td><td>指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr><tr><td rowspan="2">接收档案</td><td>≥12家</td><td>9家</td><td>60</td><td>60</td></tr><tr><td>≥5家</td><td>5家</td><td>50</td><td>40</td></tr><tr><td colspan="3">总分</td><td>110</td><td>98</td></tr></table>`;

test('the page shows the whole document with its merged cells, and every finding with its place and remedy', async () => {
  const page = await pageOfText(html);
  for (const text of ['云溪县档案局2023年度部门整体支出绩效自评表', 'rowspan="2"', '≥12家', '110分', '错误（2）', '报告&lt;1&gt;.html']) expect(page).toContain(text);
});

test('a finding leads to its place and back; no link leads nowhere', async () => {
  const page = await pageOfText(html);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((id) => !ids.has(id ?? ''))).toEqual([]);
  expect(ids.size).toBe([...page.matchAll(/ id="/g)].length);
});

test('what was not read is told, with its places', async () => {
  expect(await pageOfText(html)).not.toContain('没有读懂的地方');
  const page = await pageOfText(`${html}<p>佐证</p><img width="600" height="400"><p>说明</p><img width="600" height="400">`);
  expect(page).toMatch(/没有读懂的地方<\/h3><ul><li>第 \d+ 行、第 \d+ 行：此处之后有图片/);
});

test('the page stands alone: nothing runs, nothing is loaded, and what the document says stays text', async () => {
  const page = await pageOfText(html);
  expect(page).not.toMatch(/<script|javascript:|src=|https?:|url\(/i);
  expect(page).toContain('&lt;script&gt;alert(1)');
  expect(page).toContain("default-src 'none'");
});
