import { addDays, civilDateOf, type CivilDate } from '@hengji/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person, postSignIn } from '../support/person.js';
import { holderOf } from '../support/rehearsal.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';
import { testPassword } from '../support/demoPeople.js';

let shared: SharedStack;
let administrator: Person;
let auditor: Person;
let clerk: Person;
let unit: string;
let bureau: string;

const today = civilDateOf(Date.now());
const own = 'my very own password';

beforeAll(async () => {
  shared = await startSharedStack();
  const { stack } = shared;
  administrator = await stack.signIn(holderOf('zhengfuban', 'administrator'));
  auditor = await stack.signIn(holderOf('shenji', 'auditor'));
  clerk = await stack.signIn(holderOf('jiaoyu', 'clerk'));
  const { data } = await administrator.call('listUnits', { query: { perPage: 200 } });
  unit = data.find(({ name }) => name === '衡川县教育局')?.id ?? '';
  bureau = data.find(({ kind }) => kind === 'bureau')?.id ?? '';
});

afterAll(() => shared.end());

const refused = (status: number, code: string, errors: object = {}) => ({ ok: false, problem: expect.objectContaining({ status, code, errors }) });
const add = (username: string, more: object = {}) => administrator.call('createPerson', { body: { name: '新来的人', username, password: testPassword, ...more } });

/** A person of his own, with a password he chose himself. */
async function newcomer(username: string): Promise<Person> {
  const { id } = await add(username);
  const first = await Person.signIn(shared.stack.apiUrl, username, testPassword);
  await first.call('changePassword', { body: { current: testPassword, next: own } });
  expect(first.id).toBe(id);
  return Person.signIn(shared.stack.apiUrl, username, own);
}

describe('people', () => {
  test('a taken user name leaves nobody behind, and the same request again adds nobody and resets no password', async () => {
    const people = async () => (await administrator.call('listPeople', { query: { perPage: 1 } })).total;
    const before = await people();
    expect(await administrator.attempt('createPerson', { body: { name: '甲', username: clerk.username, password: testPassword } })).toEqual(refused(409, 'usernameTaken', { username: 'usernameTaken' }));
    expect(await people()).toBe(before);
    const [idempotencyKey, body] = [crypto.randomUUID(), { name: '乙', username: 'yi.first', password: testPassword }];
    const made = await administrator.call('createPerson', { body, idempotencyKey });
    const first = await Person.signIn(shared.stack.apiUrl, 'yi.first', testPassword);
    await first.call('changePassword', { body: { current: testPassword, next: own } });
    expect((await administrator.call('createPerson', { body, idempotencyKey })).id).toBe(made.id);
    expect(await first.attempt('me', {})).toMatchObject({ ok: true });
    expect((await postSignIn(shared.stack.apiUrl, { username: 'yi.first', password: own })).status).toBe(200);
    expect((await postSignIn(shared.stack.apiUrl, { username: 'yi.first', password: testPassword })).status).toBe(401);
  });

  test('with a password that another set, one changes it and does nothing else', async () => {
    await add('bing.new');
    const person = await Person.signIn(shared.stack.apiUrl, 'bing.new', testPassword);
    expect((await person.call('me', {})).mustChangePassword).toBe(true);
    for (const operation of ['listTasks', 'listEvaluations', 'listPeople', 'listUnits'] as const) expect(await person.attempt(operation, {})).toEqual(refused(403, 'passwordChangeRequired'));
    await person.call('changePassword', { body: { current: testPassword, next: own } });
    expect((await person.call('me', {})).mustChangePassword).toBe(false);
    expect(await person.attempt('listTasks', {})).toMatchObject({ ok: true });
  });

  test('a closed account is refused at once and at sign-in, which is told to whoever knows the password alone', async () => {
    const person = await newcomer('ding.leaves');
    await administrator.call('setAccountOpen', { params: { id: person.id }, body: { open: false, reason: '调离' } });
    expect(await person.attempt('me', {})).toEqual(refused(401, 'notSignedIn'));
    const answer = await postSignIn(shared.stack.apiUrl, { username: 'ding.leaves', password: own });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.json()).toMatchObject({ code: 'accountClosed' });
    expect((await postSignIn(shared.stack.apiUrl, { username: 'ding.leaves', password: 'a wrong password' })).status).toBe(401);
    expect(await shared.stack.sql('SELECT 1 FROM session WHERE user_id = $1', [person.id])).toEqual([]);
    expect(await administrator.call('setAccountOpen', { params: { id: person.id }, body: { open: true, reason: '调回' } })).toMatchObject({ active: true });
    expect((await postSignIn(shared.stack.apiUrl, { username: 'ding.leaves', password: own })).status).toBe(200);
  });

  test('a reset password ends the sessions and is good for one sign-in', async () => {
    const person = await newcomer('wu.forgot');
    await administrator.call('resetPassword', { params: { id: person.id }, body: { password: 'told by telephone' } });
    expect(await person.attempt('me', {})).toEqual(refused(401, 'notSignedIn'));
    const back = await Person.signIn(shared.stack.apiUrl, 'wu.forgot', 'told by telephone');
    expect((await back.call('me', {})).mustChangePassword).toBe(true);
  });

  test('only an administrator changes people, and nobody himself', async () => {
    const id = clerk.id;
    for (const person of [clerk, auditor]) {
      expect(await person.attempt('setAccountOpen', { params: { id }, body: { open: false, reason: 'x' } })).toEqual(refused(403, 'notAllowed'));
      expect(await person.attempt('resetPassword', { params: { id }, body: { password: testPassword } })).toEqual(refused(403, 'notAllowed'));
      expect(await person.attempt('createUnit', { body: { kind: 'department', name: '乙局' } })).toEqual(refused(403, 'notAllowed'));
      expect(await person.attempt('recordLeadingGroup', { body: { unit, documentNo: '1', leader: id, members: [id], startsOn: today } })).toEqual(refused(403, 'notAllowed'));
    }
    expect(await administrator.attempt('assignPost', { params: { id: administrator.id }, body: { unit: bureau, duty: 'performanceDesk', title: '科员', startsOn: today } })).toEqual(refused(409, 'notOnOneself'));
    expect(await administrator.attempt('resetPassword', { params: { id: administrator.id }, body: { password: testPassword } })).toEqual(refused(409, 'notOnOneself'));
  });

  test('a person without duties sees nobody; a colleague sees no user name, no address and nothing past', async () => {
    const idle = await newcomer('ji.idle');
    expect(await idle.call('listPeople', { query: { perPage: 200 } })).toEqual({ data: [], total: 0 });
    const { data } = await clerk.call('listPeople', { query: { perPage: 200 } });
    expect(data.length).toBeGreaterThan(3);
    expect(data.filter(({ username, mailAddress }) => username !== '' || mailAddress !== null)).toEqual([]);
    expect(data.flatMap(({ holdings }) => holdings).filter(({ endsOn }) => endsOn !== null && endsOn < today)).toEqual([]);
    expect((await administrator.call('listPeople', { query: { q: 'ji.idle' } })).data.map(({ id }) => id)).toEqual([idle.id]);
  });
});

