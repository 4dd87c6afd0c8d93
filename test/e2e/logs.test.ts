import { readDemoCase, readDemoCounty } from '@hengji/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { postSignIn, type Person } from '../support/person.js';
import { fill, holderOf, openAtGoals, sign, taskOf } from '../support/rehearsal.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';
import { openRealYear } from './realYear.js';

let shared: SharedStack;
let clerk: Person;
let evaluationId: string;
const cookies: string[] = [];
const unit = readDemoCase().unit;

/** Everything that people type in this file, and that no log may hold. */
const typed = {
  wrongPassword: 'Geheim-Wort-4711',
  unknownName: 'nobody.at.all',
  reason: '本人家中有急事，请延期办理。',
  fileName: '编办工资明细表.pdf',
  fileText: '绝密附件内容',
  personName: '欧阳明月',
  username: 'ouyangmingyue',
  address: 'ouyang.mingyue@hengchuan.example',
  firstPassword: 'Ouyang-First-Password-1',
  search: '秘密搜索词',
  path: '秘密路径',
  figure: '第十三项目标的具体内容',
} as const;

async function signedIn(username: string): Promise<Person> {
  const person = await shared.stack.signIn(username);
  cookies.push(...person.cookie.split('; ').map((one) => one.split('=').slice(1).join('=')));
  return person;
}

beforeAll(async () => {
  // At the level that says the most.
  shared = await startSharedStack({ logLevel: 'trace', catchMail: true, portal: true });
  const desk = await signedIn(holderOf('caizheng', 'performanceDesk'));
  const [opened] = await openAtGoals(desk, [unit]);
  evaluationId = opened?.evaluationId ?? '';
  clerk = await signedIn(holderOf(unit, 'clerk'));
});

afterAll(() => shared.end());

/** Lines of JSON that hold a message. */
function lines(message: string): readonly Record<string, unknown>[] {
  return shared.stack.wholeLog().split('\n').filter((line) => line.startsWith('{') && line.includes(`"msg":"${message}"`)).map((line): Record<string, unknown> => JSON.parse(line));
}

test('a decision is found in both logs by its ids: the request, the evaluation, and what ties API and worker', async () => {
  const key = crypto.randomUUID();
  const { taskId } = taskOf(await clerk.evaluation(evaluationId), 'fillSection');
  const response = await fetch(`${shared.stack.apiUrl}/api/evaluations/${evaluationId}/commands`, {
    method: 'POST',
    headers: { cookie: clerk.cookie, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ type: 'claim', taskId }),
  });
  expect(response.status).toBe(200);
  const requestId = response.headers.get('x-request-id');
  await eventually('the line of the request', () => Promise.resolve(lines('request completed').some((line) => line['requestId'] === requestId)));
  expect(lines('request completed').filter((line) => line['requestId'] === requestId)).toEqual([
    expect.objectContaining({ app: 'api', operation: 'commandEvaluation', evaluation: evaluationId, update: key, res: { status: 200 }, req: { method: 'POST' } }),
  ]);
  expect(lines('decided').filter((line) => line['update'] === key)).toEqual([expect.objectContaining({ app: 'worker', evaluation: evaluationId, command: 'claim', outcome: 'accepted', events: ['taskClaimed'] })]);
  await clerk.command(evaluationId, { type: 'release', taskId });
});

