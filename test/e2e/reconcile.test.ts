import { randomUUID } from 'node:crypto';
import { closeDatabase, commitCampaign, commitEvaluation, demoUnitId, openDatabase, readDemoTemplate, readDemoCalendar, saveCommandInput, suspendCase, type Database } from '@hengji/database';
import { connectTemporal, diagnoseShell, endWorkflow, isRunning, startShell, type Temporal } from '@hengji/workflows/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/person.js';
import { datesOf, departments, holderOf, openRehearsal, type Opened } from '../support/rehearsal.js';
import { query, withDatabase } from '../support/sql.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';

/**
 * Everything that can go wrong between the rows and the process engine, at once: what is mended, what is told, in which words, to whom,
 * and that a second look finds only what a person must see to.
 */
let shared: SharedStack;
let db: Database;
let temporal: Temporal;
let administrator: Person;
let countyId: string;
let cases: readonly Opened[];
const [stranger, halfway] = [randomUUID(), randomUUID()];
const halfwayEvaluation = randomUUID();

type Item = { readonly code: string; readonly outcome: string; readonly what: string; readonly todo: string; readonly case?: { readonly id: string }; readonly outbox?: string; readonly campaignId?: string };
type Found = { readonly left: number; readonly compared: number; readonly origin: string; readonly items: readonly Item[] };

async function reconcile(): Promise<{ readonly code: number | null; readonly found: Found }> {
  const { code, stdout, stderr } = await shared.stack.hengji('reconcile', '--json');
  if (stdout === '') throw new Error(stderr);
  const [found]: readonly Found[] = JSON.parse(stdout);
  if (found === undefined) throw new Error('no county');
  return { code, found };
}

const workflowOf = ({ evaluationId }: Opened) => `evaluation:${evaluationId}`;
const readsOf = (workflowId: string) => diagnoseShell(temporal.client, workflowId).then(({ position }) => position !== null, () => false);

function numbered(index: number): Opened {
  const one = cases[index];
  if (one === undefined) throw new Error('too few cases');
  return one;
}

beforeAll(async () => {
  shared = await startSharedStack({ catchMail: true });
  const { databaseUrl, temporalAddress } = shared.stack.options;
  db = openDatabase(databaseUrl, { max: 4 });
  temporal = connectTemporal({ TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: shared.stack.namespace });
  administrator = await shared.stack.signIn(holderOf('zhengfuban', 'administrator'));
  countyId = (await administrator.call('me', {})).county.id;
  const desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
  cases = await openRehearsal(desk, departments().slice(0, 6));
  for (const one of cases) await eventually('the shells run', () => readsOf(workflowOf(one)));
});

afterAll(async () => {
  await temporal.close();
  await closeDatabase(db);
  await shared.end();
});

test('where all is well nothing is found, and it says so', async () => {
  const { code, found } = await reconcile();
  expect(found).toMatchObject({ origin: 'command', left: 0, items: [] });
  expect(found.compared).toBeGreaterThanOrEqual(cases.length + 1);
  expect(code).toBe(0);
  expect(await shared.stack.hengji('reconcile')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^.+: \d+ compared, 0 irregular, 0 for a person\n$/) });
});

