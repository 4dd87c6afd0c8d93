import { randomUUID } from 'node:crypto';
import { campaignDates, countSubjects, foldCampaign, type CampaignCommand, type CampaignPlan, type CampaignState, type CivilDate, type Duty, type SubjectPlan } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import {
  checkDraft, claimNudges, closeDatabase, commitCampaign, commitEvaluation, listCampaigns, listEvaluations, listSubjects, openDatabase, openEvaluation, openPlanned, previewTemplateMove, readCampaign, readCampaignDetail, readCampaignState,
  readDemoCalendar, readDemoTemplate, readEvaluation, readShippedTemplates, saveCommandInput, saveCounty, saveLeadingGroup, savePerson, savePost, savePostHolding, saveSection, saveTemplate, saveUnit, templatesInUse, verifyAudit,
  type CampaignOutcome, type Database,
} from '../src/index.js';
import { bureauId, countyId, createCounty, Driver, planOf, staff, unitId } from './county.js';

const since = '2020-01-01' as CivilDate;
const wallInstant = '2022-11-01T01:30:00.000Z';
const departments = ['education', 'health', 'water', 'traffic', 'justice'] as const;
const duties: readonly Duty[] = ['clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal'];

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let id: string;

async function addDepartment(name: string): Promise<void> {
  await saveUnit(db, { id: name, countyId, kind: 'department', name, nameEn: name });
  for (const duty of duties) {
    const person = `${name}.${duty}`;
    await savePerson(db, { id: person, countyId, name: person, email: duty === 'accountant' ? null : `${person}@example.test`, language: 'zh-CN' });
    await savePost(db, { id: `post-${person}`, countyId, unitId: name, title: duty, duty });
    await savePostHolding(db, { id: `holding-${person}`, postId: `post-${person}`, personId: person, from: since, until: null });
  }
  await saveLeadingGroup(db, { id: `group-${name}`, countyId, unitId: name, documentNo: '1', leader: `${name}.principal`, members: [`${name}.deputyLeader`], from: since, until: null });
}

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  for (const name of departments) await addDepartment(name);
  await saveUnit(db, { id: 'centre', countyId, kind: 'subordinate', name: '电子政务中心', nameEn: 'Centre', parent: { id: unitId, from: since, until: null } });
});

