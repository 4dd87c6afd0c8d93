import { readDemoCase } from '@hengji/database';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { IdentityProvider } from '../support/identityProvider.js';
import { departments, fill, holderOf, openAtGoals } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';
import { leave, openSignedIn, signInOn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
let idp: IdentityProvider;
/** The machine at which they take turns whose time does not have to pass. */
let machine: Page;
/** Goals that the clerk writes, and goals of another department that wait for the signature of somebody whom the provider knows. */
let evaluationId: string;
let handedIn: string;
const unit = readDemoCase().unit;
const other = departments().find((one) => one !== unit) ?? '';
const clerk = holderOf(unit, 'clerk');
/** Whose sign-in is changed: nobody else's test needs him. */
const accountant = holderOf(unit, 'accountant');

beforeAll(async () => {
  idp = await IdentityProvider.start(new Map([['2001', holderOf(other, 'financeHead')]]));
  [shared, browser] = await startStackAndBrowser({ environment: idp.settings });
  idp.serve([`${shared.stack.apiUrl}/api/auth/oidc/callback`]);
  const opened = await openAtGoals(await shared.stack.signIn(holderOf('caizheng', 'performanceDesk')), [unit, other]);
  [evaluationId, handedIn] = [opened[0]?.evaluationId ?? '', opened[1]?.evaluationId ?? ''];
  const writer = await shared.stack.signIn(holderOf(other, 'clerk'));
  await fill(writer, handedIn, 'goals', 'goals');
  await writer.command(handedIn, { type: 'submitForSigning' });
});

afterAll(async () => {
  await browser.close();
  await shared.end();
  idp.end();
});

/** Minutes pass for the page. What it does every second is done in the last of them; a jump over those before it shows nothing less, and takes a second. */
async function pass(page: Page, minutes: number): Promise<void> {
  if (minutes > 1) await page.clock.fastForward(Math.round((minutes - 1) * 60_000));
  await page.clock.runFor(Math.round(Math.min(minutes, 1) * 60_000));
}

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

test('whoever signs in next begins at his own inbox, also when what was asked before him is answered late', async () => {
  const page = await openSignedIn(browser, shared.stack.apiUrl, clerk);
  await page.goto(`${shared.stack.apiUrl}/#/evaluations`);
  await page.getByRole('table').waitFor();
  let answer = () => {};
  const late = new Promise<void>((done) => (answer = done));
  await page.route('**/api/tasks?*', (route) => late.then(() => route.continue()), { times: 1 });
  await Promise.all([page.waitForRequest('**/api/tasks?*'), page.getByRole('button', { name: '刷新' }).click()]);
  await leave(page);
  answer();
  await page.waitForResponse((response) => response.url().includes('/api/tasks?') && response.status() === 401);
  await signInOn(page, holderOf(other, 'clerk'));
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  expect(page.url()).not.toContain('evaluations');
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
  const page = (machine = await openSignedIn(browser, shared.stack.apiUrl, clerk));
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
});

test('an authenticator app is added, asked for at the next sign-in, and replaced by a recovery code when it is not at hand', async () => {
  const page = machine;
  await signInOn(page, accountant);
  // He comes to the page on which the session before was ended.
  await page.locator('.RaUserMenu-userButton').waitFor();
  await page.evaluate(() => (window.location.hash = '#/account'));
  await page.getByRole('button', { name: '开启两步验证' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('密码', { exact: true }).fill(testPassword);
  await dialog.getByRole('button', { name: '下一步' }).click();
  await dialog.getByRole('img', { name: '二维码：把账号加到验证器' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'second-factor-01-scan');
  const secret = ((await page.getByTestId('second-factor-secret').textContent()) ?? '').replaceAll(' ', '');
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await dialog.getByLabel('验证码').fill('000000');
  await dialog.getByRole('button', { name: '确认开启' }).click();
  await dialog.getByText('验证码不对，或已经用过。请等验证器换一个再输。').first().waitFor();
  await dialog.getByLabel('验证码').fill(app.generate());
  await dialog.getByRole('button', { name: '确认开启' }).click();
  const codes = page.getByRole('dialog', { name: '恢复码' }).getByRole('listitem');
  await expect.poll(() => codes.count()).toBe(10);
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'second-factor-02-recovery');
  const recoveryCode = (await codes.first().textContent()) ?? '';
  await page.getByRole('button', { name: '已经保存好了' }).click();
  await page.getByText('已开启，还有 10 个恢复码。').waitFor();
  await page.context().clearCookies();

  await page.goto(`${shared.stack.apiUrl}/#/login`);
  await page.reload();
  await signInOn(page, accountant);
  const code = page.getByLabel('验证码');
  await code.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'second-factor-03-sign-in');
  await code.fill('000000');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('alert').getByText('验证码不对').waitFor();
  await code.fill(recoveryCode.toUpperCase());
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();

  await page.evaluate(() => (window.location.hash = '#/account'));
  await page.getByText('已开启，还有 9 个恢复码。').waitFor();
  await page.getByRole('button', { name: '关闭两步验证' }).click();
  await dialog.getByLabel('密码', { exact: true }).fill(testPassword);
  // The first was taken when the app was added; that of the next half minute is good already.
  await dialog.getByLabel('验证码').fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await dialog.getByRole('button', { name: '关闭两步验证' }).click();
  await page.getByText('没有开启。').waitFor();
  await leave(page);
});

/** The provider's own pages. */
async function proveThere(page: Page): Promise<void> {
  await page.locator('input[name=login]').fill('2001');
  await page.locator('input[name=password]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

test('somebody signs in at the identity provider, signs by proving himself there in a window of its own, and unlocks the same way', async () => {
  const page = machine;
  await page.getByRole('button', { name: '用统一身份认证登录' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'provider-01-sign-in');
  await page.getByRole('button', { name: '用统一身份认证登录' }).click();
  await proveThere(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();

  await page.evaluate((address) => (window.location.hash = address), `#/evaluations/${handedIn}/sign`);
  const statements = page.getByRole('checkbox');
  await statements.first().waitFor();
  for (const box of await statements.all()) await box.check();
  expect(await page.getByLabel('密码', { exact: false }).count()).toBe(0);
  await browser.screenshot(page, 'provider-02-sign');
  // Closed without an answer, it is opened again.
  for (const goesOn of [false, true]) {
    const [there] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('button', { name: '签字确认' }).click()]);
    await there.locator('input[name=login]').waitFor();
    if (goesOn) await proveThere(there);
    else await there.close();
  }
  await expect.poll(async () => (await shared.stack.sql("SELECT count(*)::int AS n FROM signature WHERE evaluation_id = $1", [handedIn]))[0], { timeout: 20_000 }).toEqual({ n: 1 });

  await page.evaluate(() => fetch('/api/session/lock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }));
  await page.evaluate(() => (window.location.hash = '#/findings'));
  const lock = page.getByRole('dialog', { name: '页面已锁定' });
  await lock.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const [there] = await Promise.all([page.context().waitForEvent('page'), lock.getByRole('button', { name: '解锁' }).click()]);
  await proveThere(there);
  await lock.waitFor({ state: 'hidden' });
  await page.getByRole('heading', { level: 1, name: '整改台账' }).waitFor();
  await page.context().close();
});
