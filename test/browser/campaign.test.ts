import type { Page } from 'playwright-core';
import { readDemoCounty, readDemoTemplate } from '@hengji/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { departments, holderOf } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn } from '../support/signIn.js';

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

const nameOf = (unit: string) => readDemoCounty().units.find(({ key }) => key === unit)?.name ?? '';
const [first = '', second = ''] = departments();
const child = readDemoCounty().units.find(({ kind }) => kind === 'subordinate')?.name ?? '';

/** Presses a button of the page, fills its dialog in, and sends it. */
async function order(title: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('button', { name: title, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await fill(dialog);
  await browser.screenshot(page, `campaign-${title}`);
  await dialog.getByRole('button', { name: title, exact: true }).click();
  await page.getByText(`已办理：${title}`).waitFor();
  await dialog.waitFor({ state: 'hidden' });
}

test('the desk plans a rehearsal, sees what stands in its way, and corrects it', async () => {
  await page.goto(`${shared.stack.apiUrl}/#/campaigns`);
  await page.getByRole('link', { name: '开启年度' }).click();
  await page.getByRole('heading', { level: 1, name: '开启年度或演练' }).waitFor();
  await page.getByLabel('演练', { exact: true }).check();
  await page.getByLabel('年度', { exact: true }).fill('2023');
  // The year's customary days are proposed.
  await page.getByLabel('3. 运行监控 1–6月').and(page.locator('[value="2023-07-03"]')).waitFor();
  await page.getByLabel(nameOf(first), { exact: true }).check();
  await page.getByLabel(child).selectOption({ label: '自己填报' });
  await page.getByLabel('4. 运行监控 1–9月').fill('2023-06-30');
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'campaign-form');
  await page.getByRole('button', { name: '保存并检查' }).click();

  await page.getByRole('heading', { level: 1, name: '2023 年度演练' }).waitFor();
  await page.getByText('“4. 运行监控 1–9月”（2023-06-30）早于前面的“3. 运行监控 1–6月”（2023-07-03）。').waitFor();
  await page.getByText('没有登记绩效管理领导小组。').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'campaign-problems');
  // Launched all the same, it says no and opens nothing.
  await page.getByRole('button', { name: '开启', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '开启' });
  await dialog.getByRole('button', { name: '开启' }).click();
  await dialog.getByText('年度任务还有必须先解决的问题').waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();

  await page.getByRole('link', { name: '修改' }).click();
  await page.getByRole('heading', { level: 1, name: '修改“2023 年度演练”' }).waitFor();
  expect(await page.getByLabel(nameOf(first), { exact: true }).isChecked()).toBe(true);
  await page.getByLabel('4. 运行监控 1–9月').fill('2023-10-09');
  await page.getByRole('button', { name: '保存并检查' }).click();
  await page.getByRole('heading', { level: 1, name: '2023 年度演练' }).waitFor();
  await page.getByText(/个问题必须先解决/).waitFor();
});

test('it launches the year: what can be opened is, and the other says why not', async () => {
  await order('开启');
  await page.getByText('有 1 个单位未能开启').waitFor();
  await page.getByRole('row', { name: new RegExp(nameOf(first)) }).getByText('已开启').waitFor();
  await page.getByRole('row', { name: new RegExp(child) }).getByText('未能开启').waitFor();
  await page.getByRole('row').getByText('没有登记绩效管理领导小组').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'campaign-launched');
  await page.getByRole('button', { name: `重新开启 ${child}` }).click();
  await page.getByText('重新开启 1 个单位').waitFor();
});

test('on record it adds a unit, moves a date for all, cancels one; paused it waits', async () => {
  await order('增加单位', async (dialog) => {
    await dialog.getByLabel(nameOf(second)).selectOption({ label: '自己填报' });
    await dialog.getByLabel('文号').fill('衡财绩〔2022〕7号');
    await dialog.getByLabel('原因').fill('补充参加单位。');
  });
  await page.getByRole('row', { name: new RegExp(nameOf(second)) }).getByText('已开启').waitFor();
  await order('改日期', async (dialog) => {
    await dialog.getByLabel('阶段').selectOption({ label: '3. 运行监控 1–6月（2023-07-03）' });
    await dialog.getByLabel('新的日期').fill('2023-07-10');
    await dialog.getByLabel('文号').fill('衡财绩〔2022〕8号');
  });
  await page.getByText('第 1 次：“3. 运行监控 1–6月”改到 2023-07-10（衡财绩〔2022〕8号）').waitFor();
  await page.getByText('已改 2 项，待办 0 项，未改 0 项').waitFor();
  await order('暂停', (dialog) => dialog.getByLabel('原因').fill('等通知。'));
  await page.getByText('已暂停：不再开启新的评价').waitFor();
  await order('取消单位', async (dialog) => {
    await dialog.getByLabel('单位', { exact: true }).selectOption({ label: nameOf(second) });
    await dialog.getByLabel('文号').fill('衡财绩〔2022〕9号');
    await dialog.getByLabel('原因').fill('<img src=x onerror=alert(1)>');
  });
  await order('恢复');
  await page.getByRole('row', { name: new RegExp(nameOf(second)) }).getByText('已取消').waitFor();
  // What people write is text, whatever it looks like.
  await page.getByText('<img src=x onerror=alert(1)>').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'campaign-records');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Moved', { exact: false }).first().waitFor();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await browser.screenshot(page, 'campaign-english');
  await page.getByRole('button', { name: '中文' }).click();
});

