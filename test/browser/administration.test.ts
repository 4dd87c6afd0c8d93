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
import { leave, openSignedIn, signInOn, takeTurn } from '../support/signIn.js';

let shared: SharedStack;
let browser: TestBrowser;
let administrator: Page;
/** The machine at which the desk, the newcomer and the auditor take turns. */
let elsewhere: Page;

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser();
  administrator = await openSignedIn(browser, shared.stack.apiUrl, holderOf('zhengfuban', 'administrator'));
  elsewhere = await openSignedIn(browser, shared.stack.apiUrl, holderOf('caizheng', 'performanceDesk'));
});

afterAll(async () => {
  await browser.close();
  await shared.end();
});

const open = (page: Page, entry: string) => page.getByRole('navigation', { name: '主菜单' }).getByRole('menuitem', { name: entry, exact: true }).click();

test('who has no part in how the system runs has no such page in his menu', async () => {
  expect(await elsewhere.getByRole('menuitem', { name: '运行状况' }).count()).toBe(0);
  await elsewhere.goto(`${shared.stack.apiUrl}/#/operations`);
  await elsewhere.getByRole('heading', { level: 1, name: '没有权限' }).waitFor();
});

test('the administrator adds a person, who must choose a password of his own before he sees anything', async () => {
  await open(administrator, '人员与岗位');
  await administrator.getByRole('button', { name: '添加人员' }).click();
  const dialog = administrator.getByRole('dialog', { name: '添加人员' });
  await dialog.getByLabel('姓名').fill('新来的');
  await dialog.getByLabel('用户名').fill('xinlaide');
  const password = await dialog.getByLabel(/一次性密码/).inputValue();
  expect(password).toMatch(/^\w{4}(-\w{4}){3}$/);
  expect(await accessibilityFaults(administrator)).toEqual([]);
  await browser.screenshot(administrator, 'registry-01-add-person');
  await dialog.getByRole('button', { name: '添加人员' }).click();
  await administrator.getByText('已添加。').waitFor();
  await administrator.getByLabel('姓名或用户名').fill('xinlaide');
  const row = administrator.getByRole('row').filter({ hasText: '新来的' });
  await row.getByText('在用', { exact: true }).waitFor();
  await browser.screenshot(administrator, 'registry-02-people');

  const page = elsewhere;
  await leave(page);
  await signInOn(page, 'xinlaide', password);
  await page.getByText(/只能用一次/).waitFor();
  await browser.screenshot(page, 'registry-03-first-password');
  await page.getByLabel('现在的密码').fill(password);
  await page.getByLabel('新密码（至少 12 位）', { exact: true }).fill('a password of my own');
  await page.getByLabel('再输一次新密码').fill('a password of my own');
  await page.getByRole('button', { name: '修改密码' }).last().click();
  await page.getByRole('heading', { level: 1, name: '我的待办' }).waitFor();
});

test('a post that begins in the past asks for the reason at its field, and keeps what was typed', async () => {
  const page = administrator;
  await page.getByRole('button', { name: '任命岗位 新来的' }).click();
  const dialog = page.getByRole('dialog', { name: '任命岗位：新来的' });
  await dialog.getByLabel('单位').selectOption({ label: '衡川县教育局' });
  await dialog.getByLabel('职责').selectOption({ label: '财政局绩效科' });
  await dialog.getByLabel('职务名称').fill('绩效专干');
  await dialog.getByLabel('从哪天起').fill('2024-01-02');
  await dialog.getByRole('button', { name: '任命岗位' }).click();
  await dialog.getByText('这项职责只能在财政局任命').first().waitFor();
  await dialog.getByLabel('职责').selectOption({ label: '填报人' });
  await dialog.getByRole('button', { name: '任命岗位' }).click();
  await dialog.getByText(/要写明原因/).first().waitFor();
  await browser.screenshot(page, 'registry-04-correction');
  expect(await dialog.getByLabel('职务名称').inputValue()).toBe('绩效专干');
  await dialog.getByLabel(/更正原因/).fill('任命文件晚到');
  await dialog.getByRole('button', { name: '任命岗位' }).click();
  await page.getByText(/填报人（绩效专干）/).waitFor();
});

