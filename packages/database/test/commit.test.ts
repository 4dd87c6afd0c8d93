import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { closeDatabase, commitEvaluation, loadEvaluationShell, NotFoundError, openDatabase, openEvaluation, readEvaluation, suspendCase, verifyAudit, type Database } from '../src/index.js';
import { campaignId, createCounty, Driver, staff, unitId } from './county.js';
import { fill } from './year.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let driver: Driver;
let id: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  driver = new Driver(db);
  id = await driver.open();
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

/** Rows of every table but receipts, as text. */
async function everything(): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await owner.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'receipt' ORDER BY 1");
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await owner.query<{ digest: string }>(`SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS digest FROM ${owner.escapeIdentifier(name)} t`);
    all[name] = rows[0]?.digest ?? '';
  }
  return all;
}

test('opening is idempotent by its update, and one subject has one year', async () => {
  const request = { from: null, wallInstant: driver.now, campaignId, unitId, subject: { kind: 'department', id: unitId } } as const;
  const second = await openEvaluation(db, { ...request, updateId: 'another' });
  expect(second.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'alreadyDone' } });
  const { rows } = await owner.query<{ update_id: string }>("SELECT update_id FROM receipt WHERE stream_id = $1", [id]);
  const again = await openEvaluation(db, { ...request, updateId: rows[0]?.update_id ?? '' });
  expect(again).toMatchObject({ evaluationId: id, outcome: { kind: 'accepted' } });
  expect((await owner.query('SELECT 1 FROM workflow_start')).rowCount).toBe(1);
});

test('a repeated commit happens once and answers what was answered', async () => {
  const command = { type: 'assignSections', assignments: [{ section: 'goals', person: staff.clerk }] } as const;
  const first = await driver.try(id, staff.officeLead, command, 'assign-once');
  const before = await everything();
  const second = await driver.try(id, staff.officeLead, command, 'assign-once');
  expect(first.kind).toBe('accepted');
  expect(second).toEqual(first);
  expect(await everything()).toEqual(before);
});

test('the same update sent by ten callers at once happens once', async () => {
  const command = { type: 'delegate', from: staff.principal, to: staff.deputyLeader, startsOn: '2022-11-01', endsOn: '2022-11-30', reason: await driver.text(staff.principal, '学习') } as never;
  const before = (await loadEvaluationShell(db, id)).position.version;
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => driver.try(id, staff.principal, command, 'delegate-once')));
  expect(outcomes.every((outcome) => outcome.kind === 'accepted')).toBe(true);
  expect((await loadEvaluationShell(db, id)).position.version).toBe(before + 1);
});

test('a refused command leaves a receipt and nothing else', async () => {
  const before = await everything();
  const outcome = await driver.try(id, staff.clerk, { type: 'submitForSigning' }, 'too-early');
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'sectionsMissing' } });
  expect(await everything()).toEqual(before);
  expect((await owner.query("SELECT 1 FROM receipt WHERE update_id = 'too-early'")).rowCount).toBe(1);
});

test('a text that another person wrote is no reason', async () => {
  const reason = await driver.text(staff.clerk, '别人的话');
  const outcome = await driver.try(id, staff.administrator, { type: 'cancel', reason });
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'reasonRequired' } });
});

test('two who decide at once: one wins, the other is told what happened', async () => {
  await fill(driver, id);
  const both = await Promise.all([driver.try(id, staff.clerk, { type: 'submitForSigning' }), driver.try(id, staff.clerk, { type: 'submitForSigning' })]);
  expect(both.map((outcome) => outcome.kind).sort()).toEqual(['accepted', 'refused']);
  expect(both.find((outcome) => outcome.kind === 'refused')).toMatchObject({ refusal: { code: 'wrongPhase' } });
  expect((await owner.query('SELECT 1 FROM revision WHERE evaluation_id = $1', [id])).rowCount).toBe(1);
});

test('a signature needs a fresh proof for the hash that was seen, and uses it up', async () => {
  const state = (await readEvaluation(db, id))?.state;
  const hash = state?.revision?.hash ?? '';
  const command = { type: 'sign', slot: 'financeHead', hash, statements: state?.rules.statements ?? [], minutesNo: null } as const;
  expect(await driver.try(id, staff.financeHead, command)).toMatchObject({ refusal: { code: 'reauthenticationRequired' } });
  await driver.prove(staff.financeHead, 'f'.repeat(64));
  expect(await driver.try(id, staff.financeHead, command)).toMatchObject({ refusal: { code: 'reauthenticationRequired' } });
  await driver.prove(staff.financeHead, hash);
  await owner.query("UPDATE reauthentication SET expires_at = now() - interval '1 s' WHERE hash = $1", [hash]);
  expect(await driver.try(id, staff.financeHead, command)).toMatchObject({ refusal: { code: 'reauthenticationRequired' } });
  await driver.prove(staff.financeHead, hash);
  expect(await driver.try(id, staff.financeHead, command)).toMatchObject({ kind: 'accepted' });
  const { rows } = await owner.query<{ open: number }>('SELECT count(*)::int AS open FROM reauthentication WHERE hash = $1 AND used_at IS NULL AND expires_at > now()', [hash]);
  expect(rows).toEqual([{ open: 0 }]);
});

test('a suspended case hears no clock, and goes on when resumed', async () => {
  await suspendCase(db, { kind: 'evaluation', id }, 'numeric overflow in tick');
  await suspendCase(db, { kind: 'evaluation', id }, 'again');
  expect(await loadEvaluationShell(db, id)).toMatchObject({ position: { status: 'suspended' }, nextInstant: null, finished: false });
  expect((await owner.query('SELECT 1 FROM operator_note')).rowCount).toBe(2);
  await driver.do(id, staff.administrator, { type: 'resume', reason: await driver.text(staff.administrator, '已修复') });
  expect((await loadEvaluationShell(db, id)).nextInstant).not.toBeNull();
  expect(await verifyAudit(db)).toMatchObject({ broken: null });
});

test('an unknown evaluation is a permanent error', async () => {
  const request = { id: 'nobody', updateId: 'x', message: { command: { type: 'tick' }, from: null }, wallInstant: driver.now } as const;
  await expect(commitEvaluation(db, request)).rejects.toBeInstanceOf(NotFoundError);
});
