import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fold, type CivilDate } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  addDocumentScan, closeDatabase, listLeadingGroups, openBlobStore, openDatabase, openEvaluation, putBlob, readDocumentScans, readEvaluation, readGroupScan, recordLeadingGroup, RegistryRefusalError, scansByHash, verifyAudit, type BlobStore, type Database,
} from '../src/index.js';
import { bureauId, campaignId, countyId, createCounty, Driver, staff, unitId } from './county.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let driver: Driver;
let folder: string;
let blobs: BlobStore;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  driver = new Driver(db);
  folder = await mkdtemp(join(tmpdir(), 'hengji-scans-'));
  blobs = openBlobStore(folder);
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
  await rm(folder, { recursive: true, force: true });
});

async function scan(name: string): Promise<{ readonly id: string; readonly sha256: string }> {
  const stored = await putBlob(db, blobs, Readable.from([Buffer.from(`扫描件 ${name}`)]));
  if (!stored.ok) throw new Error(stored.problem.code);
  const id = randomUUID();
  await addDocumentScan(db, { id, countyId, name, sha256: stored.value.sha256, person: staff.performanceDesk });
  return { id, sha256: stored.value.sha256 };
}

const opening = (scans: readonly string[], project: string) =>
  openEvaluation(db, {
    updateId: randomUUID(), from: null, wallInstant: driver.now, campaignId, unitId, subject: { kind: 'project', id: project, name: project }, startStage: 1, onPaper: [{ documentNo: '纸〔2022〕1号', scans }],
  });

test('a stage done on paper keeps its scans from the opening on, and takes more on record; each is a stored file', async () => {
  const [first, second] = [await scan('批复.txt'), await scan('../附件\u202e.txt')];
  expect(await opening(['a'.repeat(64)], 'p1')).toMatchObject({ outcome: { kind: 'refused', refusal: { code: 'scanMissing' } } });
  const { evaluationId, outcome } = await opening([first.sha256], 'p1');
  expect(outcome.kind).toBe('accepted');
  const register = (scans: readonly string[]) => driver.try(evaluationId, staff.performanceDesk, { type: 'registerPaper', stage: 0, documentNo: '纸〔2022〕1号之二', scans });
  expect(await register(['b'.repeat(64)])).toMatchObject({ refusal: { code: 'scanMissing' } });
  expect(await register([first.sha256, second.sha256])).toMatchObject({ kind: 'accepted', events: ['paperRegistered'] });
  const state = (await readEvaluation(db, evaluationId))?.state;
  expect(state?.stages[0]?.paper).toEqual({ documentNo: '纸〔2022〕1号之二', scans: [first.sha256, second.sha256] });
  expect([...(await scansByHash(db, countyId, state?.stages[0]?.paper?.scans ?? [])).values()].map(({ name }) => name).sort()).toEqual(['批复.txt', '附件.txt'].sort());
  const { rows } = await owner.query("SELECT payload FROM process_event WHERE stream_id = $1 ORDER BY seq", [evaluationId]);
  expect(fold(null, rows.map(({ payload }) => payload))).toEqual(state);
  expect((await verifyAudit(db)).broken).toBeNull();
});

test('a scan of another county, or one that only looks like an id, is not found', async () => {
  const { id, sha256 } = await scan('本县.txt');
  expect(await readDocumentScans(db, 'another', [id])).toEqual([]);
  expect((await scansByHash(db, 'another', [sha256])).size).toBe(0);
  expect((await readDocumentScans(db, countyId, ['none', id])).map((one) => one.id)).toEqual([id]);
});

test('a scan is never exchanged under its name', async () => {
  await scan('原件.txt');
  for (const sql of ["UPDATE document_scan SET name = 'x'", 'DELETE FROM document_scan']) await expect(owner.query(sql)).rejects.toThrow(/append-only/);
});

test('the founding document of a leading group is kept, vouched for, and found by those who see the group', async () => {
  const { sha256 } = await scan('成立文件.txt');
  const by = { countyId, actor: staff.administrator, key: randomUUID() };
  const input = { unit: unitId, documentNo: '衡编办发〔2022〕9号', leader: staff.principal, members: [staff.principal], from: '2099-01-01' as CivilDate, until: null, reason: null };
  await expect(recordLeadingGroup(db, by, { ...input, scan: 'c'.repeat(64) })).rejects.toBeInstanceOf(RegistryRefusalError);
  const id = await recordLeadingGroup(db, { ...by, key: randomUUID() }, { ...input, scan: sha256 });
  const { rows } = await listLeadingGroups(db, { countyId, unitIds: [unitId] }, {}, { offset: 0, limit: 10 });
  expect(rows.find((group) => group.id === id)?.scanName).toBe('成立文件.txt');
  expect(await readGroupScan(db, countyId, id)).toEqual({ unitId, sha256, name: '成立文件.txt' });
  expect(await readGroupScan(db, bureauId, id)).toBeNull();
  expect((await verifyAudit(db)).broken).toBeNull();
  await owner.query('UPDATE leading_group SET scan = NULL WHERE id = $1', [id]);
  expect((await verifyAudit(db)).broken).toMatchObject({ table: 'leading_group', why: `the leading group ${id}: it was changed without an event` });
  await owner.query('UPDATE leading_group SET scan = $2 WHERE id = $1', [id, sha256]);
});
