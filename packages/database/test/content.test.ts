import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { addEvidence, closeDatabase, getBlob, openBlobStore, openDatabase, putBlob, readDemoTemplate, readEvaluation, readEvidence, readFigures, readScoreSheet, readSections, readTimeline, removeEvidence, saveSection, verifyAudit, type Database } from '../src/index.js';
import { createCounty, Driver, staff } from './county.js';

let own: TestDatabase;
let db: Database;
let driver: Driver;
let id: string;
let folder: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  await createCounty(db);
  driver = new Driver(db);
  id = await driver.open();
  folder = await mkdtemp(join(tmpdir(), 'hengji-blobs-'));
});

afterAll(async () => {
  await closeDatabase(db);
  await own.drop();
  await rm(folder, { recursive: true });
});

const save = (values: Record<string, string>, expectedVersion: number, more: { person?: string; accept?: boolean; section?: string } = {}) =>
  saveSection(db, { evaluationId: id, section: more.section ?? 'goals', person: more.person ?? staff.clerk, values, expectedVersion, acceptDisqualification: more.accept ?? false, wallInstant: driver.now });

test('a form is saved whole or not at all, and its problems name the fields', async () => {
  const refused = await save({ overallGoal: '目标', nothingLikeThis: '1' }, 0);
  expect(refused).toEqual({ ok: false, problem: { code: 'fields', problems: [{ field: 'nothingLikeThis', problem: 'unknownField' }] } });
  expect(await readFigures(db, id)).toEqual({});
  expect(await save({ overallGoal: '目标' }, 0)).toEqual({ ok: true, value: { version: 1 } });
  expect(await readFigures(db, id)).toEqual({ goals: { goals: { overallGoal: '目标' } } });
});

test('an entered score above its weight or without a reason is refused', async () => {
  const entries = [{ indicator: 'financialRules', entered: { score: '9', reason: ' ' } }];
  const refused = await saveSection(db, { evaluationId: id, section: 'goals', person: staff.clerk, values: {}, entries, expectedVersion: 1, acceptDisqualification: false });
  expect(refused).toMatchObject({
    ok: false,
    problem: { problems: [{ field: 'financialRules.entered', problem: 'unknownField' }, { field: 'financialRules.score', problem: 'scoreOutOfRange' }, { field: 'financialRules.reason', problem: 'reasonRequired' }] },
  });
});

test('of two who save the same version one is told of the other', async () => {
  const both = await Promise.all([save({ overallGoal: '甲' }, 1), save({ overallGoal: '乙' }, 1)]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.find((one) => !one.ok)).toMatchObject({ problem: { code: 'versionMismatch', version: 2, updatedBy: staff.clerk, updatedAt: expect.stringMatching(/^20/) } });
});

test('a signer is warned before an edit takes his slot away', async () => {
  expect(await save({ overallGoal: '丙' }, 2, { person: staff.financeHead })).toEqual({ ok: false, problem: { code: 'wouldDisqualify', slots: ['financeHead'] } });
  expect(await save({ overallGoal: '丙' }, 2, { person: staff.financeHead, accept: true })).toMatchObject({ ok: true });
  expect(await save({ overallGoal: '丁' }, 3, { person: staff.financeHead })).toMatchObject({ ok: true });
});

