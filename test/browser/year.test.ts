import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoCase, readDemoCounty } from '@hengji/database';
import { civilDateOf, noticeKinds } from '@hengji/domain';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults, type TestBrowser } from '../support/browser.js';
import { startStackAndBrowser } from '../support/browserStack.js';
import { advanceUntil, datesOf, dueIsDone, fill, holderOf, launchYear, openRehearsal, sign } from '../support/rehearsal.js';
import type { SharedStack } from '../support/sharedStack.js';
import { run, type RunResult } from '../support/program.js';
import { openSignedIn, takeTurn } from '../support/signIn.js';

const { unit } = readDemoCase();
const unitName = readDemoCounty().units.find(({ key }) => key === unit)?.name ?? '';

/** What `play --json` prints, written down once more: whoever changes it breaks the programs that read it. */
type Report = {
  readonly evaluation: { readonly id: string; readonly workflowId: string; readonly year: number; readonly status: string };
  readonly phases: readonly { readonly phase: string; readonly enteredAt: string; readonly leftAt: string | null }[];
  readonly score: { readonly self: string; readonly reviewed: string; readonly grade: string };
  readonly findings: readonly { readonly type: string; readonly status: string }[];
  readonly mails: { readonly total: number; readonly byKind: Readonly<Record<string, number>> };
  readonly audit: { readonly events: number; readonly verified: boolean };
  readonly temporal: { readonly serverVersion: string; readonly historyEvents: number; readonly actions: number };
  readonly virtualDays: number;
  readonly realSeconds: number;
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
let shared: SharedStack;
let browser: TestBrowser;
/** The machine at which the clerk looks, and after him the desk. */
let page: Page;
const runs: RunResult[] = [];
const reports: Report[] = [];

beforeAll(async () => {
  [shared, browser] = await startStackAndBrowser({ portal: true });
  // Any number of times on the same stack: twice, the second time as from a clone. No data folder of this machine is in its way.
  const { environment } = shared.stack;
  const fromClone = { ...environment, HENGJI_HOME: join(tmpdir(), `hengji-${randomUUID()}`) };
  const played = ['play', '--year', '2023', '--json'];
  for (const play of [() => shared.stack.hengji(...played), () => run('npm', ['run', '-s', 'hengji', '--', ...played], fromClone)]) {
    const told = await play();
    if (told.code !== 0) throw new Error(`play ended with ${told.code}:\n${told.stderr}\nworker:\n${shared.stack.program('worker').words}\napi:\n${shared.stack.program('api').words}`);
    runs.push(told);
    reports.push(JSON.parse(told.stdout));
  }
}, 300_000);

afterAll(async () => {
  await browser.close();
  await shared.end();
});

describe.each([0, 1])('year played for the time %i', (index) => {
  const told = () => runs[index] ?? { code: 1, stdout: '', stderr: '' };
  const report = () => {
    const one = reports[index];
    if (one === undefined) throw new Error('not played');
    return one;
  };

  test('stdout holds one line of JSON with exactly the agreed keys, and stderr the progress', () => {
    expect(told().stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(told().stderr.split('\n').length).toBeGreaterThan(10);
    const { evaluation, phases, score, findings, mails, audit, temporal } = report();
    expect(Object.keys(report())).toEqual(['evaluation', 'phases', 'score', 'findings', 'mails', 'audit', 'temporal', 'virtualDays', 'realSeconds']);
    expect(Object.keys(evaluation)).toEqual(['id', 'workflowId', 'year', 'status']);
    for (const phase of phases) expect(Object.keys(phase)).toEqual(['phase', 'enteredAt', 'leftAt']);
    expect(Object.keys(score).sort()).toEqual(['grade', 'reviewed', 'self']);
    for (const finding of findings) expect(Object.keys(finding)).toEqual(['type', 'status']);
    expect(Object.keys(mails)).toEqual(['total', 'byKind']);
    expect(Object.keys(audit)).toEqual(['events', 'verified']);
    expect(Object.keys(temporal)).toEqual(['serverVersion', 'historyEvents', 'actions']);
  });

  test('the year closed with the scores of the case', () => {
    const { evaluation, score, findings } = report();
    expect(evaluation).toMatchObject({ year: 2023, status: 'closed', workflowId: `evaluation:${evaluation.id}` });
    expect(score).toEqual({ self: '98.28', reviewed: '97.23', grade: 'excellent' });
    expect(findings).toEqual([{ type: 'lateBookkeeping', status: 'closed' }]);
  });

  test('every phase was gone through once, monitoring twice, in process time', () => {
    const { phases, virtualDays } = report();
    expect(phases.map(({ phase }) => phase)).toEqual([
      'draft', 'dataCollection', 'monitoring', 'monitoring', 'selfAssessment', 'financeReview', 'rectification', 'publication', 'resultUse', 'closed',
    ]);
    for (const [place, { enteredAt, leftAt }] of phases.entries()) {
      expect(enteredAt).toMatch(instant);
      const last = place === phases.length - 1;
      if (last) expect(leftAt).toBeNull();
      else {
        expect(leftAt).toMatch(instant);
        expect(String(leftAt) >= enteredAt).toBe(true);
        expect(String(phases[place + 1]?.enteredAt) >= String(leftAt)).toBe(true);
      }
    }
    const day = (place: number) => civilDateOf(phases[place]?.enteredAt ?? '');
    expect([0, 1, 2, 3, 4].map(day)).toEqual(['2022-11-01', '2023-01-03', '2023-07-03', '2023-10-09', '2024-01-02']);
    expect(day(7) >= '2024-08-30').toBe(true);
    expect(virtualDays).toBe((Date.parse(day(9)) - Date.parse(day(0))) / 86_400_000);
  });

  test('what went wrong on the way stands in the stream: returned, late up to the bureau, warned, refused', async () => {
    const stream = await shared.stack.sql<{ type: string; payload: Readonly<Record<string, unknown>> }>(
      "SELECT type, payload FROM process_event WHERE stream_kind = 'evaluation' AND stream_id = $1 AND type IN ('sectionReturned', 'signingRefused', 'reviewed', 'reminded', 'stageEntered') ORDER BY seq",
      [report().evaluation.id],
    );
    const of = (type: string) => stream.filter((event) => event.type === type).map(({ payload }) => payload);
    expect(of('sectionReturned')).toMatchObject([{ section: 'personnel' }]);
    expect(of('signingRefused')).toMatchObject([{ slot: 'deputyLeader', sections: ['assessment'] }]);
    expect(of('reviewed').map(({ verdict }) => verdict)).toEqual(['approved', 'accepted', 'warned', 'accepted']);
    // The task that was late in the first checkpoint climbed every rung, each once, before anything was filled in.
    const climbed = of('reminded').filter(({ taskId }) => taskId === of('reminded').find(({ urgency }) => urgency === 'escalated')?.['taskId']);
    expect(climbed.map(({ offset, urgency }) => [offset, urgency])).toEqual([[-5, 'dueSoon'], [-2, 'dueSoon'], [0, 'dueSoon'], [1, 'overdue'], [2, 'overdue'], [4, 'overdue'], [6, 'escalated']]);
    const entered = (stage: number) => stream.findIndex(({ type, payload }) => type === 'stageEntered' && payload['stage'] === stage);
    const escalated = stream.findIndex(({ type, payload }) => type === 'reminded' && payload['urgency'] === 'escalated');
    expect(escalated).toBeGreaterThan(entered(2));
    expect(escalated).toBeLessThan(entered(3));
  });

  test('whoever comes too late to the finding is told that it is closed', async () => {
    const { stack } = shared;
    const [finding] = await stack.sql<{ id: string }>('SELECT id FROM finding WHERE evaluation_id = $1', [report().evaluation.id]);
    const desk = await stack.signIn(holderOf('caizheng', 'performanceDesk'));
    const late = await desk.attempt('commandFinding', { params: { id: finding?.id ?? '' }, body: { type: 'closeFinding', reason: '再次销号。' } });
    expect(late).toMatchObject({ ok: false, problem: { status: 409, code: 'findingStatus' } });
    expect(late.ok ? '' : late.problem.detail).toContain('已销号');
  });

  test('mails of every kind that the year tells of were made, and none twice', async () => {
    const { evaluation, mails } = report();
    expect(Object.values(mails.byKind).reduce((sum, count) => sum + count, 0)).toBe(mails.total);
    for (const kind of Object.keys(mails.byKind)) expect(noticeKinds).toContain(kind);
    for (const kind of ['assigned', 'dueSoon', 'overdue', 'escalated', 'returned', 'toSign', 'reviewed', 'findingServed', 'published', 'closed']) expect(mails.byKind[kind], kind).toBeGreaterThan(0);
    const { stack } = shared;
    // At most one overdue mail per person and process date, whatever is late.
    const doubled = await stack.sql("SELECT 1 FROM mail WHERE kind IN ('overdue', 'escalated', 'digest') GROUP BY person_id, process_date, kind, rehearsal_campaign_id HAVING count(*) > 1");
    expect(doubled).toEqual([]);
    // What is told at once stands in exactly one mail; a rehearsal's mail is kept, never sent.
    const [counts] = await stack.sql(
      "SELECT count(*) FILTER (WHERE n.mail_id IS NULL AND NOT n.digest)::int AS untold, count(*) FILTER (WHERE m.status IS DISTINCT FROM 'kept' AND m.id IS NOT NULL)::int AS sent FROM notice n LEFT JOIN mail m ON m.id = n.mail_id WHERE n.evaluation_id = $1",
      [evaluation.id],
    );
    expect(counts).toEqual({ untold: 0, sent: 0 });
  });

  test('the audit was verified, and the engine stayed within its budget', () => {
    const { audit, temporal, realSeconds } = report();
    expect(audit.verified).toBe(true);
    expect(audit.events).toBeGreaterThan(100);
    expect(temporal.serverVersion).toMatch(/^\d+\.\d+\.\d+/);
    expect(temporal.historyEvents).toBeGreaterThan(100);
    expect(temporal.historyEvents).toBeLessThanOrEqual(1500);
    expect(temporal.actions).toBeGreaterThan(50);
    expect(temporal.actions).toBeLessThanOrEqual(400);
    expect(realSeconds).toBeGreaterThan(0);
  });
});

test('the two years stand side by side', () => {
  expect(new Set(reports.map(({ evaluation }) => evaluation.id)).size).toBe(2);
});

test('the rehearsed results are on the rehearsal pages alone', async () => {
  const published = await shared.stack.sql<{ rehearsals: number; real: number }>(
    'SELECT count(*) FILTER (WHERE rehearsal_campaign_id IS NOT NULL)::int AS rehearsals, count(*) FILTER (WHERE rehearsal_campaign_id IS NULL)::int AS real FROM publication',
  );
  expect(published).toEqual([{ rehearsals: 2, real: 0 }]);
});

test('hengji verify walks every chain', async () => {
  const { code, stdout } = await shared.stack.hengji('verify');
  expect(stdout).toMatch(/^verified: \d+ audit events in \d+ chains\n$/);
  expect(code).toBe(0);
});

test('advance moves the clock of a rehearsal to its next date, where people find what is due, and no other clock', async () => {
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const [opened] = await openRehearsal(desk);
  if (opened === undefined) throw new Error('nothing was opened');
  const clock = async () => desk.call('getCampaign', { params: { id: opened.campaignId } });
  for (let steps = 0; (await desk.evaluation(opened.evaluationId)).step !== 'fill'; steps += 1) {
    expect(steps).toBeLessThan(5);
    await dueIsDone(desk, opened.campaignId);
    const { processNow, nextInstant } = await clock();
    expect(await shared.stack.hengji('advance', opened.campaignId)).toEqual({ code: 0, stdout: `${nextInstant}\n`, stderr: '1 case did what was due.\n' });
    const after = await clock();
    expect(after.processNow > processNow && after.processNow >= String(nextInstant)).toBe(true);
  }
  const { data } = await desk.call('listCampaigns', {});
  const real = data.find(({ rehearsal }) => !rehearsal);
  const played = data.find(({ rehearsal, id }) => rehearsal && id !== opened.campaignId);
  expect(await shared.stack.hengji('advance', real?.id ?? '')).toMatchObject({ code: 1, stdout: '', stderr: `${real?.title} is no rehearsal: its clock is the real one.\n` });
  expect(await shared.stack.hengji('advance', played?.id ?? '')).toMatchObject({ code: 1, stdout: '', stderr: 'Nothing happens by itself any more in this rehearsal.\n' });
});

test('a played year is on the rehearsal portal, watermarked, and every page of it is accessible', async () => {
  const evaluation = reports[0]?.evaluation ?? { id: '' };
  page = await openSignedIn(browser, shared.stack.apiUrl, holderOf(unit, 'clerk'));
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluation.id}`);
  await page.getByRole('heading', { level: 1, name: `${unitName} 2023 年度绩效评价` }).waitFor();
  await page.getByText('97.23').first().waitFor();
  // What the bureau wrote with its warning stands with the year's progress.
  await page.getByText('运行监控 1–9月预警，意见：基本支出慢于进度，公积金配套资金要在年底前落实。').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '11-closed');
  await page.getByRole('tab', { name: '得分表' }).click();
  await page.getByText('98.28').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '12-scores');

  const { url } = (await shared.stack.signIn(holderOf(unit, 'clerk')).then((clerk) => clerk.evaluation(evaluation.id))).publication ?? { url: '' };
  const front = await browser.open(shared.stack.portalUrl);
  expect(await front.content()).not.toContain('97.23');
  expect(await accessibilityFaults(front)).toEqual([]);
  await front.goto(new URL(url, shared.stack.portalUrl).href);
  await front.getByRole('heading', { level: 1 }).waitFor();
  expect(await front.content()).toContain('97.23');
  expect(await front.content()).toContain('演练');
  expect(await accessibilityFaults(front)).toEqual([]);
  await browser.screenshot(front, '13-portal');
  await front.context().close();
});

test('rows that fell short are told beside the next year’s goals, to whoever sets and whoever judges them', async () => {
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const year = readDemoCase().year + 1;
  const dates = datesOf(year);
  const [next] = await launchYear(desk, [unit], { title: `${year} 年度演练`, year, rehearsal: true, dates: [...dates], startsOn: dates[0] ?? null });
  if (next === undefined) throw new Error('nothing was opened');
  const { evaluationId } = next;
  await advanceUntil(desk, next, ({ phase, step }) => phase === 'draft' && step === 'fill');
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}/sections/goals`);
  await page.getByText(/2023 年度有 \d+ 个指标没有得满分/).waitFor();
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^资金使用规范性/ }) });
  await row.getByText('2023 年度没有得满分').waitFor();
  await row.getByText(/得分：.*满分/).waitFor();
  await row.getByText(/原因：财政复核扣 1\.00 分/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '14-last-year-goals');

  const clerk = await shared.stack.signIn(holderOf(unit, 'clerk'));
  await fill(clerk, evaluationId, 'goals', 'goals');
  await clerk.command(evaluationId, { type: 'submitForSigning' });
  for (const duty of ['financeHead', 'deputyLeader', 'principal'] as const) await sign(await shared.stack.signIn(holderOf(unit, duty)), evaluationId, duty);
  await takeTurn(page, holderOf('caizheng', 'performanceDesk'));
  await page.goto(`${shared.stack.apiUrl}/#/evaluations/${evaluationId}/review`);
  const panel = page.getByRole('region', { name: '2023 年度没有得满分的指标' });
  await panel.getByRole('row').filter({ hasText: '资金使用规范性' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await browser.screenshot(page, '15-last-year-review');
});

test('no page complained, and none asked anybody but us', () => {
  expect(browser.complaints).toEqual([]);
  const ours = new Set([shared.stack.apiUrl, shared.stack.portalUrl].map((url) => new URL(url).host));
  expect(new Set([...browser.hosts].filter((host) => host !== ''))).toEqual(ours);
});
