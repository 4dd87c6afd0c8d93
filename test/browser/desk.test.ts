import { readFile } from 'node:fs/promises';
import { readDemoCase, readDemoCounty, readDemoTemplate } from '@hengji/database';
import { addDays, civilDateOf } from '@hengji/domain';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import type { Person } from '../support/person.js';
import { departments, dueIsDone, fill, holderOf, holders, openAtGoals, sign, taskOf, type Opened } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn } from '../support/signIn.js';

const { unit } = readDemoCase();
const attack = '<img src=x onerror=alert(1)>';
const fileName = '附件 <b> & "二".txt';
const [first = '', second = ''] = departments();
const child = readDemoCounty().units.find(({ kind }) => kind === 'subordinate')?.name ?? '';
const nameOf = (department: string) => readDemoCounty().units.find(({ key }) => key === department)?.name ?? '';

let shared: SharedStack;
let browser: TestBrowser;
let desk: Page;
let clerk: Page;
/** At the same desk as the first, without a browser. */
let colleague: Person;
let colleagueName: string;
/** Goals of two departments that wait for the bureau. */
let returned: Opened;
let claimed: Opened;

/** Goals are written, handed in and signed by all of a department: they lie with the bureau. */
async function handIn({ evaluationId, unit: department }: Opened): Promise<void> {
  const { stack } = shared;
  const writer = await stack.signIn(holderOf(department, 'clerk'));
  await fill(writer, evaluationId, 'goals', 'goals');
  await writer.command(evaluationId, { type: 'submitForSigning' });
  for (const slot of ['financeHead', 'deputyLeader', 'principal'] as const) await sign(await stack.signIn(holderOf(department, slot)), evaluationId, slot);
}

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  const { stack } = shared;
  const [own = '', beside = ''] = holders('caizheng', 'performanceDesk');
  colleague = await stack.signIn(beside);
  colleagueName = (await colleague.call('me', {})).person.name;
  const [one, another] = await openAtGoals(colleague, [unit, ...departments().filter((department) => department !== unit).slice(0, 1)]);
  if (one === undefined || another === undefined) throw new Error('two departments were not opened');
  [returned, claimed] = [one, another];
  await handIn(returned);
  await handIn(claimed);
  desk = await openSignedIn(browser, stack.apiUrl, own);
  clerk = await openSignedIn(browser, stack.apiUrl, holderOf(unit, 'clerk'));
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

/** Presses a button of the page, fills its dialog in, and sends it. */
async function order(title: string, complete: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined): Promise<void> {
  await desk.getByRole('button', { name: title, exact: true }).click();
  const dialog = desk.getByRole('dialog', { name: title });
  await dialog.waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await complete(dialog);
  await browser.screenshot(desk, `campaign-${title}`);
  await dialog.getByRole('button', { name: title, exact: true }).click();
  await desk.getByText(`已办理：${title}`).waitFor();
  await dialog.waitFor({ state: 'hidden' });
}

/** Asks for what is new, as somebody does who has the page open: to load the whole app anew shows no more. */
const refresh = (page: Page) => page.getByRole('button', { name: '刷新' }).click();

test('whoever comes second is told who did what meanwhile, and keeps what he typed', async () => {
  const { evaluationId } = returned;
  await desk.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}`);
  await desk.getByRole('button', { name: '更多' }).click();
  await desk.getByRole('menuitem', { name: '退回部门', exact: true }).click();
  const dialog = desk.getByRole('dialog', { name: '退回部门' });
  await dialog.getByLabel('重报期限').fill(addDays(civilDateOf((await colleague.evaluation(evaluationId)).processNow), 20));
  await dialog.getByLabel('原因').fill('目标写得太笼统，请量化。');

  await colleague.command(evaluationId, { type: 'approve' });

  await dialog.getByRole('button', { name: '退回部门', exact: true }).click();
  await dialog.getByText(new RegExp(`您打开以后，${colleagueName}已经办理：.*批复`)).waitFor();
  await dialog.getByText('您填写的内容还在。关闭后页面会显示最新情况。').waitFor();
  expect(await dialog.getByLabel('原因').inputValue()).toBe('目标写得太笼统，请量化。');
  await browser.screenshot(desk, 'meanwhile');
  await dialog.getByRole('button', { name: '取消' }).click();
  await desk.getByText('数据采集 · 等待开始').waitFor();
  expect(browser.complaints).toEqual([]);
});

test('a colleague took the task: the page names him', async () => {
  const { evaluationId } = claimed;
  await desk.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}`);
  await desk.getByRole('button', { name: '认领' }).click();
  const dialog = desk.getByRole('dialog', { name: '认领' });
  await dialog.waitFor();
  await colleague.command(evaluationId, { type: 'claim', taskId: taskOf(await colleague.evaluation(evaluationId), 'review').taskId });
  await dialog.getByRole('button', { name: '认领' }).click();
  await dialog.getByText(new RegExp(`${colleagueName}已经办理：`)).waitFor();
  expect(browser.complaints).toEqual([]);
});