test('the year goes on by a newer version of the template: rows are matched, the preview says what it costs, the order is carried out', async () => {
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const clerk = await shared.stack.signIn(holderOf(first, 'clerk'));
  const campaignId = /campaigns\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
  // The goals open on the first morning.
  await desk.call('advanceCampaign', { params: { id: campaignId }, body: {} });
  const { data } = await desk.call('listSubjects', { params: { id: campaignId } });
  const evaluation = data.find(({ subject, evaluation: opened }) => subject.name === nameOf(first) && opened !== null)?.evaluation?.id ?? '';
  await clerk.call('saveSection', { params: { id: evaluation, section: 'goals' }, body: { version: 0, values: {}, rows: [{ indicator: 'workEfficiency', target: '两个工作日内办结' }, { indicator: 'talentPool', target: '入库 20 人' }], acceptDisqualification: true } });
  const standing = readDemoTemplate();
  const indicators = standing.indicators.map((row) => (row.key === 'workEfficiency' ? { ...row, key: 'serviceEfficiency', name: '政务服务效率提升' } : row.key === 'talentPool' ? { ...row, key: 'lawfulness', name: '依法行政' } : row));
  const { version } = await desk.call('releaseTemplate', { body: { template: { ...standing, version: standing.version + 1, indicators }, reason: '省里印发新表。' } });

  await page.getByRole('link', { name: '换用新版模板' }).click();
  await page.getByRole('heading', { level: 1, name: '换用新版模板：2023 年度演练' }).waitFor();
  await page.getByLabel('工作运转效率提升（8 分）').selectOption({ label: '政务服务效率提升（8 分）' });
  expect(await page.getByRole('button', { name: '换用新版', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: '预览' }).click();
  await page.getByText('1 项评价可以换用，0 项沿用原版。').waitFor();
  await page.getByRole('row', { name: '工作运转效率提升 政务服务效率提升 换名或换号' }).waitFor();
  await page.getByRole('row', { name: '完善后备人才库 – 停用' }).waitFor();
  await page.getByText('完善后备人才库的目标值：入库 20 人').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'campaign-template-preview');
  // The order is for what was looked at: with another match it has to be looked at again.
  await page.getByLabel('完善后备人才库（3 分）').selectOption({ label: '依法行政（3 分）' });
  await page.getByText('上面的选择已经变了，请重新预览。').waitFor();
  await page.getByLabel('完善后备人才库（3 分）').selectOption('');
  await page.getByText('1 项评价可以换用，0 项沿用原版。').waitFor();
  await page.getByRole('button', { name: '换用新版', exact: true }).click();
  await page.getByRole('alert').getByText('文号').first().waitFor();
  await page.getByLabel('文号').fill('省财绩〔2022〕9号');
  await page.getByLabel('原因').fill('省里印发新表。');
  await page.getByRole('button', { name: '换用新版', exact: true }).click();
  await page.getByText('已办理：换用新版模板').waitFor();
  await page.getByText(`第 1 次：换用第 ${version} 版（省财绩〔2022〕9号）`).waitFor();
  await page.getByText('已换 1 项，待办 0 项，未换 0 项').waitFor();
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluation}`);
  await page.getByRole('tab', { name: '时间线' }).click();
  await page.getByText(`未签字的阶段换用模板第 ${version} 版（原第 ${standing.version} 版），文号 省财绩〔2022〕9号：对应 1 项、停用 1 项、新增 1 项指标`).waitFor();
  await page.getByText('完善后备人才库 · 目标值：入库 20 人').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'campaign-template-moved');
});

test('no page complained', () => {
  expect(browser.complaints).toEqual([]);
});
