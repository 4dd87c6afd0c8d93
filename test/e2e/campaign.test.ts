import { demoUnitId, readDemoCase, readDemoCounty, readDemoTemplate } from '@hengji/database';
import type { Input } from '@hengji/contracts';
import { civilDateOf, isCivilDate, type CivilDate } from '@hengji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/person.js';
import { advanceUntil, datesOf, departments, dueIsDone, holderOf, holders, sign, taskOf } from '../support/rehearsal.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';

let shared: SharedStack;
let desk: Person;

beforeAll(async () => {
  shared = await startSharedStack();
  desk = await shared.stack.signIn(holderOf('caizheng', 'performanceDesk'));
});

afterAll(() => shared.end());

function day(text: string): CivilDate {
  if (!isCivilDate(text)) throw new Error(text);
  return text;
}

const dates = datesOf(readDemoCase().year);
type PlanBody = Input<'draftCampaign'>['body'];
const planOf = (subjects: PlanBody['subjects'], changes: Partial<PlanBody> = {}): PlanBody => ({ title: '2023 年度演练', year: 2023, rehearsal: true, dates: [...dates], startsOn: dates[0] ?? null, subjects, ...changes });
const all = (): PlanBody['subjects'] => departments().map((unit) => ({ subject: demoUnitId(unit) }));
/** As many as show it; each evaluation has a shell that costs time. */
const three = (): PlanBody['subjects'] => all().slice(0, 3);

