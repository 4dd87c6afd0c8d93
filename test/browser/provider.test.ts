import { readDemoCase } from '@hengji/database';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { IdentityProvider } from '../support/identityProvider.js';
import { fill, holderOf, openAtGoals } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';

let shared: SharedStack;
let browser: TestBrowser;
let idp: IdentityProvider;
let evaluationId: string;
const unit = readDemoCase().unit;
const head = holderOf(unit, 'financeHead');

beforeAll(async () => {
  idp = await IdentityProvider.start(new Map([['2001', head]]));
  [shared, browser] = await startStackAndBrowser({ environment: idp.settings });
  idp.serve([`${shared.stack.apiUrl}/api/auth/oidc/callback`]);
  const [opened] = await openAtGoals(await shared.stack.signIn(holderOf('caizheng', 'performanceDesk')), [unit]);
  evaluationId = opened?.evaluationId ?? '';
  const clerk = await shared.stack.signIn(holderOf(unit, 'clerk'));
  await fill(clerk, evaluationId, 'goals', 'goals');
  await clerk.command(evaluationId, { type: 'submitForSigning' });
});

afterAll(async () => {
  await browser.close();
  await shared.end();
  idp.end();
});

/** The provider's own pages. */
async function proveThere(page: Page): Promise<void> {
  await page.locator('input[name=login]').fill('2001');
  await page.locator('input[name=password]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

test('somebody signs in at the identity provider, signs by proving himself there in a window of its own, and unlocks the same way', async () => {
  const page = await browser.open(shared.stack.apiUrl);
  await page.getByRole('button', { name: '用统一身份认证登录' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'provider-01-sign-in');
  await page.getByRole('button', { name: '用统一身份认证登录' }).click();
  await proveThere(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();

  await page.evaluate((address) => (window.location.hash = address), `#/evaluations/${evaluationId}/sign`);
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
  await expect.poll(async () => (await shared.stack.sql("SELECT count(*)::int AS n FROM signature WHERE evaluation_id = $1", [evaluationId]))[0], { timeout: 20_000 }).toEqual({ n: 1 });

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
