import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { readDemoTemplate } from '@hengji/database';
import type { Template } from '@hengji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, startBrowser, type TestBrowser } from '../support/browser.js';
import { holderOf } from '../support/rehearsal.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';

let shared: SharedStack;
let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  [shared, browser] = await Promise.all([startSharedStack(), startBrowser()]);
  page = await browser.open(shared.stack.apiUrl);
  await page.getByLabel('用户名').fill(holderOf('caizheng', 'performanceDesk'));
  await page.getByLabel('密码', { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
}, 180_000);

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
}, 60_000);

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
}, 60_000);

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
}, 60_000);

test('no page complained', () => {
  expect(browser.complaints).toEqual([]);
});