test('files are stored by their bytes, whatever they are called', async () => {
  const store = openBlobStore(folder, { maximumBytes: 100 });
  const pdf = Buffer.from('%PDF-1.7 proof');
  const first = await putBlob(db, store, Readable.from([pdf.subarray(0, 3), pdf.subarray(3)]));
  const second = await putBlob(db, store, Readable.from([pdf]));
  expect(first).toEqual(second);
  if (!first.ok) throw new Error('refused');
  expect(first.value).toMatchObject({ bytes: pdf.length, mediaType: 'application/pdf' });
  expect(await putBlob(db, store, Readable.from([Buffer.from('MZ\u0000program')]))).toMatchObject({ ok: false, problem: { code: 'fileTypeRefused' } });
  expect(await putBlob(db, store, Readable.from([Buffer.from('<html><script>')]))).toMatchObject({ ok: false, problem: { code: 'fileTypeRefused' } });
  expect(await putBlob(db, store, Readable.from([Buffer.alloc(101, 'a')]))).toEqual({ ok: false, problem: { code: 'fileTooLarge', maximumBytes: 100 } });
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  const found = await getBlob(db, store, first.value.sha256);
  const chunks: Buffer[] = [];
  for await (const chunk of found?.stream() ?? Readable.from([])) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks)).toEqual(pdf);

  const upload = { id: randomUUID(), target: { evaluationId: id, section: 'goals' }, name: '../../etc/\u202e批复.pdf', sha256: first.value.sha256, person: staff.clerk, acceptDisqualification: false };
  expect(await addEvidence(db, upload)).toEqual({ ok: true, value: { id: upload.id, name: '批复.pdf' } });
  // Repeated it is the same row; another person's or another file under its id is refused.
  expect(await addEvidence(db, upload)).toEqual({ ok: true, value: { id: upload.id, name: '批复.pdf' } });
  expect(await addEvidence(db, { ...upload, person: staff.financeHead })).toEqual({ ok: false, problem: { code: 'idReused' } });
  const [section] = (await readSections(db, id))?.sections ?? [];
  expect(section?.evidence).toMatchObject([{ name: '批复.pdf', mediaType: 'application/pdf', uploadedBy: { name: 'clerk员' } }]);
  const removal = { id: upload.id, evaluationId: id, section: 'goals', person: staff.clerk, acceptDisqualification: false };
  expect(await removeEvidence(db, { ...removal, section: 'budget' })).toEqual({ ok: false, problem: { code: 'notFound' } });
  expect(await removeEvidence(db, removal)).toEqual({ ok: true, value: null });
  expect((await readSections(db, id))?.sections[0]?.evidence).toEqual([]);
  // Who took it out stays on record, and the file is not to be had under its old address.
  expect((await db.pool.query('SELECT name, removed_by FROM evidence WHERE id = $1 AND removed_at IS NOT NULL', [upload.id])).rows).toEqual([{ name: '批复.pdf', removed_by: staff.clerk }]);
  expect(await readEvidence(db, upload.id)).toBeNull();
  expect(await removeEvidence(db, removal)).toEqual({ ok: false, problem: { code: 'notFound' } });
  // Both are events of the evaluation, each with its row in the chain; the name stands there by a salted hash alone.
  const told = await db.pool.query<{ type: string; payload: object; actor_id: string; body: string }>(
    "SELECT p.type, p.payload, p.actor_id, a.body FROM process_event p JOIN audit_event a USING (stream_kind, stream_id, seq) WHERE p.stream_id = $1 AND p.type LIKE 'evidence%' ORDER BY p.seq", [id]);
  const file = { section: 'goals', evidence: upload.id, file: first.value.sha256, name: upload.id, by: staff.clerk };
  expect(told.rows.map(({ type, payload, actor_id }) => ({ type, payload, actor_id }))).toEqual(['evidenceAttached', 'evidenceRemoved'].map((type) => ({ type, payload: { type, ...file }, actor_id: staff.clerk })));
  for (const { body } of told.rows) {
    expect(JSON.parse(body)).toMatchObject({ inputs: [{ id: upload.id }] });
    expect(body).not.toContain('批复');
  }
  const [removed, attached] = await readTimeline(db, 'evaluation', id);
  expect([removed?.type, removed?.texts[upload.id], attached?.type]).toEqual(['evidenceRemoved', '批复.pdf', 'evidenceAttached']);
  expect((await readEvaluation(db, id))?.state.version).toBe(removed?.seq);
  expect(await verifyAudit(db, { evaluationId: id })).toMatchObject({ broken: null });
  await db.pool.query('UPDATE evidence SET removed_at = NULL, removed_by = NULL WHERE id = $1', [upload.id]);
  expect((await verifyAudit(db, { evaluationId: id })).broken).toMatchObject({ table: 'evidence', why: expect.stringContaining('took') });
  await db.pool.query('UPDATE evidence SET removed_at = now(), removed_by = $2 WHERE id = $1', [upload.id, staff.clerk]);
});