beforeEach(() => {
  id = randomUUID();
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

const subject = (unit: string, changes: Partial<SubjectPlan> = {}): SubjectPlan => ({ subjectId: unit, unitId: unit, kind: 'department', evaluationId: randomUUID(), ...changes });

function give(command: CampaignCommand, options: { readonly updateId?: string; readonly person?: string | null } = {}): Promise<CampaignOutcome> {
  const { updateId = randomUUID(), person = staff.performanceDesk } = options;
  return commitCampaign(db, { id, countyId, updateId, from: person === null ? null : { personId: person, sessionId: 'session' }, wallInstant, command });
}

async function text(author: string = staff.performanceDesk): Promise<string> {
  const inputId = randomUUID();
  await saveCommandInput(db, { id: inputId, countyId, authorId: author, kind: 'reason', json: '按县政府常务会议要求' });
  return inputId;
}

async function draft(units: readonly string[] = departments, changes: Partial<CampaignPlan> = {}): Promise<readonly SubjectPlan[]> {
  const subjects = units.map((unit) => subject(unit));
  expect(await give({ type: 'draft', campaignId: id, plan: planOf(changes), subjects })).toMatchObject({ kind: 'accepted' });
  return subjects;
}

const open = (limit = 50) => openPlanned(db, { campaignId: id, limit, wallInstant });
const state = (): Promise<CampaignState> => readCampaignState(db, id);

async function evaluations(): Promise<readonly { readonly id: string; readonly unit_id: string; readonly status: string }[]> {
  const { rows } = await owner.query<{ id: string; unit_id: string; status: string }>('SELECT id, unit_id, status FROM evaluation WHERE campaign_id = $1 ORDER BY unit_id', [id]);
  return rows;
}

/** The row, its events and its audit chain tell one story. */
async function expectSound(): Promise<void> {
  const { rows } = await owner.query("SELECT payload FROM process_event WHERE stream_kind = 'campaign' AND stream_id = $1 ORDER BY seq", [id]);
  const standing = await state();
  expect(foldCampaign(rows.map(({ payload }) => payload))).toEqual(standing);
  const { rows: columns } = await owner.query('SELECT status, version, planned, failed, title, dates FROM campaign WHERE id = $1', [id]);
  const { planned, failed } = countSubjects(standing);
  expect(columns).toEqual([{ status: standing.status, version: standing.version, planned, failed, title: standing.plan.title, dates: standing.plan.dates }]);
  expect((await verifyAudit(db)).broken).toBeNull();
}

describe('a year for a county', () => {
  test('is drafted, checked, launched and opened, each evaluation once', async () => {
    const subjects = await draft();
    expect(await checkDraft(db, id, wallInstant)).toEqual(
      departments.flatMap((unit) => [
        { subject: unit, severity: 'note', code: 'noMailAddress', people: [`${unit}.accountant`] },
        { subject: unit, severity: 'note', code: 'noAccount', people: duties.map((duty) => `${unit}.${duty}`).sort() },
      ]),
    );
    expect(await open()).toBe(0);
    expect(await give({ type: 'launch' })).toMatchObject({ kind: 'accepted', events: ['launched'], status: 'launching' });
    expect((await claimNudges(db, 100)).filter(({ targetId }) => targetId === id)).toMatchObject([{ kind: 'campaign', workflowId: `campaign:${id}` }]);
    expect(await open(2)).toBe(2);
    expect(countSubjects(await state())).toEqual({ planned: 3, opened: 2, failed: 0, cancelled: 0 });
    expect(await open()).toBe(3);
    expect(await open()).toBe(0);
    expect((await state()).status).toBe('running');
    expect((await evaluations()).map((one) => one.id).sort()).toEqual(subjects.map(({ evaluationId }) => evaluationId).sort());
    const { rows: starts } = await owner.query("SELECT count(*)::int AS count FROM workflow_start WHERE kind = 'evaluation' AND target_id = ANY ($1)", [subjects.map(({ evaluationId }) => evaluationId)]);
    expect(starts).toEqual([{ count: 5 }]);
    // Opened in the name of whoever launched the year.
    const { rows: actors } = await owner.query("SELECT DISTINCT actor_id FROM process_event WHERE stream_id = ANY ($1) AND type = 'opened'", [subjects.map(({ evaluationId }) => evaluationId)]);
    expect(actors).toEqual([{ actor_id: staff.performanceDesk }]);
    await expectSound();
  });

  test('asked twice with one key it happens once, and answers the same', async () => {
    await draft();
    const updateId = randomUUID();
    const first = await give({ type: 'launch' }, { updateId });
    expect(await give({ type: 'launch' }, { updateId })).toEqual(first);
    expect(await give({ type: 'launch' })).toEqual({ kind: 'refused', refusal: { code: 'campaignStatus', status: 'launching' } });
    const drafting = randomUUID();
    id = randomUUID();
    const command: CampaignCommand = { type: 'draft', campaignId: id, plan: planOf(), subjects: [] };
    const both = await Promise.all([give(command, { updateId: drafting }), give(command, { updateId: drafting })]);
    expect(both[0]).toEqual(both[1]);
    await expectSound();
  });

  test('two workers at once, and one that died before it told, open nothing twice', async () => {
    const subjects = await draft();
    await give({ type: 'launch' });
    // Dead after the evaluation was opened and before the campaign heard of it.
    const [first] = subjects;
    if (first === undefined) throw new Error('no subject');
    const request = { updateId: `open:${first.evaluationId}`, from: null, wallInstant, campaignId: id, unitId: first.unitId, subject: { kind: 'department' as const, id: first.subjectId }, evaluationId: first.evaluationId, planned: true };
    expect((await openEvaluation(db, request)).outcome.kind).toBe('accepted');
    await Promise.all([open(), open(), open()]);
    expect(countSubjects(await state())).toMatchObject({ planned: 0, opened: 5, failed: 0 });
    expect(await evaluations()).toHaveLength(5);
    await expectSound();
  });

  test('a subject in trouble is left out and told why; mended, it is tried again', async () => {
    await owner.query("UPDATE leading_group SET valid_until = '2022-10-31' WHERE id = 'group-water'");
    try {
      await draft();
      expect((await checkDraft(db, id, wallInstant)).filter(({ severity }) => severity === 'blocking')).toEqual([{ subject: 'water', severity: 'blocking', code: 'leadingGroupEnded', endedOn: '2022-10-31' }]);
      expect(await give({ type: 'launch' })).toMatchObject({ events: ['launched', 'subjectsFailed'] });
      await open();
      expect(await readCampaign(db, id)).toMatchObject({ status: 'running', planned: 0, failed: 1, evaluations: 4 });
      expect((await listSubjects(db, id, { status: 'failed' }, { offset: 0, limit: 10 })).rows).toMatchObject([{ subjectId: 'water', why: [{ code: 'leadingGroupEnded' }], evaluation: null }]);
    } finally {
      await owner.query("UPDATE leading_group SET valid_until = NULL WHERE id = 'group-water'");
    }
    expect(await give({ type: 'retrySubjects', subjects: ['water'] })).toMatchObject({ events: ['subjectsRetried'], status: 'launching' });
    await open();
    expect(await readCampaign(db, id)).toMatchObject({ status: 'running', failed: 0, evaluations: 5 });
    await expectSound();
  });

  test('an opening that fails for good becomes the subject’s own problem', async () => {
    const subjects = await draft(['education', 'health']);
    await give({ type: 'launch' });
    await owner.query(`CREATE FUNCTION refuse_health() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.unit_id = 'health' THEN RAISE EXCEPTION 'broken data' USING ERRCODE = '22000'; END IF; RETURN NEW; END $$`);
    await owner.query('CREATE TRIGGER refuse_health BEFORE INSERT ON evaluation FOR EACH ROW EXECUTE FUNCTION refuse_health()');
    try {
      await open();
    } finally {
      await owner.query('DROP TRIGGER refuse_health ON evaluation');
      await owner.query('DROP FUNCTION refuse_health()');
    }
    expect((await state()).subjects).toMatchObject([{ status: 'opened' }, { status: 'failed', why: [{ code: 'openingFailed', failure: 'broken data' }] }]);
    expect((await evaluations()).map((one) => one.id)).toEqual([subjects[0]?.evaluationId]);
  });

  test('a year that is open for a unit is not opened again; a rehearsal beside it is', async () => {
    await draft(['justice'], { rehearsal: false, title: '2023 年度' });
    await give({ type: 'launch' });
    await open();
    id = randomUUID();
    await draft(['justice', 'traffic'], { rehearsal: false, title: '2023 年度再来' });
    expect((await checkDraft(db, id, wallInstant)).map(({ code }) => code)).toEqual(expect.arrayContaining(['yearOpened', 'evaluationExists']));
    expect(await give({ type: 'launch' })).toMatchObject({ events: ['launched', 'subjectsFailed'] });
    id = randomUUID();
    await draft(['justice']);
    expect((await checkDraft(db, id, wallInstant)).map(({ code }) => code)).toEqual(['noMailAddress', 'noAccount']);
  });
});

describe('a subordinate unit', () => {
  test('without people of its own is evaluated by the unit above it', async () => {
    const byItself = subject('centre', { kind: 'subordinate' });
    await give({ type: 'draft', campaignId: id, plan: planOf(), subjects: [byItself] });
    expect(new Set((await checkDraft(db, id, wallInstant)).filter(({ severity }) => severity === 'blocking').map(({ code }) => code))).toEqual(new Set(['leadingGroupMissing', 'dutyVacant', 'slotVacant']));
    expect(await give({ type: 'launch' })).toMatchObject({ refusal: { code: 'nothingToLaunch' } });
    const byDepartment = subject('centre', { kind: 'subordinate', unitId });
    await give({ type: 'revise', plan: planOf(), subjects: [byDepartment] });
    await give({ type: 'launch' });
    await open();
    const { rows } = await owner.query('SELECT unit_id, subject_id, subject_kind, subject_name FROM evaluation WHERE campaign_id = $1', [id]);
    expect(rows).toEqual([{ unit_id: unitId, subject_id: 'centre', subject_kind: 'subordinate', subject_name: '电子政务中心' }]);
    await expectSound();
  });
});

describe('a project', () => {
  const leader = staff.officeLead;

  test('is opened for the unit it belongs to: its leader fills what the form gives to its clerk, and its name is frozen', async () => {
    await saveUnit(db, { id: 'road', countyId, kind: 'project', name: '农村道路项目', nameEn: 'Road', parent: { id: unitId, from: since, until: null } });
    await savePost(db, { id: 'post-road', countyId, unitId: 'road', title: '项目负责人', duty: 'clerk' });
    await savePostHolding(db, { id: 'holding-road', postId: 'post-road', personId: leader, from: since, until: null });
    const [, , form] = readShippedTemplates();
    if (form === undefined) throw new Error('the form for projects is missing');
    const templateId = await saveTemplate(db, 'project-form', form, '2022-01-01T00:00:00.000Z').then(() => 'project-form');
    const road = subject('road', { kind: 'project', unitId });
    expect(await give({ type: 'draft', campaignId: id, plan: planOf({ templateId, dates: campaignDates(form, readDemoCalendar(), 2023) }), subjects: [road] })).toMatchObject({ kind: 'accepted' });
    expect((await checkDraft(db, id, wallInstant)).filter(({ severity }) => severity === 'blocking')).toEqual([]);
    await give({ type: 'launch' });
    await open();
    expect(await state()).toMatchObject({ status: 'running', subjects: [{ subjectId: 'road', kind: 'project', status: 'opened' }] });
    const { rows: [row] } = await owner.query<{ owners: Record<string, string> }>("SELECT state -> 'owners' AS owners FROM evaluation WHERE id = $1", [road.evaluationId]);
    expect(row?.owners).toEqual({ goals: leader, outputs: leader, effects: leader, assessment: leader });

    const driver = new Driver(db, '2022-11-01T02:00:00.000Z');
    const one = await listEvaluations(db, { countyId, unitIds: [unitId] }, { subjectKind: 'project', ids: [road.evaluationId] }, { field: 'unit', order: 'asc' }, { offset: 0, limit: 10 });
    expect(one.rows).toMatchObject([{ unit: { id: unitId, name: '农村道路项目' }, responsible: '编办', subjectKind: 'project' }]);
    expect((await listEvaluations(db, { countyId, unitIds: null }, { subjectKind: 'department', campaignId: id }, { field: 'unit', order: 'asc' }, { offset: 0, limit: 10 })).total).toBe(0);
    const saved = await saveSection(db, { evaluationId: road.evaluationId, section: 'goals', person: leader, values: { overallGoal: '修通三条村道', annualTasks: '路基、路面、验收' }, expectedVersion: 0, acceptDisqualification: true, wallInstant: driver.now });
    expect(saved.ok).toBe(true);
    await driver.do(road.evaluationId, leader, { type: 'submitSection', section: 'goals' });
    await driver.do(road.evaluationId, staff.clerk, { type: 'submitForSigning' });
    const { rows: [frozen] } = await owner.query<{ canonical: string }>('SELECT canonical FROM revision WHERE evaluation_id = $1', [road.evaluationId]);
    expect(JSON.parse(frozen?.canonical ?? '{}')).toMatchObject({ unit: '编办', project: '农村道路项目' });
    await expectSound();
  });

  test('whose leader is nobody of its unit is not opened', async () => {
    await saveUnit(db, { id: 'bridge', countyId, kind: 'project', name: '桥梁项目', nameEn: 'Bridge', parent: { id: unitId, from: since, until: null } });
    await savePost(db, { id: 'post-bridge', countyId, unitId: 'bridge', title: '项目负责人', duty: 'clerk' });
    await savePostHolding(db, { id: 'holding-bridge', postId: 'post-bridge', personId: 'education.clerk', from: since, until: null });
    const bridge = subject('bridge', { kind: 'project', unitId });
    await give({ type: 'draft', campaignId: id, plan: planOf(), subjects: [bridge] });
    expect((await checkDraft(db, id, wallInstant)).filter(({ severity }) => severity === 'blocking').map(({ code }) => code)).toEqual(['projectLeaderOutside']);
    const direct = await openEvaluation(db, { updateId: randomUUID(), from: null, wallInstant, campaignId: id, unitId, subject: { kind: 'project', id: 'bridge' } });
    expect(direct.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'personUnknown', person: 'education.clerk' } });
  });
});

