import { operations, type OperationId } from '@hengji/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../../test/support/person.js';
import { query } from '../../../test/support/sql.js';
import { idleSeconds } from '../src/idleness.js';
import { operationIds } from '../src/router.js';
import { openCases, type Place, type UnitCase } from './permissions/cases.js';
import { unitRequests } from './permissions/requests.js';
import { password, World } from './permissions/world.js';

let world: World;
let cases: Readonly<Record<Place, UnitCase>>;

beforeAll(async () => {
  world = await World.start();
  cases = await openCases(world);
});

afterAll(() => world.end());

const sql = (text: string, values: readonly unknown[] = []) => query(world.ownerUrl, text, values);
const tokenOf = (person: Person) => decodeURIComponent(/session_token=([^;]+)/.exec(person.cookie)?.[1] ?? '').split('.')[0];
const lastActive = (person: Person, secondsAgo: number) => sql("UPDATE session SET active_at = now() - $2 * interval '1 s' WHERE token = $1", [tokenOf(person), secondsAgo]);

async function ask(person: Person, path: string, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly code: string; readonly text: string }> {
  const response = await fetch(`${world.url}/api${path}`, { headers: { cookie: person.cookie, ...headers } });
  const text = await response.text();
  return { status: response.status, code: response.ok ? '' : String(JSON.parse(text).code), text };
}

describe('a session in which nothing was done', () => {
  test('is locked after a quarter of an hour, and answers nothing but who it is and unlocking', async () => {
    const person = await world.signIn('clerk');
    await lastActive(person, idleSeconds - 30);
    expect(await ask(person, '/tasks')).toMatchObject({ status: 200 });
    await lastActive(person, idleSeconds + 90);
    const gets = operationIds.filter((id: OperationId) => operations[id].method === 'GET' && operations[id].access === 'session' && id !== 'me');
    const paths = gets.map((id) => operations[id].path.replace('{id}', cases.own.evaluationId).replace('{section}', 'goals').replace('{number}', '1'));
    expect(paths.length).toBeGreaterThan(15);
    const { circularId, circularFileId } = world.circulars.here;
    const files = [unitRequests.downloadEvidence(cases.own), unitRequests.downloadFindingEvidence(cases.own), unitRequests.downloadPaper(cases.own), unitRequests.downloadGroupScan(cases.own)].map((asked) => asked.path);
    for (const path of [...paths, ...files, `/circulars/${circularId}/files/${circularFileId}`, `/templates/${world.templates.here}/file`]) expect(await ask(person, path), path).toMatchObject({ status: 423, code: 'sessionLocked' });
    expect(await person.attempt('commandEvaluation', { params: { id: cases.own.evaluationId }, body: { type: 'submitForSigning' } })).toMatchObject({ ok: false, problem: { status: 423 } });
    expect(await person.attempt('reauthenticate', { body: { password, hash: 'a'.repeat(64) } })).toMatchObject({ ok: false, problem: { status: 423 } });
    expect(await person.attempt('changePassword', { body: { current: password, next: 'another password of mine' } })).toMatchObject({ ok: false, problem: { status: 423 } });
    expect((await person.call('me', {})).session).toMatchObject({ locked: true, idleSeconds });
    // Asking does not bring it back, and neither does a wrong password.
    expect(await person.attempt('unlockSession', { body: { password: 'wrong' } })).toMatchObject({ ok: false, problem: { code: 'wrongPassword' } });
    expect(await ask(person, '/tasks')).toMatchObject({ status: 423 });
    await person.call('unlockSession', { body: { password } });
    expect(await ask(person, '/tasks')).toMatchObject({ status: 200 });
    expect((await person.call('me', {})).session.locked).toBe(false);
  });

  test('is not kept awake by a page that asks by itself', async () => {
    const person = await world.signIn('clerk');
    await lastActive(person, 600);
    expect(await ask(person, '/tasks', { 'x-hengji-idle': '600' })).toMatchObject({ status: 200 });
    const [row] = await sql('SELECT extract(epoch FROM now() - active_at)::int AS idle FROM session WHERE token = $1', [tokenOf(person)]);
    expect(Number(row?.['idle'])).toBeGreaterThan(590);
    // What its person did a minute ago counts.
    expect(await ask(person, '/tasks', { 'x-hengji-idle': '60' })).toMatchObject({ status: 200 });
    const [after] = await sql('SELECT extract(epoch FROM now() - active_at)::int AS idle FROM session WHERE token = $1', [tokenOf(person)]);
    expect(Number(after?.['idle'])).toBeLessThan(90);
    for (const nonsense of ['-100', 'x', '1e99', 'NaN']) expect(await ask(person, '/tasks', { 'x-hengji-idle': nonsense }), nonsense).toMatchObject({ status: 200 });
  });

  test('can be locked at once', async () => {
    const person = await world.signIn('clerk');
    await person.call('lockSession', { body: {} });
    expect(await ask(person, '/tasks')).toMatchObject({ status: 423 });
    await person.call('unlockSession', { body: { password } });
    expect(await ask(person, '/tasks')).toMatchObject({ status: 200 });
    expect(await person.call('lockSession', { body: { session: (await person.call('me', {})).session.id } })).toEqual({ locked: true });
    expect(await ask(person, '/tasks')).toMatchObject({ status: 423 });
    await person.call('unlockSession', { body: { password } });
  });

  test('is not locked by a page that was opened in an earlier one', async () => {
    const earlier = await world.signIn('clerk');
    const { session } = await earlier.call('me', {});
    const person = await world.signIn('clerk');
    expect(await person.call('lockSession', { body: { session: session.id } })).toEqual({ locked: false });
    // Neither of them: nobody locks a session from without.
    expect(await ask(person, '/tasks')).toMatchObject({ status: 200 });
    expect(await ask(earlier, '/tasks')).toMatchObject({ status: 200 });
  });
});

