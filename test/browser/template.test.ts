import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { docxOf, pdfOf } from '../../packages/documents/test/containers.js';
import { readDemoTemplate } from '@hengji/database';
import { readFlow } from '@hengji/documents';
import type { Template } from '@hengji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { eventually } from '../support/eventually.js';
import { holderOf } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn, takeTurn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  page = await openSignedIn(browser, shared.stack.apiUrl, holderOf('caizheng', 'performanceDesk'));
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

const standing = readDemoTemplate();
const next = standing.version + 1;

/** The form with other weights, of rows by key and of second levels by name. */
function weighed(rows: Readonly<Record<string, string>>, levels: Readonly<Record<string, string>>): Template {
  return {
    ...standing,
    indicators: standing.indicators.map((row) => ({ ...row, weight: rows[row.key] ?? row.weight })),
    levels: (standing.levels ?? []).map((level) => ({ ...level, weight: levels[level.subDimension ?? ''] ?? level.weight })),
  };
}

/** As the report of 2023 printed it. */
const printed = weighed(
  { financialRules: '5', fundUseCompliance: '5', reformCompletion: '20', workEfficiency: '10', publicSatisfaction: '10', socialImpact: '10' },
  { 部门履职目标: '20', 部门效果目标: '10', 服务对象满意度: '10', 社会影响: '10' },
);
/** Sums up, and asks more of satisfaction than before. */
const repaired = weighed({ workEfficiency: '6', publicSatisfaction: '10' }, { 部门效果目标: '6', 服务对象满意度: '10' });

async function upload(name: string, content: string | Buffer): Promise<void> {
  await page.getByLabel('选择文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}

test('the form as it was printed in 2023 is refused with its three differences, and nothing is released', async () => {
  await page.getByRole('menuitem', { name: '模板', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '模板' }).waitFor();
  await page.getByRole('link', { name: '项目支出绩效自评模板（10/50/30/10）' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'template-list');

  await page.getByRole('link', { name: '上传模板' }).click();
  await page.getByRole('heading', { level: 1, name: '上传模板' }).waitFor();
  await upload('printed.json', JSON.stringify(printed));
  await page.getByText('3 处错误，改正后才能发布').waitFor();
  await page.getByText('三级指标的分值合计是 115，应当是 100。').waitFor();
  await page.getByText('“履职效果”写的是 40 分，下一级合计是 50 分。').waitFor();
  await page.getByText('“财务管理”写的是 5 分，下面 2 个指标合计是 10 分。').waitFor();
  expect(await page.getByRole('button', { name: '发布' }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'template-refused');

  await upload('scan.json', '%PDF-1.4');
  await page.getByText('读不出来。请上传从这里下载的 Excel 或 JSON 文件。').waitFor();
  await upload('half.json', JSON.stringify({ ...repaired, indicators: repaired.indicators.map((row, index) => (index === 2 ? { ...row, weight: '五分' } : row)) }));
  await page.getByText('indicators[3].weight').waitFor();

  await page.getByRole('menuitem', { name: '模板', exact: true }).click();
  await page.getByText(`第 ${standing.version} 版`).waitFor();
  expect(await page.getByText(`第 ${next} 版`).count()).toBe(0);
});

test('repaired it is compared with the version before, released with a reason, and a year can be opened by it', async () => {
  await page.getByRole('link', { name: '上传模板' }).click();
  await upload('repaired.json', JSON.stringify(repaired));
  await page.getByRole('heading', { name: `部门整体支出绩效自评模板，将成为第 ${next} 版` }).waitFor();
  await page.getByRole('row', { name: '群众满意度 分值 8 10' }).waitFor();
  await page.getByRole('row', { name: '部门效果目标 级别的分值 8 6' }).waitFor();
  await browser.screenshot(page, 'template-differences');
  await page.getByRole('button', { name: '发布' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('发布原因').fill('按县政府第 3 次常务会议纪要，提高满意度的分值。');
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'template-release');
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText(`已发布“部门整体支出绩效自评模板”第 ${next} 版`).waitFor();
  await page.getByText('按县政府第 3 次常务会议纪要，提高满意度的分值。').waitFor();
  await page.getByText('基本支出预算执行率').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'template-page');

  // The Excel file of it says the same.
  const link = page.getByRole('link', { name: '下载 Excel' });
  expect(await link.getAttribute('download')).toBe(`部门整体支出绩效自评模板 ${next}.xlsx`);
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const workbook = await readFile(await download.path());
  await page.getByRole('menuitem', { name: '模板', exact: true }).click();
  await page.getByRole('link', { name: '上传模板' }).click();
  await upload('模板.xlsx', workbook);
  await page.getByText('和现在的最新版一样，不用再发布。').waitFor();
  expect(await page.getByRole('button', { name: '发布' }).count()).toBe(0);

  await page.goto(`${shared.stack.apiUrl}/#/campaigns/open`);
  await page.getByRole('heading', { level: 1, name: '开启年度或演练' }).waitFor();
  const choice = page.getByLabel('评价模板');
  expect(await choice.locator('option').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining(`第 ${next} 版`), expect.stringContaining(`第 ${standing.version} 版`)]));
  // The newest of the form that the county uses is proposed.
  expect(await choice.locator('option:checked').textContent()).toContain(`第 ${next} 版`);
});

test('one that came with the product is released after a look', async () => {
  await page.goto(`${shared.stack.apiUrl}/#/templates`);
  await page.getByRole('link', { name: '项目支出绩效自评模板（10/50/30/10）' }).click();
  await page.getByRole('heading', { level: 1, name: '项目支出绩效自评模板（10/50/30/10）' }).waitFor();
  await page.getByText('超过目标 1.3 倍的部分按比例扣减，并说明原因').waitFor();
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByRole('dialog').getByLabel('发布原因').fill('项目支出从今年起自评。');
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('已发布“项目支出绩效自评模板（10/50/30/10）”第 1 版').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('excellent ≥ 90', { exact: false }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'template-english');
  await page.getByRole('button', { name: '中文' }).click();
});

/** A report with the figures and defects of a real one. */
const printedReport = docxOf((await readFile(new URL('../../packages/checks/test/golden/report-2023-twin.txt', import.meta.url), 'utf8')).split('\n'));

/** Its table of scores has a head that no reader knows. */
const strangeTable = docxOf(['云溪县档案局2023年度部门整体支出绩效自评报告', [['考评要素', '标准分值', '单位得分'], ['档案接收', '50', '48'], ['档案利用', '50', '50']]]);

const drop = (...files: readonly (readonly [string, Uint8Array | string])[]) => page.getByLabel('选择文件').setInputFiles(files.map(([name, content]) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })));

