import { randomUUID } from 'node:crypto';
import { readHolidayNotice, type CalendarYear, type CivilDate } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  claimNudges, closeDatabase, commitEvaluation, countUncovered, listCalendars, listRegistryEvents, newestCalendar, openDatabase, readDemoCalendar, readTimeline, RegistryRefusalError, releaseCalendar, saveCounty,
  verifyAudit, type Database, type PersonWrite,
} from '../src/index.js';
import { countyId, createCounty, Driver, staff } from './county.js';

let own: TestDatabase;
let db: Database;
/** Past grants and guards, as whoever owns the server is. */
let root: pg.Client;
let driver: Driver;
let evaluation: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  const url = new URL(inject('services').adminDatabaseUrl);
  url.pathname = `/${own.name}`;
  root = new pg.Client({ connectionString: url.href });
  await root.connect();
  await root.query('SET session_replication_role = replica');
  await createCounty(db);
  await saveCounty(db, { id: 'neighbour', name: '邻县', nameEn: 'Neighbour' });
  // Ten working days from here end past what the calendar of the product knows.
  driver = new Driver(db, '2026-12-24T01:30:00.000Z');
  evaluation = await driver.open();
});

afterAll(async () => {
  await root.end();
  await closeDatabase(db);
  await own.drop();
});

const by = (key: string = randomUUID()): PersonWrite => ({ countyId, actor: staff.administrator, key });
/** Days of our own: the notice of that year is not out yet. */
const year: CalendarYear = {
  year: 2027,
  documentNo: '国办发明电〔2026〕9号',
  ...readHolidayNotice('元旦：1月1日至3日放假。春节：2月5日至11日放假，2月13日上班。劳动节：5月1日至5日放假。国庆节：10月1日至7日放假，10月9日上班。', 2027),
};
const dueOn = async () => (await db.pool.query<{ due_on: CivilDate; due_covered: boolean }>('SELECT DISTINCT due_on, due_covered FROM task WHERE evaluation_id = $1', [evaluation])).rows;
const refusal = (change: Promise<unknown>) => change.then(() => null, (error: unknown) => (error instanceof RegistryRefusalError ? error.refusal.code : Promise.reject(error)));
let released: string;

test('the notice of 2026 gives the days that the product knows of that year', () => {
  const notice = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;
  const { holidays, makeUpDays, unread } = readHolidayNotice(notice, 2026);
  const of2026 = (days: readonly CivilDate[]) => days.filter((day) => day.startsWith('2026'));
  expect([holidays, makeUpDays, unread]).toEqual([of2026(readDemoCalendar().holidays), of2026(readDemoCalendar().makeUpDays), []]);
});

test('a year that is not right is refused, and nothing is written', async () => {
  expect(await dueOn()).toEqual([{ due_on: '2027-01-07', due_covered: false }]);
  expect(await countUncovered(db, countyId)).toMatchObject({ cases: 1, earliest: '2027-01-07' });
  expect(await refusal(releaseCalendar(db, by(), { ...year, year: 2028 }))).toBe('calendarDefective');
  expect(await refusal(releaseCalendar(db, by(), { ...year, makeUpDays: year.holidays }))).toBe('calendarDefective');
  expect((await listCalendars(db, countyId)).map(({ id }) => id)).toEqual([readDemoCalendar().id]);
});

test('a year is released once, on record with its hash, and every running case is told', async () => {
  const key = randomUUID();
  released = await releaseCalendar(db, by(key), year);
  expect(await releaseCalendar(db, by(key), year)).toBe(released);
  const [first, second] = await listCalendars(db, countyId);
  expect(first).toMatchObject({ id: released, calendar: { coveredUntil: '2027-12-31' }, release: { by: { id: staff.administrator }, year: 2027, documentNo: '国办发明电〔2026〕9号' } });
  expect(second).toMatchObject({ id: readDemoCalendar().id, release: null });
  const { rows } = await listRegistryEvents(db, countyId, { offset: 0, limit: 1 });
  expect(rows[0]?.event).toMatchObject({ type: 'calendarReleased', calendar: released, old: readDemoCalendar().id, sha256: first?.sha256 });
  expect((await claimNudges(db, 10)).map(({ targetId, reason }) => [targetId, reason])).toEqual([[evaluation, 'calendar']]);
  expect((await verifyAudit(db)).broken).toBeNull();
});

test('its next tick counts again what lay past the old one, and the timeline says from when to when', async () => {
  // Somebody's own command decides on the calendar the case stands on.
  const { rows: [task] } = await db.pool.query<{ task_id: string }>('SELECT task_id FROM task WHERE evaluation_id = $1 AND assignee_duty = $2', [evaluation, 'clerk']);
  if (task === undefined) throw new Error('no task of the clerk');
  await driver.do(evaluation, staff.clerk, { type: 'claim', taskId: task.task_id });
  expect(await dueOn()).toEqual([{ due_on: '2027-01-07', due_covered: false }]);
  const request = { id: evaluation, updateId: 'nudge:1', message: { command: { type: 'tick' as const }, from: null }, wallInstant: driver.now };
  await commitEvaluation(db, request);
  await commitEvaluation(db, request);
  expect(await dueOn()).toEqual([{ due_on: '2027-01-08', due_covered: true }]);
  const { rows: [row] } = await db.pool.query<{ calendar_id: string }>('SELECT calendar_id FROM evaluation WHERE id = $1', [evaluation]);
  expect(row?.calendar_id).toBe(released);
  const entries = await readTimeline(db, 'evaluation', evaluation);
  expect(entries.filter(({ type }) => type === 'calendarChanged').map(({ params }) => params)).toMatchObject([{ to: released, coveredUntil: '2027-12-31', fillDueOn: '2027-01-08', tasks: [{ from: '2027-01-07', dueOn: '2027-01-08' }] }]);
  expect((await verifyAudit(db)).broken).toBeNull();
});

test('a case that is opened since begins on it, and a neighbour’s county does not hear of it', async () => {
  expect((await newestCalendar(db.pool, 'neighbour'))?.id).toBe(readDemoCalendar().id);
  const other = await driver.openAt(1);
  const { rows: [row] } = await db.pool.query<{ calendar_id: string }>('SELECT calendar_id FROM evaluation WHERE id = $1', [other]);
  expect(row?.calendar_id).toBe(released);
});

test('a released calendar that was changed, moved to nobody or forged breaks the chain', async () => {
  const broken = async () => (await verifyAudit(db)).broken;
  const { rows: [row] } = await root.query<{ json: string }>('SELECT json FROM work_calendar WHERE id = $1', [released]);
  await root.query("UPDATE work_calendar SET json = replace(json, '2027-02-08', '2027-02-15') WHERE id = $1", [released]);
  expect(await broken()).toMatchObject({ stream: `registry:${countyId}`, table: 'work_calendar', why: `the calendar ${released}: it was changed without an event` });
  await root.query('UPDATE work_calendar SET json = $2, county_id = NULL WHERE id = $1', [released, row?.json]);
  expect(await broken()).toMatchObject({ table: 'work_calendar', why: `the calendar ${released}: it is gone` });
  await root.query('UPDATE work_calendar SET county_id = $2 WHERE id = $1', [released, countyId]);
  expect(await broken()).toBeNull();
});
