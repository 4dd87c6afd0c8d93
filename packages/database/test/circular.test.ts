import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { CircularCommand } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  addCircularFile, claimCircularDeliveries, closeDatabase, commitCampaign, commitCircular, findWaitingWork, listCircularReaders, listCirculars, listMails, NotFoundError, openBlobStore, openDatabase, putBlob, readCircular,
  readCircularFiles, saveCircularMail, saveCommandInput, saveUnit, verifyAudit, type CircularOutcome, type Database,
} from '../src/index.js';
import { countyId, createCounty, planOf, staff, unitId } from './county.js';

const wallInstant = '2022-11-01T01:30:00.000Z';
const nextDay = '2022-11-02T01:30:00.000Z';
const people = [staff.accountant, staff.clerk, staff.deputyLeader, staff.financeHead, staff.officeLead, staff.principal];
const rendered = { subject: '布置通知', text: '正文', html: '<p>正文</p>' };

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let folder: string;
let campaignId: string;
let id: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  folder = await mkdtemp(join(tmpdir(), 'hengji-circulars-'));
  await createCounty(db);
  await saveUnit(db, { id: 'idle', countyId, kind: 'department', name: '闲局', nameEn: 'Idle' });
});

/** A real year, in which only the department takes part. */
beforeEach(async () => {
  [campaignId, id] = [randomUUID(), randomUUID()];
  const subjects = [{ subjectId: unitId, unitId, kind: 'department' as const, evaluationId: randomUUID() }];
  await commitCampaign(db, { id: campaignId, countyId, updateId: randomUUID(), from: null, wallInstant, command: { type: 'draft', campaignId, plan: planOf({ rehearsal: false }), subjects } });
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
  await rm(folder, { recursive: true, force: true });
});

function give(person: string, command: CircularCommand, options: { readonly at?: string; readonly updateId?: string } = {}): Promise<CircularOutcome> {
  return commitCircular(db, { id, campaignId, updateId: options.updateId ?? randomUUID(), from: { personId: person, sessionId: '' }, wallInstant: options.at ?? wallInstant, command });
}

async function text(words: string): Promise<string> {
  const inputId = randomUUID();
  await saveCommandInput(db, { id: inputId, countyId, authorId: staff.performanceDesk, kind: 'text', json: words });
  return inputId;
}

const content = async (title = '关于开展自评的通知') => ({ documentNo: '财绩〔2022〕1号', title, text: await text('请各单位开展自评。'), files: [] });

async function issue(): Promise<void> {
  expect(await give(staff.performanceDesk, { type: 'issue', circularId: id, campaignId, ...(await content()) })).toMatchObject({ kind: 'accepted', events: ['circularIssued'] });
}

async function amend(): Promise<void> {
  expect(await give(staff.performanceDesk, { type: 'amend', ...(await content('更正通知')), reason: await text('日期有误') })).toMatchObject({ kind: 'accepted', events: ['circularAmended'] });
}

const read = (person: string, number = 1) => give(person, { type: 'acknowledge', number });

async function told(): Promise<readonly string[]> {
  const waited = await findWaitingWork(db);
  const deliveries = await claimCircularDeliveries(db, 100);
  expect(waited.includes('mails')).toBe(deliveries.length > 0);
  for (const delivery of deliveries) await saveCircularMail(db, delivery, rendered);
  return deliveries.filter(({ circularId }) => circularId === id).map(({ person, number, reminder }) => `${person.id} ${number}${reminder ? ' again' : ''}`).sort();
}

const unread = async (person: string) => (await listCirculars(db, { countyId, personId: person, unitIds: [unitId] }, { toRead: true, campaignId, wallInstant }, { offset: 0, limit: 10 })).rows.map((row) => row.number);

async function readers(number: number, filter: { readonly unread?: boolean } = {}): Promise<readonly string[]> {
  const circular = await readCircular(db, id, staff.performanceDesk, wallInstant);
  if (circular === null) throw new Error('it is gone');
  const page = await listCircularReaders(db, circular, { number, wallInstant, ...filter }, { offset: 0, limit: 100 });
  expect(page.total).toBe(page.rows.length);
  return page.rows.map(({ person, readAt }) => `${person.id}${readAt === null ? '' : ' read'}`).sort();
}

