import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CookieJar, IdentityProvider, passProvider } from '../../../test/support/identityProvider.js';
import { query } from '../../../test/support/sql.js';
import { callbackPath } from '../src/provider/provider.js';
import { password, usernameOf, World, type Actor } from './permissions/world.js';

let world: World;
let idp: IdentityProvider;
const hash = 'b'.repeat(64);

/** What people have at the provider; `later` nobody signed in with yet. */
const subjects = { clerk: '1001', accountant: '1002', administrator: '1003', stranger: '1004', later: '1005', closed: '1006', principal: '1007', officeLead: '1008' } as const;

beforeAll(async () => {
  const directory = new Map<string, string>([[subjects.stranger, 'nobodyhere'], [subjects.later, usernameOf('clerk')], [subjects.closed, usernameOf('staff')]]);
  for (const actor of ['clerk', 'accountant', 'administrator', 'principal', 'officeLead'] as const) directory.set(subjects[actor], usernameOf(actor).toUpperCase());
  idp = await IdentityProvider.start(directory);
  idp.serve([`http://127.0.0.1${callbackPath}`]);
  world = await World.start({ ...idp.settings, SECOND_FACTOR_DUTIES: 'administrator' });
});

afterAll(async () => {
  idp.end();
  await world.end();
});

type Purpose = { readonly kind: 'signIn' | 'unlock' } | { readonly kind: 'signature'; readonly hash: string };

/** A person's browser: what it holds for us, and for the provider. */
class Browser {
  readonly here = new CookieJar();
  readonly there = new CookieJar();

  async start(purpose: Purpose): Promise<{ readonly status: number; readonly url: string }> {
    const response = await fetch(`${world.url}/api/auth/oidc/start`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: this.here.header }, body: JSON.stringify({ purpose }) });
    this.here.take(response);
    return { status: response.status, url: String(JSON.parse(await response.text()).url) };
  }

  /** Brings the provider's answer back; tells where the page goes on. */
  async back(address: URL): Promise<string> {
    const response = await fetch(`${world.url}${address.pathname}${address.search}`, { redirect: 'manual', headers: { cookie: this.here.header } });
    this.here.take(response);
    return response.headers.get('location') ?? String(response.status);
  }

  async pass(purpose: Purpose, subject: string): Promise<string> {
    const { url } = await this.start(purpose);
    return this.back(await passProvider(url, this.there, subject));
  }

  async ask(path: string, body?: object): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
    const response = await fetch(`${world.url}/api${path}`, { method: body === undefined ? 'GET' : 'POST', headers: { cookie: this.here.header, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: response.status, body: JSON.parse(await response.text()) };
  }
}

async function signedIn(actor: keyof typeof subjects & Actor): Promise<Browser> {
  const browser = new Browser();
  expect(await browser.pass({ kind: 'signIn' }, subjects[actor])).toBe('/');
  return browser;
}

const proofs = async (actor: Actor) => (await query<{ n: number }>(world.ownerUrl, 'SELECT count(*)::int AS n FROM reauthentication WHERE person_id = $1 AND hash = $2', [world.personId(actor), hash]))[0]?.n;