const campaign = (id: string) => desk.call('getCampaign', { params: { id } });
const give = (id: string, body: Input<'commandCampaign'>['body'], idempotencyKey?: string) => desk.call('commandCampaign', { params: { id }, body, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
const reaches = (id: string, status: string) => eventually(`the campaign is ${status}`, async () => ((await campaign(id)).status === status ? true : null), 60_000);

async function shellsOf(campaignId: string): Promise<number> {
  const [row] = await shared.stack.sql<{ started: number }>(
    "SELECT count(*)::int AS started FROM workflow_start s JOIN evaluation e ON e.id = s.target_id WHERE s.kind = 'evaluation' AND s.started_at IS NOT NULL AND e.campaign_id = $1",
    [campaignId],
  );
  return row?.started ?? 0;
}

test('a county is launched while its worker is killed again and again: every evaluation once, every shell runs', async () => {
  const { id, evaluations } = await desk.call('draftCampaign', { body: planOf(all()) });
  expect((await desk.call('checkCampaign', { params: { id } })).problems.filter(({ severity }) => severity === 'blocking')).toEqual([]);
  const key = crypto.randomUUID();
  const first = await give(id, { type: 'launch' }, key);
  for (let kill = 0; kill < 3; kill += 1) {
    await new Promise((done) => setTimeout(done, 150 * kill));
    await shared.stack.program('worker').kill();
    await shared.stack.startWorker();
  }
  expect(await give(id, { type: 'launch' }, key)).toEqual(first);
  await reaches(id, 'running');
  const rows = await shared.stack.sql<{ id: string }>('SELECT id FROM evaluation WHERE campaign_id = $1', [id]);
  expect(rows.map((row) => row.id).sort()).toEqual(evaluations.map((one) => one.id).sort());
  await eventually('every shell was started', async () => (await shellsOf(id)) === departments().length);
  // The shells live: a rehearsal's clock moves all of them, those too that hear of it later than the answer waits, as a killed worker took their task along.
  expect((await desk.call('advanceCampaign', { params: { id }, body: {} })).shells).toBeGreaterThan(0);
  await dueIsDone(desk, id);
});

test('paused before its worker came it opens nothing; resumed it goes on', async () => {
  const { id } = await desk.call('draftCampaign', { body: planOf(three()) });
  await shared.stack.program('worker').stop();
  await give(id, { type: 'launch' });
  await give(id, { type: 'pause', reason: '等县政府常务会议。' });
  await shared.stack.startWorker();
  await eventually('the campaign’s shell heard of it', async () => (await shared.stack.sql("SELECT 1 FROM workflow_nudge WHERE target_id = $1 AND nudged_at IS NOT NULL", [id])).length > 0);
  await new Promise((done) => setTimeout(done, 1_000));
  expect(await campaign(id)).toMatchObject({ status: 'paused', evaluations: 0, subjects: { planned: 3, opened: 0 } });
  await give(id, { type: 'resume' });
  await reaches(id, 'running');
  expect(await campaign(id)).toMatchObject({ evaluations: 3, subjects: { planned: 0, opened: 3, failed: 0 } });
});

test('a subordinate unit is added on record, one is cancelled, and the dates of all that run are moved', async () => {
  const [firstUnit = '', secondUnit = ''] = departments();
  const { id, evaluations } = await desk.call('draftCampaign', { body: planOf([firstUnit, secondUnit].map((unit) => ({ subject: demoUnitId(unit) }))) });
  await give(id, { type: 'launch' });
  await reaches(id, 'running');
  const child = readDemoCounty().units.find(({ kind }) => kind === 'subordinate');
  if (child === undefined || child.parent === null) throw new Error('the demo county has no subordinate unit');
  // Nobody works there: the unit above does it.
  await give(id, { type: 'addSubjects', subjects: [{ subject: demoUnitId(child.key), unit: demoUnitId(child.parent) }], documentNo: '衡财绩〔2022〕8号', reason: '下属单位单独评价。' });
  await reaches(id, 'running');
  const { data } = await desk.call('listSubjects', { params: { id } });
  expect(data.find(({ kind }) => kind === 'subordinate')).toMatchObject({ status: 'opened', subject: { name: child.name }, evaluation: { status: 'open', phase: 'draft' } });

  // One of them stands still: it answers, and says no.
  const [still] = evaluations;
  await shared.stack.sql(`UPDATE evaluation SET status = 'suspended', state = jsonb_set(state, '{status}', '"suspended"') WHERE id = $1`, [still?.id]);
  await give(id, { type: 'movePhaseDate', stage: 2, date: day('2023-07-10'), documentNo: '衡财绩〔2022〕9号', subjects: null });
  const [move] = await eventually('the order was carried out', async () => {
    const { moves } = await campaign(id);
    return moves.every(({ pending }) => pending === 0) ? moves : null;
  });
  expect(move).toMatchObject({ number: 1, forAll: true, moved: 2, refused: [{ unit: { id: still?.subject }, why: expect.stringContaining('不能再操作') }] });
  const moved = await shared.stack.sql("SELECT count(*)::int AS count FROM evaluation WHERE campaign_id = $1 AND state -> 'stages' -> 2 ->> 'opensOn' = '2023-07-10'", [id]);
  expect(moved).toEqual([{ count: 2 }]);

  const [, second] = evaluations;
  await give(id, { type: 'cancelSubject', subject: second?.subject ?? '', documentNo: '衡财绩〔2022〕10号', reason: '单位撤并。' });
  await eventually('its evaluation is withdrawn', async () => (await desk.evaluation(second?.id ?? '')).status === 'cancelled');
  const record = await campaign(id);
  expect(record.subjects).toEqual({ planned: 0, opened: 2, failed: 0, cancelled: 1 });
  const told = record.history.map(({ type, text }) => [type, text]);
  expect(told).toContainEqual(['subjectCancelled', '单位撤并。']);
  expect(told).toContainEqual(['subjectsAdded', '下属单位单独评价。']);
  expect(await shared.stack.hengji('verify')).toMatchObject({ code: 0 });
});

test('all that run go on by a newer version of the template: looked at before, carried out once though the worker is killed, and on record', async () => {
  const [firstUnit = '', secondUnit = ''] = departments();
  const { id, evaluations } = await desk.call('draftCampaign', { body: planOf([firstUnit, secondUnit].map((unit) => ({ subject: demoUnitId(unit) }))) });
  await give(id, { type: 'launch' });
  await reaches(id, 'running');
  const [first, still] = evaluations;
  const clerk = await shared.stack.signIn(holderOf(firstUnit, 'clerk'));
  // The goals open on the first morning.
  await desk.call('advanceCampaign', { params: { id }, body: {} });
  await dueIsDone(desk, id);
  const goals = { id: first?.id ?? '', section: 'goals' };
  await clerk.call('saveSection', { params: goals, body: { version: 0, values: {}, rows: [{ indicator: 'workEfficiency', target: '两个工作日内办结' }, { indicator: 'talentPool', target: '入库 20 人' }], acceptDisqualification: true } });

  const standing = readDemoTemplate();
  const indicators = standing.indicators.map((row) => (row.key === 'workEfficiency' ? { ...row, key: 'serviceEfficiency', name: '政务服务效率提升' } : row.key === 'talentPool' ? { ...row, key: 'lawfulness', name: '依法行政' } : row));
  const { id: to, version } = await desk.call('releaseTemplate', { body: { template: { ...standing, version: standing.version + 1, indicators }, reason: '省里印发新表。' } });
  const { inUse } = await desk.call('templateMoveOptions', { params: { id } });
  expect(inUse).toMatchObject([{ version: standing.version, evaluations: 2, newer: [{ id: to, version }] }]);
  const question = { from: inUse[0]?.id ?? '', to, rows: [{ from: 'workEfficiency', to: 'serviceEfficiency' }], subjects: null };
  // One of them stands still: it answers, and says no.
  await shared.stack.sql(`UPDATE evaluation SET status = 'suspended', state = jsonb_set(state, '{status}', '"suspended"') WHERE id = $1`, [still?.id]);
  const preview = await desk.call('previewTemplateMove', { params: { id }, body: question });
  expect(preview.rows.filter(({ kind }) => kind !== 'kept').map(({ kind, from, to: now }) => [kind, from?.key, now?.key])).toEqual([['renamed', 'workEfficiency', 'serviceEfficiency'], ['dropped', 'talentPool', undefined], ['added', undefined, 'lawfulness']]);
  expect(preview.evaluations.find((one) => one.id === first?.id)).toMatchObject({ refused: null, kept: [], lost: [{ part: 'target', place: '完善后备人才库', value: '入库 20 人' }] });
  expect(preview.evaluations.find((one) => one.id === still?.id)?.refused).toContain('不能再操作');
  expect(await desk.attempt('previewTemplateMove', { params: { id }, body: { ...question, from: to } })).toMatchObject({ ok: true, answer: { refused: expect.stringContaining('不比现在的第'), evaluations: [] } });
  // Nothing was changed, and whose figures were looked at is on the read log.
  expect(await shared.stack.sql("SELECT unit_ids FROM read_event WHERE operation = 'previewTemplateMove' AND path = $1", [`/campaigns/${id}/template-moves/preview`])).toMatchObject([{ unit_ids: expect.arrayContaining([first?.subject]) }]);
  expect(await clerk.attempt('previewTemplateMove', { params: { id }, body: question })).toMatchObject({ ok: false, problem: { status: 403 } });
  expect(await desk.attempt('commandCampaign', { params: { id }, body: { type: 'moveTemplate', ...question, rows: [{ from: 'workEfficiency', to: 'lawfulness' }, { from: 'talentPool', to: 'lawfulness' }], documentNo: '1', reason: '试' } })).toMatchObject({ ok: false, problem: { code: 'rowTakenTwice', detail: expect.stringContaining('依法行政') } });

  const key = crypto.randomUUID();
  const order = { type: 'moveTemplate', ...question, documentNo: '省财绩〔2022〕9号', reason: '省里印发新表。' } as const;
  const ordered = await give(id, order, key);
  for (let kill = 0; kill < 2; kill += 1) {
    await new Promise((done) => setTimeout(done, 150 * kill));
    await shared.stack.program('worker').kill();
    await shared.stack.startWorker();
  }
  expect(await give(id, order, key)).toEqual(ordered);
  // A worker that was killed at work is missed when its heartbeat is, after half a minute.
  const [move] = await eventually('the order was carried out', async () => {
    const { templateMoves } = await campaign(id);
    return templateMoves.every(({ pending }) => pending === 0) ? templateMoves : null;
  });
  expect(move).toMatchObject({ number: 1, toNumber: version, forAll: true, moved: 1, reason: '省里印发新表。', refused: [{ unit: { id: still?.subject } }] });
  const events = await shared.stack.sql("SELECT 1 FROM process_event WHERE stream_id = $1 AND type = 'templateMoved'", [first?.id]);
  expect(events).toHaveLength(1);
  const section = await clerk.call('getSection', { params: goals });
  expect(section.rows.find(({ indicator }) => indicator === 'serviceEfficiency')).toMatchObject({ name: '政务服务效率提升', target: '两个工作日内办结' });
  const { data } = await clerk.call('getTimeline', { params: { id: first?.id ?? '' } });
  expect(data.find(({ type }) => type === 'templateMoved')).toMatchObject({ text: '省里印发新表。', params: { documentNo: '省财绩〔2022〕9号', lost: '完善后备人才库 · 目标值：入库 20 人' } });
  expect(await shared.stack.hengji('verify')).toMatchObject({ code: 0 });
});

test('departments see the plan and their own unit of a campaign that runs, nothing of a draft, and ask nothing of it', async () => {
  const [unit = '', other = ''] = departments();
  const clerk = await shared.stack.signIn(holderOf(unit, 'clerk'));
  const { id: drafted } = await desk.call('draftCampaign', { body: planOf(all()) });
  expect(await clerk.attempt('getCampaign', { params: { id: drafted } })).toMatchObject({ ok: false, problem: { status: 404 } });
  expect(await clerk.attempt('draftCampaign', { body: planOf([]) })).toMatchObject({ ok: false, problem: { status: 403 } });
  expect(await clerk.attempt('checkCampaign', { params: { id: drafted } })).toMatchObject({ ok: false, problem: { status: 403 } });
  await give(drafted, { type: 'discard' });
  expect((await desk.call('listCampaigns', { query: { perPage: 200 } })).data.some((one) => one.id === drafted)).toBe(false);

  const { id } = await desk.call('draftCampaign', { body: planOf([unit, other].map((key) => ({ subject: demoUnitId(key) }))) });
  await give(id, { type: 'launch' });
  await reaches(id, 'running');
  expect(await clerk.call('getCampaign', { params: { id } })).toMatchObject({ allowedActions: [], history: [], draft: null });
  expect((await clerk.call('listSubjects', { params: { id } })).data.map(({ subject }) => subject.id)).toEqual([demoUnitId(unit)]);
  expect(await clerk.attempt('commandCampaign', { params: { id }, body: { type: 'pause', reason: '等一等' } })).toMatchObject({ ok: false, problem: { status: 403, code: 'notAllowed' } });
});

test('what makes no sense is refused with its place', async () => {
  expect(await desk.attempt('draftCampaign', { body: planOf([{ subject: crypto.randomUUID() }]) })).toMatchObject({ ok: false, problem: { status: 422, errors: { subjects: 'unitUnknown' } } });
  expect(await desk.attempt('draftCampaign', { body: planOf([{ subject: demoUnitId('caizheng') }]) })).toMatchObject({ ok: false, problem: { status: 422, errors: { subjects: 'unitKindWrong' } } });
  expect(await desk.attempt('draftCampaign', { body: planOf([], { template: 'nothing-9' }) })).toMatchObject({ ok: false, problem: { status: 422, errors: { template: 'templateUnknown' } } });
  expect(await desk.attempt('draftCampaign', { body: planOf([], { rehearsal: false }) })).toMatchObject({ ok: false, problem: { status: 422, code: 'notARehearsal' } });
  const { id } = await desk.call('draftCampaign', { body: planOf([], { dates: [day('2022-11-01')] }) });
  const { problems } = await desk.call('checkCampaign', { params: { id } });
  expect(problems.filter(({ severity }) => severity === 'blocking').map(({ code }) => code)).toEqual(['datesIncomplete', 'noSubjects']);
  expect(await desk.attempt('commandCampaign', { params: { id }, body: { type: 'launch' } })).toMatchObject({ ok: false, problem: { status: 409, code: 'campaignBlocked' } });
  const [unit = ''] = departments();
  const twice = [{ subject: demoUnitId(unit) }, { subject: demoUnitId(unit) }];
  const answer = await desk.attempt('draftCampaign', { body: planOf(twice) });
  expect(answer).toMatchObject({ ok: false, problem: { status: 409, code: 'subjectKnown', detail: expect.stringContaining(readDemoCounty().units.find(({ key }) => key === unit)?.name ?? '?') } });
});

test('whoever changes a year or a circular that a colleague has changed since is told who, and when', async () => {
  const [, second = ''] = holders('caizheng', 'performanceDesk');
  const colleague = await shared.stack.signIn(second);
  const { id } = await desk.call('draftCampaign', { body: planOf([]) });
  const { version: seen } = await campaign(id);
  await colleague.call('commandCampaign', { params: { id }, query: { seen }, body: { type: 'revise', plan: planOf([{ subject: demoUnitId(departments()[0] ?? '') }]) } });
  const late = await desk.attempt('commandCampaign', { params: { id }, query: { seen }, body: { type: 'revise', plan: planOf([]) } });
  expect(late).toMatchObject({ ok: false, problem: { status: 409, code: 'versionMismatch', meanwhile: { type: 'revised', actor: { id: colleague.id }, params: { count: 1 } } } });
  expect((await campaign(id)).draft).toHaveLength(1);
  // What he has done himself is no news to him: his page may be a moment behind it.
  expect(await colleague.attempt('commandCampaign', { params: { id }, query: { seen }, body: { type: 'revise', plan: planOf([]) } })).toMatchObject({ ok: true });

  const circular = { documentNo: '财绩〔2022〕8号', title: '补充通知', text: '请按时报送。', files: [] };
  const { id: circularId } = await desk.call('issueCircular', { params: { id }, body: circular });
  await colleague.call('amendCircular', { params: { id: circularId }, query: { seen: 1 }, body: { ...circular, reason: '改了日期' } });
  expect(await desk.attempt('amendCircular', { params: { id: circularId }, query: { seen: 1 }, body: { ...circular, reason: '改了文号' } })).toMatchObject({
    ok: false,
    problem: { status: 409, code: 'circularAmended', meanwhile: { type: 'circularAmended', actor: { id: colleague.id }, params: { number: 2 }, text: '改了日期' } },
  });
});

test('a project is registered, planned with the form for projects, and goes from goals to their approval: its leader fills, its unit signs', async () => {
  const { stack } = shared;
  const administrator = await stack.signIn(holderOf('zhengfuban', 'administrator'));
  const leader = await stack.signIn(holderOf('jiaoyu', 'officeLead'));
  const reason = '项目去年立项，补记。';
  const project = await administrator.call('createUnit', { body: { kind: 'project', name: '乡村学校取暖改造项目', parent: demoUnitId('jiaoyu'), from: day('2022-01-01') } });
  await administrator.call('assignPost', { params: { id: leader.id }, body: { unit: project.id, duty: 'clerk', title: '项目负责人', startsOn: day('2022-01-01'), reason } });
  const { id: template } = await desk.call('releaseTemplate', { body: { shipped: 'shipped.project', reason: '项目支出绩效自评' } });
  // A year is not opened by a form that was released after it began.
  const year = Number(civilDateOf(Date.now()).slice(0, 4)) + 2;
  const options = await desk.call('campaignOptions', { query: { year } });
  const opening = (options.templates.find(({ id }) => id === template)?.stages ?? []).map(({ opensOn }) => opensOn);
  const { id, evaluations } = await desk.call('draftCampaign', { body: planOf([{ subject: project.id }], { title: '项目自评演练', year, template, dates: opening, startsOn: opening[0] ?? null }) });
  expect((await desk.call('checkCampaign', { params: { id } })).problems.filter(({ severity }) => severity === 'blocking')).toEqual([]);
  await give(id, { type: 'launch' });
  await reaches(id, 'running');
  const opened = { campaignId: id, evaluationId: evaluations[0]?.id ?? '', unit: 'jiaoyu' };
  const { evaluationId } = opened;
  await advanceUntil(desk, opened, ({ phase, step }) => phase === 'draft' && step === 'fill');
  const listed = await desk.call('listEvaluations', { query: { subject: 'project', rehearsal: 'true' } });
  expect(listed.data).toMatchObject([{ id: evaluationId, unit: { name: '乡村学校取暖改造项目' }, subject: { kind: 'project', by: '衡川县教育局' } }]);

  // The goals wait for its leader by name, the declaration for the clerk of the unit.
  expect(taskOf(await leader.evaluation(evaluationId), 'fillSection').assignee).toMatchObject({ person: { id: leader.id } });
  const { version } = await leader.call('getSection', { params: { id: evaluationId, section: 'goals' } });
  await leader.call('saveSection', { params: { id: evaluationId, section: 'goals' }, body: { version, values: { overallGoal: '入冬前改造 12 所学校的取暖', annualTasks: '招标、施工、验收' }, rows: [] } });
  await leader.command(evaluationId, { type: 'submitSection', section: 'goals' });
  const clerk = await stack.signIn(holderOf('jiaoyu', 'clerk'));
  await clerk.command(evaluationId, { type: 'submitForSigning' });
  for (const duty of ['financeHead', 'deputyLeader', 'principal'] as const) await sign(await stack.signIn(holderOf('jiaoyu', duty)), evaluationId, duty);
  expect(await desk.evaluation(evaluationId)).toMatchObject({ phase: 'draft', step: 'review' });
  const { html } = await desk.call('getRevision', { params: { id: evaluationId, number: 1 } });
  expect(html).toMatch(/项目名称.*乡村学校取暖改造项目.*衡川县教育局/s);
  await desk.command(evaluationId, { type: 'approve' });
  expect(await desk.evaluation(evaluationId)).toMatchObject({ phase: 'dataCollection', stages: [{ outcome: 'approved' }, {}, {}, {}, {}, {}, {}, {}, {}, {}] });
  expect(await stack.hengji('verify')).toMatchObject({ code: 0 });
});