test('the desk plans a rehearsal, sees what stands in its way, and corrects it', async () => {
  await desk.goto(`${shared.stack.apiUrl}/#/campaigns`);
  await desk.getByRole('link', { name: '开启年度' }).click();
  await desk.getByRole('heading', { level: 1, name: '开启年度或演练' }).waitFor();
  await desk.getByLabel('演练', { exact: true }).check();
  await desk.getByLabel('年度', { exact: true }).fill('2023');
  // The year's customary days are proposed.
  await desk.getByLabel('3. 运行监控 1–6月').and(desk.locator('[value="2023-07-03"]')).waitFor();
  await desk.getByLabel(nameOf(first), { exact: true }).check();
  await desk.getByLabel(child).selectOption({ label: '自己填报' });
  await desk.getByLabel('4. 运行监控 1–9月').fill('2023-06-30');
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'campaign-form');
  await desk.getByRole('button', { name: '保存并检查' }).click();

  await desk.getByRole('heading', { level: 1, name: '2023 年度演练' }).waitFor();
  await desk.getByText('“4. 运行监控 1–9月”（2023-06-30）早于前面的“3. 运行监控 1–6月”（2023-07-03）。').waitFor();
  await desk.getByText('没有登记绩效管理领导小组。').first().waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'campaign-problems');
  // Launched all the same, it says no and opens nothing.
  await desk.getByRole('button', { name: '开启', exact: true }).click();
  const dialog = desk.getByRole('dialog', { name: '开启' });
  await dialog.getByRole('button', { name: '开启' }).click();
  await dialog.getByText('年度任务还有必须先解决的问题').waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();

  await desk.getByRole('link', { name: '修改' }).click();
  await desk.getByRole('heading', { level: 1, name: '修改“2023 年度演练”' }).waitFor();
  expect(await desk.getByLabel(nameOf(first), { exact: true }).isChecked()).toBe(true);
  await desk.getByLabel('4. 运行监控 1–9月').fill('2023-10-09');
  await desk.getByRole('button', { name: '保存并检查' }).click();
  await desk.getByRole('heading', { level: 1, name: '2023 年度演练' }).waitFor();
  await desk.getByText(/个问题必须先解决/).waitFor();
});

test('it launches the year: what can be opened is, and the other says why not', async () => {
  await order('开启');
  await desk.getByText('有 1 个单位未能开启').waitFor();
  await desk.getByRole('row', { name: new RegExp(nameOf(first)) }).getByText('已开启').waitFor();
  await desk.getByRole('row', { name: new RegExp(child) }).getByText('未能开启').waitFor();
  await desk.getByRole('row').getByText('没有登记绩效管理领导小组').waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'campaign-launched');
  await desk.getByRole('button', { name: `重新开启 ${child}` }).click();
  await desk.getByText('重新开启 1 个单位').waitFor();
});

test('on record it adds a unit, moves a date for all, cancels one; paused it waits', async () => {
  await order('增加单位', async (dialog) => {
    await dialog.getByLabel(nameOf(second)).selectOption({ label: '自己填报' });
    await dialog.getByLabel('文号').fill('衡财绩〔2022〕7号');
    await dialog.getByLabel('原因').fill('补充参加单位。');
  });
  await desk.getByRole('row', { name: new RegExp(nameOf(second)) }).getByText('已开启').waitFor();
  await order('改日期', async (dialog) => {
    await dialog.getByLabel('阶段').selectOption({ label: '3. 运行监控 1–6月（2023-07-03）' });
    await dialog.getByLabel('新的日期').fill('2023-07-10');
    await dialog.getByLabel('文号').fill('衡财绩〔2022〕8号');
  });
  await desk.getByText('第 1 次：“3. 运行监控 1–6月”改到 2023-07-10（衡财绩〔2022〕8号）').waitFor();
  await desk.getByText('已改 2 项，待办 0 项，未改 0 项').waitFor();
  await order('暂停', (dialog) => dialog.getByLabel('原因').fill('等通知。'));
  await desk.getByText('已暂停：不再开启新的评价').waitFor();
  await order('取消单位', async (dialog) => {
    await dialog.getByLabel('单位', { exact: true }).selectOption({ label: nameOf(second) });
    await dialog.getByLabel('文号').fill('衡财绩〔2022〕9号');
    await dialog.getByLabel('原因').fill('<img src=x onerror=alert(1)>');
  });
  await order('恢复');
  await desk.getByRole('row', { name: new RegExp(nameOf(second)) }).getByText('已取消').waitFor();
  // What people write is text, whatever it looks like.
  await desk.getByText('<img src=x onerror=alert(1)>').waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'campaign-records');
  await desk.getByRole('button', { name: 'English' }).click();
  await desk.getByText('Moved', { exact: false }).first().waitFor();
  await desk.getByRole('heading', { name: 'History' }).waitFor();
  await browser.screenshot(desk, 'campaign-english');
  await desk.getByRole('button', { name: '中文' }).click();
});

