import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { stageOf, type EvaluationCommand, type EvaluationState, type RowMapping, type Template } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { addEvidence, closeDatabase, openBlobStore, openDatabase, putBlob, readDemoTemplate, readEvaluation, readFrozenSheet, readScoreSheet, readSections, readTimeline, releaseTemplate, saveSection, verifyAudit, type Database } from '../src/index.js';
import { countyId, createCounty, Driver, staff } from './county.js';
import { answer, fill, sign, warningsOf } from './year.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let driver: Driver;
let id: string;
const desk = staff.performanceDesk;
const department = readDemoTemplate();
type Row = Template['indicators'][number];

/** What the province changes late in the year: one row has another key and target, one is gone, one is new, one weighs less and another more; one field is gone, one new. */
function nextVersion(version: number, change: (row: Row) => readonly Row[], more: (template: Template) => Partial<Template> = () => ({})): Template {
  return { ...department, version, indicators: department.indicators.flatMap(change), ...more(department) };
}
const reformed = nextVersion(
  department.version + 1,
  (row) => {
    if (row.key === 'workEfficiency') return [{ ...row, key: 'serviceEfficiency', name: '政务服务效率提升', target: '办理时间缩短一半' }];
    if (row.key === 'talentPool') return [{ ...row, key: 'lawfulness', name: '依法行政', target: '无败诉案件' }];
    return [row];
  },
  ({ sections }) => ({
    sections: sections.map((section) => ({
      ...section,
      fields: section.key !== 'personnel' ? section.fields.filter(({ key }) => key !== 'performanceRules') : [...section.fields, { key: 'contractStaff', label: '编外人员', labelEn: 'Contract staff', type: 'count', unit: '人', unitEn: 'people', required: true }],
    })),
  }),
);
const mapping: readonly RowMapping[] = [{ from: 'workEfficiency', to: 'serviceEfficiency' }];
let reformedId: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  driver = new Driver(db);
  id = await driver.open();
  reformedId = await release(reformed);
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

const release = (template: Template) => releaseTemplate(db, { countyId, actor: desk, key: randomUUID() }, { template, reason: '省里印发新表' });

async function state(): Promise<EvaluationState> {
  const detail = await readEvaluation(db, id);
  if (detail === null) throw new Error('gone');
  return detail.state;
}

async function order(from: string, to: string, rows: readonly RowMapping[]): Promise<EvaluationCommand> {
  return { type: 'moveTemplate', from, to, rows, documentNo: '省财绩〔2023〕9号', reason: await driver.text(desk, '省里印发新表') };
}

async function entries(): Promise<Readonly<Record<string, string>>> {
  const { rows } = await owner.query<{ indicator: string; target: string }>('SELECT indicator, target FROM indicator_entry WHERE evaluation_id = $1', [id]);
  return Object.fromEntries(rows.map(({ indicator, target }) => [indicator, target]));
}

/** Files of sections, or of rows of one; answers the files that are left, by name, with the rows that they are for by and by. */
async function attach(places: readonly { readonly section: string; readonly indicator?: string }[]): Promise<() => Promise<Readonly<Record<string, string | null>>>> {
  const folder = await mkdtemp(join(tmpdir(), 'hengji-blobs-'));
  const stored = await putBlob(db, openBlobStore(folder), Readable.from([Buffer.from('%PDF-1.7 rows')]));
  await rm(folder, { recursive: true });
  if (!stored.ok) throw new Error('refused');
  for (const place of places) {
    const added = await addEvidence(db, { id: randomUUID(), target: { evaluationId: id, ...place }, name: `${place.indicator ?? place.section}.pdf`, sha256: stored.value.sha256, person: staff.clerk, acceptDisqualification: true, wallInstant: driver.now });
    expect(added).toMatchObject({ ok: true });
  }
  return async () => {
    const { rows } = await owner.query<{ name: string; indicator: string | null }>('SELECT name, indicator FROM evidence WHERE evaluation_id = $1 AND removed_at IS NULL', [id]);
    return Object.fromEntries(rows.map(({ name, indicator }) => [name, indicator]));
  };
}

