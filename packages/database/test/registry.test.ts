import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { addDays, civilDateOf, type CivilDate, type PersonId, type RegistryRefusalCode } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  addPerson, addUnit, beginHolding, changeOwnPassword, closeDatabase, endHolding, endSessionsOfClosed, listLeadingGroups, listPeople, listRegistryEvents, listUnits, moveUnit, openDatabase, readEvaluationFacts, readPrincipal, recordLeadingGroup,
  RegistryRefusalError, resetPassword, savePassword, saveUnit, setAccountOpen, verifyAudit, type Database, type PersonWrite,
} from '../src/index.js';
import { bureauId, countyId, createCounty, Driver, staff, unitId } from './county.js';

let own: TestDatabase;
let db: Database;
/** Past grants and guards, as whoever owns the server is. */
let root: pg.Client;

const today = civilDateOf(Date.now());
const yesterday = addDays(today, -1);

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  const url = new URL(inject('services').adminDatabaseUrl);
  url.pathname = `/${own.name}`;
  root = new pg.Client({ connectionString: url.href });
  await root.connect();
  await root.query('SET session_replication_role = replica');
  await createCounty(db);
});

afterAll(async () => {
  await root.end();
  await closeDatabase(db);
  await own.drop();
});

const by = (actor: PersonId = staff.administrator, key: string = randomUUID()): PersonWrite => ({ countyId, actor, key });
const person = (username: string) => ({ name: `${username}员`, username, password: 'a first password', email: null });
const refusedWith = (code: RegistryRefusalCode, field: string | null = null) => expect.objectContaining({ refusal: { code, field } });
const refusal = (change: Promise<unknown>) => change.then(() => null, (error: unknown) => (error instanceof RegistryRefusalError ? error : Promise.reject(error)));

async function duty(holder: PersonId, more: { readonly unit?: string; readonly from?: CivilDate; readonly reason?: string; readonly actor?: PersonId; readonly duty?: 'clerk' | 'staff' | 'performanceDesk' } = {}) {
  return beginHolding(db, by(more.actor), { person: holder, unit: more.unit ?? unitId, duty: more.duty ?? 'staff', title: '干事', from: more.from ?? today, reason: more.reason ?? null });
}

async function newest() {
  const { rows } = await listRegistryEvents(db, countyId, { offset: 0, limit: 1 });
  return rows[0];
}

async function holdingOf(holder: PersonId): Promise<{ readonly id: string; readonly from: CivilDate; readonly until: CivilDate | null }> {
  const { rows } = await listPeople(db, { countyId, unitIds: null }, { ids: [holder] }, { offset: 0, limit: 1 });
  const holding = rows[0]?.holdings.at(-1);
  if (holding === undefined) throw new Error('no holding');
  return holding;
}

test('what the seed wrote is on record in the name of nobody, and the chain holds', async () => {
  expect(await verifyAudit(db)).toMatchObject({ broken: null, events: expect.any(Number) });
  const { rows, total } = await listRegistryEvents(db, countyId, { offset: 0, limit: 1000 });
  expect(total).toBe(rows.length);
  expect(rows.every(({ actor }) => actor === null)).toBe(true);
  expect(new Set(rows.map(({ event }) => event.type))).toEqual(new Set(['unitAdded', 'personAdded', 'holdingBegun', 'leadingGroupRecorded']));
});

test('a person and the account are both written or neither, and a repeated request adds nobody and resets nothing', async () => {
  const write = by();
  const id = await addPerson(db, write, person('xin.ren'));
  expect(await readPrincipal(db, id)).toMatchObject({ person: { username: 'xin.ren', mustChangePassword: true, deactivated: false } });
  await changeOwnPassword(db, { countyId, personId: id, username: 'xin.ren', password: 'my own password', sessionId: 'none' });
  expect(await addPerson(db, write, person('xin.ren'))).toBe(id);
  const { rows } = await root.query<{ password: string }>('SELECT password FROM account WHERE user_id = $1', [id]);
  expect(await verifyPassword({ hash: rows[0]?.password ?? '', password: 'my own password' })).toBe(true);
  expect(await readPrincipal(db, id)).toMatchObject({ person: { mustChangePassword: false } });

  const before = await root.query('SELECT count(*)::int AS people FROM person');
  expect(await refusal(addPerson(db, by(), person('XIN.REN')))).toEqual(refusedWith('usernameTaken', 'username'));
  expect((await root.query('SELECT count(*)::int AS people FROM person')).rows).toEqual(before.rows);
});