describe('pausing', () => {
  test('no opening is begun after it was answered, and resuming goes on', async () => {
    const subjects = await draft();
    await give({ type: 'launch' });
    await open(1);
    expect(await give({ type: 'pause', reason: await text() })).toMatchObject({ kind: 'accepted', status: 'paused' });
    expect(await open()).toBe(0);
    // Even where a worker had read the list before.
    const next = subjects[1];
    if (next === undefined) throw new Error('no subject');
    const late = await openEvaluation(db, { updateId: `open:${next.evaluationId}`, from: null, wallInstant, campaignId: id, unitId: next.unitId, subject: { kind: 'department', id: next.subjectId }, evaluationId: next.evaluationId, planned: true });
    expect(late.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'notPlanned' } });
    expect(await evaluations()).toHaveLength(1);
    expect(await give({ type: 'resume' })).toMatchObject({ status: 'launching' });
    await open();
    expect(await evaluations()).toHaveLength(5);
    await expectSound();
  });

  test('a reason that nobody wrote is none', async () => {
    await draft();
    await give({ type: 'launch' });
    expect(await give({ type: 'pause', reason: randomUUID() })).toEqual({ kind: 'refused', refusal: { code: 'reasonRequired' } });
    expect(await give({ type: 'pause', reason: await text(staff.clerk) })).toEqual({ kind: 'refused', refusal: { code: 'reasonRequired' } });
  });
});