/** What the event says had no place. */
function lostOf(told: Awaited<ReturnType<typeof readTimeline>>[number] | undefined): string {
  const id = told?.params['lost'];
  return typeof id === 'string' ? (told?.texts[id] ?? '') : '';
}

test('a case in its data collection moves: signed goals keep their version, approved targets their words, and what has no place is on record', async () => {
  await fill(driver, id);
  await sign(driver, id);
  await driver.do(id, desk, { type: 'approve' });
  const approved = await entries();
  driver.now = '2023-01-03T01:00:00.000Z';
  await driver.tick(id);
  await fill(driver, id);
  expect((await state()).step).toBe('confirm');
  const rulesTyped = (await readSections(db, id))?.sections.find(({ key }) => key === 'rules')?.values['performanceRules'] ?? '';
  expect(rulesTyped).toContain('预算绩效管理办法');
  const versionBefore = (await readSections(db, id))?.sections.find(({ key }) => key === 'personnel')?.version ?? 0;

  const command = await order('template', reformedId, mapping);
  const first = await driver.try(id, desk, command, 'campaign:1:template:1');
  expect(first).toMatchObject({ kind: 'accepted', events: expect.arrayContaining(['templateMoved', 'stepEntered', 'taskOpened']) });
  // A worker that was killed before it heard the answer asks again.
  expect(await driver.try(id, desk, command, 'campaign:1:template:1')).toMatchObject({ kind: 'accepted' });
  const moved = await state();
  expect([moved.templateId, moved.stages[0]?.templateId, moved.stages[1]?.templateId]).toEqual([reformedId, 'template', undefined]);
  expect((await readEvaluation(db, id))?.template.id).toBe(reformedId);
  expect(moved.sections.map(({ key, status }) => [key, status])).toEqual([['budget', 'submitted'], ['personnel', 'returned'], ['assets', 'submitted'], ['rules', 'returned'], ['keyTasks', 'submitted'], ['outcomes', 'submitted']]);

  const after = await entries();
  expect(after['serviceEfficiency']).toBe(approved['workEfficiency']);
  expect(Object.keys(after).filter((key) => key === 'workEfficiency' || key === 'talentPool' || key === 'lawfulness')).toEqual([]);
  expect(Object.keys(after)).toHaveLength(department.indicators.length - 1);
  // Nobody approved a target for the new row: the form's own holds.
  expect((await readScoreSheet(db, id, true))?.self.rows.find(({ indicator }) => indicator.key === 'lawfulness')).toMatchObject({ entry: null, indicator: { target: '无败诉案件' } });

  const [told] = await readTimeline(db, 'evaluation', id, { limit: 20 }).then((all) => all.filter(({ type }) => type === 'templateMoved'));
  expect(told?.params).toMatchObject({ rows: [{ from: 'workEfficiency', to: 'serviceEfficiency' }, { from: 'talentPool', to: null }], added: ['lawfulness'], returned: ['personnel', 'rules'] });
  expect(lostOf(told)).toContain(approved['talentPool']);
  expect(lostOf(told)).toContain(`制度建设 · 绩效管理制度清单：${rulesTyped}`);
  const personnel = (await readSections(db, id))?.sections.find(({ key }) => key === 'personnel');
  expect(personnel?.version).toBe(versionBefore + 1);
  expect(await owner.query("SELECT 1 FROM figure WHERE evaluation_id = $1 AND field = 'performanceRules'", [id])).toMatchObject({ rowCount: 0 });
  expect(personnel?.missing).toEqual(['contractStaff']);
  // A page that was open before is told, and its text is not lost on it.
  expect(await saveSection(db, { evaluationId: id, section: 'personnel', person: staff.clerk, values: { contractStaff: '1' }, expectedVersion: versionBefore, acceptDisqualification: true, wallInstant: driver.now })).toMatchObject({ ok: false, problem: { code: 'versionMismatch' } });

  // What was signed is read as it was signed.
  const goals = await readSections(db, id, 0);
  expect(goals?.sections.map(({ key }) => key)).toEqual(['goals']);
  const frozen = await readFrozenSheet(db, id, 0);
  expect(frozen?.rows.map(({ indicator, entry }) => [indicator.key, entry?.target])).toEqual(department.indicators.map(({ key, target }) => [key, approved[key] ?? target]));
  expect(await readFrozenSheet(db, id, 1)).toBeNull();
  expect((await verifyAudit(db)).broken).toBeNull();
});