test('工作日历: a pasted notice is read and compared, what is wrong with it is said, and it is released under its number', async () => {
  await page.getByRole('menuitem', { name: '工作日历' }).click();
  await page.getByRole('heading', { level: 1, name: '工作日历' }).waitFor();
  await page.getByText('已知到 2026-12-31').waitFor();
  expect(await page.getByLabel('年度').inputValue()).toBe('2027');
  const notice = page.getByLabel('通知全文或日期');
  await notice.fill('一、元旦：1月1日（周五）至3日（周日）放假，共3天。二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月13日（周六）、2月17日（周三）上班。');
  await page.getByRole('button', { name: '检查' }).click();
  await page.getByText('2027-02-17 本来就是工作日，不用调休上班。').waitFor();
  await page.getByText('2027-10-01 是法定节日，没有写放假。').waitFor();
  expect(await page.getByRole('button', { name: '发布' }).count()).toBe(0);
  await notice.fill(`${(await notice.inputValue()).replace('、2月17日（周三）', '')}三、劳动节：5月1日至5日放假。四、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。\n国务院办公厅\n2026年11月6日`);
  await page.getByRole('button', { name: '检查' }).click();
  await page.getByText('2027-10-01 至 10-07').waitFor();
  await page.getByText('没有读懂、也没有采用：2026年11月6日').waitFor();
  await page.getByRole('row', { name: '2027-02-13 改为上班' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'calendar-checked');
  await page.getByRole('button', { name: '发布' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('通知文号').fill('国办发明电〔2026〕9号');
  await dialog.getByRole('button', { name: '发布' }).click();
  await page.getByText('已知到 2027-12-31').waitFor();
  // The cases of the running year are told by their shells.
  await eventually('every running case counts on it', async () => (await shared.stack.sql("SELECT 1 FROM evaluation e JOIN work_calendar c ON c.id = e.calendar_id WHERE e.status = 'open' AND c.covered_until < '2027-12-31'")).length === 0);
  await page.getByRole('cell', { name: '国办发明电〔2026〕9号' }).first().waitFor();
  expect(await page.getByLabel('年度').inputValue()).toBe('2028');
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'calendar');
});

test('体检: a report from anywhere is shown with marks at what was found, each leading to the other, by mouse and keyboard', async () => {
  await page.getByRole('menuitem', { name: '体检' }).click();
  await page.getByRole('heading', { level: 1, name: '体检' }).waitFor();
  await page.getByLabel('对照模板').locator('option', { hasText: '共性指标模板' }).waitFor({ state: 'attached' });
  await browser.screenshot(page, 'examination-empty');
  await drop(['自评报告.docx', printedReport]);
  await page.getByText('分值合计 115，得分合计 106，自评总分 91；错误 6').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'examination-document');

  const list = page.getByRole('region', { name: '查出的问题' });
  const unit = list.getByRole('listitem').filter({ hasText: 'U1' });
  await unit.getByRole('button').focus();
  await page.keyboard.press('Enter');
  const focused = page.locator(':focus');
  expect(await focused.getAttribute('class')).toBe('marked error');
  expect(await focused.locator('mark').allTextContents()).toContain('1752007.7万元');
  await browser.screenshot(page, 'examination-mark');
  await focused.getByRole('button', { name: /^U1，到清单第 1 条/ }).press('Enter');
  expect(await page.locator(':focus').textContent()).toContain('U1');
  await list.getByText('91 分可以这样得到：100 分减去各行扣分').waitFor();

  await page.getByLabel('对照模板').selectOption({ label: `部门整体支出绩效自评模板 第 ${next} 版` });
  await drop(['自评报告.docx', printedReport]);
  await page.getByText('“财务制度健全性”分值写为5分，模板为2.5分').first().waitFor();
  await page.getByLabel('对照模板').selectOption('');
});

test('体检: what cannot be read is told in one sentence with what to do', async () => {
  await drop(['扫描件.pdf', pdfOf([])]);
  await page.getByRole('alert').getByText('扫描件.pdf：PDF 里没有文字层（可能是扫描件），请提供可以选中文字的 PDF 或原文档。').waitFor();
  await drop(['空.docx', '']);
  await page.getByRole('alert').getByText('空.docx：').waitFor();
  await drop(['便条.txt', '下午三点开会。']);
  await page.getByRole('alert').getByText('没有读到指标、金额或标题').waitFor();
  expect(await page.getByRole('alert').count()).toBe(1);
  await browser.screenshot(page, 'examination-refused');
});

test('体检: many at once become a table that sorts, opens a document, and is exported with nothing in it that runs', async () => {
  const sound = (score: string) => `某局2024年度部门整体支出绩效自评报告\n1.任务完成情况（100分）：任务10项完成${score}，得分${score}分。\n自评得分${score}分，评价结果为优。`;
  await drop(['=1+1.txt', sound('95')], ['报告.docx', printedReport], ['扫描件.pdf', pdfOf([])], ['表头不同.docx', strangeTable], ...Array.from({ length: 20 }, (_, index): readonly [string, string] => [`单位${index + 1}.txt`, sound(String(99 - index))]));
  await page.getByText('已检查 24 / 24 个文件').waitFor({ timeout: 60_000 });
  await page.getByRole('row', { name: /扫描件\.pdf PDF 里没有文字层/ }).waitFor();
  const files = () => page.locator('tbody tr td:first-child').allTextContents();
  await page.getByRole('button', { name: '错误', exact: true }).click();
  expect((await files())[0]).toBe('报告.docx');
  expect((await files()).at(-1)).toBe('扫描件.pdf');
  await page.getByRole('button', { name: '未读懂', exact: true }).click();
  expect((await files()).at(-2)).toBe('报告.docx');
  await page.getByRole('button', { name: '自评总分', exact: true }).click();
  expect((await files())[0]).toBe('单位1.txt');
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'examination-table');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 CSV' }).click()]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.split('\r\n')).toHaveLength(26);
  expect(csv).toContain("\r\n'=1+1.txt,");
  expect(csv).toMatch(/报告\.docx,[^\r]*,2023,91,106,6,/);
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Excel' }).click()]);
  const rows = (await readFlow(await readFile(await saved.path()), '体检结果.xlsx')).flatMap((block) => (block.kind === 'table' ? block.rows.map((cells) => cells.map(({ text }) => text)) : []));
  expect(rows[0]).toEqual(['文件', '单位', '年度', '自评总分', '得分相加', '错误', '需要答复', '未读懂', '总分来历', '说明']);
  expect(rows).toHaveLength(25);
  expect(rows.map(([file]) => file)).toContain('=1+1.txt');
  expect(rows.find(([file]) => file === '报告.docx')?.slice(2, 6)).toEqual(['2023', '91', '106', '6']);
  await page.getByRole('button', { name: '报告.docx' }).click();
  await page.getByText('分值合计 115，得分合计 106，自评总分 91；错误 6').waitFor();
  expect(await page.locator(':focus').evaluate((element) => element.tagName)).toBe('H2');
  expect(await page.getByRole('alert').count()).toBe(0);

  // What was not read is said above the document, and leads to where it stands.
  await page.getByRole('button', { name: '表头不同.docx' }).click();
  await page.getByRole('alert').getByText('有 1 处没有读懂，或者只能推测').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'examination-unread');
  await page.getByRole('button', { name: '看是哪些' }).click();
  expect(await page.locator(':focus').textContent()).toBe('没有读懂的地方');
  await page.getByText('第 2 行：似为评分表，但没有认出表头，未读取').waitFor();
});

test('体检: somebody of a department checks his own report', async () => {
  await takeTurn(page, holderOf('bianban', 'clerk'));
  await page.getByRole('menuitem', { name: '体检' }).click();
  await page.getByText('错误 6').first().waitFor({ state: 'detached' });
  await drop(['自评报告.docx', printedReport]);
  await page.getByText('错误 6').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await browser.screenshot(page, 'examination-narrow');
});

test('no page complained', () => {
  expect(browser.complaints).toEqual([]);
});