test('each trouble is found once; what is safe is mended, the rest told with what to do', async () => {
  const { stack } = shared;
  const desk = { personId: (await stack.signIn(holderOf('caizheng', 'performanceDesk'))).id, sessionId: 'session' };
  const wallInstant = new Date().toISOString();
  await stack.program('worker').stop();
  // 0: its shell is gone.
  await endWorkflow(temporal.client, workflowOf(numbered(0)), 'lost with the server');
  // 1: its row is over, and its shell never heard of it.
  const reason = randomUUID();
  await saveCommandInput(db, { id: reason, countyId, authorId: desk.personId, kind: 'reason', json: '撤并' });
  await commitEvaluation(db, { id: numbered(1).evaluationId, updateId: randomUUID(), message: { command: { type: 'cancel', reason }, from: desk }, wallInstant });
  await query(withDatabase(inject('services').adminDatabaseUrl, new URL(stack.options.databaseUrl).pathname.slice(1)), `SET LOCAL session_replication_role = replica; UPDATE process_event SET recorded_at = recorded_at - interval '1 hour' WHERE stream_id = '${numbered(1).evaluationId}'`);
  // 2: suspended.
  await suspendCase(db, { kind: 'evaluation', id: numbered(2).evaluationId }, 'TypeError: a rule threw');
  // 3, 4, 5: the clock moved, and nobody told them.
  await stack.sql("UPDATE campaign SET clock_offset_ms = (SELECT extract(epoch FROM min(next_instant)) * 1000 FROM evaluation WHERE id = $2)::bigint - (extract(epoch FROM now()) * 1000)::bigint + 3600000 WHERE id = $1", [numbered(3).campaignId, numbered(3).evaluationId]);
  // A shell of nobody, as after a restore of older rows.
  await startShell(temporal.client, { kind: 'evaluation', id: stranger }, { countyId, unitId: demoUnitId(numbered(0).unit), year: 2023, rehearsal: true });
  // A year that was launched and whose shell was never woken.
  const unit = demoUnitId(departments()[8] ?? '');
  const [template, calendar, dates] = [readDemoTemplate(), readDemoCalendar(), datesOf(2023)];
  const plan = { title: '半途的年度', year: 2023, rehearsal: true, startsOn: dates[0] ?? null, templateId: `${template.key}-${template.version}`, calendarId: calendar.id, dates, startStage: 0, onPaper: [] };
  for (const command of [{ type: 'draft', campaignId: halfway, plan, subjects: [{ subjectId: unit, unitId: unit, kind: 'department', evaluationId: halfwayEvaluation }] } as const, { type: 'launch' } as const]) {
    await commitCampaign(db, { id: halfway, countyId, updateId: randomUUID(), from: desk, wallInstant, command });
  }
  await stack.sql('UPDATE workflow_nudge SET nudged_at = now() WHERE target_id = $1', [halfway]);
  // Notices that nobody makes mails of, and a mail that was given up.
  await stack.sql("UPDATE notice SET mail_id = NULL, digest = false, created_at = now() - interval '1 hour', claimed_until = now() + interval '1 day' WHERE id = (SELECT min(id) FROM notice)");
  await stack.sql(
    "INSERT INTO mail (id, county_id, person_id, to_address, kind, subject, text, html, process_date, status, attempts) VALUES ($1, $2, $3, 'nobody@hengji.example', 'assigned', '', '', '', '2022-11-01', 'failed', 20)",
    [randomUUID(), countyId, desk.personId],
  );
  await stack.startWorker();

  const { code, found } = await reconcile();
  const told = found.items.map((item) => `${item.code} ${item.outcome} ${item.case?.id ?? item.campaignId ?? item.outbox ?? ''}`.trim());
  expect(told.sort()).toEqual(
    [
      `shellMissing done ${numbered(0).evaluationId}`,
      `shellSurplus done ${numbered(1).evaluationId}`,
      `caseSuspended none ${numbered(2).evaluationId}`,
      ...[3, 4, 5].map((index) => `shellOverslept done ${numbered(index).evaluationId}`),
      'shellStranger none',
      `campaignHalfway done ${halfway}`,
      'outboxStuck none notice',
      'mailsFailed none',
    ].sort(),
  );
  expect(found.left).toBe(4);
  expect(code).toBe(1);
  await eventually('the missing shell runs', () => readsOf(workflowOf(numbered(0))));
  expect(await isRunning(temporal.client, workflowOf(numbered(1)))).toBe(false);
  await eventually('the year that stood half-way goes on', async () => (await stack.sql('SELECT 1 FROM evaluation WHERE id = $1', [halfwayEvaluation])).length === 1);
  for (const item of found.items) expect(`${item.what} ${item.todo}`).not.toMatch(/[{}]|undefined|null/);
});

test('a second look finds only what a person must see to', async () => {
  const { code, found } = await reconcile();
  expect(found.items.map(({ code: one }) => one).sort()).toEqual(['caseSuspended', 'mailsFailed', 'outboxStuck', 'shellStranger']);
  expect(code).toBe(1);
});

test('the operator reads it in his language, with where to look, and begins a look himself; the auditor only reads', async () => {
  const before = await administrator.call('getOperations', {});
  expect(before).toMatchObject({ running: false, last: { origin: 'command', by: null, left: 4 } });
  const suspended = before.last?.items.find(({ code }) => code === 'caseSuspended');
  expect(suspended).toMatchObject({ evaluation: numbered(2).evaluationId, what: expect.stringMatching(/^“.+”2023 年度的评价（演练）已经中止：到期处理反复失败（TypeError: a rule threw）。$/), todo: expect.stringContaining('恢复') });
  const english = await shared.stack.signIn(holderOf('zhengfuban', 'administrator'), 'en');
  expect((await english.call('getOperations', {})).last?.items.find(({ code }) => code === 'mailsFailed')?.todo).toMatch(/^Check the mail address/);

  expect(await administrator.call('reconcile', { body: {} })).toEqual({ begun: true });
  const after = await eventually('the run', async () => {
    const now = await administrator.call('getOperations', {});
    return now.last?.origin === 'person' && now.running === false ? now : null;
  });
  expect(after.last).toMatchObject({ by: { id: administrator.id }, left: 4 });

  const auditor = await shared.stack.signIn(holderOf('shenji', 'auditor'));
  expect((await auditor.call('getOperations', {})).last?.left).toBe(4);
  expect(await auditor.attempt('reconcile', { body: {} })).toMatchObject({ ok: false, problem: { status: 403 } });
});

test('the Schedule looks too, at every county', async () => {
  await temporal.client.schedule.getHandle('hengji:reconciliation').trigger();
  const { last } = await eventually('the run', async () => {
    const now = await administrator.call('getOperations', {});
    return now.last?.origin === 'schedule' ? now : null;
  });
  expect(last).toMatchObject({ by: null, left: 4 });
});