test('two requests for one user name at once: one person, one refusal', async () => {
  const results = await Promise.all([addPerson(db, by(), person('twins')), addPerson(db, by(), person('twins'))].map((change) => change.then(() => 'added', (error: unknown) => (error instanceof RegistryRefusalError ? error.refusal.code : Promise.reject(error)))));
  expect(results.sort()).toEqual(['added', 'usernameTaken']);
});

test('the chain tells who gave which duty, and holds no name or title', async () => {
  const id = await addPerson(db, by(), { ...person('secretive'), name: '欧阳不可见', email: 'hidden@example.test' });
  await duty(id, { duty: 'clerk', reason: '补登' });
  expect(await newest()).toMatchObject({
    actor: { id: staff.administrator },
    event: { type: 'holdingBegun', new: { person: id, unit: unitId, duty: 'clerk', from: today, until: null } },
    names: { [id]: '欧阳不可见', [unitId]: '编办' },
  });
  expect(Object.values((await newest())?.names ?? {})).toEqual(expect.arrayContaining(['干事', '补登']));
  const { rows } = await root.query<{ told: string }>("SELECT string_agg(body, '') || (SELECT string_agg(payload::text, '') FROM process_event WHERE stream_kind = 'registry') AS told FROM audit_event WHERE stream_kind = 'registry'");
  for (const text of ['欧阳不可见', 'hidden@example.test', 'secretive', '干事', '补登']) expect(rows[0]?.told).not.toContain(text);
});

test('nobody gives or ends his own duty, closes his own account or resets his own password', async () => {
  const admin = staff.administrator;
  expect(await refusal(duty(admin))).toEqual(refusedWith('notOnOneself'));
  expect(await refusal(endHolding(db, by(), { holding: `holding-${admin}`, until: today, reason: '卸任' }))).toEqual(refusedWith('notOnOneself'));
  expect(await refusal(setAccountOpen(db, by(), { person: admin, open: false, reason: '离职' }))).toEqual(refusedWith('notOnOneself'));
  expect(await refusal(resetPassword(db, by(), { person: admin, password: 'another password' }))).toEqual(refusedWith('notOnOneself'));
});

test("the duty of the bureau's desk exists in the bureau alone", async () => {
  const id = await addPerson(db, by(), person('desk.two'));
  expect(await refusal(duty(id, { duty: 'performanceDesk' }))).toEqual(refusedWith('dutyNeedsBureau', 'duty'));
  await duty(id, { duty: 'performanceDesk', unit: bureauId });
  expect((await readPrincipal(db, id))?.holdings).toHaveLength(1);
});

test('a day of the past is a correction, which needs a reason and keeps the old value on record', async () => {
  const id = await addPerson(db, by(), person('corrected'));
  expect(await refusal(duty(id, { from: yesterday }))).toEqual(refusedWith('correctionNeedsReason', 'reason'));
  await duty(id, { from: addDays(today, -30), reason: '任命文件晚到' });
  expect(await refusal(duty(id))).toEqual(refusedWith('holdingExists', 'duty'));
  const { id: holding, from } = await holdingOf(id);
  expect(await refusal(endHolding(db, by(), { holding, until: addDays(from, -1), reason: 'x' }))).toEqual(refusedWith('endsBeforeStart', 'endsOn'));
  expect(await refusal(endHolding(db, by(), { holding, until: addDays(today, -2), reason: null }))).toEqual(refusedWith('correctionNeedsReason', 'reason'));
  await endHolding(db, by(), { holding, until: yesterday, reason: null });
  expect(await refusal(endHolding(db, by(), { holding, until: addDays(today, -10), reason: null }))).toEqual(refusedWith('correctionNeedsReason', 'reason'));
  await endHolding(db, by(), { holding, until: addDays(today, -10), reason: '调令日期有误' });
  expect(await newest()).toMatchObject({ event: { type: 'holdingChanged', old: { until: yesterday }, new: { until: addDays(today, -10) } } });
  await expect(endHolding(db, by(), { holding: randomUUID(), until: today, reason: null })).rejects.toThrow(/no holding/);
  // Another county's administrator does not even see it.
  await expect(endHolding(db, { ...by(), countyId: 'nowhere' }, { holding, until: today, reason: null })).rejects.toThrow(/no county/);
});

