import { randomUUID } from 'node:crypto';
import { closeDatabase, openDatabase, suspendCase } from '@hengji/database';
import { connectTemporal, diagnoseShell, endWorkflow } from '@hengji/workflows/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { eventually } from '../support/eventually.js';
import { departments, holderOf, openRehearsal } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { openSignedIn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
let administrator: Page;

const signIn = (username: string) => openSignedIn(browser, shared.stack.apiUrl, username);

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  administrator = await signIn(holderOf('zhengfuban', 'administrator'));
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

test('the administrator compares rows and workflows, and reads that all is well', async () => {
  await administrator.getByRole('menuitem', { name: '运行状况' }).click();
  await administrator.getByText('还没有核对过。').waitFor();
  await administrator.getByRole('button', { name: '立即核对' }).click();
  await administrator.getByText(/一切正常/).waitFor();
  await administrator.getByText('没有中止的办件。').waitFor();
  await administrator.getByText('还没有校验过。系统每天凌晨自动校验一次。').waitFor();
  expect(await accessibilityFaults(administrator)).toEqual([]);
});

test('what was mended and what he must see to stand there in words, with the way to the case', async () => {
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const [lost, suspended] = await openRehearsal(desk, departments().slice(0, 2));
  const { databaseUrl, temporalAddress } = shared.stack.options;
  const db = openDatabase(databaseUrl, { max: 2 });
  const temporal = connectTemporal({ TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: shared.stack.namespace });
  const [lostShell, id] = [`evaluation:${lost?.evaluationId ?? ''}`, suspended?.evaluationId ?? ''];
  try {
    await eventually('the shell runs', () => diagnoseShell(temporal.client, lostShell).then(({ position }) => position !== null, () => false));
    await endWorkflow(temporal.client, lostShell, 'lost with the server');
    await suspendCase(db, { kind: 'evaluation', id }, 'TypeError: a rule threw');
  } finally {
    await Promise.all([temporal.close(), closeDatabase(db)]);
  }
  await shared.stack.sql(
    "INSERT INTO mail (id, county_id, person_id, to_address, kind, subject, text, html, process_date, status, attempts) SELECT $1, county_id, id, 'nobody@hengji.example', 'assigned', '', '', '', '2022-11-01', 'failed', 20 FROM person WHERE id = $2",
    [randomUUID(), desk.id],
  );
  await administrator.getByRole('button', { name: '立即核对' }).click();
  await administrator.getByText('有 2 件事需要您处理。').waitFor();
  await administrator.getByText('已自动修复。').waitFor();
  await administrator.getByRole('cell', { name: 'TypeError: a rule threw', exact: true }).waitFor();
  expect(await accessibilityFaults(administrator)).toEqual([]);
  await browser.screenshot(administrator, 'operations');
  await administrator.getByRole('button', { name: 'English' }).click();
  await administrator.getByText('Left for you to see to: 2.').waitFor();
  expect(await accessibilityFaults(administrator)).toEqual([]);
  await browser.screenshot(administrator, 'operations-english');
  await administrator.getByRole('link', { name: /^Show The evaluation of/ }).first().click();
  await administrator.waitForURL(new RegExp(`/evaluations/${id}$`));
});

test('who has no part in it has no such page in his menu, and no page complained', async () => {
  const desk = await signIn(holderOf('caizheng', 'performanceDesk'));
  expect(await desk.getByRole('menuitem', { name: '运行状况' }).count()).toBe(0);
  await desk.goto(`${shared.stack.apiUrl}/#/operations`);
  await desk.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
  expect(browser.complaints).toEqual([]);
});
