import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actingSigner, rectify, release, substitute } from './stations.js';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { testPassword } from '../support/demoPeople.js';
import { Pressing } from '../support/pressing.js';
import type { SharedStack } from '../support/sharedStack.js';

/** The stations of a year with every page and dialog looked at: by assistive technology, and on the screen of a phone. */

const wide = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
/** Columns below this stand one Chinese character under the other. CSS pixels. */
const narrowestColumn = 40;

let shared: SharedStack;
let browser: TestBrowser;
let pressing: Pressing;
let looked = 0;

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser({ portal: true });
  pressing = new Pressing({ apiUrl: shared.stack.apiUrl, browser, passwordOf: () => testPassword, look });
}, 180_000);

afterAll(async () => {
  await pressing.end();
  await browser.close();
  await shared.end();
});

async function look(page: Page, name: string): Promise<void> {
  looked += 1;
  const shot = `page-${String(looked).padStart(2, '0')}-${name}`;
  expect(await accessibilityFaults(page), shot).toEqual([]);
  await browser.screenshot(page, shot);
  await page.setViewportSize(phone);
  // The menu beside the page takes a moment to go.
  await page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, undefined, { timeout: 3_000 }).catch(() => {
    throw new Error(`${shot} is wider than a phone`);
  });
  const crushed = await page.evaluate<readonly string[]>(`[...document.querySelectorAll('td, th')].filter((cell) => cell.textContent.trim().length > 1 && cell.getBoundingClientRect().width < ${narrowestColumn}).map((cell) => cell.textContent)`);
  await browser.screenshot(page, `${shot}-phone`);
  expect(crushed, shot).toEqual([]);
  await page.setViewportSize(wide);
  // The menu beside the page comes back as another element; until then the page is hidden from whoever looks by role.
  await page.getByRole('main').or(page.getByRole('dialog')).first().waitFor();
}

test('a finding, from its raising to 销号', async () => expect(await rectify(pressing)).toBe('closed'), 240_000);

test('a result, from its secrecy review to the archive', async () => expect(await release(pressing)).toBe('closed'), 240_000);

test('more time, a stand-in, a successor, a signer by appointment', async () => expect(await substitute(pressing)).toBe(actingSigner), 240_000);

test('no page complained', () => {
  expect(looked).toBeGreaterThan(35);
  expect(browser.complaints).toEqual([]);
});