test('a repeated request is answered from its receipt', async () => {
  const id = await addPerson(db, by(), person('once'));
  const write = by();
  const begin = () => beginHolding(db, write, { person: id, unit: unitId, duty: 'staff', title: '干事', from: today, reason: null });
  expect(await begin()).toBe(id);
  const { total } = await listRegistryEvents(db, countyId, { offset: 0, limit: 1 });
  expect(await begin()).toBe(id);
  expect((await listRegistryEvents(db, countyId, { offset: 0, limit: 1 })).total).toBe(total);
});

test('a closed account has no session and gets none; a password given by another must be changed', async () => {
  const id = await addPerson(db, by(), person('leaver'));
  const session = () => root.query("INSERT INTO session (id, expires_at, token, user_id) VALUES ($1, now() + interval '1 day', $1, $2)", [randomUUID(), id]);
  const sessions = async () => (await root.query('SELECT 1 FROM session WHERE user_id = $1', [id])).rows.length;
  await session();
  await resetPassword(db, by(), { person: id, password: 'for one sign-in' });
  expect(await sessions()).toBe(0);
  expect(await readPrincipal(db, id)).toMatchObject({ person: { mustChangePassword: true } });
  await session();
  await setAccountOpen(db, by(), { person: id, open: false, reason: '调离本县' });
  expect(await sessions()).toBe(0);
  expect(await refusal(setAccountOpen(db, by(), { person: id, open: false, reason: '再停' }))).toEqual(refusedWith('accountUnchanged'));
  expect(await refusal(duty(id))).toEqual(refusedWith('accountDeactivated'));
  await session();
  expect(await endSessionsOfClosed(db, 'LEAVER')).toBe(true);
  expect(await sessions()).toBe(0);
  await setAccountOpen(db, by(), { person: id, open: true, reason: '调回' });
  expect(await endSessionsOfClosed(db, 'leaver')).toBe(false);
  expect(await newest()).toMatchObject({ event: { type: 'personReactivated' } });
});

test('a closed account holds no duty towards a case, so that it is seen when nobody can act', async () => {
  const driver = new Driver(db);
  const id = await driver.open();
  const deputies = async () => (await readEvaluationFacts(db, id, staff.principal, driver.now))?.facts.holders.deputyLeader ?? [];
  expect(await deputies()).toEqual([staff.deputyLeader]);
  await setAccountOpen(db, by(), { person: staff.deputyLeader, open: false, reason: '离职' });
  expect(await deputies()).toEqual([]);
  await setAccountOpen(db, by(), { person: staff.deputyLeader, open: true, reason: '返岗' });
  expect(await deputies()).toEqual([staff.deputyLeader]);
});

test('a new leading group ends the earlier one the day before, and both stay on record', async () => {
  const next = (more: object = {}) => ({ unit: unitId, documentNo: '衡编办发〔2026〕9号', leader: staff.principal, members: [staff.principal, staff.financeHead], from: today, until: null, reason: null, scan: null, ...more });
  expect(await refusal(recordLeadingGroup(db, by(), next({ leader: staff.performanceDesk })))).toEqual(refusedWith('notOfUnit', 'leader'));
  expect(await refusal(recordLeadingGroup(db, by(), next({ members: [staff.administrator] })))).toEqual(refusedWith('notOfUnit', 'members'));
  expect(await refusal(recordLeadingGroup(db, by(), next({ from: '2019-12-31' })))).toEqual(refusedWith('startsBeforeEarlier', 'startsOn'));
  expect(await refusal(recordLeadingGroup(db, by(), next({ from: yesterday })))).toEqual(refusedWith('correctionNeedsReason', 'reason'));
  const id = await recordLeadingGroup(db, by(), next());
  const { rows } = await listLeadingGroups(db, { countyId, unitIds: null }, { unitId }, { offset: 0, limit: 10 });
  expect(rows.map(({ id: one, from, until, documentNo }) => ({ id: one, from, until, documentNo }))).toEqual([
    { id, from: today, until: null, documentNo: '衡编办发〔2026〕9号' },
    { id: 'group', from: '2020-01-01', until: yesterday, documentNo: '衡编办发〔2020〕1号' },
  ]);
});

