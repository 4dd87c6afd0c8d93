import { readDemoCase } from '@hengji/database';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { holderOf, openAtGoals } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';
import { signInOn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
let evaluationId: string;
const unit = readDemoCase().unit;
const clerk = holderOf(unit, 'clerk');

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  const [opened] = await openAtGoals(await shared.stack.signIn(holderOf('caizheng', 'performanceDesk')), [unit]);
  evaluationId = opened?.evaluationId ?? '';
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

/** Minutes pass for the page; what it does every second is done. */
const pass = async (page: Page, minutes: number) => page.clock.runFor(minutes * 60_000);

test('a page that nobody touches warns, locks, and goes on where it was, with everything that was typed', async () => {
  const page = await browser.open(shared.stack.apiUrl);
  await page.clock.install();
  await signInOn(page, clerk);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  await page.evaluate((address) => (window.location.hash = address), `#/evaluations/${evaluationId}/sections/goals`);
  const box = page.getByLabel('总体目标').first();
  await box.fill('还没有保存的一句话，离开座位前刚写的。');

  await pass(page, 14.2);
  const warning = page.getByRole('alertdialog', { name: '即将锁定' });
  await warning.waitFor();
  await browser.screenshot(page, 'session-01-warning');
  await warning.getByRole('button', { name: '继续使用' }).click();
  await pass(page, 0.1);
  await warning.waitFor({ state: 'hidden' });

  await pass(page, 15.2);
  const lock = page.getByRole('dialog', { name: '页面已锁定' });
  await lock.waitFor();
  expect(await page.title()).toContain('页面已锁定');
  expect(await box.isVisible()).toBe(false);
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'session-02-locked');
  // The server locked it too: the list asked for behind the lock is refused.
  const status = await page.evaluate(async () => (await fetch('/api/tasks')).status);
  expect(status).toBe(423);

  await lock.getByLabel('密码', { exact: true }).fill('not this one');
  await lock.getByRole('button', { name: '解锁' }).click();
  await lock.getByText('密码不对').waitFor();
  await lock.getByLabel('密码', { exact: true }).fill(testPassword);
  await lock.getByRole('button', { name: '解锁' }).click();
  await lock.waitFor({ state: 'hidden' });
  expect(await box.inputValue()).toBe('还没有保存的一句话，离开座位前刚写的。');
  await box.blur();
  await page.getByText(/已保存/).first().waitFor();
  const saved = await (await shared.stack.signIn(clerk)).call('getSection', { params: { id: evaluationId, section: 'goals' } });
  expect(Object.values(saved.values)).toContain('还没有保存的一句话，离开座位前刚写的。');
  await page.context().close();
});

test('two tabs lock and open together, and whoever leaves from behind the lock loses nothing either', async () => {
  const page = await browser.open(shared.stack.apiUrl);
  await page.clock.install();
  await signInOn(page, clerk);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}/sections/goals`);
  const box = other.getByLabel('总体目标').first();
  await box.fill('另一个标签页里写的，还没有保存。');
  await pass(page, 15.2);
  await page.getByRole('dialog', { name: '页面已锁定' }).waitFor();
  await other.getByRole('dialog', { name: '页面已锁定' }).waitFor();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByLabel('用户名').waitFor();
  // The other tab is still there, and has nobody who touches it: it must not lock whoever comes back.
  await new Promise((done) => setTimeout(done, 2_000));
  await signInOn(page, clerk);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  // Nor when word of him has not reached it: it locks itself, and the session of before, which is no longer his.
  await other.evaluate(() => localStorage.removeItem('hengji.touched'));
  // It may have asked for something while nobody was signed in, and stand before the sign-in itself.
  await other.getByRole('dialog', { name: '页面已锁定' }).or(other.getByLabel('用户名')).first().waitFor();
  expect(await page.evaluate(async () => (await fetch('/api/tasks')).status)).toBe(200);
  expect(await page.getByRole('dialog', { name: '页面已锁定' }).isVisible()).toBe(false);
  await other.close();
  await page.evaluate((address) => (window.location.hash = address), `#/evaluations/${evaluationId}/sections/goals`);
  await expect.poll(() => page.getByLabel('总体目标').first().inputValue()).toBe('另一个标签页里写的，还没有保存。');
  await page.context().close();
});

test('the account page shows where one is signed in, and signs out elsewhere', async () => {
  const elsewhere = await shared.stack.signIn(clerk);
  const page = await browser.open(shared.stack.apiUrl);
  await signInOn(page, clerk);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  await page.getByRole('button', { name: '唐俊琴' }).click();
  await page.getByRole('menuitem', { name: '账号与安全' }).click();
  await page.getByText('本机').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'session-03-account');
  await page.getByRole('button', { name: '退出其他设备' }).click();
  await page.getByText(/已退出 \d+ 处登录/).waitFor();
  expect(await elsewhere.attempt('me', {})).toMatchObject({ ok: false, problem: { status: 401 } });
  await page.getByRole('button', { name: '退出所有设备' }).click();
  await page.getByLabel('用户名').waitFor();
  await page.context().close();
});