describe('duties', () => {
  const give = (id: string, more: object = {}) => administrator.attempt('assignPost', { params: { id }, body: { unit, duty: 'staff', title: '干事', startsOn: today, ...more } });
  const end = (id: string, endsOn: CivilDate, reason: string | null = null) => administrator.attempt('endPost', { params: { id }, body: { endsOn, reason } });

  test('the past is changed with a reason only, and both values stay on record for the auditor', async () => {
    const { id } = await add('geng.past');
    const needsReason = refused(409, 'correctionNeedsReason', { reason: 'correctionNeedsReason' });
    expect(await give(id, { startsOn: addDays(today, -1) })).toEqual(needsReason);
    expect(await give(id, { startsOn: addDays(today, -40), reason: '文件晚到' })).toMatchObject({ ok: true });
    const holding = (await administrator.call('listPeople', { query: { q: 'geng.past' } })).data[0]?.holdings[0];
    if (holding === undefined) throw new Error('no holding');
    expect(holding).toMatchObject({ title: '干事', duty: 'staff', endsOn: null });
    expect(await end(holding.id, addDays(today, -30))).toEqual(needsReason);
    expect(await end(holding.id, addDays(today, -50), '写错')).toEqual(refused(409, 'endsBeforeStart', { endsOn: 'endsBeforeStart' }));
    expect(await end(holding.id, addDays(today, -30), '免职文件晚到')).toMatchObject({ ok: true });
    expect(await end(holding.id, addDays(today, -20), '日期有误')).toMatchObject({ ok: true });
    const { data } = await auditor.call('listRegistryEvents', { query: { perPage: 3 } });
    expect(data).toEqual([
      expect.objectContaining({ type: 'holdingChanged', person: '新来的人', old: { startsOn: holding.startsOn, endsOn: addDays(today, -30) }, new: { startsOn: holding.startsOn, endsOn: addDays(today, -20) }, reason: '日期有误', actor: expect.objectContaining({ id: administrator.id }) }),
      expect.objectContaining({ type: 'holdingChanged', old: { startsOn: holding.startsOn, endsOn: null } }),
      expect.objectContaining({ type: 'holdingBegun', title: '干事', unit: '衡川县教育局', reason: '文件晚到' }),
    ]);
    expect(await clerk.attempt('listRegistryEvents', {})).toEqual(refused(403, 'notAllowed'));
  });

  test("a department gets no duty of the bureau's desk", async () => {
    const { id } = await add('xin.desk');
    expect(await give(id, { duty: 'performanceDesk' })).toEqual(refused(409, 'dutyNeedsBureau', { duty: 'dutyNeedsBureau' }));
    expect(await give(id, { duty: 'performanceDesk', unit: crypto.randomUUID() })).toEqual(refused(409, 'unitUnknown', { unit: 'unitUnknown' }));
    expect(await give(id, { duty: 'performanceDesk', unit: bureau })).toMatchObject({ ok: true });
  });
});