test('units are added and moved with dates, and their people read what is below them by date', async () => {
  const add = (more: object) => addUnit(db, by(), { kind: 'department', name: '林业局', nameEn: 'Forestry', code: null, parent: null, ...more });
  const forestry = await add({ code: '230001' });
  expect(await refusal(add({}))).toEqual(refusedWith('nameTaken', 'name'));
  expect(await refusal(add({ name: '水利局', code: '230001' }))).toEqual(refusedWith('unitCodeTaken', 'code'));
  expect(await refusal(add({ name: '林场', kind: 'subordinate' }))).toEqual(refusedWith('parentNeeded', 'parent'));
  expect(await refusal(add({ name: '林场', kind: 'subordinate', parent: { id: randomUUID(), from: today } }))).toEqual(refusedWith('unitUnknown', 'parent'));
  expect(await refusal(add({ name: '园林局', parent: { id: forestry, from: today } }))).toEqual(refusedWith('parentNotAllowed', 'parent'));
  const farm = await add({ name: '林场', kind: 'subordinate', parent: { id: forestry, from: addDays(today, -100) } });
  expect((await listUnits(db, { countyId, unitIds: [farm, forestry] }, { offset: 0, limit: 10 })).rows).toEqual([
    expect.objectContaining({ id: farm, parentId: forestry, parentName: '林业局', kind: 'subordinate' }),
    expect.objectContaining({ id: forestry, parentId: null, code: '230001' }),
  ]);
  expect(await refusal(moveUnit(db, by(), { unit: farm, parent: { id: farm, from: today }, reason: null }))).toEqual(refusedWith('parentIsBelow', 'parent'));
  const id = await addPerson(db, by(), person('forester'));
  await duty(id, { unit: forestry, from: addDays(today, -5), reason: '补登' });
  expect((await readPrincipal(db, id))?.subordinates).toEqual({ [forestry]: [farm] });
  expect(await refusal(moveUnit(db, by(), { unit: farm, parent: { id: unitId, from: yesterday }, reason: null }))).toEqual(refusedWith('correctionNeedsReason', 'reason'));
  await moveUnit(db, by(), { unit: farm, parent: { id: unitId, from: today }, reason: null });
  expect((await readPrincipal(db, id))?.subordinates).toEqual({});
  expect((await readPrincipal(db, id, yesterday))?.subordinates).toEqual({ [forestry]: [farm] });
  expect((await readPrincipal(db, staff.clerk))?.subordinates).toEqual({ [unitId]: [farm] });
  const relations = await root.query('SELECT parent_id, valid_until FROM unit_relation WHERE child_id = $1 ORDER BY valid_from', [farm]);
  expect(relations.rows).toMatchObject([{ parent_id: forestry }, { parent_id: unitId, valid_until: null }]);
});

test('whoever sees some units sees whom they hold today; whoever sees none sees nobody; user names are found by those who see all', async () => {
  const gone = await addPerson(db, by(), person('former'));
  await duty(gone, { from: addDays(today, -30), reason: '补登' });
  await endHolding(db, by(), { holding: (await holdingOf(gone)).id, until: yesterday, reason: null });
  const paging = { offset: 0, limit: 200 };
  const of = async (unitIds: readonly string[] | null, q?: string) => (await listPeople(db, { countyId, unitIds }, q === undefined ? {} : { q }, paging)).rows;
  expect(await of([])).toEqual([]);
  const colleagues = await of([unitId]);
  expect(colleagues.map(({ id }) => id)).toContain(staff.clerk);
  expect(colleagues.map(({ id }) => id)).not.toContain(gone);
  expect(colleagues.flatMap(({ holdings }) => holdings).every(({ until }) => until === null || until >= today)).toBe(true);
  expect((await of(null, 'former')).map(({ id }) => id)).toEqual([gone]);
  expect(await of([unitId], 'forme')).toEqual([]);
});

test('the application may not change what the registry recorded', async () => {
  for (const table of ['audit_event', 'process_event', 'receipt', 'command_input']) {
    await expect(db.pool.query(`UPDATE ${table} SET county_id = 'x'`), table).rejects.toMatchObject({ code: '42501' });
    await expect(db.pool.query(`DELETE FROM ${table}`), table).rejects.toMatchObject({ code: '42501' });
  }
});