test('people work, mistype, upload, and things break', async () => {
  const { stack } = shared;
  const { apiUrl, portalUrl } = stack;
  const username = holderOf(unit, 'clerk');
  expect((await postSignIn(apiUrl, { username, password: typed.wrongPassword })).status).toBe(401);
  expect((await postSignIn(apiUrl, { username: typed.unknownName, password: typed.wrongPassword })).status).toBe(401);
  await clerk.attempt('changePassword', { body: { current: typed.wrongPassword, next: typed.firstPassword } });

  const admin = await signedIn(holderOf('zhengfuban', 'administrator'));
  const person = { name: typed.personName, username: typed.username, password: typed.firstPassword, mailAddress: typed.address };
  await admin.call('createPerson', { body: person, idempotencyKey: crypto.randomUUID() });
  expect((await admin.attempt('createPerson', { body: person, idempotencyKey: crypto.randomUUID() })).ok).toBe(false);
  await clerk.call('listEvaluations', { query: { page: 1, perPage: 10, q: typed.search } });
  for (const path of [`/api/${encodeURIComponent(typed.path)}`, `/${encodeURIComponent(typed.path)}`, `/api/evaluations/${encodeURIComponent(typed.path)}`]) {
    expect((await fetch(`${apiUrl}${path}`, { headers: { cookie: clerk.cookie } })).status).toBeGreaterThanOrEqual(400);
  }
  for (const path of [`/?unit=${encodeURIComponent(typed.search)}`, `/${encodeURIComponent(typed.path)}`]) await fetch(`${portalUrl}${path}`, { headers: { cookie: clerk.cookie } });

  const upload = await fetch(`${apiUrl}/api/evaluations/${evaluationId}/sections/goals/evidence?name=${encodeURIComponent(typed.fileName)}`, {
    method: 'POST',
    headers: { cookie: clerk.cookie, 'content-type': 'application/octet-stream', 'idempotency-key': crypto.randomUUID() },
    body: Buffer.from(`%PDF-1.4\n${typed.fileText}`),
  });
  expect(upload.status).toBe(200);

  // A column that is gone, as half a migration would leave it: the save fails inside PostgreSQL with the typed text in hand.
  const { version } = await clerk.call('getSection', { params: { id: evaluationId, section: 'goals' } });
  const rows = [{ indicator: 'none', target: typed.figure }];
  expect((await clerk.attempt('saveSection', { params: { id: evaluationId, section: 'goals' }, body: { version, values: { nothing: typed.figure }, rows } })).ok).toBe(false);
  await stack.sql('ALTER TABLE indicator_entry RENAME COLUMN target TO gone');
  await expect(fill(clerk, evaluationId, 'goals', 'goals')).rejects.toMatchObject({ problem: { status: 500 } });
  await stack.sql('ALTER TABLE indicator_entry RENAME COLUMN gone TO target');

  await fill(clerk, evaluationId, 'goals', 'goals');
  await clerk.command(evaluationId, { type: 'submitForSigning' });
  await sign(await signedIn(holderOf(unit, 'financeHead')), evaluationId, 'financeHead');
  await (await signedIn(holderOf(unit, 'deputyLeader'))).command(evaluationId, { type: 'refuseToSign', slot: 'deputyLeader', sections: ['goals'], reason: typed.reason });

  // Mail of a real year, first to a server that is away.
  await stack.program('mail').stop();
  await openRealYear(await signedIn(holderOf('caizheng', 'performanceDesk')));
  await eventually('a mail that was not taken', () => Promise.resolve(lines('mail not taken').length > 0));
  expect(lines('request failed').length).toBeGreaterThan(0);
});

test('no log holds a name, an address, a text, a password or a cookie', async () => {
  const { stack } = shared;
  await stack.stop();
  const log = stack.wholeLog();
  expect(log.length).toBeGreaterThan(10_000);
  const county = readDemoCounty();
  const secrets = [
    ...Object.values(typed),
    ...cookies,
    ...cookies.map(decodeURIComponent),
    ...county.people.flatMap(({ name, username, email }) => [name, username, ...(email === null ? [] : [email])]),
    ...county.units.map(({ name }) => name),
    testPassword,
    new URL(stack.options.databaseUrl).password,
  ];
  const leaked = secrets.filter((secret) => secret !== '' && log.includes(secret)).map((secret) => ({ secret, line: log.split('\n').find((line) => line.includes(secret))?.slice(0, 500) }));
  expect(leaked).toEqual([]);
  // Nor what was percent-encoded on the way.
  expect(log).not.toMatch(/%E[4-9]%[0-9A-F]{2}/);
});