describe('on record', () => {
  const documentNo = '衡财绩〔2022〕7号';

  test('a unit is added, and one is crossed out before it was opened', async () => {
    await draft(['education', 'health']);
    await give({ type: 'launch' });
    expect(await give({ type: 'cancelSubject', subjectId: 'health', documentNo, reason: await text() })).toMatchObject({ events: ['subjectCancelled'] });
    await open();
    expect(await give({ type: 'addSubjects', subjects: [subject('water')], documentNo, reason: await text() })).toMatchObject({ events: ['subjectsAdded'], status: 'launching' });
    await open();
    expect((await evaluations()).map((one) => one.unit_id)).toEqual(['education', 'water']);
    const detail = await readCampaignDetail(db, id);
    expect(detail?.history.map(({ event }) => event.type)).toEqual(['launchCompleted', 'subjectsOpened', 'subjectsAdded', 'launchCompleted', 'subjectsOpened', 'subjectCancelled', 'launched', 'drafted']);
    expect(detail?.names[staff.performanceDesk]).toBe('performanceDesk员');
    expect(Object.values(detail?.texts ?? {})).toContain('按县政府常务会议要求');
    await expectSound();
  });

  test('an evaluation that runs is withdrawn by its own command, in the name of whoever ordered it', async () => {
    const [first] = await draft(['education']);
    await give({ type: 'launch' });
    await open();
    const reason = await text();
    await give({ type: 'cancelSubject', subjectId: 'education', documentNo, reason });
    const [{ withdrawal } = { withdrawal: null }] = (await state()).subjects;
    expect(withdrawal).toEqual({ by: staff.performanceDesk, reason, done: false });
    const evaluationId = first?.evaluationId ?? '';
    const message = { command: { type: 'cancel', reason } as const, from: { personId: staff.performanceDesk, sessionId: `campaign:${id}` } };
    expect(await commitEvaluation(db, { id: evaluationId, updateId: 'withdraw', message, wallInstant })).toMatchObject({ kind: 'accepted' });
    await give({ type: 'recordWithdrawals', evaluations: [evaluationId] }, { person: null });
    expect(await give({ type: 'close' })).toMatchObject({ kind: 'accepted', status: 'closed' });
    await expectSound();
  });

  test('a date is moved for all: who opens later gets the new one', async () => {
    const subjects = await draft(['education', 'health']);
    await give({ type: 'launch' });
    await open(1);
    const date = '2023-07-10' as CivilDate;
    await give({ type: 'movePhaseDate', stage: 2, date, documentNo, subjects: null });
    expect((await state()).moves[0]?.subjects.map(({ evaluationId }) => evaluationId)).toEqual([subjects[0]?.evaluationId]);
    await open();
    const { rows } = await owner.query("SELECT unit_id, state -> 'stages' -> 2 ->> 'opensOn' AS \"opensOn\" FROM evaluation WHERE campaign_id = $1 ORDER BY unit_id", [id]);
    expect(rows).toEqual([{ unit_id: 'education', opensOn: '2023-07-03' }, { unit_id: 'health', opensOn: date }]);
    await give({ type: 'recordMoves', number: 1, results: [{ evaluationId: subjects[0]?.evaluationId ?? '', refusal: 'stageAlreadyOpen' }] }, { person: null });
    await expectSound();
  });
});

