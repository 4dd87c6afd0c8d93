import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/person.js';
import { departments, holderOf, openAtGoals, taskOf, type Opened } from '../support/rehearsal.js';
import { HeldLock } from '../support/sql.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { openRealYear } from './realYear.js';

let shared: SharedStack;
let desk: Person;
let opened: Opened;

beforeAll(async () => {
  // Without a mail server: mails of a real year wait.
  shared = await startSharedStack({ portal: true });
  desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  const [one] = await openAtGoals(desk, departments().slice(0, 1));
  if (one === undefined) throw new Error('no case');
  opened = one;
});

afterAll(() => shared.end());

/** Sum of a metric's values over the lines that hold all of the given labels. */
function valueOf(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return lines.filter((line) => wanted.every((part) => line.includes(part))).reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

test('requests and decisions are counted where they happen, by operation, command and outcome', async () => {
  const { stack } = shared;
  const { evaluationId, unit } = opened;
  const clerk = await stack.signIn(holderOf(unit, 'clerk'));
  const { taskId } = taskOf(await clerk.evaluation(evaluationId), 'fillSection');
  await clerk.command(evaluationId, { type: 'claim', taskId });
  expect((await clerk.attempt('getEvaluation', { params: { id: crypto.randomUUID() } })).ok).toBe(false);
  await fetch(`${stack.portalUrl}/`);

  const api = await stack.metrics('api');
  expect(valueOf(api, 'hengji_requests_total', { operation: 'commandEvaluation', status: '200' })).toBe(1);
  expect(valueOf(api, 'hengji_requests_total', { operation: 'getEvaluation', status: '404' })).toBe(1);
  expect(valueOf(api, 'hengji_requests_total', { operation: 'signIn', status: '200' })).toBe(2);
  expect(valueOf(api, 'hengji_request_seconds_count', { operation: 'commandEvaluation' })).toBe(1);
  expect(valueOf(api, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  expect(valueOf(await stack.metrics('portal'), 'hengji_requests_total', { operation: 'list', status: '200' })).toBe(1);

  const worker = await stack.metrics('worker');
  expect(valueOf(worker, 'hengji_commits_total', { command: 'claim', outcome: 'accepted' })).toBe(1);
  expect(valueOf(worker, 'hengji_commits_total', { command: 'tick', outcome: 'accepted' })).toBeGreaterThan(0);
  expect(valueOf(worker, 'hengji_commit_seconds_count', { stream: 'evaluation' })).toBe(valueOf(worker, 'hengji_commits_total', { stream: 'evaluation' }));
});

test('what stands in the database is told: live cases, and an outbox that grows old where nobody takes from it', async () => {
  const { stack } = shared;
  await openRealYear(desk);
  await eventually('the mails are made', async () => valueOf(await stack.metrics('worker'), 'hengji_outbox_waiting', { outbox: 'mail' }) > 0);
  await new Promise((done) => setTimeout(done, 2_500));
  const text = await stack.metrics('worker');
  const [counts] = await stack.sql<{ open: number; pending: number }>(
    "SELECT (SELECT count(*)::int FROM evaluation WHERE status IN ('open', 'suspended')) AS open, (SELECT count(*)::int FROM mail WHERE status = 'pending') AS pending",
  );
  expect(valueOf(text, 'hengji_cases', { stream: 'evaluation' })).toBe(counts?.open);
  expect(valueOf(text, 'hengji_outbox_waiting', { outbox: 'mail' })).toBe(counts?.pending);
  expect(valueOf(text, 'hengji_outbox_oldest_seconds', { outbox: 'mail' })).toBeGreaterThan(1);
  expect(valueOf(text, 'hengji_outbox_oldest_seconds', { outbox: 'workflowStart' })).toBe(0);
  expect(valueOf(text, 'hengji_alarms_overdue')).toBe(0);
});

test('a case whose alarm cannot ring is overdue, and by how much', async () => {
  const { stack } = shared;
  const lock = await HeldLock.take(stack.options.migrationDatabaseUrl, 'SELECT 1 FROM evaluation WHERE id = $1 FOR UPDATE', [opened.evaluationId]);
  // Held by the test, the row cannot be ticked; the clock goes past its next date.
  await stack.sql("UPDATE campaign SET clock_offset_ms = clock_offset_ms + 400 * 86400000::bigint WHERE id = $1", [opened.campaignId]);
  await new Promise((done) => setTimeout(done, 2_500));
  const text = await stack.metrics('worker');
  await lock.release();
  expect(valueOf(text, 'hengji_alarms_overdue')).toBe(1);
  expect(valueOf(text, 'hengji_alarm_lag_seconds')).toBeGreaterThan(86_400);
});

test('the process engine’s own figures come from its core', async () => {
  const text = await shared.stack.metrics('temporal');
  expect(text).toContain('temporal_worker_task_slots_available');
  expect(valueOf(text, 'temporal_workflow_task_execution_latency_count')).toBeGreaterThan(0);
});

test('no metric holds a name or an id of a case', async () => {
  const { stack } = shared;
  const all = (await Promise.all((['api', 'worker', 'portal', 'temporal'] as const).map((of) => stack.metrics(of)))).join('\n');
  expect(all).not.toContain(opened.evaluationId);
  expect(all).not.toMatch(/\p{Script=Han}/u);
});
