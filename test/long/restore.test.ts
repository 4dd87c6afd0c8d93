import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, demoUnitId, listAllLiveWorkflows, openDatabase } from '@hengji/database';
import { advanceShell, connectTemporal, diagnoseShell, openShellIds } from '@hengji/workflows/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { homeEnvironment, launch, type Launched } from '../support/launcher.js';
import { Person } from '../support/person.js';
import { repositoryRoot, runScript, type RunResult } from '../support/program.js';
import { datesOf, departments, fill, holderOf, launchYear, openAtGoals, taskOf, type Opened } from '../support/rehearsal.js';
import { query } from '../support/sql.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';
import type { CaughtMail } from '../support/stack.js';
import { mailFigures, openRealYear } from '../e2e/realYear.js';

/**
 * The drill: a machine is backed up while people work and while its mail server is away, then it is lost. Another one is made from the
 * backup alone, with a new data folder and an empty process engine, and people go on.
 */
let lost: SharedStack;
let folder: string;
let home: string;
let launched: Launched | null = null;
let cases: readonly Opened[];
let sentBefore: readonly CaughtMail[];
let seal: string;
let findingId: string;
/** A year that was launched, whose shell was woken on the machine that is lost and had not begun. */
let halfway: string;
/** A decision that was acknowledged before the backup began, with the key it was asked under. */
const acknowledged = { key: crypto.randomUUID(), evaluationId: '', unit: '', taskId: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-drill-'));
  home = join(folder, 'new-home');
  lost = await startSharedStack({ catchMail: true });
}, 180_000);

afterAll(async () => {
  await launched?.stop();
  await lost.end();
  await rm(folder, { recursive: true, force: true });
});

const signIn = (username: string) => Person.signIn(launched?.url ?? '', username, testPassword);

function caseNumber(index: number): Opened {
  const one = cases[index];
  if (one === undefined) throw new Error('too few cases');
  return one;
}

function hengji(...args: readonly string[]): Promise<RunResult> {
  return runScript(join(repositoryRoot, 'apps/standalone/hengji.mjs'), args, homeEnvironment(home));
}

async function clerkOf(machine: 'lost' | 'new', { unit }: Opened): Promise<Person> {
  return machine === 'lost' ? lost.stack.signIn(holderOf(unit, 'clerk')) : signIn(holderOf(unit, 'clerk'));
}

test('the machine is backed up while people work, mail waits, and then it is lost', async () => {
  const { stack } = lost;
  const desk = await stack.signIn(holderOf('caizheng', 'performanceDesk'));
  await openRealYear(desk);
  cases = await openAtGoals(desk, departments().slice(0, 3));
  const finding = { evaluationId: caseNumber(2).evaluationId, findingType: 'lateBookkeeping', source: 'fiscalSupervision', description: '记账不及时', noEffectReason: '不影响得分' } as const;
  ({ id: findingId } = await desk.call('raiseFinding', { body: finding, idempotencyKey: crypto.randomUUID() }));
  const clerk = await clerkOf('lost', caseNumber(0));
  const upload = await fetch(`${stack.apiUrl}/api/evaluations/${caseNumber(0).evaluationId}/sections/goals/evidence?name=a.pdf`, {
    method: 'POST',
    headers: { cookie: clerk.cookie, 'content-type': 'application/octet-stream', 'idempotency-key': crypto.randomUUID() },
    body: Buffer.from('%PDF-1.4\nevidence'),
  });
  expect(upload.status).toBe(200);
  await eventually('every mail so far has left', async () => {
    const { pending, untold, sent } = await mailFigures(stack);
    return pending === 0 && untold === 0 && sent > 0;
  }, 60_000);

  // The mail server goes away; what is told from now on waits.
  await stack.program('mail').stop();
  sentBefore = await stack.caughtMails();
  await launchYear(desk, departments().slice(4, 7), { title: '2024 年度', year: 2024, rehearsal: false, dates: [...datesOf(2024)] });
  await eventually('mails were tried and put off', async () => (await stack.sql("SELECT 1 FROM mail WHERE status = 'pending' AND attempts > 0")).length > 0, 60_000);
  Object.assign(acknowledged, { evaluationId: caseNumber(0).evaluationId, unit: caseNumber(0).unit, taskId: taskOf(await clerk.evaluation(caseNumber(0).evaluationId), 'fillSection').taskId });
  await clerk.command(acknowledged.evaluationId, { type: 'claim', taskId: acknowledged.taskId }, acknowledged.key);

  await stack.program('worker').stop();
  const dates = datesOf(2023);
  const subjects = departments().slice(8, 11).map((unit) => ({ subject: demoUnitId(unit) }));
  ({ id: halfway } = await desk.call('draftCampaign', { body: { title: '半途的年度', year: 2023, rehearsal: true, subjects, dates: [...dates], startsOn: dates[0] ?? null } }));
  await desk.call('commandCampaign', { params: { id: halfway }, body: { type: 'launch' } });
  await stack.sql('UPDATE workflow_nudge SET nudged_at = now() WHERE target_id = $1', [halfway]);
  await stack.startWorker();

  let working = true;
  const other = await clerkOf('lost', caseNumber(1));
  const { taskId } = taskOf(await other.evaluation(caseNumber(1).evaluationId), 'fillSection');
  const work = (async () => {
    while (working) {
      await other.command(caseNumber(1).evaluationId, { type: 'claim', taskId });
      await other.command(caseNumber(1).evaluationId, { type: 'release', taskId });
    }
  })();
  const { code, stdout, stderr } = await stack.hengji('backup', join(folder, 'backup'));
  working = false;
  await work;
  expect(stderr).not.toMatch(/missing|damaged/);
  expect(code).toBe(0);
  [, seal = ''] = /^backed up: \d+ rows in \d+ tables, 1 files, \d+ bytes; seal ([0-9a-f]{64})\n$/.exec(stdout) ?? [];
  expect(seal).not.toBe('');
  await stack.program('api').kill();
  await stack.program('worker').kill();
}, 180_000);