describe('a newer version of the template', () => {
  const documentNo = '省财绩〔2022〕9号';
  const department = readDemoTemplate();

  test('is looked at before, case by case, ordered for all, and given to each evaluation by its own command', async () => {
    const to = await newVersion();
    const [first] = await draft(['education', 'health']);
    await give({ type: 'launch' });
    await open(1);
    const evaluationId = first?.evaluationId ?? '';
    const typed = { indicator: 'talentPool', target: '入库 20 人' };
    expect(await saveSection(db, { evaluationId, section: 'goals', person: staff.clerk, values: {}, entries: [typed], expectedVersion: 0, acceptDisqualification: true, wallInstant })).toMatchObject({ ok: true });
    const question = { campaignId: id, personId: staff.performanceDesk, from: 'template', to, rows: [], subjects: null, wallInstant };
    const before = await readEvaluation(db, evaluationId);
    const preview = await previewTemplateMove(db, question);
    expect(preview).toMatchObject([{ subjectId: 'education', refusal: null, lost: [{ part: 'target', place: '完善后备人才库', value: '入库 20 人' }], plan: { kept: [], returned: [], withoutApprovedTarget: [] } }]);
    expect(await readEvaluation(db, evaluationId)).toEqual(before);
    expect(await templatesInUse(db, id)).toEqual([{ templateId: 'template', evaluations: 1 }]);

    const reason = await text();
    expect(await give({ type: 'moveTemplate', from: 'template', to, rows: [], documentNo, reason, subjects: null })).toMatchObject({ events: ['templateMoveOrdered'] });
    const message = { command: { type: 'moveTemplate', from: 'template', to, rows: [], documentNo, reason } as const, from: { personId: staff.performanceDesk, sessionId: `campaign:${id}` } };
    expect(await commitEvaluation(db, { id: evaluationId, updateId: `campaign:${id}:template:1`, message, wallInstant })).toMatchObject({ kind: 'accepted' });
    await give({ type: 'recordTemplateMoves', number: 1, results: [{ evaluationId, refusal: null }] }, { person: null });
    await open();
    // Who opens later opens by it.
    expect(await templatesInUse(db, id)).toEqual([{ templateId: to, evaluations: 2 }]);
    expect(await previewTemplateMove(db, question)).toMatchObject([{ refusal: { code: 'alreadyDone' } }, { refusal: { code: 'alreadyDone' } }]);
    expect((await readCampaignDetail(db, id))?.history.map(({ event }) => event.type)).toContain('templateMoveCompleted');
    await expectSound();
  });

  test('of another county is none', async () => {
    await saveCounty(db, { id: 'neighbour', name: '邻县', nameEn: 'Neighbour' });
    const to = await newVersion();
    await owner.query('UPDATE template_version SET county_id = $2 WHERE id = $1', [to, 'neighbour']);
    await draft(['education']);
    await give({ type: 'launch' });
    await open();
    expect(await give({ type: 'moveTemplate', from: 'template', to, rows: [], documentNo, reason: await text(), subjects: null })).toEqual({ kind: 'refused', refusal: { code: 'templateUnknown' } });
  });

  let number = department.version;
  const newVersion = async (): Promise<string> => {
    number += 1;
    const versionId = randomUUID();
    await saveTemplate(db, versionId, { ...department, version: number, indicators: department.indicators.map((row) => (row.key === 'talentPool' ? { ...row, key: 'lawfulness', name: '依法行政' } : row)) }, '2022-10-01T00:00:00.000Z');
    return versionId;
  };
});