test('the year goes on: a checkpoint freezes the new version, and an adjustment gives the new row its target', async () => {
  expect(await saveSection(db, { evaluationId: id, section: 'personnel', person: staff.clerk, values: { contractStaff: '2' }, expectedVersion: (await readSections(db, id))?.sections.find(({ key }) => key === 'personnel')?.version ?? 0, acceptDisqualification: true, wallInstant: driver.now })).toMatchObject({ ok: true });
  await driver.do(id, staff.clerk, { type: 'submitSection', section: 'personnel' });
  await driver.do(id, staff.clerk, { type: 'submitSection', section: 'rules' });
  await driver.do(id, staff.financeHead, { type: 'confirmSections', sections: ['budget', 'assets'] });
  await driver.do(id, staff.officeLead, { type: 'confirmSections', sections: ['personnel', 'rules', 'keyTasks', 'outcomes'] });
  driver.now = '2023-07-03T01:00:00.000Z';
  await driver.tick(id);
  for (const section of stageOf(await state()).sections) {
    const person = ['budget', 'assets', 'forecast'].includes(section) ? staff.accountant : staff.clerk;
    const missing = (await readSections(db, id))?.sections.find(({ key }) => key === section);
    const values = Object.fromEntries((missing?.definition.fields ?? []).filter(({ key }) => missing?.missing.includes(key)).map(({ key, type, choices }) => [key, type === 'choice' ? (choices?.[0]?.value ?? '') : type === 'boolean' ? 'true' : type === 'text' || type === 'longText' ? '有' : '1']));
    expect(await saveSection(db, { evaluationId: id, section, person, values, expectedVersion: 0, acceptDisqualification: true, wallInstant: driver.now })).toMatchObject({ ok: true });
    await driver.do(id, person, { type: 'submitSection', section });
  }
  await sign(driver, id);
  expect(await driver.try(id, desk, await order('template', reformedId, mapping))).toMatchObject({ refusal: { code: 'alreadyDone' } });
  const later = await release(nextVersion(reformed.version + 1, (row) => [row]));
  expect(await driver.try(id, desk, await order(reformedId, later, []))).toMatchObject({ refusal: { code: 'versionUnderReview' } });
  await driver.do(id, desk, { type: 'adjustGoals', changes: [{ indicator: 'lawfulness', target: '败诉不超过 1 件' }], documentNo: '财绩〔2023〕3号', reason: await driver.text(desk, '新指标') });
  await driver.do(id, desk, { type: 'accept' });
  const { rows } = await owner.query<{ number: number; template: string }>("SELECT number, canonical::jsonb #>> '{template,id}' AS template FROM revision WHERE evaluation_id = $1 ORDER BY number", [id]);
  expect(rows.map(({ template }) => template)).toEqual(['template', reformedId, reformedId]);
  expect((await entries())['lawfulness']).toBe('败诉不超过 1 件');
  // The goals were adjusted under the new version; the signed ones stay what they were.
  expect((await readFrozenSheet(db, id, 0))?.rows.some(({ indicator }) => indicator.key === 'talentPool')).toBe(true);
});

