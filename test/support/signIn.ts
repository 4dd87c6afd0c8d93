import type { Page } from 'playwright-core';
import type { TestBrowser } from './browser.js';
import { testPassword } from './demoPeople.js';

/** Types what a person types on the page that asks who he is, and sends it off. */
export async function signInOn(page: Page, username: string, password: string = testPassword): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Somebody's own browser, in which he has signed in as a person would and landed in the inbox. */
export async function openSignedIn(browser: TestBrowser, url: string, username: string): Promise<Page> {
  const page = await browser.open(url);
  await signInOn(page, username);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  return page;
}

/** Whoever is there leaves by the menu under his name. */
export async function leave(page: Page): Promise<void> {
  await page.locator('.RaUserMenu-userButton').click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByLabel('用户名').waitFor();
}

/**
 * The next at the same machine: who was there leaves, and another signs in. For a story in which people take turns: a
 * browser of one's own, with the app loaded and compiled anew, takes a second of a processor each time.
 */
export async function takeTurn(page: Page, username: string): Promise<void> {
  await leave(page);
  await signInOn(page, username);
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
}