test('units come in, and the people above them read what is theirs', async () => {
  const centre = await administrator.call('createUnit', { body: { kind: 'subordinate', name: '衡川县教研中心', code: '205001', parent: unit } });
  expect(centre).toMatchObject({ code: '205001', kind: 'subordinate', parent: unit, parentName: '衡川县教育局' });
  expect((await clerk.call('listUnits', { query: { perPage: 200 } })).data.map(({ id }) => id).sort()).toEqual([unit, centre.id].sort());
  expect(await administrator.attempt('createUnit', { body: { kind: 'department', name: '衡川县教研中心' } })).toEqual(refused(409, 'nameTaken', { name: 'nameTaken' }));
  expect(await administrator.attempt('moveUnit', { params: { id: centre.id }, body: { parent: bureau, from: today } })).toEqual(refused(409, 'startsBeforeEarlier', { from: 'startsBeforeEarlier' }));
  const moved = await administrator.attempt('moveUnit', { params: { id: centre.id }, body: { parent: bureau, from: addDays(today, 1) } });
  expect(moved).toMatchObject({ ok: true, answer: { parent: unit } });
});

test('a new leading group follows the old one', async () => {
  const groups = async () => (await administrator.call('listLeadingGroups', { query: { unit } })).data;
  const [old] = await groups();
  if (old === undefined) throw new Error('no leading group');
  const body = { unit, documentNo: '衡教发〔2026〕12号', leader: old.leader.id, members: [clerk.id], startsOn: today };
  expect(await administrator.attempt('recordLeadingGroup', { body: { ...body, leader: auditor.id } })).toEqual(refused(409, 'notOfUnit', { leader: 'notOfUnit' }));
  const idempotencyKey = crypto.randomUUID();
  const made = await administrator.call('recordLeadingGroup', { body, idempotencyKey });
  expect((await administrator.call('recordLeadingGroup', { body, idempotencyKey })).id).toBe(made.id);
  expect((await groups()).map(({ id, endsOn }) => ({ id, endsOn }))).toEqual([{ id: made.id, endsOn: null }, { id: old.id, endsOn: addDays(today, -1) }]);
});

test.each([
  ['a line break', '甲\r\nBcc: x@example.test'],
  ['a turn of direction', 'gnp.\u202Exls'],
  ['an escape', '\u001b[31m红'],
])('%s in a name or a title is refused at its field', async (_, text) => {
  expect(await administrator.attempt('createPerson', { body: { name: text, username: 'bad.name', password: testPassword } })).toEqual(refused(422, 'invalidInput', { name: 'textHasControls' }));
  expect(await administrator.attempt('assignPost', { params: { id: clerk.id }, body: { unit, duty: 'staff', title: text, startsOn: today } })).toEqual(refused(422, 'invalidInput', { title: 'textHasControls' }));
});

test.each(['../../etc/passwd', 'a\\b.pdf', '..', 'fdp.\u202Eexe'])('a file is not taken in under the name %j', async (name) => {
  const answer = await clerk.attempt('addFindingEvidence', { params: { id: crypto.randomUUID() }, query: { name }, body: new Uint8Array([1]) });
  expect(answer).toMatchObject({ ok: false, problem: { status: 422, errors: { name: expect.stringMatching(/fileNameInvalid|textHasControls/) } } });
});

test('the chains hold, with everything that was changed here', async () => {
  const { code, stdout } = await shared.stack.hengji('verify');
  expect(stdout).toMatch(/^verified/);
  expect(code).toBe(0);
  expect(await auditor.call('verifyAudit', { body: {} })).toMatchObject({ verified: true });
});