test('a file may be shown for one row of its section, and the chain holds it to that', async () => {
  const stored = await putBlob(db, openBlobStore(folder), Readable.from([Buffer.from('%PDF-1.7 row')]));
  if (!stored.ok) throw new Error('refused');
  const upload = (indicator: string, fileId = randomUUID()) => ({ id: fileId, target: { evaluationId: id, section: 'goals', indicator }, name: '调查表.pdf', sha256: stored.value.sha256, person: staff.clerk, acceptDisqualification: false });
  expect(await addEvidence(db, upload('nothingLikeThis'))).toEqual({ ok: false, problem: { code: 'fields', problems: [{ field: 'indicator', problem: 'notARowOfSection' }] } });
  const [first, second] = [upload('socialImpact'), upload('talentPool')];
  expect([await addEvidence(db, first), await addEvidence(db, second), await addEvidence(db, first)]).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
  expect(await addEvidence(db, upload('talentPool', first.id))).toEqual({ ok: false, problem: { code: 'idReused' } });
  const [section] = (await readSections(db, id))?.sections ?? [];
  expect(section?.evidence.map(({ indicator }) => indicator)).toEqual(['socialImpact', 'talentPool']);
  expect(section?.supportable.map(({ key }) => key)).toEqual(readDemoTemplate().indicators.map(({ key }) => key));
  expect((await readScoreSheet(db, id, true))?.evidence.map(({ indicator }) => indicator)).toEqual(['socialImpact', 'talentPool']);
  expect((await readTimeline(db, 'evaluation', id))[0]).toMatchObject({ type: 'evidenceAttached', params: { indicator: 'talentPool' } });

  expect(await removeEvidence(db, { id: second.id, evaluationId: id, section: 'goals', person: staff.clerk, acceptDisqualification: false })).toEqual({ ok: true, value: null });
  expect((await readTimeline(db, 'evaluation', id))[0]).toMatchObject({ type: 'evidenceRemoved', params: { indicator: 'talentPool' } });
  expect(await verifyAudit(db, { evaluationId: id })).toMatchObject({ broken: null });
  await db.pool.query("UPDATE evidence SET indicator = 'talentPool' WHERE id = $1", [first.id]);
  expect((await verifyAudit(db, { evaluationId: id })).broken).toMatchObject({ table: 'evidence', why: expect.stringContaining('changed') });
  await db.pool.query("UPDATE evidence SET indicator = 'socialImpact' WHERE id = $1", [first.id]);
});

test('files and decisions of many people at once take their turns in the stream', async () => {
  const store = openBlobStore(folder);
  const stored = await putBlob(db, store, Readable.from([Buffer.from('%PDF-1.7 many')]));
  if (!stored.ok) throw new Error('refused');
  const files = Array.from({ length: 6 }, (_, index) => ({ id: randomUUID(), target: { evaluationId: id, section: 'goals' }, name: `${index}.pdf`, sha256: stored.value.sha256, person: staff.clerk, acceptDisqualification: false }));
  const [task] = (await readEvaluation(db, id))?.state.tasks ?? [];
  const urging = async () => driver.do(id, staff.performanceDesk, { type: 'urge', taskId: task?.id ?? '' });
  await Promise.all([...files.map((file) => addEvidence(db, file)), urging(), urging()]);
  const removals = await Promise.all(files.flatMap(({ id: evidence }) => [1, 2].map(() => removeEvidence(db, { id: evidence, evaluationId: id, section: 'goals', person: staff.clerk, acceptDisqualification: false }))));
  // Each file is taken out once, whoever was quicker.
  expect(removals.filter(({ ok }) => ok)).toHaveLength(files.length);
  expect(await verifyAudit(db, { evaluationId: id })).toMatchObject({ broken: null });
});

test('a submission freezes all or nothing: nobody saves into a section that was handed in', async () => {
  await save({ annualTasks: '任务' }, 4);
  const [submitted, late] = await Promise.all([driver.try(id, staff.clerk, { type: 'submitSection', section: 'goals' }), save({ overallGoal: '' }, 5)]);
  const [section] = (await readSections(db, id))?.sections ?? [];
  if (section === undefined) throw new Error('no section');
  const { values, status } = section;
  // Either the save came first and the submission found the empty field, or the submission came first and the save was refused.
  if (submitted.kind === 'accepted') {
    expect(late).toMatchObject({ ok: false, problem: { code: 'sectionNotOpen', status: 'submitted' } });
    expect([status, values['overallGoal']]).toEqual(['submitted', '丁']);
  } else {
    expect(submitted.refusal).toMatchObject({ code: 'sectionIncomplete' });
    expect(late).toMatchObject({ ok: true });
    expect(values['overallGoal']).toBe('');
  }
});
