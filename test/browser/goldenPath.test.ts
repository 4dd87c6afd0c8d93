import type { Page } from 'playwright-core';
import { caseEntries, caseFigures, readDemoCase, readDemoCounty, readDemoTemplate } from '@hengji/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { advanceUntil, datesOf, holderOf, launchYear, openAtGoals, sign, type Opened } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';
import { leave, openSignedIn, signInOn, takeTurn } from '../support/signIn.js';

const { unit } = readDemoCase();
const unitName = readDemoCounty().units.find(({ key }) => key === unit)?.name ?? '';

let shared: SharedStack;
let browser: TestBrowser;
let opened: Opened;
/** The machine at which most of them take turns. */
let page: Page;

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const [first] = await openAtGoals(desk, [unit]);
  if (first === undefined) throw new Error('nothing was opened');
  opened = first;
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

/** How long what changes on the page takes to change, and what moves to move: the longest of all of its parts, in ms. */
const longestMotion = (page: Page) =>
  page.evaluate(() => {
    const seconds = [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationDuration, transitionDuration } = getComputedStyle(element);
      return `${animationDuration},${transitionDuration}`.split(',').map((text) => Number.parseFloat(text));
    });
    return Math.max(...seconds) * 1000;
  });

/** Link of a task of the rehearsal in the inbox; the real year's task of the same name stands there too. */
function taskLink(page: Page, name: string | RegExp) {
  return page.getByRole('listitem').filter({ hasText: '演练' }).getByRole('link', { name });
}

test('the sign-in page tells a wrong password from nothing else, and has no fault for assistive technology', async () => {
  page = await browser.open(shared.stack.apiUrl);
  await page.getByRole('heading', { name: '登录' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '01-sign-in');
  // Whoever asks his system for less motion sees none.
  expect(await longestMotion(page)).toBeLessThan(1);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await longestMotion(page)).toBeGreaterThan(100);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('请填写用户名。').first().waitFor();
  await page.getByLabel('用户名').fill('nobody');
  await page.getByLabel('密码', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('用户名或密码不对。').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('the clerk finds the goals in the inbox, fills them and hands them in', async () => {
  await signInOn(page, holderOf(unit, 'clerk'));
  await taskLink(page, /绩效目标/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '02-inbox');
  await taskLink(page, /绩效目标/).click();
  await page.getByRole('heading', { level: 1, name: /绩效目标/ }).waitFor();

  // Handed in empty: every gap is listed, and leads to its box.
  await page.getByRole('button', { name: '提交本部分' }).click();
  await page.getByText(/有 \d+ 处需要改正/).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '03-section-errors');

  const { fields } = readDemoTemplate().sections.find(({ key }) => key === 'goals') ?? { fields: [] };
  const values = caseFigures(readDemoCase(), 'goals')['goals'] ?? {};
  for (const { key, label } of fields) await page.getByLabel(new RegExp(`^${label}`)).fill(values[key] ?? '');
  const entries = new Map(caseEntries(readDemoCase()).map((entry) => [entry.indicator, entry.target]));
  for (const { key, name } of readDemoTemplate().indicators) await page.getByRole('textbox', { name: `${name} 年度目标值`, exact: true }).fill(entries.get(key) ?? '');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText(/^已保存/).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '04-section');

  await page.getByRole('button', { name: '提交本部分' }).click();
  const dialog = page.getByRole('dialog', { name: '提交本部分' });
  await dialog.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: '提交本部分' }).click();
  await page.getByRole('heading', { level: 1, name: `${unitName} 2023 年度绩效评价` }).waitFor();

  await page.getByRole('button', { name: '送审', exact: true }).click();
  await page.getByRole('dialog', { name: '送审' }).getByRole('button', { name: '送审' }).click();
  await page.getByText('已办理：送审').waitFor();
  await page.getByText('绩效目标编制').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '05-evaluation');
});

test('财务负责人 signs in and signs by keyboard alone', async () => {
  await leave(page);
  const keys = page.keyboard;
  // The cursor stands in the first box.
  await keys.type(holderOf(unit, 'financeHead'));
  await keys.press('Tab');
  await keys.type(testPassword);
  await keys.press('Enter');
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
  const link = taskLink(page, /审签/);
  await link.waitFor();
  const focused = () => page.evaluate<string>('document.activeElement?.getAttribute("href") ?? ""');
  const wanted = await link.getAttribute('href');
  for (let step = 0; step < 20 && (await focused()) !== wanted; step += 1) await keys.press('j');
  await keys.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^审签/ }).waitFor();
  await page.getByRole('button', { name: '签字确认' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '06-sign');

  const reach = async (what: () => Promise<boolean>) => {
    for (let step = 0; step < 80; step += 1) {
      if (await what()) return;
      await keys.press('Tab');
    }
    throw new Error('the keyboard does not get there');
  };
  const on = (expression: string) => () => page.evaluate<boolean>(`(() => { const e = document.activeElement; return e !== null && (${expression}); })()`);
  const { length } = readDemoTemplate().process.statements;
  for (let count = 0; count < length; count += 1) {
    await reach(on('e.type === "checkbox" && !e.checked'));
    await keys.press('Space');
  }
  await reach(on('e.type === "password"'));
  await keys.type('not my password');
  await keys.press('Enter');
  await page.getByText('用户名或密码不对。').or(page.getByText(/密码不对/)).first().waitFor();
  await reach(on('e.type === "password"'));
  await keys.press('Control+A');
  await keys.type(testPassword);
  await keys.press('Enter');
  await page.getByRole('heading', { name: '已签字' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '07-signed');
});