test('in the assessment, scores, reasons and answered warnings follow their row; what weighs otherwise is judged anew', async () => {
  id = await driver.openAt(4);
  driver.now = '2024-01-02T01:00:00.000Z';
  await driver.tick(id);
  const filesOf = await attach([...['archiveTimeliness', 'talentPool', 'workEfficiency'].map((indicator) => ({ section: 'assessment', indicator })), { section: 'rules', indicator: 'financialRules' }]);
  await fill(driver, id);
  await answer(driver, id);
  const answered = (await state()).checks ?? [];
  expect(answered.length).toBeGreaterThan(2);
  const before = await owner.query<{ indicator: string; entered_score: string; updated_by: string }>('SELECT indicator, entered_score, updated_by FROM indicator_entry WHERE evaluation_id = $1', [id]);
  const weighed = nextVersion(reformed.version + 2, (row) => {
    if (row.key === 'talentPool') return [{ ...row, key: 'lawfulness', name: '依法行政', target: '无败诉案件' }];
    if (row.key === 'workEfficiency') return [{ ...row, key: 'serviceEfficiency' }];
    if (row.key === 'socialImpact') return [{ ...row, weight: '7' }];
    if (row.key === 'archiveTimeliness') return [{ ...row, weight: '4' }];
    return [row];
  }, ({ levels = [], process }) => ({
    // The rules are asked no more: their file goes out with them.
    process: { ...process, stages: process.stages.map((stage) => (stage.phase === 'selfAssessment' ? { ...stage, sections: stage.sections.filter((key) => key !== 'rules') } : stage)) },
    levels: levels.map((level) => ({ ...level, weight: { '履职效果': '39', '能力建设': '11' }[level.subDimension === null ? level.dimension : ''] ?? ({ '社会影响': '7', '档案管理': '4' }[level.subDimension ?? ''] ?? level.weight) })),
  }));
  const to = await release(weighed);
  await driver.do(id, desk, await order('template', to, mapping));
  const { rows } = await owner.query<{ indicator: string; entered_score: string | null; updated_by: string }>('SELECT indicator, entered_score, updated_by FROM indicator_entry WHERE evaluation_id = $1', [id]);
  const scoreOf = (all: readonly { readonly indicator: string; readonly entered_score: string | null }[], key: string) => all.find(({ indicator }) => indicator === key)?.entered_score;
  expect(scoreOf(rows, 'serviceEfficiency')).toBe(scoreOf(before.rows, 'workEfficiency'));
  expect(rows.every(({ updated_by: by }) => by === staff.clerk)).toBe(true);
  expect([scoreOf(rows, 'socialImpact'), scoreOf(rows, 'archiveTimeliness')]).toEqual([null, null]);
  expect((await state()).sections.filter(({ status }) => status === 'returned').map(({ key }) => key)).toEqual(['assessment']);
  // Answers whose warning says the same of the same row hold; the others ask again.
  const hashes = (await warningsOf(driver, id)).map(({ hash }) => hash);
  const kept = ((await state()).checks ?? []).filter(({ hash }) => hashes.includes(hash));
  const [told] = (await readTimeline(db, 'evaluation', id, { limit: 30 })).filter(({ type }) => type === 'templateMoved');
  expect(told?.params['checks']).toHaveLength(kept.length);
  expect(kept.length).toBeGreaterThan(0);
  const lost = lostOf(told);
  expect(lost.split('\n').filter((line) => line.includes('得分'))).toHaveLength(3);
  expect(lost.split('\n').filter((line) => line.includes('提示的答复'))).toHaveLength(answered.length - kept.length);
  // A file goes with its row; where the row has no place it stays with the section.
  expect(await filesOf()).toEqual({ 'archiveTimeliness.pdf': 'archiveTimeliness', 'talentPool.pdf': null, 'workEfficiency.pdf': 'serviceEfficiency' });
  expect(lost).toContain('佐证材料：financialRules.pdf');
  expect((await verifyAudit(db)).broken).toBeNull();
});