describe('sign-in by the identity provider', () => {
  test('is offered where one is configured', async () => {
    expect((await new Browser().ask('/sign-in-options')).body).toEqual({ provider: '统一身份认证' });
  });

  test('opens a session of the person with that user name, whose identity is put on record once', async () => {
    for (let time = 0; time < 2; time += 1) {
      const browser = await signedIn('clerk');
      expect((await browser.ask('/me')).body).toMatchObject({ person: { id: world.personId('clerk') }, session: { method: 'oidc', locked: false } });
      expect((await browser.ask('/evaluations')).status).toBe(200);
    }
    expect(await query(world.ownerUrl, "SELECT 1 FROM process_event WHERE type = 'identityLinked' AND payload ->> 'person' = $1", [world.personId('clerk')])).toHaveLength(1);
  });

  test('adds nobody, and tells nobody who has an account', async () => {
    const people = async () => (await query<{ n: number }>(world.ownerUrl, 'SELECT (SELECT count(*) FROM "user")::int + (SELECT count(*) FROM person)::int AS n'))[0]?.n;
    const before = await people();
    const browser = new Browser();
    expect(await browser.pass({ kind: 'signIn' }, subjects.stranger)).toBe('/#/login?problem=providerUnknownPerson');
    expect((await browser.ask('/me')).status).toBe(401);
    expect(await people()).toBe(before);
    await query(world.ownerUrl, 'UPDATE person SET deactivated_at = now() WHERE id = $1', [world.personId('staff')]);
    expect(await new Browser().pass({ kind: 'signIn' }, subjects.closed)).toBe('/#/login?problem=providerUnknownPerson');
  });

  test('goes by the identity from then on: whoever takes the name of another at the provider does not get his account', async () => {
    await signedIn('clerk');
    expect(await new Browser().pass({ kind: 'signIn' }, subjects.later)).toBe('/#/login?problem=providerUnknownPerson');
    idp.directory.set(subjects.clerk, 'a.new.name');
    expect((await (await signedIn('clerk')).ask('/me')).body).toMatchObject({ person: { id: world.personId('clerk') } });
    idp.directory.set(subjects.clerk, usernameOf('clerk'));
    // A password given by the administrator ends what was tied: a new identity is recognised.
    const administrator = await signedIn('administrator');
    const reset = await fetch(`${world.url}/api/people/${world.personId('clerk')}/password`, { method: 'POST', headers: { cookie: administrator.here.header, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify({ password: 'kettle meadow violin 47' }) });
    expect(reset.status).toBe(200);
    const taken = new Browser();
    expect(await taken.pass({ kind: 'signIn' }, subjects.later)).toBe('/');
    // The one-time password does not concern who came without it.
    expect((await taken.ask('/me')).body).toMatchObject({ person: { id: world.personId('clerk') }, mustChangePassword: false });
  });

  test('asks for no authenticator app of ours: how strongly somebody proves himself is the provider’s to decide', async () => {
    const administrator = await signedIn('administrator');
    expect((await administrator.ask('/people')).status).toBe(200);
    const byPassword = await world.signIn('administrator');
    expect(await byPassword.attempt('listPeople', {})).toMatchObject({ ok: false, problem: { code: 'secondFactorRequired' } });
  });
});

describe('the answer of the provider', () => {
  test('is worth nothing in another browser, twice, or changed on the way', async () => {
    const [victim, attacker] = [new Browser(), new Browser()];
    // The attacker signs in as himself and sends the victim his answer.
    const { url } = await attacker.start({ kind: 'signIn' });
    const answer = await passProvider(url, attacker.there, subjects.accountant);
    await victim.start({ kind: 'signIn' });
    expect(await victim.back(answer)).toBe('/#/login?problem=providerRefused');
    expect(await new Browser().back(answer)).toBe('/#/login?problem=providerRefused');
    expect(await attacker.back(answer)).toBe('/');
    expect(await attacker.back(answer)).toBe('/#/login?problem=providerRefused');
    const other = new Browser();
    const changed = await passProvider((await other.start({ kind: 'signIn' })).url, other.there, subjects.accountant);
    changed.searchParams.set('code', 'another');
    expect(await other.back(changed)).toBe('/#/login?problem=providerRefused');
    const denied = new Browser();
    const { searchParams } = new URL((await denied.start({ kind: 'signIn' })).url);
    expect(await denied.back(new URL(`http://127.0.0.1${callbackPath}?error=access_denied&state=${searchParams.get('state')}`))).toBe('/#/login?problem=providerRefused');
  });

  test('is asked for with PKCE, state and nonce, by a request that no other site can make', async () => {
    const { searchParams } = new URL((await new Browser().start({ kind: 'signIn' })).url);
    expect(Object.fromEntries(searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', state: expect.stringMatching(/.{20}/), nonce: expect.stringMatching(/.{20}/), code_challenge: expect.stringMatching(/.{20}/) });
    const foreign = await fetch(`${world.url}/api/auth/oidc/start`, { method: 'POST', headers: { 'content-type': 'application/json', origin: 'https://evil.example' }, body: '{"purpose":{"kind":"signIn"}}' });
    expect(foreign.status).toBe(403);
    for (const path of ['/start', '/', '/callback/x']) expect((await fetch(`${world.url}/api/auth/oidc${path}`)).status).toBe(404);
  });
});

describe('whoever signed in by the provider proves himself there again', () => {
  test('for a signature: now, as himself, and in the session that asked; a password does not do', async () => {
    const browser = await signedIn('principal');
    expect(await browser.ask('/reauthentications', { password, hash })).toMatchObject({ status: 409, body: { code: 'proofByProvider' } });
    const { url } = await browser.start({ kind: 'signature', hash });
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({ prompt: 'login', max_age: '0' });
    // Signed in there already, he is asked again; the signature waits for it.
    expect(await proofs('principal')).toBe(0);
    expect(await browser.back(await passProvider(url, browser.there, subjects.principal))).toBe('/#/proved');
    expect(await proofs('principal')).toBe(1);
    expect(await browser.pass({ kind: 'signature', hash }, subjects.accountant)).toBe('/#/proved?problem=providerOtherPerson');
    // Another session of his own did not ask.
    const elsewhere = await signedIn('principal');
    const asked = await browser.start({ kind: 'signature', hash });
    const answer = await passProvider(asked.url, browser.there, subjects.principal);
    expect(await elsewhere.back(answer)).toBe('/#/login?problem=providerRefused');
    expect(await proofs('principal')).toBe(1);
    expect(await new Browser().start({ kind: 'signature', hash })).toMatchObject({ status: 401 });
  });

  test('is not believed when the provider skips the question', async () => {
    const browser = await signedIn('officeLead');
    // A page on the way takes out what asks for a fresh proof: the provider answers at once, with the time of the old one.
    const { url } = await browser.start({ kind: 'signature', hash });
    const skipping = new URL(url);
    skipping.searchParams.delete('prompt');
    skipping.searchParams.delete('max_age');
    expect(await browser.back(await passProvider(skipping.href, browser.there, subjects.officeLead))).toBe('/#/proved?problem=providerRefused');
    expect(await proofs('officeLead')).toBe(0);
  });

  test('to unlock a session that was idle', async () => {
    const browser = await signedIn('accountant');
    await browser.ask('/session/lock', {});
    expect((await browser.ask('/tasks')).status).toBe(423);
    expect(await browser.ask('/session/unlock', { password })).toMatchObject({ status: 409, body: { code: 'proofByProvider' } });
    expect((await browser.start({ kind: 'signature', hash })).status).toBe(423);
    expect(await browser.pass({ kind: 'unlock' }, subjects.principal)).toBe('/#/proved?problem=providerOtherPerson');
    expect((await browser.ask('/tasks')).status).toBe(423);
    expect(await browser.pass({ kind: 'unlock' }, subjects.accountant)).toBe('/#/proved');
    expect((await browser.ask('/tasks')).status).toBe(200);
  });
});
