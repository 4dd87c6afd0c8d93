import { readDemoCase } from '@hengji/database';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { holderOf } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';
import { signInOn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
const clerk = holderOf(readDemoCase().unit, 'clerk');

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

const signIn = (page: Page) => signInOn(page, clerk);

test('an authenticator app is added, asked for at the next sign-in, and replaced by a recovery code when it is not at hand', async () => {
  const page = await browser.open(shared.stack.apiUrl);
  await signIn(page);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
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
  await signIn(page);
  const code = page.getByLabel('验证码');
  await code.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'second-factor-03-sign-in');
  await code.fill('000000');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').getByText('验证码不对').waitFor();
  await code.fill(recoveryCode.toUpperCase());
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();

  await page.evaluate(() => (window.location.hash = '#/account'));
  await page.getByText('已开启，还有 9 个恢复码。').waitFor();
  await page.getByRole('button', { name: '关闭两步验证' }).click();
  await dialog.getByLabel('密码', { exact: true }).fill(testPassword);
  // The first was taken when the app was added; that of the next half minute is good already.
  await dialog.getByLabel('验证码').fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await dialog.getByRole('button', { name: '关闭两步验证' }).click();
  await page.getByText('没有开启。').waitFor();
  await page.context().close();
});