/** Changes something behind the program's back, walks the chains, and puts it back. */
async function found(change: string, back: string) {
  await root.query(change);
  const { broken } = await verifyAudit(db);
  await root.query(back);
  expect((await verifyAudit(db)).broken).toBeNull();
  return broken;
}

test('verifying names what was changed past the program: duties, groups, rows of the chain, its end', async () => {
  const stream = `registry:${countyId}`;
  const clerk = "id = 'holding-clerk'";
  expect(await found(`UPDATE post_holding SET valid_from = '2019-01-01' WHERE ${clerk}`, `UPDATE post_holding SET valid_from = '2020-01-01' WHERE ${clerk}`)).toMatchObject({ stream, table: 'post_holding', why: expect.stringContaining('changed without an event') });
  expect(await found(`UPDATE post_holding SET person_id = 'principal' WHERE ${clerk}`, `UPDATE post_holding SET person_id = 'clerk' WHERE ${clerk}`)).toMatchObject({ table: 'post_holding' });
  expect(await found("UPDATE post SET duty = 'principal' WHERE id = 'post-clerk'", "UPDATE post SET duty = 'clerk' WHERE id = 'post-clerk'")).toMatchObject({ table: 'post_holding' });
  expect(await found("INSERT INTO post_holding (id, county_id, post_id, person_id, valid_from) VALUES ('slipped', 'county', 'post-clerk', 'principal', '2020-01-01')", "DELETE FROM post_holding WHERE id = 'slipped'")).toMatchObject({ why: expect.stringContaining('no event made it') });
  expect(await found("INSERT INTO leading_group_member (group_id, person_id, county_id) VALUES ('group', 'clerk', 'county')", "DELETE FROM leading_group_member WHERE group_id = 'group' AND person_id = 'clerk'")).toMatchObject({ table: 'leading_group' });
  expect(await found("UPDATE process_event SET payload = payload || '{\"x\": 1}' WHERE stream_kind = 'registry' AND seq = 4", "UPDATE process_event SET payload = payload - 'x' WHERE stream_kind = 'registry' AND seq = 4")).toMatchObject({ stream, seq: 4, table: 'process_event' });
  expect(await found("UPDATE county SET audit_seq = audit_seq + 1 WHERE id = 'county'", "UPDATE county SET audit_seq = audit_seq - 1 WHERE id = 'county'")).toMatchObject({ stream, table: 'audit_event' });
});

test('a county whose people came before its registry was recorded is taken over with its first change', async () => {
  await root.query("INSERT INTO county (id, name, name_en) VALUES ('old', '旧县', 'Old')");
  await root.query("INSERT INTO unit (id, county_id, kind, name, name_en) VALUES ('old-unit', 'old', 'department', '局', 'Office')");
  await root.query("INSERT INTO person (id, county_id, name) VALUES ('old-person', 'old', '甲')");
  await root.query("INSERT INTO post (id, county_id, unit_id, title, duty) VALUES ('old-post', 'old', 'old-unit', '局长', 'principal')");
  await root.query("INSERT INTO post_holding (id, county_id, post_id, person_id, valid_from) VALUES ('old-holding', 'old', 'old-post', 'old-person', '2020-01-01')");
  expect((await verifyAudit(db)).broken).toBeNull();
  await saveUnit(db, { id: 'old-2', countyId: 'old', kind: 'department', name: '二局', nameEn: 'Two' });
  expect((await verifyAudit(db)).broken).toBeNull();
  const { rows } = await listRegistryEvents(db, 'old', { offset: 0, limit: 10 });
  expect(rows.map(({ event }) => event.type)).toEqual(['unitAdded', 'registryTakenOver']);
  await root.query("UPDATE post_holding SET valid_until = '2021-01-01' WHERE id = 'old-holding'");
  expect((await verifyAudit(db)).broken).toMatchObject({ table: 'post_holding' });
  await root.query("UPDATE post_holding SET valid_until = NULL WHERE id = 'old-holding'");
});

test('changes at the same moment make one chain', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => saveUnit(db, { id: `many-${index}`, countyId, kind: 'department', name: `多局${index}`, nameEn: 'Many' })));
  await savePassword(db, { personId: staff.clerk, username: 'clerk', passwordHash: await hashPassword('a long password') });
  expect((await verifyAudit(db)).broken).toBeNull();
});