describe('from writing to reading', () => {
  test('everybody of the department who has a part is asked and told once, the others only read', async () => {
    await issue();
    expect(await told()).toEqual(people.map((person) => `${person} 1`));
    expect(await told()).toEqual([]);
    expect(await readers(1)).toEqual(people);
    expect(await unread(staff.clerk)).toEqual([1]);
    expect(await unread(staff.performanceDesk)).toEqual([]);
    expect(await read(staff.performanceDesk)).toMatchObject({ kind: 'refused', refusal: { code: 'notYourTask' } });
    expect(await read(staff.clerk)).toMatchObject({ kind: 'accepted', events: ['circularRead'] });
    expect(await read(staff.clerk)).toMatchObject({ kind: 'refused', refusal: { code: 'alreadyDone' } });
    expect(await unread(staff.clerk)).toEqual([]);
    expect(await readers(1, { unread: false })).toEqual([`${staff.clerk} read`]);
    expect(await readCircular(db, id, staff.clerk, wallInstant)).toMatchObject({ toRead: false, recipients: people.length, read: 1, unitIds: [unitId], readAt: wallInstant });
  });

  test('an amendment is a version of its own, which everybody confirms anew', async () => {
    await issue();
    await read(staff.clerk);
    await amend();
    expect(await unread(staff.clerk)).toEqual([2]);
    expect(await read(staff.clerk, 1)).toMatchObject({ kind: 'refused', refusal: { code: 'circularAmended', number: 2 } });
    expect(await read(staff.clerk, 2)).toMatchObject({ kind: 'accepted' });
    expect(await readers(1)).toEqual([`${staff.clerk} read`]);
    expect(await readers(2, { unread: true })).toEqual(people.filter((person) => person !== staff.clerk));
    const circular = await readCircular(db, id, staff.clerk, wallInstant);
    expect(circular?.state.versions.map(({ number, title }) => `${number} ${title}`)).toEqual(['1 关于开展自评的通知', '2 更正通知']);
    expect(circular?.texts[circular.state.versions[1]?.reason ?? '']).toBe('日期有误');
    expect((await told()).filter((line) => line.endsWith(' 2'))).toHaveLength(people.length);
  });

  test('a reminder goes to those who have not read it, once a day', async () => {
    await issue();
    await told();
    await read(staff.clerk);
    expect(await give(staff.performanceDesk, { type: 'remind' }, { at: nextDay })).toMatchObject({ kind: 'accepted' });
    expect(await told()).toEqual(people.filter((person) => person !== staff.clerk).map((person) => `${person} 1 again`));
    expect(await give(staff.performanceDesk, { type: 'remind' }, { at: nextDay })).toMatchObject({ kind: 'refused', refusal: { code: 'alreadyDone' } });
  });

  test('whoever left his post is not asked', async () => {
    await issue();
    const until = (day: string | null) => owner.query('UPDATE post_holding SET valid_until = $2 WHERE id = $1', [`holding-${staff.officeLead}`, day]);
    await until('2022-10-31');
    expect(await readers(1)).toEqual(people.filter((person) => person !== staff.officeLead));
    expect(await read(staff.officeLead)).toMatchObject({ kind: 'refused', refusal: { code: 'notYourTask' } });
    await until(null);
  });

  test('mails of a rehearsal and to people without an address are kept, those of a real year are sent', async () => {
    await issue();
    await told();
    const { rows } = await listMails(db, { countyId, unitIds: null }, { campaignId }, { offset: 0, limit: 100 });
    expect(rows).toHaveLength(people.length);
    expect(rows.map(({ person, status }) => `${person.id} ${status}`).sort()).toEqual(people.map((person) => `${person} ${person === staff.accountant ? 'kept' : 'pending'}`));
    expect((await listMails(db, { countyId, unitIds: ['idle'] }, { campaignId }, { offset: 0, limit: 100 })).total).toBe(0);
  });
});

test('a repeated request is answered by its receipt', async () => {
  const updateId = randomUUID();
  const command: CircularCommand = { type: 'issue', circularId: id, campaignId, ...(await content()) };
  const answers = await Promise.all([1, 2, 3].map(() => give(staff.performanceDesk, command, { updateId })));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await told()).toHaveLength(people.length);
});