test('the year goes on by a newer version of the template: rows are matched, the preview says what it costs, the order is carried out', async () => {
  const writer = await shared.stack.signIn(holderOf(first, 'clerk'));
  const campaignId = /campaigns\/([0-9a-f-]+)/.exec(desk.url())?.[1] ?? '';
  // The goals open on the first morning.
  await colleague.call('advanceCampaign', { params: { id: campaignId }, body: {} });
  await dueIsDone(colleague, campaignId);
  const { data } = await colleague.call('listSubjects', { params: { id: campaignId } });
  const evaluation = data.find(({ subject, evaluation: opened }) => subject.name === nameOf(first) && opened !== null)?.evaluation?.id ?? '';
  await writer.call('saveSection', { params: { id: evaluation, section: 'goals' }, body: { version: 0, values: {}, rows: [{ indicator: 'workEfficiency', target: '两个工作日内办结' }, { indicator: 'talentPool', target: '入库 20 人' }], acceptDisqualification: true } });
  const standing = readDemoTemplate();
  const indicators = standing.indicators.map((row) => (row.key === 'workEfficiency' ? { ...row, key: 'serviceEfficiency', name: '政务服务效率提升' } : row.key === 'talentPool' ? { ...row, key: 'lawfulness', name: '依法行政' } : row));
  const { version } = await colleague.call('releaseTemplate', { body: { template: { ...standing, version: standing.version + 1, indicators }, reason: '省里印发新表。' } });

  await desk.getByRole('link', { name: '换用新版模板' }).click();
  await desk.getByRole('heading', { level: 1, name: '换用新版模板：2023 年度演练' }).waitFor();
  await desk.getByLabel('工作运转效率提升（8 分）').selectOption({ label: '政务服务效率提升（8 分）' });
  expect(await desk.getByRole('button', { name: '换用新版', exact: true }).isDisabled()).toBe(true);
  await desk.getByRole('button', { name: '预览' }).click();
  await desk.getByText('1 项评价可以换用，0 项沿用原版。').waitFor();
  await desk.getByRole('row', { name: '工作运转效率提升 政务服务效率提升 换名或换号' }).waitFor();
  await desk.getByRole('row', { name: '完善后备人才库 – 停用' }).waitFor();
  await desk.getByText('完善后备人才库的目标值：入库 20 人').waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'campaign-template-preview');
  // The order is for what was looked at: with another match it has to be looked at again.
  await desk.getByLabel('完善后备人才库（3 分）').selectOption({ label: '依法行政（3 分）' });
  await desk.getByText('上面的选择已经变了，请重新预览。').waitFor();
  await desk.getByLabel('完善后备人才库（3 分）').selectOption('');
  await desk.getByText('1 项评价可以换用，0 项沿用原版。').waitFor();
  await desk.getByRole('button', { name: '换用新版', exact: true }).click();
  await desk.getByRole('alert').getByText('文号').first().waitFor();
  await desk.getByLabel('文号').fill('省财绩〔2022〕9号');
  await desk.getByLabel('原因').fill('省里印发新表。');
  await desk.getByRole('button', { name: '换用新版', exact: true }).click();
  await desk.getByText('已办理：换用新版模板').waitFor();
  await desk.getByText(`第 1 次：换用第 ${version} 版（省财绩〔2022〕9号）`).waitFor();
  await desk.getByText('已换 1 项，待办 0 项，未换 0 项').waitFor();
  await desk.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluation}`);
  await desk.getByRole('tab', { name: '时间线' }).click();
  await desk.getByText(`未签字的阶段换用模板第 ${version} 版（原第 ${standing.version} 版），文号 省财绩〔2022〕9号：对应 1 项、停用 1 项、新增 1 项指标`).waitFor();
  await desk.getByText('完善后备人才库 · 目标值：入库 20 人').waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'campaign-template-moved');
});

test('the desk writes a circular; what is missing is said, and what looks like markup is text', async () => {
  await desk.goto(`${shared.stack.apiUrl}/#/campaigns/${returned.campaignId}`);
  await desk.getByRole('link', { name: '写通知' }).click();
  await desk.getByRole('heading', { level: 1, name: /布置通知/ }).waitFor();
  await desk.getByLabel('标题').fill(`关于自评的通知 ${attack}`);
  await desk.getByRole('button', { name: '印发' }).click();
  await desk.getByRole('link', { name: /文号/ }).or(desk.getByText('请填写文号')).first().waitFor();
  expect(await desk.getByLabel('标题').inputValue()).toContain(attack);
  await desk.getByLabel('文号').fill('衡财绩〔2022〕9号');
  await desk.getByRole('textbox', { name: '正文' }).fill(`一、请按时完成。\n二、${attack}`);
  await desk.locator('input[type=file]').setInputFiles({ name: fileName, mimeType: 'text/plain', buffer: Buffer.from('附件的内容') });
  await desk.getByRole('button', { name: `去掉附件 ${fileName}` }).waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'circular-form');
  await desk.getByRole('button', { name: '印发' }).click();
  await desk.getByRole('heading', { level: 1, name: `关于自评的通知 ${attack}` }).waitFor();
  await desk.getByText(`二、${attack}`).waitFor();
  await desk.getByText(/0 \/ \d+ 人已阅/).waitFor();
  // The bureau is not asked itself.
  expect(await desk.getByRole('button', { name: '确认已阅' }).count()).toBe(0);
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'circular-desk');
});

