import { connect } from 'node:net';
import { caseFigures, readDemoCase } from '@hengji/database';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { postSignIn, type Person } from '../support/person.js';
import { eventually } from '../support/eventually.js';
import { advanceUntil, fill, holderOf, openAtGoals, taskOf } from '../support/rehearsal.js';
import { databaseOf, query, withDatabase } from '../support/sql.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';

const requestTimeoutMs = 10_000;

let shared: SharedStack;
let desk: Person;
let clerk: Person;
let stranger: Person;
let evaluationId: string;

beforeAll(async () => {
  // Slow requests are cut after ten seconds here, or their test would take a minute.
  shared = await startSharedStack({ environment: { REQUEST_TIMEOUT_MS: String(requestTimeoutMs) } });
  const { stack } = shared;
  const unit = readDemoCase().unit;
  desk = await stack.signIn(holderOf('caizheng', 'performanceDesk'));
  clerk = await stack.signIn(holderOf(unit, 'clerk'));
  stranger = await stack.signIn(holderOf('jiaoyu', 'clerk'));
  const [opened] = await openAtGoals(desk, [unit]);
  evaluationId = opened?.evaluationId ?? '';
});

afterAll(() => shared.end());

type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown>; readonly text: string };

/** Whatever a server says to a stranger must not tell how it is built. */
const revealing = [/\bat [^\n]+:\d+:\d+/, /node_modules/, /\/dist\//, /\.(js|ts):\d+/, /prisma/i, /postgres/i, /select .* from/i, /temporal/i, /stack/i];

/** A bare request; every answer of this file goes through here and is searched for what it must not tell. */
async function send(path: string, { method = 'POST', who, headers = {}, body }: { method?: string; who?: Person; headers?: Record<string, string>; body?: BodyInit } = {}): Promise<Answer> {
  const response = await fetch(`${shared.stack.apiUrl}${path}`, {
    method,
    headers: { ...(who === undefined ? {} : { cookie: who.cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  if (!response.ok) for (const pattern of revealing) expect(text, `${method} ${path}`).not.toMatch(pattern);
  let parsed: Record<string, unknown> = {};
  try {
    parsed = JSON.parse(text);
  } catch {
    // Pages are no JSON.
  }
  return { status: response.status, headers: response.headers, body: parsed, text };
}

const key = () => crypto.randomUUID();
const claimBody = async () => JSON.stringify({ type: 'claim', taskId: taskOf(await clerk.evaluation(evaluationId), 'fillSection').taskId });
const commands = () => `/api/evaluations/${evaluationId}/commands`;

describe('requests from other sites', () => {
  test('a command sent by a foreign page is refused, whichever header tells it', async () => {
    const foreign: readonly Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }];
    for (const headers of foreign) {
      const answer = await send(commands(), { who: clerk, headers: { ...headers, 'idempotency-key': key() }, body: await claimBody() });
      expect(answer).toMatchObject({ status: 403, body: { code: 'crossSite' } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  test('signing in and out from a foreign page is refused', async () => {
    for (const path of ['/api/auth/sign-in/username', '/api/auth/sign-out']) {
      const answer = await send(path, { who: clerk, headers: { origin: 'https://evil.example' }, body: JSON.stringify({ username: clerk.username, password: testPassword }) });
      expect(answer).toMatchObject({ status: 403, body: { code: 'crossSite' } });
    }
    expect((await clerk.call('me', {})).username).toBe(clerk.username);
  });

  test('a plain form cannot carry a command', async () => {
    const body = await claimBody();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const { status } = await send(commands(), { who: clerk, headers: { 'idempotency-key': key(), 'content-type': type }, body });
      expect(status).toBeGreaterThanOrEqual(400);
    }
    expect(taskOf(await clerk.evaluation(evaluationId), 'fillSection').claimedBy).toBeNull();
  });

  test('the session cookie is closed to scripts and to other sites, and the pages may not be framed', async () => {
    const response = await postSignIn(shared.stack.apiUrl, { username: clerk.username, password: testPassword });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
    const { headers } = await send('/api/me', { method: 'GET', who: clerk });
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('cache-control')).toContain('no-store');
  });

  test('nobody signs up, probes names or changes an account past the operations', async () => {
    const paths = ['sign-up/email', 'sign-in/email', 'is-username-available', 'change-password', 'update-user', 'change-email', 'delete-user', 'request-password-reset', 'verify-password'];
    for (const path of paths) {
      const { status } = await send(`/api/auth/${path}`, { who: clerk, body: JSON.stringify({ email: 'a@b.example', password: 'long-enough-password', name: 'x', username: 'xiexinfei', newPassword: 'long-enough-password' }) });
      expect(status, path).toBeGreaterThanOrEqual(400);
    }
    const [row] = await shared.stack.sql('SELECT count(*)::int AS n FROM "user" WHERE email = $1', ['a@b.example']);
    expect(row).toEqual({ n: 0 });
  });
});

describe('what is not yours', () => {
  test('is answered like what does not exist, on every path to an evaluation', async () => {
    const paths: readonly (readonly [string, string, string?])[] = [
      ['GET', ''], ['GET', '/timeline'], ['GET', '/sections/goals'], ['GET', '/scores'], ['GET', '/revisions/1'], ['GET', '/process'],
      ['GET', `/evidence/${key()}`], ['POST', '/commands', '{"type":"submitForSigning"}'], ['PUT', '/sections/goals', '{"version":0,"values":{"overallGoal":"x"}}'],
    ];
    for (const [method, rest, body] of paths) {
      const ask = (id: string) => send(`/api/evaluations/${id}${rest}`, { method, who: stranger, headers: { 'idempotency-key': key() }, ...(body === undefined ? {} : { body }) });
      const [hidden, absent] = [await ask(evaluationId), await ask(key())];
      expect(hidden.status, `${method} ${rest}`).toBe(404);
      const withoutRequest = ({ body }: Answer) => ({ ...body, requestId: '' });
      expect(withoutRequest(hidden)).toEqual(withoutRequest(absent));
      expect([...hidden.headers.keys()].sort()).toEqual([...absent.headers.keys()].sort());
    }
  });

  test('does not appear in lists', async () => {
    const { data } = await stranger.call('listEvaluations', { query: { perPage: 200 } });
    expect(data.length).toBeGreaterThan(0);
    expect(new Set(data.map(({ unit }) => unit.name))).toEqual(new Set(['衡川县教育局']));
    const mails = await stranger.call('listMails', { query: { perPage: 200 } });
    expect(mails.data.filter(({ recipient }) => recipient.id === clerk.id)).toEqual([]);
  });

  test('the department does not decide for the bureau, nor the bureau open the accounts of people', async () => {
    expect(await send(commands(), { who: clerk, headers: { 'idempotency-key': key() }, body: '{"type":"approve"}' })).toMatchObject({ status: 403, body: { code: 'notAllowed' } });
    expect(await send('/api/audit/verify', { who: clerk, body: '{}' })).toMatchObject({ status: 403 });
    expect(await send('/api/people', { who: desk, headers: { 'idempotency-key': key() }, body: JSON.stringify({ name: '甲', username: 'jia.someone', password: testPassword }) })).toMatchObject({ status: 403 });
    expect(await send('/api/campaigns', { who: clerk, headers: { 'idempotency-key': key() }, body: JSON.stringify({ title: 'x', year: 2030, rehearsal: true, subjects: [{ subject: key() }], dates: [null] }) })).toMatchObject({ status: 403 });
  });

  test('without a session nothing is told', async () => {
    for (const path of ['/api/me', '/api/tasks', `/api/evaluations/${evaluationId}`, '/api/people', '/api/mails']) {
      expect(await send(path, { method: 'GET' })).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
      expect(await send(path, { method: 'GET', headers: { cookie: 'hengji.session_token=forged.signature' } })).toMatchObject({ status: 401 });
    }
  });
});

describe('passwords', () => {
  test('five wrong ones lock a name for this address, one that does not exist the same way, and no other name', async () => {
    const statuses = async (username: string) => {
      const told: string[] = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const { status, body } = await send('/api/auth/sign-in/username', { body: JSON.stringify({ username, password: `wrong ${attempt}` }) });
        told.push(`${status} ${String(body['code'])}`);
      }
      return told;
    };
    const known = await statuses('yeguolei');
    expect(known.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => '401 wrongPassword'));
    expect(known.at(-1)).toBe('429 lockedOut');
    expect(await statuses('nosuchperson')).toEqual(known);
    const right = await send('/api/auth/sign-in/username', { body: JSON.stringify({ username: 'YeGuoLei', password: testPassword }) });
    expect(right).toMatchObject({ status: 429, body: { code: 'lockedOut' } });
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await postSignIn(shared.stack.apiUrl, { username: 'zengqingqiang', password: testPassword })).status).toBe(200);
  });

  test('re-authentication wants the right password, counts wrong ones, and is good for one hash', async () => {
    const hash = 'a'.repeat(64);
    expect(await send('/api/reauthentications', { who: clerk, body: JSON.stringify({ password: 'wrong', hash }) })).toMatchObject({ status: 422, body: { code: 'wrongPassword' } });
    await fill(clerk, evaluationId, 'goals', 'goals');
    await clerk.command(evaluationId, { type: 'submitForSigning' });
    const head = await shared.stack.signIn(holderOf(readDemoCase().unit, 'financeHead'));
    const { revision, statements } = await head.evaluation(evaluationId);
    const signing = (): Parameters<Person['command']>[1] => ({ type: 'sign', slot: 'financeHead', hash: revision?.hash ?? '', statements: [...statements], minutesNo: null });
    const refusedSignature = { ok: false, problem: { status: 409, code: 'reauthenticationRequired' } };
    const attempt = (who: Person) => who.attempt('commandEvaluation', { params: { id: evaluationId }, body: signing() });
    expect(await attempt(head)).toMatchObject(refusedSignature);
    await head.reauthenticate(hash);
    expect(await attempt(head)).toMatchObject(refusedSignature);
    // Another session of the same person proved himself, not this one.
    const otherSession = await shared.stack.signIn(head.username);
    await otherSession.reauthenticate(revision?.hash ?? '');
    expect(await attempt(head)).toMatchObject(refusedSignature);
    expect(await attempt(clerk)).toMatchObject({ ok: false });
    await head.reauthenticate(revision?.hash ?? '');
    expect(await attempt(head)).toMatchObject({ ok: true });
  });
});

describe('bodies', () => {
  test('malformed, too large, or without a key: refused in one shape', async () => {
    const broken = await send(commands(), { who: clerk, headers: { 'idempotency-key': key() }, body: '{"type":' });
    expect(broken).toMatchObject({ status: 400, body: { code: 'invalidInput' } });
    const large = await send(commands(), { who: clerk, headers: { 'idempotency-key': key() }, body: JSON.stringify({ type: 'withdraw', reason: 'x'.repeat(1_100_000) }) });
    expect(large).toMatchObject({ status: 413, body: { code: 'tooLarge' } });
    expect(await send(commands(), { who: clerk, body: '{"type":"submitForSigning"}' })).toMatchObject({ status: 400, body: { code: 'idempotencyKeyRequired' } });
    expect(await send(commands(), { who: clerk, headers: { 'idempotency-key': key() }, body: '{"type":"nonsense"}' })).toMatchObject({ status: 422, body: { code: 'invalidInput' } });
    expect(await send('/api/evaluations/not-an-id', { method: 'GET', who: clerk })).toMatchObject({ status: 422 });
    expect(await send('/api/%E0%A4%A', { method: 'GET', who: clerk })).toMatchObject({ status: expect.any(Number) });
    expect(await send('/api/no-such-path', { method: 'GET', who: clerk })).toMatchObject({ status: 404, body: { code: 'notFound' } });
    for (const { body } of [broken, large]) expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'code', 'detail', 'params', 'errors', 'requestId']);
  });

  test('a key used again for something else is refused, whoever uses it', async () => {
    const used = key();
    await clerk.command(evaluationId, { type: 'withdraw', reason: '金额有误，撤回修改。' }, used);
    const again = (who: Person, body: object) => send(commands(), { who, headers: { 'idempotency-key': used }, body: JSON.stringify(body) });
    const reused = { status: 422, body: { code: 'idempotencyKeyReused' } };
    expect(await again(clerk, { type: 'withdraw', reason: '换一个理由。' })).toMatchObject(reused);
    expect(await again(clerk, { type: 'submitSection', section: 'goals' })).toMatchObject(reused);
    expect(await again(desk, { type: 'urge', taskId: '1.fillSection.goals' })).toMatchObject(reused);
    // The same thing again is no other thing.
    expect(await again(clerk, { type: 'withdraw', reason: '金额有误，撤回修改。' })).toMatchObject({ status: 200 });
  });

  test('what nobody asked for changes nothing', async () => {
    const sectionPath = `/api/evaluations/${evaluationId}/sections/goals`;
    const { version } = await clerk.call('getSection', { params: { id: evaluationId, section: 'goals' } });
    const body = { version, values: caseFigures(readDemoCase(), 'goals')['goals'], status: 'confirmed', evaluationId: key(), countyId: key(), updatedBy: desk.id, rows: [{ indicator: 'budgetExecutionRate', deduction: { points: '5' }, weight: '50' }] };
    const before = await shared.stack.sql("SELECT status FROM section_form WHERE evaluation_id = $1 AND section = 'goals' AND stage = 0", [evaluationId]);
    const { status } = await send(sectionPath, { method: 'PUT', who: clerk, body: JSON.stringify(body) });
    expect([200, 422]).toContain(status);
    expect(await shared.stack.sql("SELECT status FROM section_form WHERE evaluation_id = $1 AND section = 'goals' AND stage = 0", [evaluationId])).toEqual(before);
    expect(await shared.stack.sql('SELECT 1 FROM section_form WHERE updated_by = $1', [desk.id])).toEqual([]);
    const unknown = await send(sectionPath, { method: 'PUT', who: clerk, body: JSON.stringify({ version: version + (status === 200 ? 1 : 0), values: { noSuchField: '1' } }) });
    expect(unknown.status).toBeGreaterThanOrEqual(400);
    // The sender is whoever the session says, never whoever the body says.
    const { taskId } = taskOf(await clerk.evaluation(evaluationId), 'fillSection');
    const claimed = await send(commands(), { who: clerk, headers: { 'idempotency-key': key() }, body: JSON.stringify({ type: 'claim', taskId, from: { personId: desk.id, sessionId: 'x' }, person: desk.id }) });
    expect(claimed.status).toBe(200);
    expect(taskOf(await clerk.evaluation(evaluationId), 'fillSection').claimedBy?.id).toBe(clerk.id);
  });
});

describe('input that no form sends', () => {
  test('is refused as the caller’s fault, never as ours', async () => {
    const section = `/api/evaluations/${evaluationId}/sections/goals`;
    const { version } = await clerk.call('getSection', { params: { id: evaluationId, section: 'goals' } });
    const answers = await Promise.all([
      send('/api/auth/sign-in/username', { body: JSON.stringify({ username: 'a\u0000', password: 'x' }) }),
      send(section, { method: 'PUT', who: clerk, body: JSON.stringify({ version, values: { overallGoal: 'a\u0000b' } }) }),
      send('/api/evaluations?q=%00', { method: 'GET', who: clerk }),
      send('/api/evaluations?year=99999999999', { method: 'GET', who: clerk }),
      send(section, { method: 'PUT', who: clerk, headers: { 'content-encoding': 'gzip' }, body: 'no gzip' }),
      send(section, { method: 'PUT', who: clerk, headers: { 'content-encoding': 'br' }, body: 'no brotli' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 422, 422, 422, 400, 400]);
    for (const sort of ['constructor', '-toString']) expect((await send(`/api/evaluations?sort=${sort}`, { method: 'GET', who: clerk })).status).toBe(200);
    // A backslash and the letters u0000 are a text like any other.
    const typed = await send(section, { method: 'PUT', who: clerk, body: JSON.stringify({ version, values: { overallGoal: '\\u0000' } }) });
    expect(typed.status).toBe(200);
  });

  test('a stranger’s body is not read', async () => {
    const answer = await send(`/api/evaluations/${evaluationId}/sections/goals/evidence?name=a.pdf`, { headers: { 'content-type': 'application/octet-stream', 'idempotency-key': key() }, body: 'no account' });
    expect(answer).toMatchObject({ status: 401, body: { code: 'notSignedIn' } });
    const malformed = await send(commands(), { headers: { 'idempotency-key': key() }, body: '{' });
    expect(malformed.status).toBe(401);
  });

  test('a file for a section that is closed is not kept', async () => {
    const blobs = async () => (await shared.stack.sql('SELECT count(*)::int AS kept FROM blob', []))[0];
    const before = await blobs();
    for (const section of ['budget', 'nonsense']) {
      const answer = await send(`/api/evaluations/${evaluationId}/sections/${section}/evidence?name=a.pdf`, { who: clerk, headers: { 'content-type': 'application/octet-stream', 'idempotency-key': key() }, body: `%PDF-1.7 ${section}` });
      expect(answer.status).toBe(409);
    }
    expect(await blobs()).toEqual(before);
  });

  test('a repeated upload is one file, also when both come at once', async () => {
    const upload = (idempotencyKey: string) =>
      send(`/api/evaluations/${evaluationId}/sections/goals/evidence?name=a.pdf`, { who: clerk, headers: { 'content-type': 'application/octet-stream', 'idempotency-key': idempotencyKey }, body: '%PDF-1.7 once' });
    const same = key();
    const [first, second] = [await upload(same), await upload(same)];
    expect([first.status, second.status, second.body['id']]).toEqual([200, 200, first.body['id']]);
  });
});

describe('slow requests', () => {
  /** Sends a head, then a piece each second; answers what came back and after how many ms the connection was closed. */
  const drip = (head: string, piece: string) =>
    new Promise<{ readonly afterMs: number; readonly answer: string }>((done) => {
      const { hostname, port } = new URL(shared.stack.apiUrl);
      const started = Date.now();
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(head));
      const timer = setInterval(() => socket.write(piece), 1_000);
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')));
      socket.on('error', () => undefined).on('close', () => {
        clearInterval(timer);
        done({ afterMs: Date.now() - started, answer });
      });
    });

  /** What people who are not slow notice meanwhile. */
  const others = async () => {
    for (let count = 0; count < 20; count += 1) expect((await send('/api/me', { method: 'GET', who: clerk })).status).toBe(200);
  };
  /** Node looks every five seconds, and this machine may be busy. */
  const atLast = requestTimeoutMs + 20_000;

  test('hold nobody up and are cut: headers that drip in, and many of them', async () => {
    const slow = Array.from({ length: 200 }, () => drip('GET /api/ready HTTP/1.1\r\nhost: hengji\r\n', 'x-slow: 1\r\n'));
    await others();
    expect(Math.max(...(await Promise.all(slow)).map(({ afterMs }) => afterMs))).toBeLessThan(atLast);
  });

  test('hold nobody up and are cut: bodies and files that come a byte a second, known or not, and nothing of them is kept', async () => {
    const kept = () => shared.stack.sql("SELECT (SELECT count(*)::int FROM blob) AS blobs, (SELECT max(version) FROM section_form WHERE evaluation_id = $1 AND section = 'goals') AS version", [evaluationId]);
    const before = await kept();
    const head = (method: string, path: string, type: string, who: Person | null) => `${method} ${path} HTTP/1.1\r\nhost: hengji\r\ncontent-type: ${type}\r\nidempotency-key: ${key()}\r\n${who === null ? '' : `cookie: ${who.cookie}\r\n`}content-length: 900000\r\n\r\n`;
    const section = `/api/evaluations/${evaluationId}/sections/goals`;
    const slow = Array.from({ length: 40 }, () => [
      drip(head('PUT', section, 'application/json', clerk), '{'),
      drip(head('POST', `${section}/evidence?name=a.pdf`, 'application/octet-stream', clerk), '%'),
      drip(head('POST', '/api/auth/sign-in/username', 'application/json', null), '{'),
      drip(head('PUT', section, 'application/json', null), '{'),
    ]).flat();
    await others();
    const ends = await Promise.all(slow);
    expect(Math.max(...ends.map(({ afterMs }) => afterMs))).toBeLessThan(atLast);
    // Nobody is told that it was done.
    expect(ends.filter(({ answer }) => answer.includes(' 200 '))).toEqual([]);
    expect(await kept()).toEqual(before);
    await others();
  });
});

describe('mails', () => {
  test('are read by those whose cases they tell of, whole or not at all', async () => {
    const unit = readDemoCase().unit;
    const opened = await openAtGoals(desk, [unit, 'jiaoyu']);
    const [own] = opened;
    if (own === undefined) throw new Error('nothing was opened');
    await advanceUntil(desk, own, ({ tasks }) => tasks.some(({ urgency }) => urgency === 'escalated'));
    const mailsOf = async (person: Person) => (await person.call('listMails', { query: { campaign: own.campaignId, perPage: 200 } })).data;
    const gathered = await eventually('the desk is told of both', async () => (await mailsOf(desk)).find(({ recipient, text }) => recipient.id === desk.id && text.includes('教育局') && text.includes('机构编制委员会')) ?? false);
    for (const [person, other] of [[clerk, '教育局'], [stranger, '机构编制委员会']] as const) {
      const seen = await mailsOf(person);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter(({ text, subject }) => `${subject}${text}`.includes(other))).toEqual([]);
      expect(seen.map(({ id }) => id)).not.toContain(gathered.id);
      expect(seen.filter(({ recipient }) => recipient.id === desk.id)).toEqual([]);
    }
  });
});

describe('what was written stays written', () => {
  const tampered = async (table: string, change: string, restore: string, expected: RegExp) => {
    // Only whoever owns the server gets past the guards; the chain tells it.
    const admin = withDatabase(inject('services').adminDatabaseUrl, databaseOf(shared.stack.options.databaseUrl));
    const run = async (text: string) => query(admin, `SET LOCAL session_replication_role = replica; ${text}`);
    await run(change);
    const { code, stdout } = await shared.stack.hengji('verify');
    await run(restore);
    expect(code, stdout).toBe(1);
    expect(stdout).toMatch(expected);
    expect(stdout).toContain(`table ${table}`);
  };

  test('the application may not change what is append-only', async () => {
    for (const table of ['audit_event', 'process_event', 'revision', 'signature', 'signature_void']) {
      await expect(query(shared.stack.options.databaseUrl, `DELETE FROM ${table}`), table).rejects.toThrow(/permission denied/);
      await expect(query(shared.stack.options.databaseUrl, `UPDATE ${table} SET county_id = 'x'`), table).rejects.toThrow(/permission denied/);
      await expect(query(shared.stack.options.migrationDatabaseUrl, `DELETE FROM ${table}`), table).rejects.toThrow(/append|change|refuse/i);
    }
  });

  test('hengji verify names the first row that was changed behind its back', async () => {
    const of = `stream_kind = 'evaluation' AND stream_id = '${evaluationId}' AND seq = 3`;
    const stream = new RegExp(`evaluation.*${evaluationId}.*number 3`);
    await tampered('process_event', `UPDATE process_event SET occurred_at = occurred_at + interval '1 day' WHERE ${of}`, `UPDATE process_event SET occurred_at = occurred_at - interval '1 day' WHERE ${of}`, stream);
    await tampered('audit_event', `UPDATE audit_event SET body = body || ' ' WHERE ${of}`, `UPDATE audit_event SET body = left(body, -1) WHERE ${of}`, stream);
    await tampered('audit_event', `UPDATE audit_event SET seq = 99999 WHERE ${of}`, `UPDATE audit_event SET seq = 3 WHERE stream_id = '${evaluationId}' AND seq = 99999`, /broken: .*evaluation/);
    const revision = `evaluation_id = '${evaluationId}' AND number = 1`;
    await tampered('revision', `UPDATE revision SET canonical = replace(canonical, '机构改革', '机构变革') WHERE ${revision}`, `UPDATE revision SET canonical = replace(canonical, '机构变革', '机构改革') WHERE ${revision}`, /broken: /);
    await tampered('signature', `UPDATE signature SET person_id = '${desk.id}' WHERE evaluation_id = '${evaluationId}'`, `UPDATE signature SET person_id = (SELECT id FROM person WHERE name = '邹振峰') WHERE evaluation_id = '${evaluationId}'`, /broken: /);
    const { code, stdout } = await shared.stack.hengji('verify');
    expect(stdout).toMatch(/^verified/);
    expect(code).toBe(0);
  });
});
