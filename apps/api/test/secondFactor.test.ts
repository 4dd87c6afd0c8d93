import { guessLimits } from '@hengji/database';
import { TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { postSignIn, type Person } from '../../../test/support/person.js';
import { query } from '../../../test/support/sql.js';
import { password, usernameOf, World, type Actor } from './permissions/world.js';

let world: World;
/** Where duties demand it. */
let strict: World;

beforeAll(async () => {
  [world, strict] = await Promise.all([World.start({ TRUSTED_PROXIES: '1' }), World.start({ SECOND_FACTOR_DUTIES: 'administrator, auditor' })]);
});

afterAll(() => Promise.all([world.end(), strict.end()]));
beforeEach(() => query(world.ownerUrl, 'DELETE FROM password_guess'));

const hash = 'a'.repeat(64);

/** What is on somebody's telephone. */
type App = { readonly code: () => string; readonly recoveryCodes: readonly string[] };

/** A code is good once, and the next comes in half a minute: the tests turn back what was taken instead of waiting. */
const forgetTaken = (at: World = world) => query(at.ownerUrl, 'UPDATE second_factor SET last_step = 0');

function codesOf(uri: string): () => string {
  const totp = URI.parse(uri);
  if (!(totp instanceof TOTP)) throw new Error(uri);
  return () => totp.generate();
}

async function enrol(person: Person, at: World = world): Promise<App> {
  const { uri, secret } = await person.call('beginSecondFactor', { body: { password } });
  expect(uri).toContain(secret);
  const code = codesOf(uri);
  const { recoveryCodes } = await person.call('confirmSecondFactor', { body: { code: code() } });
  await forgetTaken(at);
  return { code, recoveryCodes };
}

type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly cookies: readonly string[] };

async function signIn(actor: Actor, more: { readonly password?: string; readonly code?: string; readonly from?: string; readonly cookie?: string } = {}): Promise<Answer> {
  const { from = '10.1.1.1', cookie, ...typed } = more;
  const response = await postSignIn(world.url, { username: usernameOf(actor), password, ...typed }, { 'x-forwarded-for': from, ...(cookie === undefined ? {} : { cookie }) });
  return { status: response.status, body: JSON.parse(await response.text()), cookies: response.headers.getSetCookie() };
}

const sessionsOf = async (actor: Actor) => (await query<{ n: number }>(world.ownerUrl, 'SELECT count(*)::int AS n FROM session WHERE user_id = $1', [world.personId(actor)]))[0]?.n;

