import { readDemoCase, readDemoTemplate } from '@hengji/database';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, startBrowser, type TestBrowser } from '../support/browser.js';
import { advanceUntil, datesOf, fill, holderOf, launchYear } from '../support/rehearsal.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';

let shared: SharedStack;
let browser: TestBrowser;
let evaluationId: string;
const { unit, year } = readDemoCase();

/** The year begins with the self-assessment: what lies before was done on paper. */
beforeAll(async () => {
  [shared, browser] = await Promise.all([startSharedStack(), startBrowser()]);
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const startStage = readDemoTemplate().process.stages.findIndex(({ phase }) => phase === 'selfAssessment');
  const dates = datesOf(year);
  const onPaper = Array.from({ length: startStage }, (_, stage) => ({ documentNo: `衡财绩〔${year}〕${stage + 1}号` }));
  const [opened] = await launchYear(desk, [unit], { title: `${year} 年度自评`, year, rehearsal: true, dates: dates.map((date, stage) => (stage < startStage ? null : date)), startsOn: dates[startStage] ?? null, startStage, onPaper });
  if (opened === undefined) throw new Error('nothing was opened');
  ({ evaluationId } = opened);
  await advanceUntil(desk, opened, ({ step }) => step === 'fill');
  const accountant = await shared.stack.signIn(holderOf(unit, 'accountant'));
  await fill(accountant, evaluationId, 'budget', 'yearEnd');
}, 180_000);

afterAll(async () => {
  await browser.close();
  await shared.end();
});

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(testPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
}

test('a computed score opens down to its formula, its figures with who wrote them, and each step, by keyboard alone', async () => {
  const page = await browser.open(shared.stack.apiUrl);
  await signIn(page, holderOf('caizheng', 'performanceDesk'));
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}/review`);
  const how = page.getByRole('button', { name: '计算过程 年度预算执行情况' });
  await how.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '计算过程：年度预算执行情况' });
  await dialog.getByText('（基本支出执行数 + 项目支出执行数） ÷ （基本支出预算数 + 项目支出预算数）').waitFor();
  const figures = dialog.getByRole('table', { name: '数据' });
  expect(await figures.getByRole('row').nth(1).textContent()).toContain('1,569,584.48 元');
  expect(await figures.getByRole('row').nth(1).textContent()).toContain('预算与执行');
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual(['比率 = 1,679,584.48 元 ÷ 1,752,007.70 元 = 95.87%', '比率 95.87% 低于目标 100.00%，得分 = 10 × 95.87% ÷ 100.00%', '9.586627 四舍五入到两位小数，得 9.59 分']);
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'scores-01-explained');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await how.evaluate((button) => button === document.activeElement)).toBe(true);
});
