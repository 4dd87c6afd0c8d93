import { guessLimits, recordGuess } from '@hengji/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { query } from '../../../test/support/sql.js';
import { password, usernameOf, World, type Actor } from './permissions/world.js';

let world: World;

beforeAll(async () => {
  // One reverse proxy, so that tests can come from several addresses.
  world = await World.start({ TRUSTED_PROXIES: '1' });
});

afterAll(() => world.end());
beforeEach(() => query(world.ownerUrl, 'DELETE FROM password_guess'));

type Try = { readonly status: number; readonly code: string; readonly cookies: readonly string[] };

let addresses = 0;
const newAddress = () => `10.${(addresses += 1) >> 8}.${addresses & 255}.1`;

async function tryToSignIn(username: string, typed: string, from: string, cookie = ''): Promise<Try> {
  const response = await fetch(`${world.url}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify({ username, password: typed }),
  });
  const { code = '' }: { code?: string } = JSON.parse(await response.text());
  return { status: response.status, code, cookies: response.headers.getSetCookie() };
}

const deviceOf = ({ cookies }: Try) => cookies.find((cookie) => cookie.startsWith('hengji.device.'))?.split(';')[0] ?? '';
const clerk = usernameOf('clerk');
const guess = async (times: number, username: string, from: string, cookie = '') => {
  const told: string[] = [];
  for (let count = 0; count < times; count += 1) told.push((await tryToSignIn(username, `wrong ${count}`, from, cookie)).code);
  return told;
};

/** What so many guesses from as many addresses leave behind; each real one costs a tenth of a second of hashing. */
async function manyGuessed(username: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await recordGuess(world.database, username, [{ kind: 'address', id: newAddress() }, { kind: 'strangers' }]);
}

describe('guessing a password', () => {
  test('is stopped where it comes from; the owner signs in from elsewhere, and from the machine he uses even at that address', async () => {
    const [home, attacker] = [newAddress(), newAddress()];
    const device = deviceOf(await tryToSignIn(clerk, password, home));
    expect(await guess(guessLimits.failures, clerk, attacker)).toEqual(Array.from({ length: guessLimits.failures }, () => 'wrongPassword'));
    expect(await tryToSignIn(clerk, password, attacker)).toMatchObject({ status: 429, code: 'lockedOut' });
    expect(await tryToSignIn(clerk, password, newAddress())).toMatchObject({ status: 200 });
    expect(await tryToSignIn(clerk, password, attacker, device)).toMatchObject({ status: 200 });
    // Nobody else at that address is kept out.
    expect(await tryToSignIn(usernameOf('accountant'), password, attacker)).toMatchObject({ status: 200 });
  });

  test('looks the same for a name that does not exist', async () => {
    const [one, other] = [newAddress(), newAddress()];
    expect(await guess(guessLimits.failures + 2, 'nosuchperson', one)).toEqual(await guess(guessLimits.failures + 2, clerk, other));
  });

  test('from many addresses in turn stops every stranger, and not the owner at his machine', async () => {
    const device = deviceOf(await tryToSignIn(clerk, password, newAddress()));
    await manyGuessed(clerk, guessLimits.strangers - 3);
    for (let count = 0; count < 3; count += 1) await guess(1, clerk, newAddress());
    expect(await tryToSignIn(clerk, password, newAddress())).toMatchObject({ status: 429, code: 'lockedOut' });
    expect(await tryToSignIn(clerk, password, newAddress(), device)).toMatchObject({ status: 200 });
  });

  test('never keeps somebody who is signed in from signing', async () => {
    const person = await world.signIn('officeLead');
    await manyGuessed(usernameOf('officeLead'), guessLimits.strangers);
    expect(await tryToSignIn(usernameOf('officeLead'), password, newAddress())).toMatchObject({ status: 429 });
    expect(await person.attempt('reauthenticate', { body: { password, hash: 'c'.repeat(64) } })).toMatchObject({ ok: true });
  });

  test('at a known machine locks that machine and no other', async () => {
    const [one, other] = [deviceOf(await tryToSignIn(clerk, password, newAddress())), deviceOf(await tryToSignIn(clerk, password, newAddress()))];
    expect(one).not.toBe(other);
    await guess(guessLimits.failures, clerk, newAddress(), one);
    expect(await tryToSignIn(clerk, password, newAddress(), one)).toMatchObject({ status: 429 });
    expect(await tryToSignIn(clerk, password, newAddress(), other)).toMatchObject({ status: 200 });
  });

  test('a forged cookie, or that of another name, makes nobody known', async () => {
    const attacker = newAddress();
    const [clerks, accountants] = [deviceOf(await tryToSignIn(clerk, password, newAddress())), deviceOf(await tryToSignIn(usernameOf('accountant'), password, newAddress()))];
    const [name = '', value = ''] = clerks.split('=');
    const [id = '', seal = ''] = value.split('.');
    const forged = [`${name}=${id}.${seal.replace(/^./, (sign) => (sign === '0' ? '1' : '0'))}`, `${name}=${accountants.split('=')[1] ?? ''}`, accountants, `${name}=`, `${name}=${'0'.repeat(32)}.${'0'.repeat(64)}`, `${name}=${id}`];
    await guess(guessLimits.failures, clerk, attacker);
    for (const cookie of forged) expect(await tryToSignIn(clerk, password, attacker, cookie), cookie).toMatchObject({ status: 429 });
    expect(await tryToSignIn(clerk, password, attacker, clerks)).toMatchObject({ status: 200 });
  });

  test('over many names from one address is stopped there, but for known machines', async () => {
    const shared = newAddress();
    const device = deviceOf(await tryToSignIn(clerk, password, shared));
    // No password at all is a failure like a wrong one, and costs no hashing.
    for (let count = 0; count < 60; count += 1) expect(await tryToSignIn(`name${count}`, count % 6 === 0 ? 'wrong' : '', shared)).toMatchObject({ status: 401, code: 'wrongPassword' });
    expect(await tryToSignIn(usernameOf('staff'), password, shared)).toMatchObject({ status: 429, code: 'tooManyRequests' });
    expect(await tryToSignIn(clerk, password, shared, device)).toMatchObject({ status: 200 });
    expect(await tryToSignIn(usernameOf('staff'), password, newAddress())).toMatchObject({ status: 200 });
  }, 300_000);

  test('addresses of one IPv6 network are one', async () => {
    for (let host = 1; host <= guessLimits.failures; host += 1) await guess(1, clerk, `2001:db8:1:2::${host}`);
    expect(await tryToSignIn(clerk, password, '2001:db8:1:2:ffff::1')).toMatchObject({ status: 429 });
    expect(await tryToSignIn(clerk, password, '2001:db8:1:3::1')).toMatchObject({ status: 200 });
  });

  test('in a stolen session is stopped for that session; the owner goes on in his', async () => {
    const [stolen, own] = [await world.signIn('deputyLeader'), await world.signIn('deputyLeader')];
    const hash = 'b'.repeat(64);
    const codes: string[] = [];
    for (let count = 0; count <= guessLimits.failures; count += 1) {
      const attempt = await stolen.attempt('reauthenticate', { body: { password: `wrong ${count}`, hash } });
      codes.push(attempt.ok ? 'ok' : attempt.problem.code);
    }
    expect(codes).toEqual([...Array.from({ length: guessLimits.failures }, () => 'wrongPassword'), 'lockedOut']);
    expect(await own.attempt('reauthenticate', { body: { password, hash } })).toMatchObject({ ok: true });
    expect(await tryToSignIn(usernameOf('deputyLeader'), password, newAddress())).toMatchObject({ status: 200 });
  });
});

test('the cookie of a known machine is closed to scripts and other sites, and opens nothing', async () => {
  const { cookies } = await tryToSignIn(clerk, password, newAddress());
  const cookie = cookies.find((one) => one.startsWith('hengji.device.')) ?? '';
  expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
  expect((await fetch(`${world.url}/api/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } })).status).toBe(401);
});