test('somebody of the department finds it in his inbox, reads it with its file, and says so', async () => {
  await refresh(clerk);
  await clerk.getByRole('heading', { name: '待阅通知' }).waitFor();
  expect(await accessibilityFaults(clerk)).toEqual([]);
  await browser.screenshot(clerk, 'circular-inbox');
  await clerk.getByRole('link', { name: /关于自评的通知/ }).click();
  const download = clerk.waitForEvent('download');
  await clerk.getByRole('link', { name: fileName }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toBe('附件的内容');
  await clerk.getByRole('button', { name: '确认已阅' }).click();
  await clerk.getByText(/您已于 .* 确认已阅/).waitFor();
  expect(await clerk.getByText('阅读情况').count()).toBe(0);
  expect(await accessibilityFaults(clerk)).toEqual([]);
  await browser.screenshot(clerk, 'circular-read');
  await clerk.getByRole('menuitem', { name: /我的待办/ }).click();
  await clerk.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  await clerk.getByRole('heading', { name: '待阅通知' }).waitFor({ state: 'detached' });
});

test('the desk sees who has read it, reminds the others, and amends it: everybody confirms anew', async () => {
  await refresh(desk);
  await desk.getByText(/1 \/ \d+ 人已阅/).waitFor();
  await desk.getByLabel('只看未阅').check();
  await desk.getByRole('button', { name: '催阅' }).click();
  const dialog = desk.getByRole('dialog', { name: '催阅' });
  await dialog.getByRole('button', { name: '催阅' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.getByText('已催阅。').waitFor();
  await desk.getByRole('link', { name: '修改通知' }).click();
  await desk.getByRole('heading', { level: 1, name: /^修改《/ }).waitFor();
  expect(await desk.getByRole('textbox', { name: '正文' }).inputValue()).toContain(attack);
  await desk.getByLabel('标题').fill('关于自评的更正通知');
  await desk.getByLabel('修改说明').fill('日期改到7月10日。');
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'circular-amend');
  await desk.getByRole('button', { name: '印发' }).click();
  await desk.getByRole('heading', { level: 1, name: '关于自评的更正通知' }).waitFor();
  await desk.getByText(/0 \/ \d+ 人已阅/).waitFor();
  await desk.getByRole('heading', { name: '以前的版本' }).waitFor();
  await browser.screenshot(desk, 'circular-amended');

  await refresh(clerk);
  await clerk.getByRole('link', { name: '关于自评的更正通知' }).click();
  await clerk.getByText('日期改到7月10日。').waitFor();
  await clerk.getByRole('button', { name: '确认已阅' }).click();
  await clerk.getByText(/您已于 .* 确认已阅/).waitFor();
});

test('mails of it are in the outbox, and every page has its English', async () => {
  await desk.goto(`${shared.stack.apiUrl}/#/mails`);
  await desk.getByRole('button', { name: /关于自评的更正通知/ }).first().click();
  await desk.frameLocator('iframe').getByText('衡财绩〔2022〕9号').first().waitFor();
  await browser.screenshot(desk, 'circular-mail');
  await desk.getByRole('button', { name: '关闭' }).click();
  await desk.getByRole('button', { name: 'English' }).click();
  await desk.getByRole('menuitem', { name: 'Circulars' }).click();
  await desk.getByRole('heading', { level: 1, name: 'Circulars' }).waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await desk.getByRole('link', { name: /更正通知/ }).click();
  await desk.getByText(/1 of \d+ people have read it/).waitFor();
  await browser.screenshot(desk, 'circular-english');
});

test('no page complained', () => {
  expect(browser.complaints).toEqual([]);
});