test('a machine without anything is made from it with one command, and another backup does not pass for it', async () => {
  const wrong = await hengji('restore', join(folder, 'backup'), '--seal', '0'.repeat(64));
  expect(wrong.code).toBe(1);
  expect(wrong.stderr.trim().split('\n').at(-1)).toBe(`Nothing was restored: the backup is another one than the seal names: its seal is ${seal}.`);
  const { code, stdout, stderr } = await hengji('restore', join(folder, 'backup'), '--seal', seal);
  expect(stderr).toContain('every file is as it was written');
  expect(stdout).toMatch(/^restored the state of .*; \d+ shells to start, \d+ mails to send; everybody signs in anew\nverified: \d+ audit events in \d+ chains\n$/);
  expect(code).toBe(0);
  const again = await hengji('restore', join(folder, 'backup'));
  expect(again.code).toBe(1);
  expect(again.stderr.trim().split('\n').at(-1)).toBe('Nothing was restored: the database is not empty, and nothing was changed in it: restore into an empty one.');
  launched = await launch(home);
}, 180_000);

test('every shell is there again, each at the position of its rows, and no demo county beside ours', async () => {
  const db = openDatabase(launched?.environment['DATABASE_URL'] ?? '', { max: 2 });
  const temporal = connectTemporal(launched?.environment ?? {});
  try {
    await eventually('the shells', async () => {
      const live = (await listAllLiveWorkflows(db)).map(({ workflowId }) => workflowId);
      if (!live.includes(`finding:${findingId}`)) return false;
      const running: string[] = [];
      for await (const id of openShellIds(temporal.client)) running.push(id);
      return JSON.stringify(running.sort()) === JSON.stringify([...live].sort());
    }, 60_000);
    for (const { evaluationId } of cases) {
      const [row] = await query<{ version: number }>(launched?.environment['MIGRATION_DATABASE_URL'] ?? '', 'SELECT version FROM evaluation WHERE id = $1', [evaluationId]);
      // A shell is listed a moment before it has read its rows.
      const position = await eventually('the shell has read its rows', async () => (await diagnoseShell(temporal.client, `evaluation:${evaluationId}`)).position);
      expect(position).toMatchObject({ version: row?.version });
    }
    expect(await query(launched?.environment['MIGRATION_DATABASE_URL'] ?? '', 'SELECT count(*)::int AS n FROM county')).toEqual([{ n: 1 }]);
  } finally {
    await temporal.close();
    await closeDatabase(db);
  }
}, 120_000);

