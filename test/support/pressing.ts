import type { Locator, Page } from 'playwright-core';
import type { TestBrowser } from './browser.js';
import { Person } from './person.js';

/** What is looked at on every page and dialog that the story comes to. */
export type Look = (page: Page, name: string) => Promise<void>;

type Parts = { readonly apiUrl: string; readonly browser: TestBrowser; readonly passwordOf: (username: string) => string; readonly look: Look };

/** People who press what a page shows them: each in a browser of his own, which stays open for all of the story. */
export class Pressing {
  readonly look: Look;
  readonly #parts: Parts;
  readonly #pages = new Map<string, Page>();
  readonly #people = new Map<string, Person>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.look = parts.look;
  }

  passwordOf(username: string): string {
    return this.#parts.passwordOf(username);
  }

  /** The same person at the API, for what was pressed before. */
  async person(username: string): Promise<Person> {
    const known = this.#people.get(username) ?? (await Person.signIn(this.#parts.apiUrl, username, this.passwordOf(username)));
    this.#people.set(username, known);
    return known;
  }

  /** Goes to a page of the app as it stands now; whoever is there already asks for what is new. */
  async at(username: string, path: string): Promise<Page> {
    const page = this.#pages.get(username) ?? (await this.#signIn(username));
    this.#pages.set(username, page);
    const url = `${this.#parts.apiUrl}/#${path}`;
    if (page.url() === url) await page.getByRole('button', { name: '刷新' }).click();
    else await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  async #signIn(username: string): Promise<Page> {
    const page = await this.#parts.browser.open(this.#parts.apiUrl);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(this.passwordOf(username));
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
    return page;
  }

  /** Presses a button, or the entry of the menu 更多操作, and answers the dialog that asks. */
  async ask(page: Page, label: string): Promise<Locator> {
    const button = page.getByRole('button', { name: label, exact: true });
    const more = page.getByRole('button', { name: '更多操作' });
    await button.or(more).first().waitFor();
    if ((await button.count()) > 0) await button.click();
    else {
      await more.click();
      await page.getByRole('menuitem', { name: label, exact: true }).click();
    }
    const dialog = page.getByRole('dialog', { name: label });
    await dialog.waitFor();
    return dialog;
  }

  /** Sends a dialog, and waits until the page says that it is done and the focus stands on something again. */
  async send(page: Page, label: string): Promise<void> {
    await page.getByRole('dialog', { name: label }).getByRole('button', { name: label, exact: true }).click();
    await page.getByText(`已办理：${label}`, { exact: true }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body);
  }

  /** The whole of it: the button, what it asks for, the answer. */
  async press(page: Page, label: string, fill: Readonly<Record<string, string>> = {}): Promise<void> {
    const dialog = await this.ask(page, label);
    await fillIn(dialog, fill);
    await this.look(page, label);
    await this.send(page, label);
  }

  async end(): Promise<void> {
    await Promise.all([...this.#pages.values()].map((page) => page.context().close()));
  }
}

/** Types into boxes and chooses from lists, each by its label. */
export async function fillIn(dialog: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const box = dialog.getByLabel(label, { exact: true });
    if ((await box.evaluate((element) => element.tagName)) === 'SELECT') await box.selectOption({ label: value });
    else await box.fill(value);
  }
}
