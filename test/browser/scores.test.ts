import { readDemoCase, readDemoTemplate } from '@hengji/database';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { eventually } from '../support/eventually.js';
import { advanceUntil, datesOf, fill, holderOf, launchYear } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn, takeTurn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
let evaluationId: string;
/** The machine at which they take turns. */
let page: Page;
const { unit, year } = readDemoCase();

/** The year begins with the self-assessment: what lies before was done on paper. */
beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
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
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

test('a computed score opens down to its formula, its figures with who wrote them, and each step, by keyboard alone', async () => {
  page = await openSignedIn(browser, shared.stack.apiUrl, holderOf('caizheng', 'performanceDesk'));
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

/** A row of the self-assessment leads to where its proof is added; the file stands there, and the row is no longer one that rests on words. */
async function attachToRow(): Promise<void> {
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}/sections/assessment`);
  await page.getByRole('button', { name: '添加佐证 完善后备人才库' }).focus();
  await page.keyboard.press('Enter');
  const supports = page.getByLabel('支持的指标');
  expect(await supports.evaluate((box) => box === document.activeElement)).toBe(true);
  expect(await supports.inputValue()).toBe('talentPool');
  await page.locator('input[type=file]').setInputFiles({ name: '入库名册.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 register') });
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '完善后备人才库' }) });
  await row.getByRole('link', { name: '入库名册.pdf' }).waitFor();
  await page.getByText('支持“完善后备人才库”').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await supports.scrollIntoViewIfNeeded();
  await browser.screenshot(page, 'evidence-01-section');
  const wide = page.viewportSize() ?? { width: 1366, height: 768 };
  await page.setViewportSize({ width: 390, height: 844 });
  // A menu that stood open on the wide page would lie over the narrow one.
  await page.reload();
  await row.getByRole('link', { name: '入库名册.pdf' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await accessibilityFaults(page)).toEqual([]);
  await row.scrollIntoViewIfNeeded();
  await browser.screenshot(page, 'evidence-02-phone');
  await page.setViewportSize(wide);
}

test('a warning of the checker is answered where it stands; without an answer nothing goes to the signers, who see all of them', async () => {
  const [clerk, accountant] = await Promise.all([shared.stack.signIn(holderOf(unit, 'clerk')), shared.stack.signIn(holderOf(unit, 'accountant'))]);
  await fill(accountant, evaluationId, 'assets', 'yearEnd');
  const other = { params: { id: evaluationId, section: 'keyTasks' }, query: { name: '名册.pdf', indicator: 'talentPool' }, body: new TextEncoder().encode('%PDF-1.7'), idempotencyKey: crypto.randomUUID() };
  expect(await clerk.attempt('addEvidence', other)).toMatchObject({ ok: false, problem: { status: 422, code: 'invalidInput', errors: { indicator: 'notARowOfSection' } } });
  for (const section of ['personnel', 'rules', 'keyTasks', 'outcomes']) await fill(clerk, evaluationId, section, 'yearEnd');

  // A computed score is set otherwise, with its reason; the computed one stays beside it.
  await takeTurn(page, holderOf(unit, 'clerk'));
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}?tab=scores`);
  await page.getByRole('button', { name: '改动得分 年度预算执行情况' }).click();
  const changing = page.getByRole('dialog', { name: '改动计算得分' });
  await changing.getByLabel('改为（分）').fill('9.80');
  await changing.getByLabel('原因').fill('公积金配套由财政承担。');
  await changing.getByRole('button', { name: '改动计算得分' }).click();
  await page.getByText('改动理由：公积金配套由财政承担。').waitFor();
  const changed = page.getByRole('row').filter({ hasText: '年度预算执行情况' });
  expect(await changed.textContent()).toMatch(/已改动9\.80.*计算得分 9\.59/);
  await page.getByRole('button', { name: '计算过程 年度预算执行情况' }).click();
  await page.getByText('改为 9.80 分（计算得分 9.59 分），理由：公积金配套由财政承担。').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'scores-02-changed');
  await attachToRow();
  await fill(clerk, evaluationId, 'assessment', 'yearEnd');

  await takeTurn(page, holderOf(unit, 'accountant'));
  // Everybody has handed in: what is left for him stands among his tasks, and leads to where he says it.
  await browser.screenshot(page, 'checks-00-inbox');
  await page.getByRole('link', { name: '答复“预算与执行”的检查提示' }).click();
  await page.getByText('有 6 条提示待答复').waitFor();
  await eventually('what he is asked comes into view', async () => ((await page.getByText('有 6 条提示待答复').boundingBox())?.y ?? 0) < 300);
  const own = page.getByRole('article', { name: 'E2 资金使用规范性' });
  await own.getByRole('button', { name: '答复' }).click();
  await own.getByText('请填写').first().waitFor();
  await own.getByLabel('理由').fill('支出审批单和凭证存财务室，可查。');
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'checks-01-answer');
  await own.getByRole('button', { name: '答复' }).click();
  // The reason stands in its box before it is kept: only the form's going says that it was.
  await own.getByLabel('理由').waitFor({ state: 'detached' });
  await own.getByText('支出审批单和凭证存财务室，可查。').waitFor();
  // What is the clerk's to say is no question to the accountant.
  expect(await page.getByRole('article', { name: 'E2 工作运转效率提升' }).getByRole('button', { name: '答复' }).count()).toBe(0);

  await takeTurn(page, holderOf(unit, 'clerk'));
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}`);
  const finding = page.getByRole('article', { name: /^X2 / });
  await finding.getByLabel('影响哪一项').selectOption({ label: '资金使用规范性（2.50）' });
  await finding.getByLabel('建议扣分').fill('1.00');
  await finding.getByLabel('理由').fill('没有按月做账。');
  await finding.getByRole('button', { name: '答复' }).click();
  await finding.getByText('建议“资金使用规范性”扣 1.00 分。').waitFor();
  await page.getByRole('button', { name: '送审', exact: true }).click();
  const sending = page.getByRole('dialog', { name: '送审' });
  await sending.getByRole('button', { name: '送审' }).click();
  // The refusal stays in the dialog; polled as text, so that another one is told by what it says.
  await expect.poll(() => sending.innerText(), { timeout: 30_000 }).toMatch(/还有 4 条检查提示没有答复：E2 /);
  await sending.getByRole('button', { name: '取消' }).click();
  await sending.waitFor({ state: 'hidden' });

  const { checks } = await clerk.call('getChecks', { params: { id: evaluationId } });
  for (const { hash, open, section } of checks) {
    const owner = section.key === 'assets' || section.key === 'budget' ? accountant : clerk;
    if (open) await owner.command(evaluationId, { type: 'answerCheck', check: hash, effect: null, reason: '记录存本股室。' });
  }
  await clerk.command(evaluationId, { type: 'submitForSigning' });
  await takeTurn(page, holderOf(unit, 'financeHead'));
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}/sign`);
  await page.getByRole('heading', { name: '检查提示（6）' }).waitFor();
  await page.getByText('没有待答复的提示。').waitFor();
  await page.getByText('1 行改动了计算得分：“年度预算执行情况”由 9.59 改为 9.80（公积金配套由财政承担。）').waitFor();
  await page.frameLocator('iframe').getByText('9.80（计算得分 9.59）').waitFor();
  await page.frameLocator('iframe').getByRole('heading', { name: '检查提示与答复（6 条）' }).waitFor();
  // What proves a row stands by the row for whoever signs, reviews, or asks how the score came about; and it is in what he signs.
  await page.getByRole('region', { name: '完善后备人才库' }).getByRole('link', { name: '入库名册.pdf' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'checks-02-sign');
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}?tab=scores`);
  await page.getByRole('row').filter({ hasText: '完善后备人才库' }).getByRole('link', { name: '入库名册.pdf' }).waitFor();
  await page.getByRole('button', { name: '计算过程 完善后备人才库' }).click();
  await page.getByRole('dialog').getByRole('link', { name: '入库名册.pdf' }).waitFor();
  await browser.screenshot(page, 'evidence-03-explained');
  const { canonical } = await clerk.call('getRevision', { params: { id: evaluationId, number: 1 } });
  const { evidence }: { evidence: readonly object[] } = JSON.parse(canonical);
  expect(evidence).toMatchObject([{ section: 'assessment', indicator: 'talentPool', name: '入库名册.pdf' }]);
});
