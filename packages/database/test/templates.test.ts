import { randomUUID } from 'node:crypto';
import type { RegistryRefusalCode, Template } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { closeDatabase, commitCampaign, latestTemplate, listRegistryEvents, listTemplates, openDatabase, readDemoTemplate, readShippedTemplates, readTemplateVersion, RegistryRefusalError, releaseTemplate, saveCounty, verifyAudit, type Database, type PersonWrite } from '../src/index.js';
import { countyId, createCounty, planOf, staff } from './county.js';

let own: TestDatabase;
let db: Database;
/** Past grants and guards, as whoever owns the server is. */
let root: pg.Client;

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
});

afterAll(async () => {
  await root.end();
  await closeDatabase(db);
  await own.drop();
});

const by = (key: string = randomUUID()): PersonWrite => ({ countyId, actor: staff.performanceDesk, key });
const department = readDemoTemplate();
const [, national, project] = readShippedTemplates();
if (national === undefined || project === undefined) throw new Error('templates are missing');
const changed = (version: number, target: string): Template => ({ ...department, version, indicators: department.indicators.map((row) => (row.key === 'workEfficiency' ? { ...row, target } : row)) });
const refusal = (change: Promise<unknown>): Promise<RegistryRefusalCode | null> => change.then(() => null, (error: unknown) => (error instanceof RegistryRefusalError ? error.refusal.code : Promise.reject(error)));
const next = department.version + 1;
const reason = '按县政府常务会议纪要调整';

test('a version is released under the next number, on record with its hash, and the same request does it once', async () => {
  const key = randomUUID();
  const id = await releaseTemplate(db, by(key), { template: changed(next, '办理时间缩短一半'), reason });
  expect(await releaseTemplate(db, by(key), { template: changed(next, '办理时间缩短一半'), reason })).toBe(id);
  const row = await readTemplateVersion(db, countyId, id);
  expect(row).toMatchObject({ template: { key: 'department', version: next }, releasedBy: { id: staff.performanceDesk }, reason, campaigns: 0 });
  const { rows } = await listRegistryEvents(db, countyId, { offset: 0, limit: 1 });
  expect(rows[0]?.event).toMatchObject({ type: 'templateReleased', template: id, key: 'department', version: next, sha256: row?.sha256 });
  expect((await verifyAudit(db)).broken).toBeNull();
});

test('a wrong number, nothing new and an error of the linter are refused, and write nothing', async () => {
  const before = await listTemplates(db, countyId);
  const release = (template: Template) => refusal(releaseTemplate(db, by(), { template, reason }));
  expect(await release(changed(next, '另一种说法'))).toBe('templateNumberTaken');
  expect(await release(changed(next + 2, '另一种说法'))).toBe('templateNumberTaken');
  expect(await release(changed(next + 1, '办理时间缩短一半'))).toBe('templateUnchanged');
  expect(await release({ ...changed(next + 1, '另一种说法'), grades: { excellent: '80', good: '90', fair: '60' } })).toBe('templateDefective');
  expect(await listTemplates(db, countyId)).toEqual(before);
});

test('what a county releases is its own; a neighbour has the same number for himself', async () => {
  expect((await listTemplates(db, 'neighbour')).map(({ id }) => id)).toEqual(['template']);
  const id = await releaseTemplate(db, { ...by(), countyId: 'neighbour' }, { template: changed(next, '邻县的目标'), reason });
  expect(await readTemplateVersion(db, countyId, id)).toBeNull();
  expect((await readTemplateVersion(db, 'neighbour', id))?.template.version).toBe(next);
});

test('a new year begins with the newest version of the form that the last one used, whatever was released since', async () => {
  expect((await latestTemplate(db, countyId))?.template).toMatchObject({ key: 'department', version: next });
  const other = await releaseTemplate(db, by(), { template: project, reason });
  expect((await latestTemplate(db, countyId))?.template.key).toBe('department');
  // Before a county's first year, the form that was there first.
  await releaseTemplate(db, { ...by(), countyId: 'neighbour' }, { template: national, reason });
  expect((await latestTemplate(db, 'neighbour'))?.template.key).toBe('department');
  const id = randomUUID();
  await commitCampaign(db, { id, countyId, updateId: id, from: { personId: staff.performanceDesk, sessionId: 'session' }, wallInstant: new Date().toISOString(), command: { type: 'draft', campaignId: id, plan: planOf({ templateId: other, dates: project.process.stages.map(({ opens }) => (opens === 'date' ? '2023-01-03' as never : null)) }), subjects: [] } });
  expect((await latestTemplate(db, countyId))?.id).toBe(other);
  expect((await listTemplates(db, countyId)).find((row) => row.id === other)?.campaigns).toBe(1);
});

test('a released text that was changed, added or taken away past the guards is found by the chain', async () => {
  const { rows: [row] } = await root.query<{ id: string; json: string; sha256: string }>("SELECT id, json, sha256 FROM template_version WHERE county_id = $1 AND key = 'project'", [countyId]);
  if (row === undefined) throw new Error('the release is missing');
  const broken = async () => (await verifyAudit(db)).broken;
  await root.query("UPDATE template_version SET json = replace(json, '\"weight\":\"20\"', '\"weight\":\"21\"') WHERE id = $1", [row.id]);
  expect(await broken()).toMatchObject({ stream: `registry:${countyId}`, table: 'template_version', why: `the template ${row.id}: it was changed without an event` });
  await root.query('UPDATE template_version SET json = $2, county_id = NULL WHERE id = $1', [row.id, row.json]);
  expect(await broken()).toMatchObject({ table: 'template_version', why: `the template ${row.id}: it is gone` });
  await root.query('UPDATE template_version SET county_id = $2 WHERE id = $1', [row.id, countyId]);
  await root.query("INSERT INTO template_version (id, key, version, json, sha256, released_at, county_id) SELECT 'forged', key, 99, json, sha256, released_at, county_id FROM template_version WHERE id = $1", [row.id]);
  expect(await broken()).toMatchObject({ table: 'template_version', why: 'the template forged: no event made it' });
  await root.query("DELETE FROM template_version WHERE id = 'forged'");
  expect(await broken()).toBeNull();
});