test('a year that stood half-way is carried out', async () => {
  const url = launched?.environment['MIGRATION_DATABASE_URL'] ?? '';
  await eventually('its evaluations are open', async () => (await query(url, "SELECT 1 FROM campaign WHERE id = $1 AND status = 'running'", [halfway])).length === 1, 60_000);
  expect(await query(url, 'SELECT count(*)::int AS n FROM evaluation WHERE campaign_id = $1', [halfway])).toEqual([{ n: 3 }]);
}, 90_000);

test('what was acknowledged is there, and asked again it is not done again', async () => {
  const clerk = await signIn(holderOf(acknowledged.unit, 'clerk'));
  const before = await clerk.evaluation(acknowledged.evaluationId);
  const again = await clerk.commandPatiently(acknowledged.evaluationId, { type: 'claim', taskId: acknowledged.taskId }, acknowledged.key);
  expect(again.events).toEqual(['taskClaimed']);
  expect((await clerk.evaluation(acknowledged.evaluationId)).version).toBe(before.version);
});

test('people go on: a section is handed in, an uploaded file opens, a decision is taken', async () => {
  const { evaluationId, unit } = caseNumber(0);
  const clerk = await signIn(holderOf(unit, 'clerk'));
  const { evidence } = await clerk.call('getSection', { params: { id: evaluationId, section: 'goals' } });
  const file = await fetch(`${launched?.url}/api/evaluations/${evaluationId}/evidence/${evidence[0]?.id}`, { headers: { cookie: clerk.cookie } });
  expect(await file.text()).toBe('%PDF-1.4\nevidence');
  await fill(clerk, evaluationId, 'goals', 'goals');
  expect((await clerk.command(evaluationId, { type: 'submitForSigning' })).events).toContain('revisionFrozen');
});

test('a timer fires in the rehearsal', async () => {
  const { campaignId, evaluationId } = caseNumber(1);
  const url = launched?.environment['MIGRATION_DATABASE_URL'] ?? '';
  const versions = async () => (await query<{ version: number }>(url, 'SELECT version FROM evaluation WHERE id = $1', [evaluationId]))[0]?.version ?? 0;
  const before = await versions();
  const [campaign] = await query<{ offset: string }>(
    url,
    `UPDATE campaign SET clock_offset_ms = (SELECT extract(epoch FROM next_instant) * 1000 FROM evaluation WHERE id = $1)::bigint - $2::bigint - 4000 WHERE id = $3 RETURNING clock_offset_ms::text AS offset`,
    [evaluationId, Date.now(), campaignId],
  );
  const temporal = connectTemporal(launched?.environment ?? {});
  try {
    await advanceShell(temporal.client, `evaluation:${evaluationId}`, { clockOffsetMs: Number(campaign?.offset) }, 10_000);
    expect(await versions()).toBe(before);
    await eventually('the tick of the timer', async () => (await versions()) > before);
  } finally {
    await temporal.close();
  }
}, 60_000);

test('mails that had left stay at home, and those that waited leave once', async () => {
  const url = launched?.environment['MIGRATION_DATABASE_URL'] ?? '';
  await query(url, "UPDATE mail SET next_attempt_at = now() WHERE status = 'pending'");
  await eventually('the mails', async () => (await query(url, "SELECT 1 FROM mail WHERE status = 'pending' UNION ALL SELECT 1 FROM notice WHERE mail_id IS NULL AND NOT digest")).length === 0, 60_000);
  const caught = (await readFile(join(home, 'mail', 'index.jsonl'), 'utf8')).split('\n').filter((line) => line !== '').map((line): CaughtMail => JSON.parse(line));
  const idOf = ({ messageId }: CaughtMail) => messageId.split('@')[0];
  const [before, after] = [sentBefore.map(idOf), caught.map(idOf)];
  expect(before.length).toBeGreaterThan(0);
  expect(after.length).toBeGreaterThan(0);
  expect(new Set(after).size).toBe(after.length);
  expect(after.filter((id) => before.includes(id))).toEqual([]);
  const sent = await query<{ n: number }>(url, "SELECT count(*)::int AS n FROM mail WHERE status = 'sent'");
  expect(sent).toEqual([{ n: before.length + after.length }]);
}, 90_000);

test('the chains hold, old and new rows in one', async () => {
  const { code, stdout } = await hengji('verify');
  expect(stdout).toMatch(/^verified: /);
  expect(code).toBe(0);
  expect((await readdir(join(home, 'blobs'))).length).toBeGreaterThan(0);
});
