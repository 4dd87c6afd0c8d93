import { addDays, civilDateOf } from '@hengji/domain';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import type { Person } from '../support/person.js';
import { departments, fill, holderOf, holders, openAtGoals, sign, taskOf } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
let other: Person;
let otherName: string;
let page: Page;
let evaluationId: string;

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  const { stack } = shared;
  const [one = '', second = ''] = holders('caizheng', 'performanceDesk');
  other = await stack.signIn(second);
  otherName = (await other.call('me', {})).person.name;
  const [opened] = await openAtGoals(other, departments().slice(0, 1));
  if (opened === undefined) throw new Error('no department');
  ({ evaluationId } = opened);
  const clerk = await stack.signIn(holderOf(opened.unit, 'clerk'));
  await fill(clerk, evaluationId, 'goals', 'goals');
  await clerk.command(evaluationId, { type: 'submitForSigning' });
  for (const slot of ['financeHead', 'deputyLeader', 'principal'] as const) await sign(await stack.signIn(holderOf(opened.unit, slot)), evaluationId, slot);
  page = await openSignedIn(browser, stack.apiUrl, one);
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

test('whoever comes second is told who did what meanwhile, and keeps what he typed', async () => {
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}`);
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '退回部门', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '退回部门' });
  await dialog.getByLabel('重报期限').fill(addDays(civilDateOf((await other.evaluation(evaluationId)).processNow), 20));
  await dialog.getByLabel('原因').fill('目标写得太笼统，请量化。');

  await other.command(evaluationId, { type: 'approve' });

  await dialog.getByRole('button', { name: '退回部门', exact: true }).click();
  await dialog.getByText(new RegExp(`您打开以后，${otherName}已经办理：.*批复`)).waitFor();
  await dialog.getByText('您填写的内容还在。关闭后页面会显示最新情况。').waitFor();
  expect(await dialog.getByLabel('原因').inputValue()).toBe('目标写得太笼统，请量化。');
  await browser.screenshot(page, 'meanwhile');
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByText('数据采集 · 等待开始').waitFor();
  expect(browser.complaints).toEqual([]);
});

test('a colleague took the task: the page names him', async () => {
  const [opened] = await openAtGoals(other, departments().slice(1, 2));
  if (opened === undefined) throw new Error('no department');
  const { stack } = shared;
  const clerk = await stack.signIn(holderOf(opened.unit, 'clerk'));
  await fill(clerk, opened.evaluationId, 'goals', 'goals');
  await clerk.command(opened.evaluationId, { type: 'submitForSigning' });
  for (const slot of ['financeHead', 'deputyLeader', 'principal'] as const) await sign(await stack.signIn(holderOf(opened.unit, slot)), opened.evaluationId, slot);
  await page.goto(`${stack.apiUrl}/#/evaluations/${opened.evaluationId}`);
  await page.getByRole('button', { name: '认领' }).click();
  const dialog = page.getByRole('dialog', { name: '认领' });
  await dialog.waitFor();
  await other.command(opened.evaluationId, { type: 'claim', taskId: taskOf(await other.evaluation(opened.evaluationId), 'review').taskId });
  await dialog.getByRole('button', { name: '认领' }).click();
  await dialog.getByText(new RegExp(`${otherName}已经办理：`)).waitFor();
  expect(browser.complaints).toEqual([]);
});
