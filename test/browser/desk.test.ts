import { readFile } from 'node:fs/promises';
import { readDemoCase } from '@hengji/database';
import { addDays, civilDateOf } from '@hengji/domain';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import type { Person } from '../support/person.js';
import { departments, fill, holderOf, holders, openAtGoals, sign, taskOf, type Opened } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn } from '../support/signIn.js';

const { unit } = readDemoCase();
const attack = '<img src=x onerror=alert(1)>';
const fileName = '附件 <b> & "二".txt';

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
  const [first = '', second = ''] = holders('caizheng', 'performanceDesk');
  colleague = await stack.signIn(second);
  colleagueName = (await colleague.call('me', {})).person.name;
  const [one, another] = await openAtGoals(colleague, [unit, ...departments().filter((department) => department !== unit).slice(0, 1)]);
  if (one === undefined || another === undefined) throw new Error('two departments were not opened');
  [returned, claimed] = [one, another];
  await handIn(returned);
  await handIn(claimed);
  desk = await openSignedIn(browser, stack.apiUrl, first);
  clerk = await openSignedIn(browser, stack.apiUrl, holderOf(unit, 'clerk'));
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

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