describe('an authenticator app', () => {
  test('is asked for once a code of it was typed, ends the other sessions, and is on record', async () => {
    const [here, elsewhere] = [await world.signIn('staff'), await world.signIn('staff')];
    expect(await here.attempt('beginSecondFactor', { body: { password: 'wrong' } })).toMatchObject({ ok: false, problem: { code: 'wrongPassword' } });
    expect(await here.attempt('confirmSecondFactor', { body: { code: '123456' } })).toMatchObject({ ok: false, problem: { code: 'secondFactorUnchanged' } });
    // Whoever scanned and went away is not locked out.
    await here.call('beginSecondFactor', { body: { password } });
    expect((await signIn('staff')).body).toEqual({ signedIn: true });
    const { uri } = await here.call('beginSecondFactor', { body: { password } });
    expect(await here.attempt('confirmSecondFactor', { body: { code: '000000' } })).toMatchObject({ ok: false, problem: { status: 422, errors: { code: 'wrongCode' } } });
    const { recoveryCodes } = await here.call('confirmSecondFactor', { body: { code: codesOf(uri)() } });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await here.call('me', {})).secondFactor).toEqual({ on: true, required: false, recoveryCodes: 10 });
    expect(await elsewhere.attempt('me', {})).toMatchObject({ ok: false, problem: { status: 401 } });
    expect(await here.attempt('beginSecondFactor', { body: { password } })).toMatchObject({ ok: false, problem: { code: 'secondFactorUnchanged' } });
    const { data } = await world.person('auditor').call('listRegistryEvents', {});
    expect(data.filter(({ person, type }) => person === 'staff员' && type.startsWith('secondFactor')).map(({ type }) => type)).toEqual(['secondFactorAdded']);
    // Nothing of it lies open in the database.
    const stored = JSON.stringify(await query(world.ownerUrl, 'SELECT * FROM second_factor f JOIN recovery_code c USING (person_id)'));
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    for (const open of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) expect(stored).not.toContain(open);
  });

  test('stands between the right password and a session; a code is good once', async () => {
    const app = await enrol(await world.signIn('clerk'));
    const before = await sessionsOf('clerk');
    const withoutCode = await signIn('clerk');
    expect(withoutCode).toMatchObject({ status: 200, body: { signedIn: false, needed: 'code' }, cookies: [] });
    expect(await signIn('clerk', { code: '000000' })).toMatchObject({ status: 401, body: { code: 'wrongCode' }, cookies: [] });
    // Whoever does not know the password is told nothing of it.
    expect((await signIn('clerk', { password: 'wrong', code: app.code() })).body['code']).toBe('wrongPassword');
    expect(await sessionsOf('clerk')).toBe(before);
    const code = app.code();
    const [first, second] = await Promise.all([signIn('clerk', { code }), signIn('clerk', { code })]);
    expect([first.status, second.status].sort((one, other) => one - other)).toEqual([200, 401]);
    expect((await signIn('clerk', { code })).body['code']).toBe('wrongCode');
    expect(await sessionsOf('clerk')).toBe((before ?? 0) + 1);
  });

  test('is asked for when signing, when changing the password and when it is taken off, and not for unlocking', async () => {
    const person = await world.signIn('principal');
    const app = await enrol(person);
    const prove = (code?: string) => person.attempt('reauthenticate', { body: { password, hash, ...(code === undefined ? {} : { code }) } });
    expect(await prove()).toMatchObject({ ok: false, problem: { status: 422, code: 'secondFactorNeeded', errors: { code: 'secondFactorNeeded' } } });
    expect(await prove('000000')).toMatchObject({ ok: false, problem: { code: 'wrongCode' } });
    const code = app.code();
    expect(await prove(code)).toMatchObject({ ok: true });
    expect(await prove(code)).toMatchObject({ ok: false, problem: { code: 'wrongCode' } });
    await query(world.ownerUrl, 'DELETE FROM password_guess');
    expect(await person.attempt('changePassword', { body: { current: password, next: 'kettle meadow violin 47' } })).toMatchObject({ ok: false, problem: { code: 'secondFactorNeeded' } });
    expect(await person.attempt('removeSecondFactor', { body: { password } })).toMatchObject({ ok: false, problem: { code: 'secondFactorNeeded' } });
    await person.call('lockSession', { body: {} });
    await person.call('unlockSession', { body: { password } });
    await forgetTaken();
    await person.call('removeSecondFactor', { body: { password, code: app.code() } });
    expect((await signIn('principal')).body).toEqual({ signedIn: true });
    expect(await query(world.ownerUrl, 'SELECT 1 FROM second_factor WHERE person_id = $1 UNION ALL SELECT 1 FROM recovery_code WHERE person_id = $1', [world.personId('principal')])).toEqual([]);
  });

  test('that is lost: a recovery code signs in once, and an administrator takes the app off, with a reason', async () => {
    const app = await enrol(await world.signIn('accountant'));
    const [first = '', second = '', third = ''] = app.recoveryCodes;
    // As somebody types it from paper.
    expect((await signIn('accountant', { code: ` ${first.replaceAll('-', ' ').toUpperCase().replace('0', 'O')}` })).body).toEqual({ signedIn: true });
    expect((await signIn('accountant', { code: first })).status).toBe(401);
    const person = await world.signIn('accountant').catch(() => null);
    expect(person).toBeNull();
    const administrator = world.person('administrator');
    const reset = (of: string) => administrator.attempt('resetSecondFactor', { params: { id: of }, body: { reason: '手机丢失，已当面核实' }, idempotencyKey: crypto.randomUUID() });
    expect(await reset(world.personId('administrator'))).toMatchObject({ ok: false, problem: { code: 'notOnOneself' } });
    expect(await reset(world.personId('officeLead'))).toMatchObject({ ok: false, problem: { code: 'accountUnchanged' } });
    expect(await reset(world.personId('clerk.elsewhere'))).toMatchObject({ ok: false, problem: { code: 'personNotFound' } });
    expect(await reset(world.personId('accountant'))).toMatchObject({ ok: true, answer: { secondFactor: false } });
    expect(await sessionsOf('accountant')).toBe(0);
    expect((await signIn('accountant')).body).toEqual({ signedIn: true });
    const again = await enrol(await world.signIn('accountant'));
    for (const old of [second, third]) expect((await signIn('accountant', { code: old })).status).toBe(401);
    const [oldOne = '', another = ''] = again.recoveryCodes;
    const opened = await signIn('accountant', { code: oldOne });
    expect(opened.status).toBe(200);
    const { data } = await world.person('auditor').call('listRegistryEvents', { query: { perPage: 200 } });
    expect(data.filter(({ person: whose, type }) => whose === 'accountant员' && type.startsWith('secondFactor')).map(({ type, reason }) => [type, reason]).reverse()).toEqual([['secondFactorAdded', null], ['secondFactorReset', '手机丢失，已当面核实'], ['secondFactorAdded', null]]);
    // New ones make the old worthless.
    const cookie = opened.cookies.map((one) => one.split(';')[0]).join('; ');
    const renewed = await fetch(`${world.url}/api/second-factor/recovery-codes`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify({ password, code: again.code() }) });
    expect(renewed.status).toBe(200);
    expect((await signIn('accountant', { code: another })).status).toBe(401);
  });

  test('whose codes are guessed with the right password: stopped at last for all strangers, and not for the owner at his machine', async () => {
    const app = await enrol(await world.signIn('financeHead'));
    const known = await signIn('financeHead', { code: app.code(), from: '10.2.0.1' });
    const device = known.cookies.find((cookie) => cookie.startsWith('hengji.device.'))?.split(';')[0] ?? '';
    for (let count = 0; count < guessLimits.codes; count += 1) expect((await signIn('financeHead', { code: '000000', from: `10.3.${count}.1` })).body['code']).toBe('wrongCode');
    await forgetTaken();
    expect((await signIn('financeHead', { code: app.code(), from: '10.4.0.1' })).body['code']).toBe('lockedOut');
    expect((await signIn('financeHead', { code: app.code(), from: '10.4.0.1', cookie: device })).body).toEqual({ signedIn: true });
    // In a session that was stolen with the password, too.
    const stolen = known.cookies.map((one) => one.split(';')[0]).join('; ');
    const prove = async () => (await fetch(`${world.url}/api/reauthentications`, { method: 'POST', headers: { cookie: stolen, 'content-type': 'application/json' }, body: JSON.stringify({ password, hash, code: '000000' }) })).status;
    const told: number[] = [];
    for (let count = 0; count < guessLimits.failures + 1; count += 1) told.push(await prove());
    expect(told).toEqual([...Array.from({ length: guessLimits.failures }, () => 422), 429]);
  });
});

describe('where a duty demands an authenticator app', () => {
  test('its holder may add it and nothing else, then everything, and cannot take it off', async () => {
    const administrator = await strict.signIn('administrator');
    expect(await administrator.call('me', {})).toMatchObject({ secondFactor: { on: false, required: true }, rules: [] });
    expect(await administrator.attempt('listPeople', {})).toMatchObject({ ok: false, problem: { status: 403, code: 'secondFactorRequired' } });
    expect(await (await strict.signIn('clerk')).attempt('listPeople', {})).toMatchObject({ ok: true });
    const app = await enrol(administrator, strict);
    expect(await administrator.attempt('listPeople', {})).toMatchObject({ ok: true });
    expect(await administrator.attempt('removeSecondFactor', { body: { password, code: app.code() } })).toMatchObject({ ok: false, problem: { status: 409, code: 'secondFactorRequired' } });
  });
});