describe('a year that was opened before campaigns had a record', () => {
  test('is taken over as it stands with its first command', async () => {
    const plan = planOf();
    await owner.query('INSERT INTO campaign (id, county_id, year, title, rehearsal, template_id, calendar_id, dates) VALUES ($1, $2, 2023, $3, true, $4, $5, $6)', [id, countyId, plan.title, plan.templateId, plan.calendarId, JSON.stringify(plan.dates)]);
    await openEvaluation(db, { updateId: randomUUID(), from: null, wallInstant, campaignId: id, unitId, subject: { kind: 'department', id: unitId } });
    expect((await state()).subjects).toMatchObject([{ subjectId: unitId, status: 'opened' }]);
    expect(await readCampaign(db, id)).toMatchObject({ status: 'running', evaluations: 1 });
    expect((await verifyAudit(db)).broken).toBeNull();
    expect(await give({ type: 'addSubjects', subjects: [subject('water')], documentNo: '1', reason: await text() })).toMatchObject({ events: ['subjectsAdded'] });
    await open();
    expect(await evaluations()).toHaveLength(2);
    await expectSound();
  });
});

test('lists leave discarded drafts out, and page in the database', async () => {
  await draft([]);
  expect(await give({ type: 'discard' })).toMatchObject({ status: 'discarded' });
  const all = await listCampaigns(db, { countyId, unitIds: null }, {}, { offset: 0, limit: 100 });
  expect(all.rows.some((one) => one.id === id)).toBe(false);
  const page = await listCampaigns(db, { countyId, unitIds: null }, { rehearsal: true }, { offset: 1, limit: 2 });
  expect(page.rows).toHaveLength(2);
  expect(page.total).toBe(all.rows.filter(({ rehearsal }) => rehearsal).length);
  expect(await listCampaigns(db, { countyId: bureauId, unitIds: null }, {}, { offset: 0, limit: 10 })).toEqual({ rows: [], total: 0 });
});