describe('a new password', () => {
  const change = (actor: Actor, current: string, next: string) => world.person(actor).attempt('changePassword', { body: { current, next } });

  test('that is guessed soon is refused at its field, for oneself and for others', async () => {
    for (const next of ['password12345', 'officelead2026', '123456789012']) {
      expect(await change('officeLead', password, next), next).toMatchObject({ ok: false, problem: { status: 422, errors: { next: 'passwordTooCommon' } } });
    }
    const administrator = world.person('administrator');
    const refused = { ok: false, problem: { status: 422, errors: { password: 'passwordTooCommon' } } };
    expect(await administrator.attempt('createPerson', { body: { name: '新来的人', username: 'newcomer', password: 'newcomer123456' } })).toMatchObject(refused);
    expect(await administrator.attempt('resetPassword', { params: { id: world.personId('staff') }, body: { password: 'staff-staff-staff' } })).toMatchObject(refused);
    expect((await tryToSignIn('newcomer', 'newcomer123456', newAddress())).status).toBe(401);
    expect((await tryToSignIn(usernameOf('staff'), password, newAddress())).status).toBe(200);
  });

  test('may have any signs, spaces and up to 200 of them, and is taken whole', async () => {
    const long = `${'江边第三棵柳树下 tangerine 42 '.repeat(8)}`.slice(0, 200);
    for (const [current, next] of [[password, ' two spaces  and ünïcödé '], [' two spaces  and ünïcödé ', long]] as const) {
      expect(await change('officeLead', current, next)).toMatchObject({ ok: true });
      expect((await tryToSignIn(usernameOf('officeLead'), next, newAddress())).status).toBe(200);
      expect((await tryToSignIn(usernameOf('officeLead'), next.slice(0, -1), newAddress())).status).toBe(401);
    }
  });
});