test('a year that was given up announces nothing, and another year has no such circular', async () => {
  await issue();
  await expect(commitCircular(db, { id, campaignId: randomUUID(), updateId: randomUUID(), from: { personId: staff.performanceDesk, sessionId: '' }, wallInstant, command: { type: 'remind' } })).rejects.toThrow(NotFoundError);
  await commitCampaign(db, { id: campaignId, countyId, updateId: randomUUID(), from: { personId: staff.performanceDesk, sessionId: '' }, wallInstant, command: { type: 'discard' } });
  expect(await give(staff.performanceDesk, { type: 'remind' })).toMatchObject({ kind: 'refused', refusal: { code: 'campaignStatus' } });
  expect(await unread(staff.clerk)).toEqual([]);
});

test('a text of somebody else is not taken', async () => {
  const foreign = randomUUID();
  await saveCommandInput(db, { id: foreign, countyId, authorId: staff.clerk, kind: 'text', json: '别人的话' });
  expect(await give(staff.performanceDesk, { type: 'issue', circularId: id, campaignId, ...(await content()), text: foreign })).toMatchObject({ kind: 'refused', refusal: { code: 'reasonRequired' } });
  expect(await readCircular(db, id, staff.clerk, wallInstant)).toBeNull();
});

test('files are found in the year they were uploaded for, in the order asked for', async () => {
  const names = ['乙.txt', '甲.txt'];
  const ids: string[] = [];
  for (const name of names) {
    const stored = await putBlob(db, openBlobStore(folder), Readable.from([Buffer.from(name)]));
    if (!stored.ok) throw new Error('not stored');
    const fileId = randomUUID();
    ids.push(fileId);
    for (let time = 0; time < 2; time += 1) await addCircularFile(db, { id: fileId, countyId, campaignId, name, sha256: stored.value.sha256, uploadedBy: staff.performanceDesk });
  }
  expect((await readCircularFiles(db, campaignId, ids)).map(({ name }) => name)).toEqual(names);
  expect(await readCircularFiles(db, randomUUID(), ids)).toEqual([]);
});

describe('nothing of it can be forged unseen', () => {
  beforeEach(async () => {
    await issue();
    await read(staff.clerk);
  });

  test('what nobody touched is whole', async () => {
    expect((await verifyAudit(db)).broken).toBeNull();
  });

  test('the application may not change or drop a receipt', async () => {
    await expect(db.pool.query('UPDATE circular_receipt SET number = 2')).rejects.toThrow(/permission denied/);
    await expect(db.pool.query('DELETE FROM circular_receipt')).rejects.toThrow(/permission denied/);
    await expect(owner.query('UPDATE circular_receipt SET number = 2 WHERE circular_id = $1', [id])).rejects.toThrow(/append-only/);
  });

  const tampers: readonly (readonly [string, string])[] = [
    ['moved in time', "UPDATE circular_receipt SET read_at = read_at - interval '1 day' WHERE circular_id = $1"],
    ['taken away', 'DELETE FROM circular_receipt WHERE circular_id = $1'],
    ['invented', `INSERT INTO circular_receipt (circular_id, number, person_id, county_id, unit_id, read_at) VALUES ($1, 1, '${staff.principal}', '${countyId}', '${unitId}', now())`],
  ];
  test.each(tampers)('a receipt that was %s is named', async (_, sql) => {
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE circular_receipt DISABLE TRIGGER USER');
    await owner.query(sql, [id]);
    await owner.query('ALTER TABLE circular_receipt ENABLE TRIGGER USER');
    await owner.query('COMMIT');
    expect((await verifyAudit(db)).broken).toMatchObject({ stream: `circular:${id}`, table: 'circular_receipt' });
    // The other circulars of this file are walked again.
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE circular_receipt DISABLE TRIGGER USER');
    await owner.query('DELETE FROM circular_receipt WHERE circular_id = $1', [id]);
    await owner.query(`INSERT INTO circular_receipt (circular_id, number, person_id, county_id, unit_id, read_at) VALUES ($1, 1, '${staff.clerk}', '${countyId}', '${unitId}', '${wallInstant}')`, [id]);
    await owner.query('ALTER TABLE circular_receipt ENABLE TRIGGER USER');
    await owner.query('COMMIT');
  });
});