describe('a session', () => {
  test('ends twelve hours after it began, whatever is done in it', async () => {
    const person = await world.signIn('clerk');
    const [before] = await sql('SELECT expires_at AS at, extract(epoch FROM expires_at - created_at)::int AS seconds FROM session WHERE token = $1', [tokenOf(person)]);
    expect(before?.['seconds']).toBe(12 * 3600);
    await sql("UPDATE session SET created_at = created_at - interval '11 hours', updated_at = updated_at - interval '11 hours', expires_at = expires_at - interval '11 hours' WHERE token = $1", [tokenOf(person)]);
    expect(await ask(person, '/tasks')).toMatchObject({ status: 200 });
    const [used] = await sql("SELECT expires_at < now() + interval '61 minutes' AS ends FROM session WHERE token = $1", [tokenOf(person)]);
    expect(used).toEqual({ ends: true });
    expect(Date.parse((await person.call('me', {})).session.endsAt) - Date.now()).toBeLessThan(61 * 60_000);
    await sql("UPDATE session SET expires_at = now() - interval '1 s' WHERE token = $1", [tokenOf(person)]);
    expect(await ask(person, '/me')).toMatchObject({ status: 401, code: 'notSignedIn' });
  });

  test('is new at each sign-in, and what somebody planted in the browser before is worth nothing (session fixation)', async () => {
    const [one, other] = [await world.signIn('clerk'), await world.signIn('clerk')];
    expect(tokenOf(one)).not.toBe(tokenOf(other));
    const response = await fetch(`${world.url}/api/auth/sign-in/username`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: 'hengji.session_token=planted.signature' }, body: JSON.stringify({ username: 'clerk', password }) });
    const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('hengji.session_token=')) ?? '';
    expect(set).not.toContain('planted');
    expect((await fetch(`${world.url}/api/me`, { headers: { cookie: 'hengji.session_token=planted.signature' } })).status).toBe(401);
    // A token without its seal, or under the seal of another, opens nothing.
    const [token, seal] = [tokenOf(one) ?? '', decodeURIComponent(other.cookie).split('.').at(-1) ?? ''];
    for (const value of [token, `${token}.`, `${token}.${seal}`]) expect((await fetch(`${world.url}/api/me`, { headers: { cookie: `hengji.session_token=${encodeURIComponent(value)}` } })).status, value).toBe(401);
  });

  test('is listed with the others, which can be ended, or all of them', async () => {
    const [here, there] = [await world.signIn('principal'), await world.signIn('principal')];
    const { data, total } = await here.call('listSessions', {});
    expect(total).toBe(data.length);
    expect(total).toBeGreaterThanOrEqual(3);
    expect(data.filter(({ current }) => current)).toHaveLength(1);
    expect(JSON.stringify(data)).not.toContain(String(tokenOf(here)));
    const stranger = await world.signIn('clerk');
    expect((await here.call('endSessions', { body: { which: 'others' } })).ended).toBe(total - 1);
    expect(await ask(here, '/me')).toMatchObject({ status: 200 });
    expect(await ask(there, '/me')).toMatchObject({ status: 401 });
    expect(await ask(stranger, '/me')).toMatchObject({ status: 200 });
    await here.call('endSessions', { body: { which: 'all' } });
    expect(await ask(here, '/me')).toMatchObject({ status: 401 });
  });

  test('ends with signing out, on the server too', async () => {
    const person = await world.signIn('accountant');
    const response = await fetch(`${world.url}/api/auth/sign-out`, { method: 'POST', headers: { cookie: person.cookie, 'content-type': 'application/json' }, body: '{}' });
    expect(response.status).toBe(200);
    expect(await ask(person, '/me')).toMatchObject({ status: 401 });
    expect(await sql('SELECT 1 FROM session WHERE token = $1', [tokenOf(person)])).toEqual([]);
  });

  test('no other route of the library is reached', async () => {
    const person = await world.signIn('clerk');
    const paths = [
      'get-session', 'list-sessions', 'revoke-session', 'revoke-sessions', 'revoke-other-sessions', 'update-session', 'update-user', 'change-password', 'change-email', 'delete-user', 'sign-up/email', 'sign-in/email', 'sign-in/social',
      'link-social', 'list-accounts', 'unlink-account', 'refresh-token', 'get-access-token', 'account-info', 'verify-password', 'reset-password/x', 'request-password-reset', 'is-username-available', 'send-verification-email', 'verify-email',
      'error', 'ok', 'callback/oidc', 'delete-user/callback',
    ];
    for (const path of paths) {
      for (const method of ['GET', 'POST']) {
        const response = await fetch(`${world.url}/api/auth/${path}`, { method, headers: { cookie: person.cookie, 'content-type': 'application/json' }, ...(method === 'GET' ? {} : { body: '{}' }) });
        expect(response.status, `${method} ${path}`).toBe(404);
        expect(response.headers.getSetCookie()).toEqual([]);
      }
    }
    expect(await ask(person, '/me')).toMatchObject({ status: 200 });
  });
});