test('a department sees the years and rehearsals that it takes part in, and no draft', async () => {
  const listed = async (unitIds: readonly string[]) => (await listCampaigns(db, { countyId, unitIds }, {}, { offset: 0, limit: 200 })).rows.some((one) => one.id === id);
  const subjects = [subject('education'), subject('centre', { unitId, kind: 'subordinate' })];
  expect(await give({ type: 'draft', campaignId: id, plan: planOf(), subjects })).toMatchObject({ kind: 'accepted' });
  expect([await listed(['education']), await readCampaign(db, id, ['education'])]).toEqual([false, null]);
  expect(await give({ type: 'launch' })).toMatchObject({ kind: 'accepted' });
  expect([await listed(['education']), await listed([unitId]), await listed(['health'])]).toEqual([true, true, false]);
  expect(await readCampaign(db, id, ['education'])).toMatchObject({ id });
  expect(await readCampaign(db, id, ['health'])).toBeNull();
  await open();
  expect([await listed(['education']), await listed(['health'])]).toEqual([true, false]);
});

test('a changed campaign event is found', async () => {
  await draft([]);
  await owner.query('ALTER TABLE process_event DISABLE TRIGGER ALL');
  await owner.query("UPDATE process_event SET payload = jsonb_set(payload, '{plan,title}', '\"another\"') WHERE stream_kind = 'campaign' AND stream_id = $1", [id]);
  await owner.query('ALTER TABLE process_event ENABLE TRIGGER ALL');
  expect((await verifyAudit(db)).broken).toMatchObject({ stream: `campaign:${id}`, seq: 1, table: 'process_event' });
});
