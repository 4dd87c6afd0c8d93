import { prismaAdapter } from 'better-auth/adapters/prisma';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  authStorage, claimMails, claimNotices, claimWorkflowStarts, clearGuesses, closeDatabase, ConflictError, findWaitingWork, guessesLockedUntil, guessLimits, hashPassword, markMailFailed, markMailSent, markWorkflowStarted, openDatabase, recordGuess,
  saveMail, savePassword, verifyAudit, type Database, type MailGroup,
} from '../src/index.js';
import { createCounty, Driver, staff } from './county.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let evaluation: string;
let made = 0;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  evaluation = await new Driver(db).open();
});

beforeEach(async () => {
  await owner.query('DELETE FROM notice');
  await owner.query('DELETE FROM mail');
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

/** A notice of a real campaign, as commit writes it. */
async function tell(person: string, kind: string, digest = false): Promise<void> {
  made += 1;
  await owner.query(
    `INSERT INTO notice (id, county_id, person_id, kind, digest, dedupe_key, evaluation_id, phase, process_date) VALUES ($1, 'county', $2, $3, $4, $1, $5, 'draft', '2026-11-23')`,
    [`notice-${made}`, person, kind, digest, evaluation],
  );
}

const rendered = (group: MailGroup) => ({ subject: group.kind, text: `${group.notices.length} cases`, html: '' });

async function makeMails(digests = false): Promise<readonly (string | null)[]> {
  const groups = await claimNotices(db, { limit: 50, digests });
  return Promise.all(groups.map((group) => saveMail(db, group, rendered(group))));
}

async function mails(): Promise<readonly { readonly kind: string; readonly text: string; readonly status: string }[]> {
  return (await owner.query<{ kind: string; text: string; status: string }>('SELECT kind, text, status FROM mail ORDER BY created_at, id')).rows;
}

test.each(['overdue', 'escalated'] as const)('%s cases of a person and day share one mail until it is sent; what comes later waits for the digest', async (kind) => {
  await tell(staff.clerk, kind);
  await makeMails();
  await tell(staff.clerk, kind);
  await makeMails();
  expect(await mails()).toEqual([{ kind, text: '2 cases', status: 'pending' }]);
  expect(await claimMails(db, 10)).toEqual([]);
  await owner.query("UPDATE mail SET next_attempt_at = now()");
  const [mail] = await claimMails(db, 10);
  await markMailSent(db, mail?.id ?? '');
  await tell(staff.clerk, kind);
  expect(await makeMails()).toEqual([]);
  expect(await makeMails(true)).toHaveLength(1);
  expect(await mails()).toMatchObject([{ kind, status: 'sent' }, { kind: 'digest', text: '1 cases', status: 'pending' }]);
});

test('a mailer that died after saving makes no second mail', async () => {
  await tell(staff.clerk, 'assigned');
  expect(await findWaitingWork(db)).toContain('mails');
  const [group] = await claimNotices(db, { limit: 10, digests: false });
  if (group === undefined) throw new Error('nothing claimed');
  expect(await findWaitingWork(db)).not.toContain('mails');
  expect(await claimNotices(db, { limit: 10, digests: false })).toEqual([]);
  const first = await saveMail(db, group, rendered(group));
  expect(await saveMail(db, group, rendered(group))).toBe(first);
  expect(await mails()).toHaveLength(1);
});

test('a person without address is told in the app only', async () => {
  await tell(staff.accountant, 'toSign');
  await makeMails();
  expect(await mails()).toMatchObject([{ status: 'kept' }]);
  expect(await claimMails(db, 10)).toEqual([]);
});

test('two senders never take one mail; a failure comes again later, a permanent one never', async () => {
  await tell(staff.clerk, 'assigned');
  await tell(staff.principal, 'assigned');
  await makeMails();
  const [one, two] = await Promise.all([claimMails(db, 1), claimMails(db, 1)]);
  const ids = [...one, ...two].map((mail) => mail.id);
  expect(new Set(ids).size).toBe(2);
  await markMailFailed(db, ids[0] ?? '', { message: 'greylisted', permanent: false });
  await markMailFailed(db, ids[1] ?? '', { message: 'no such user', permanent: true });
  expect((await mails()).map((mail) => mail.status).sort()).toEqual(['failed', 'pending']);
  expect(await claimMails(db, 10)).toEqual([]);
});

test('a shell to start is leased, and comes no more once it started', async () => {
  expect(await findWaitingWork(db)).toEqual(['starts']);
  const [start] = await claimWorkflowStarts(db, 10);
  expect(await findWaitingWork(db)).toEqual([]);
  expect(start).toMatchObject({ kind: 'evaluation', targetId: evaluation, workflowId: `evaluation:${evaluation}`, year: 2023, rehearsal: true });
  expect(await claimWorkflowStarts(db, 10)).toEqual([]);
  await owner.query("UPDATE workflow_start SET claimed_until = now() - interval '1 s'");
  expect(await findWaitingWork(db)).toEqual(['starts']);
  expect(await claimWorkflowStarts(db, 10)).toHaveLength(1);
  await markWorkflowStarted(db, start?.id ?? '');
  await owner.query('UPDATE workflow_start SET claimed_until = NULL');
  expect(await findWaitingWork(db)).toEqual([]);
  expect(await claimWorkflowStarts(db, 10)).toEqual([]);
});

test('too many guesses lock a user name for where they came from, and for no other place', async () => {
  const address = { kind: 'address', id: '192.0.2.1' } as const;
  const device = { kind: 'device', id: 'known' } as const;
  const strangers = { kind: 'strangers' } as const;
  for (let failure = 1; failure < guessLimits.failures; failure += 1) await recordGuess(db, 'Clerk', [address, strangers]);
  expect(await guessesLockedUntil(db, 'clerk', [address, strangers])).toBeNull();
  await recordGuess(db, 'clerk', [address, strangers]);
  expect(await guessesLockedUntil(db, 'CLERK', [address, strangers])).not.toBeNull();
  expect(await guessesLockedUntil(db, 'clerk', [{ kind: 'address', id: '192.0.2.2' }, strangers])).toBeNull();
  expect(await guessesLockedUntil(db, 'clerk', [device])).toBeNull();
  await clearGuesses(db, 'clerk', address);
  expect(await guessesLockedUntil(db, 'clerk', [address, strangers])).toBeNull();
});

test('many addresses that guess in turn lock all strangers, and no known device; old guesses are forgotten', async () => {
  const strangers = { kind: 'strangers' } as const;
  for (let failure = 0; failure < guessLimits.strangers; failure += 1) await recordGuess(db, 'accountant', [{ kind: 'address', id: `198.51.100.${failure}` }, strangers]);
  expect(await guessesLockedUntil(db, 'accountant', [{ kind: 'address', id: '203.0.113.9' }, strangers])).not.toBeNull();
  expect(await guessesLockedUntil(db, 'accountant', [{ kind: 'device', id: 'known' }])).toBeNull();
  await owner.query("UPDATE password_guess SET first_at = first_at - interval '2 days', last_at = last_at - interval '2 days', locked_until = locked_until - interval '2 days'");
  await recordGuess(db, 'accountant', [strangers]);
  const { rows } = await owner.query('SELECT failures FROM password_guess');
  expect(rows).toEqual([{ failures: 1 }]);
});

test('better-auth signs in with an account of ours, and a user name belongs to one person', async () => {
  await savePassword(db, { personId: staff.clerk, username: 'Clerk1', passwordHash: await hashPassword('a long password') });
  await expect(savePassword(db, { personId: staff.principal, username: 'clerk1', passwordHash: 'another hash' })).rejects.toBeInstanceOf(ConflictError);
  const auth = betterAuth({ database: authStorage(db), plugins: [username()], emailAndPassword: { enabled: true }, secret: 'x'.repeat(32), baseURL: 'http://127.0.0.1' });
  const signedIn = await auth.api.signInUsername({ body: { username: 'clerk1', password: 'a long password' } });
  expect(signedIn?.user.id).toBe(staff.clerk);
  await expect(auth.api.signInUsername({ body: { username: 'clerk1', password: 'wrong password' } })).rejects.toMatchObject({ status: 'UNAUTHORIZED' });
  // The session is read by a statement of ours, and nothing else: it says what Prisma says, also of one that has ended and of none.
  const options = { ...auth.options, session: { additionalFields: { activeAt: { type: 'date' }, method: { type: 'string' } } } } as const;
  const [ours, prismas] = [authStorage(db)(options), prismaAdapter(db.prisma, { provider: 'postgresql', transaction: true })(options)];
  const bySession = (token: string) => ({ model: 'session', where: [{ field: 'token', value: token }], join: { user: true } });
  const token = signedIn?.token ?? '';
  const found = await ours.findOne<{ readonly id: string; readonly user: object }>(bySession(token));
  expect(found).toMatchObject({ token, method: 'password', user: { id: staff.clerk, username: 'clerk1' } });
  expect(found).toEqual(await prismas.findOne(bySession(token)));
  await owner.query("UPDATE session SET expires_at = now() - interval '1 s', ip_address = '192.0.2.1', user_agent = 'x', method = 'oidc' WHERE token = $1", [token]);
  expect(await ours.findOne(bySession(token))).toEqual(await prismas.findOne(bySession(token)));
  for (const nobody of ['', `${token}x`, '%', "' OR true --"]) expect(await ours.findOne(bySession(nobody))).toBeNull();
  for (const other of [{ model: 'session', where: [{ field: 'id', value: found?.id ?? '' }], join: { user: true } }, { model: 'session', where: [{ field: 'token', value: 'a', operator: 'gt' }], join: { user: true } }, { model: 'session', where: [{ field: 'token', value: token }] }] as const) {
    const asked = { ...other, where: [...other.where] };
    expect(await ours.findOne(asked)).toEqual(await prismas.findOne(asked));
  }
  expect((await verifyAudit(db)).broken).toBeNull();
});