test('units and leading groups are recorded, and the auditor reads every change', async () => {
  const page = administrator;
  await open(page, '单位');
  await page.getByRole('button', { name: '添加单位' }).click();
  const unit = page.getByRole('dialog', { name: '添加单位' });
  await unit.getByLabel('类别').selectOption({ label: '下属单位' });
  await unit.getByLabel('单位名称').fill('衡川县教研中心');
  await unit.getByLabel('上级单位').selectOption({ label: '衡川县教育局' });
  await browser.screenshot(page, 'registry-05-add-unit');
  await unit.getByRole('button', { name: '添加单位' }).click();
  await page.getByRole('row').filter({ hasText: '衡川县教研中心' }).getByText('衡川县教育局').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, 'registry-06-units');

  await open(page, '领导小组');
  await page.getByRole('button', { name: '登记领导小组' }).click();
  const group = page.getByRole('dialog', { name: '登记领导小组' });
  await group.getByLabel('单位').selectOption({ label: '衡川县教育局' });
  await group.getByRole('textbox', { name: '成立文件', exact: true }).fill('衡教发〔2026〕12号');
  await group.getByLabel('组长').selectOption({ label: '薛志琴' });
  await group.getByLabel('薛志琴').check();
  await group.getByLabel('范学敏').check();
  await browser.screenshot(page, 'registry-07-record-group');
  await group.getByRole('button', { name: '登记领导小组' }).click();
  await page.getByText('衡教发〔2026〕12号').waitFor();
  await browser.screenshot(page, 'registry-08-groups');

  await takeTurn(elsewhere, holderOf('shenji', 'auditor'));
  await open(elsewhere, '审计校验');
  await elsewhere.getByText('任命文件晚到').waitFor();
  expect(await accessibilityFaults(elsewhere)).toEqual([]);
  await browser.screenshot(elsewhere, 'registry-09-history');
});

test('a project is added under a department, offered where a year is planned, and shown with the unit it belongs to', async () => {
  const page = administrator;
  const name = '乡村学校取暖改造项目';
  await open(page, '单位');
  await page.getByRole('button', { name: '添加单位' }).click();
  const dialog = page.getByRole('dialog', { name: '添加单位' });
  await dialog.getByLabel('类别').selectOption({ label: '项目' });
  await dialog.getByText('项目由所属单位填报和审签。').waitFor();
  await dialog.getByLabel('单位名称').fill(name);
  expect(await dialog.getByLabel('上级单位').locator('option', { hasText: '衡川县财政局' }).count()).toBe(0);
  await dialog.getByLabel('上级单位').selectOption({ label: '衡川县教育局' });
  await browser.screenshot(page, 'project-01-add');
  await dialog.getByRole('button', { name: '添加单位' }).click();
  await page.getByRole('row').filter({ hasText: name }).getByText('衡川县教育局').waitFor();

  const api = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const project = (await api.call('listUnits', { query: { perPage: 200 } })).data.find((unit) => unit.name === name);
  const { id: template } = await api.call('releaseTemplate', { body: { shipped: 'shipped.project', reason: '项目支出绩效自评' } });
  const year = new Date().getFullYear() + 2;
  const stages = (await api.call('campaignOptions', { query: { year } })).templates.find(({ id }) => id === template)?.stages ?? [];
  const dates = stages.map(({ opensOn }) => opensOn);
  const { id } = await api.call('draftCampaign', { body: { title: '项目自评演练', year, rehearsal: true, template, subjects: [{ subject: project?.id ?? '' }], dates, startsOn: dates[0] ?? null } });
  await takeTurn(elsewhere, holderOf('caizheng', 'performanceDesk'));
  const desk = elsewhere;
  await desk.goto(`${shared.stack.apiUrl}/#/campaigns/${id}/edit`);
  expect(await desk.getByLabel(`${name}（所属：衡川县教育局）`).isChecked()).toBe(true);
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'project-02-plan');
  await api.call('commandCampaign', { params: { id }, body: { type: 'launch' } });
  await eventually('the project is open', async () => (await api.call('getCampaign', { params: { id } })).status === 'running');

  await open(desk, '评价');
  await desk.getByLabel('评价对象').selectOption({ label: '项目' });
  await desk.getByText('衡川县教育局的项目').waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'project-03-list');
  await desk.getByRole('link', { name }).click();
  await desk.getByText('由衡川县教育局填报').waitFor();
  expect(await accessibilityFaults(desk)).toEqual([]);
  await browser.screenshot(desk, 'project-04-evaluation');
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

test('no page complained', () => {
  expect(browser.complaints).toEqual([]);
});
