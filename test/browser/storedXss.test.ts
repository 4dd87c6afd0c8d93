import { caseFigures, readDemoCase } from '@hengji/database';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/person.js';
import { advanceUntil, datesOf, holderOf, launchYear, taskOf } from '../support/rehearsal.js';
import { databaseOf, query, withDatabase } from '../support/sql.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn, takeTurn } from '../support/signIn.js';

const { unit, year } = readDemoCase();
/** What would run if any page took a text for markup. */
const attack = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
const users = { clerk: holderOf(unit, 'clerk'), desk: holderOf('caizheng', 'performanceDesk'), administrator: holderOf('zhengfuban', 'administrator') };

let shared: SharedStack;
let browser: TestBrowser;
let evaluationId: string;
let campaignId: string;
let circularId: string;
let findingId: string;

/** Names that people are given by others; everything else is typed through the API below. */
async function poisonNames(): Promise<void> {
  const admin = withDatabase(inject('services').adminDatabaseUrl, databaseOf(shared.stack.options.databaseUrl));
  for (const [table, column] of [['unit', 'name'], ['unit', 'name_en'], ['person', 'name'], ['post', 'title'], ['county', 'name']] as const) {
    await query(admin, `SET LOCAL session_replication_role = replica; UPDATE ${table} SET ${column} = ${column} || $$ ${attack}$$`);
  }
}

async function upload(who: Person, path: string): Promise<string> {
  const response = await fetch(`${shared.stack.apiUrl}/api${path}?name=${encodeURIComponent('<img src=x onerror=alert(1)>.pdf')}`, { method: 'POST', headers: { cookie: who.cookie, 'content-type': 'application/octet-stream', 'idempotency-key': crypto.randomUUID() }, body: '%PDF-1.7' });
  const { id }: { id: string } = JSON.parse(await response.text());
  expect(response.status).toBe(200);
  return id;
}

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  await poisonNames();
  const [clerk, desk] = [await shared.stack.signIn(users.clerk), await shared.stack.signIn(users.desk)];
  const dates = datesOf(year);
  const [opened] = await launchYear(desk, [unit], { title: `演练 ${attack.slice(0, 60)}`, year, rehearsal: true, dates: [...dates], startsOn: dates[0] ?? null });
  if (opened === undefined) throw new Error('nothing was opened');
  ({ evaluationId, campaignId } = opened);
  await advanceUntil(desk, opened, ({ phase, step }) => phase === 'draft' && step === 'fill');
  const file = await upload(desk, `/campaigns/${campaignId}/circular-files`);
  const circular = { documentNo: `财绩〔${year}〕1号 <b>`, title: attack.slice(0, 60), text: attack, files: [file] };
  circularId = (await desk.call('issueCircular', { params: { id: campaignId }, body: circular })).id;
  await desk.call('amendCircular', { params: { id: circularId }, body: { ...circular, reason: attack } });
  await clerk.command(evaluationId, { type: 'claim', taskId: taskOf(await clerk.evaluation(evaluationId), 'fillSection').taskId });
  const { version } = await clerk.call('getSection', { params: { id: evaluationId, section: 'goals' } });
  const values = Object.fromEntries(Object.entries(caseFigures(readDemoCase(), 'goals')['goals'] ?? {}).map(([key, value]) => [key, typeof value === 'string' ? `${value}${attack}` : value]));
  await clerk.call('saveSection', { params: { id: evaluationId, section: 'goals' }, body: { version, values, rows: [] } });
  await upload(clerk, `/evaluations/${evaluationId}/sections/goals/evidence`);
  findingId = (await desk.call('raiseFinding', { body: { evaluationId, findingType: 'other', source: 'monitoring', description: attack, noEffectReason: attack } })).id;
  // Its shell may only be starting.
  const serve = { params: { id: findingId }, body: { type: 'serve', documentNo: '财监〔2023〕1号' }, idempotencyKey: crypto.randomUUID() } as const;
  await eventually('the finding is served', async () => (await desk.attempt('commandFinding', serve)).ok);
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

/** Waits until a page has had all its answers, and for half a second has asked for nothing more. Begins to listen when it is made. */
function quietOf(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let changedAt = performance.now();
  const ended = (request: Request) => {
    underWay.delete(request);
    changedAt = performance.now();
  };
  page.on('request', (request) => {
    underWay.add(request);
    changedAt = performance.now();
  });
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return async () => void (await eventually('the page asks for nothing more', async () => underWay.size === 0 && performance.now() - changedAt > 500));
}

/**
 * Goes on inside the app, as a click on a link does, until the new page has come: the heading of the one before is marked, or it would be looked
 * at once more. To load the whole app for every page took most of this file's time.
 */
async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    // Signing in leads to the first page by itself.
    if (window.location.hash === hash) return;
    for (const heading of document.querySelectorAll('h1')) heading.setAttribute('data-seen', '');
    window.location.hash = hash;
  }, `#${route}`);
  await page.locator('h1:not([data-seen])').first().waitFor();
}

/** Elements that a text became, in the page and in every frame of it. */
async function born(page: Page): Promise<number> {
  const counts = await Promise.all(page.frames().map((frame) => frame.evaluate(() => document.querySelectorAll('img[src="x"], script:not([src])').length)));
  return counts.reduce((sum, count) => sum + count, 0);
}

test('what people typed is text on every page, in every frame, and in the names of files', async () => {
  const evaluation = `/evaluations/${evaluationId}`;
  const routes: Readonly<Record<keyof typeof users, readonly string[]>> = {
    clerk: ['/inbox', '/evaluations', evaluation, `${evaluation}/sections/goals`, '/findings', `/findings/${findingId}`, '/circulars', `/circulars/${circularId}`, `/campaigns/${campaignId}`, '/leadingGroups', '/mails', '/account'],
    desk: ['/inbox', '/evaluations', evaluation, '/findings', `/findings/${findingId}`, '/campaigns', `/campaigns/${campaignId}`, `/circulars/${circularId}`, `/circulars/${circularId}/amend`, '/campaigns/open', '/people', '/mails'],
    administrator: ['/people', '/units', '/leadingGroups', '/audit', '/mails'],
  };
  const bare = /open$|account$/;
  const shown = new Map<string, number>();
  const page = await openSignedIn(browser, shared.stack.apiUrl, users.clerk);
  const quiet = quietOf(page);
  page.on('dialog', (dialog) => expect.fail(`a script ran: ${dialog.message()}`));
  for (const who of ['clerk', 'desk', 'administrator'] as const) {
    if (who !== 'clerk') await takeTurn(page, users[who]);
    for (const route of routes[who]) {
      await goTo(page, route);
      await quiet();
      // Whatever can be opened on the page, is: histories, earlier versions, mails.
      for (const button of await page.locator('main button[aria-expanded=false], summary').all()) await button.click({ timeout: 2_000 }).catch(() => undefined);
      await quiet();
      // What a busy machine shows late counts too; a page without any is told below.
      if (!bare.test(route)) await page.waitForFunction(() => document.body.innerText.includes('onerror'), undefined, { timeout: 10_000 }).catch(() => undefined);
      expect(await born(page), `${who} ${route}`).toBe(0);
      expect(await page.title(), `${who} ${route}`).not.toBe('run');
      const text = await page.locator('body').innerText();
      shown.set(`${who} ${route}`, text.split('onerror').length - 1);
    }
  }
  await page.context().close();
  expect([...shown.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(60);
  expect([...shown].filter(([route, count]) => count === 0 && !bare.test(route))).toEqual([]);
  expect(browser.complaints).toEqual([]);
}, 240_000);