test('组长 signs the frozen version with his password, and who looked a moment before sees it at once', async () => {
  const watching = await openSignedIn(browser, shared.stack.apiUrl, holderOf('caizheng', 'performanceDesk'));
  await watching.goto(`${shared.stack.apiUrl}/#/evaluations/${opened.evaluationId}`);
  await watching.getByText('审签').first().waitFor();
  await sign(await shared.stack.signIn(holderOf(unit, 'deputyLeader')), opened.evaluationId, 'deputyLeader');
  await takeTurn(page, holderOf(unit, 'principal'));
  await taskLink(page, /审签/).click();
  await page.getByRole('heading', { level: 1, name: /^审签/ }).waitFor();
  // The statements come last, when all they speak of stands above them.
  await page.getByLabel('请再输一次您的登录密码').waitFor();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByLabel('请再输一次您的登录密码').fill(testPassword);
  await page.getByRole('button', { name: '签字确认' }).click();
  await page.getByRole('heading', { name: '已签字' }).waitFor();
  expect(await page.getByText(/^下一位：/).textContent()).toContain('绩效');

  // What was read seconds ago would show no button: nobody reloads a page to find out.
  await watching.goto(`${shared.stack.apiUrl}/#/evaluations/${opened.evaluationId}/review`);
  await watching.getByRole('button', { name: '批复绩效目标' }).waitFor({ timeout: 4_000 });
  await watching.context().close();
});

test('the bureau reviews and approves, and the case goes on', async () => {
  await takeTurn(page, holderOf('caizheng', 'performanceDesk'));
  await taskLink(page, /审核|复核|批复/).first().click();
  await page.getByRole('heading', { level: 1, name: /^复核/ }).waitFor();
  await page.getByRole('button', { name: '批复绩效目标' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '08-review');
  await page.getByRole('button', { name: '批复绩效目标' }).click();
  await page.getByRole('dialog', { name: '批复绩效目标' }).getByRole('button', { name: '批复绩效目标' }).click();
  await page.getByText('已办理：批复绩效目标').waitFor();
  const [row] = await shared.stack.sql('SELECT phase, step FROM evaluation WHERE id = $1', [opened.evaluationId]);
  expect(row).toEqual({ phase: 'dataCollection', step: 'waiting' });

  await page.goto(`${shared.stack.apiUrl}/#/campaigns/${opened.campaignId}`);
  await page.getByRole('button', { name: '到下一个日期' }).click();
  await page.getByText(/^已到 2023-01-03/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '09-rehearsal');

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en');
  await page.getByRole('button', { name: '中文' }).waitFor();
  await browser.screenshot(page, '10-english');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: 'English' }).waitFor();
});

test('what must stay secret is withheld on the basis that the page shows, and is no step left to do', async () => {
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const { year } = readDemoCase();
  const startStage = readDemoTemplate().process.stages.findIndex(({ phase }) => phase === 'publication');
  const onPaper = Array.from({ length: startStage }, (_, stage) => ({ documentNo: `衡财绩〔${year}〕${stage + 1}号` }));
  const [secret] = await launchYear(desk, [unit], { title: '不予公开演练', year, rehearsal: true, dates: datesOf(year).map((date, stage) => (stage < startStage ? null : date)), startsOn: datesOf(year)[startStage] ?? null, startStage, onPaper });
  if (secret === undefined) throw new Error('nothing was opened');
  await advanceUntil(desk, secret, ({ step }) => step === 'fill');
  await (await shared.stack.signIn(holderOf(unit, 'deputyLeader'))).command(secret.evaluationId, { type: 'reviewSecrecy', result: 'withhold', basis: '涉及工作秘密，依据保密审查表第 3 号。' });
  await takeTurn(page, holderOf(unit, 'principal'));
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${secret.evaluationId}/publication`);
  await page.getByText('依据：涉及工作秘密，依据保密审查表第 3 号。').waitFor();
  await page.getByText('保密审查结论是不予公开，由组长决定。').waitFor();
  await page.getByRole('button', { name: '按不公开办理' }).click();
  await page.getByRole('dialog', { name: '按不公开办理' }).getByRole('button', { name: '按不公开办理' }).click();
  await page.getByText(/^已于 \d{4}-\d\d-\d\d 决定不予公开$/).waitFor();
  expect(await page.getByText('待办', { exact: true }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '16-withheld');
});

test('the auditor walks the chains from the page', async () => {
  await takeTurn(page, holderOf('shenji', 'auditor'));
  await page.goto(`${shared.stack.apiUrl}/#/audit`);
  await page.getByRole('button', { name: '开始校验' }).click();
  await page.getByRole('status').getByText(/\d+ 条/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '14-audit');
});

test('the outbox page finds mails by recipient and shows both forms, with their link', async () => {
  await takeTurn(page, holderOf('caizheng', 'performanceDesk'));
  const mails = (await (await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'))).call('listMails', { query: { perPage: 1 } })).data;
  const name = mails[0]?.recipient.name ?? '';
  await page.goto(`${shared.stack.apiUrl}/#/mails`);
  await Promise.all([page.waitForResponse((response) => response.url().includes('/api/mails?') && response.url().includes('q=')), page.getByRole('searchbox', { name: '收件人' }).fill(name)]);
  await page.getByRole('row').nth(1).getByRole('button').click();
  const frame = page.frameLocator('iframe');
  await frame.getByText(`${name}，您好：`).waitFor();
  expect(await frame.getByRole('link').getAttribute('href')).toMatch(/^https?:.*#\//);
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '15-mail');
  await page.getByRole('tab', { name: '纯文本' }).click();
  await page.getByRole('region', { name: '纯文本' }).getByRole('link').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('no page complained, and none asked anybody but us', () => {
  expect(browser.complaints).toEqual([]);
  expect([...browser.hosts].filter((host) => host !== '')).toEqual([new URL(shared.stack.apiUrl).host]);
});
