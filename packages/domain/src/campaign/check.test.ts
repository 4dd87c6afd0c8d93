import { describe, expect, it } from 'vitest';
import { countyFacts, planFor, staffOf, subjectOf, testTemplate, unitNamed } from '../testing/county.js';
import { day, rulesWith, slot, testDates } from '../testing/rules.js';
import { checkCampaign } from './check.js';
import type { CheckFacts, UnitFacts } from './facts.js';
import type { CampaignProblem } from './problems.js';
import type { CampaignPlan, SubjectPlan } from './state.js';

const both = [subjectOf('a'), subjectOf('b')];

function told(problems: readonly CampaignProblem[]): readonly string[] {
  return problems.map(({ subject, severity, code }) => `${subject ?? 'year'} ${severity} ${code}`);
}

function check(facts: Partial<CheckFacts> = {}, plan: Partial<CampaignPlan> = {}, subjects: readonly SubjectPlan[] = both): readonly CampaignProblem[] {
  return checkCampaign(planFor(plan), subjects, countyFacts(facts));
}

const withUnitA = (changes: Parameters<typeof unitNamed>[1]) => ({ units: { ...countyFacts().units, a: unitNamed('a', changes) } });
const holders = (changes: object) => withUnitA({ holders: { ...staffOf('a'), ...changes } });

/** Dates with one stage changed; null takes it away. */
const datesWith = (stage: number, text: string | null) => testDates.map((date, index) => (index === stage ? (text === null ? null : day(text)) : date));

describe('a year in good order', () => {
  it('has nothing to be said of', () => {
    expect(check()).toEqual([]);
    expect(check({}, {}, [subjectOf('centre', { kind: 'subordinate' })])).toEqual([]);
    expect(check({}, {}, [subjectOf('centre', { kind: 'subordinate', unitId: 'a' })])).toEqual([]);
  });
});

describe('the plan', () => {
  it.each<[string, Partial<CheckFacts>, Partial<CampaignPlan>, readonly string[]]>([
    ['a template that nobody knows', { template: null }, {}, ['year blocking templateUnknown']],
    ['a template released later', { template: { template: testTemplate, releasedAt: '2022-11-02T00:00:00.000Z' } }, { rehearsal: false }, ['year blocking templateNotReleased']],
    ['a template released later, in a rehearsal', { template: { template: testTemplate, releasedAt: '2026-11-02T00:00:00.000Z' } }, { rehearsal: true }, []],
    ['a calendar that nobody knows', { calendar: null }, {}, ['year blocking calendarUnknown']],
    ['too few dates', {}, { dates: testDates.slice(1) }, ['year blocking datesIncomplete']],
    ['a date before the one of the stage before', {}, { dates: datesWith(2, '2023-01-02') }, ['year blocking datesReversed']],
    ['a start behind the last stage of work', {}, { startStage: 9 }, ['year blocking stageUnknown']],
    ['stages done on paper without a document', {}, { startStage: 2, onPaper: [{ documentNo: '示发〔2022〕1号', scans: [] }] }, ['year blocking paperMissing']],
    ['nobody at the desk of the bureau', { county: { administrator: ['admin'] } }, {}, ['year blocking deskMissing']],
    ['no administrator', { county: { performanceDesk: ['desk'] } }, {}, ['year note administratorMissing']],
    ['a date behind the calendar', {}, { dates: datesWith(7, '2025-08-29') }, ['year note calendarNotCovering']],
    ['a stage without its date', {}, { dates: datesWith(4, null) }, ['year note dateMissing']],
    ['a date for a stage that opens on receipt', {}, { dates: datesWith(5, '2024-02-01') }, ['year note dateUnused']],
    ['a date that has passed', {}, { dates: datesWith(0, '2022-10-31') }, ['year note dateInPast']],
    ['a Sunday', {}, { dates: datesWith(2, '2023-07-02') }, ['year note dateNotWorkingDay']],
  ])('%s', (_, facts, plan, expected) => {
    expect(told(check(facts, plan))).toEqual(expected);
  });

  it('says that the real year was opened before, and of a rehearsal nothing', () => {
    const sameYear = [{ title: '2023 年度' }];
    expect(told(check({ sameYear }, { rehearsal: false, startsOn: null }))).toEqual(['year note yearOpened']);
    expect(check({ sameYear })).toEqual([]);
  });

  it('wants at least one subject', () => {
    expect(told(check({}, {}, []))).toEqual(['year blocking noSubjects']);
  });

  it('begun in the middle, asks only for what is ahead', () => {
    const paper = { documentNo: '示发〔2023〕9号', scans: [] };
    expect(check({ today: day('2023-07-03') }, { startStage: 2, onPaper: [paper, paper] })).toEqual([]);
  });
});

describe('a subject', () => {
  it.each<[string, Partial<CheckFacts>, readonly string[]]>([
    ['no leading group', withUnitA({ leadingGroups: [] }), ['a blocking leadingGroupMissing']],
    ['its term is over', withUnitA({ leadingGroups: [{ documentNo: '1', from: day('2020-01-01'), until: day('2022-10-31'), members: [] }] }), ['a blocking leadingGroupEnded']],
    ['its term ends before the year', withUnitA({ leadingGroups: [{ documentNo: '1', from: day('2020-01-01'), until: day('2023-12-31'), members: ['a.principal', 'a.deputyLeader'] }] }), ['a note leadingGroupEnds']],
    ['nobody fills', holders({ clerk: [] }), ['a blocking dutyVacant']],
    ['nobody keeps the books', holders({ accountant: [] }), ['a blocking dutyVacant']],
    ['nobody signs', holders({ financeHead: [] }), ['a blocking dutyVacant', 'a blocking slotVacant']],
    ['组长 is no member of the group', holders({ principal: ['a.stranger'] }), ['a blocking slotOutsideGroup']],
    ['one person does everything', holders({ clerk: ['x'], accountant: ['x'], officeLead: ['x'], financeHead: ['x'], deputyLeader: [], principal: [] }), ['a blocking dutyVacant', 'a blocking nobodyElseSigns', 'a blocking slotVacant', 'a blocking slotVacant']],
    ['the only clerk is 财务负责人', holders({ financeHead: ['a.clerk'] }), ['a blocking nobodyElseSigns']],
    ['the only accountant is 财务负责人', holders({ financeHead: ['a.accountant'] }), ['a note signerMustPrepare']],
    ['no mail address', { withoutAddress: ['a.clerk', 'a.principal'] }, ['a note noMailAddress']],
    ['no account', { withoutAccount: ['a.clerk'] }, ['a note noAccount']],
    ['its year is open already', { existing: { a: 'evaluation-of-last-try' } }, ['a blocking evaluationExists']],
    ['a unit of another county', { units: { b: unitNamed('b') } }, ['a blocking unitUnknown']],
  ])('%s', (_, facts, expected) => {
    expect(told(check(facts))).toEqual(expected);
  });

  it('says once what is wrong with a slot that is signed in five stages', () => {
    const [only, ...more] = check(holders({ financeHead: ['a.accountant'] }));
    expect(more).toEqual([]);
    expect(only).toEqual({ subject: 'a', severity: 'note', code: 'signerMustPrepare', slot: 'financeHead', people: ['a.accountant'], sections: ['budget'] });
  });

  it('that fills what another unit stands above is refused', () => {
    expect(told(check({}, {}, [subjectOf('centre', { kind: 'subordinate', unitId: 'b' })]))).toEqual(['centre blocking responsibleUnitWrong']);
    expect(told(check({}, {}, [subjectOf('a', { unitId: 'b' })]))).toEqual(['a blocking responsibleUnitWrong']);
    expect(told(check({}, {}, [subjectOf('centre')]))).toEqual(['centre blocking unitKindWrong']);
  });

  it('without people of its own has every vacancy, and none when the department does the work', () => {
    const units = { ...countyFacts().units, centre: unitNamed('centre', { kind: 'subordinate', parentId: 'a', holders: {}, leadingGroups: [] }) };
    const own = check({ units }, {}, [subjectOf('centre', { kind: 'subordinate' })]);
    expect(own.filter(({ severity }) => severity === 'blocking').length).toBeGreaterThan(4);
    expect(check({ units }, {}, [subjectOf('centre', { kind: 'subordinate', unitId: 'a' })])).toEqual([]);
  });

  it('that is a project is the work of the unit it belongs to, its leader one of its people', () => {
    const project = (holders: UnitFacts['holders']) => ({ units: { ...countyFacts().units, road: unitNamed('road', { kind: 'project', parentId: 'a', holders, leadingGroups: [] }) } });
    const road = subjectOf('road', { kind: 'project', unitId: 'a' });
    expect(check(project({}), {}, [road])).toEqual([]);
    expect(check(project({ clerk: ['a.officeLead'] }), {}, [road])).toEqual([]);
    expect(told(check(project({}), {}, [subjectOf('road', { kind: 'project' })]))).toEqual(['road blocking responsibleUnitWrong']);
    expect(check(project({ clerk: ['b.clerk'] }), {}, [road])).toMatchObject([{ code: 'projectLeaderOutside', severity: 'blocking', people: ['b.clerk'] }]);
    // Whoever leads it prepares what he would sign.
    expect(check(project({ clerk: ['a.deputyLeader'] }), {}, [road])).toMatchObject([{ code: 'signerMustPrepare', slot: 'deputyLeader', people: ['a.deputyLeader'] }]);
  });

  it('may leave a slot empty where the others make the quorum', () => {
    const two = [{ slots: [slot('one', 'financeHead'), slot('two', 'accountant'), slot('three', 'auditor')], quorum: 2 }];
    const process = rulesWith({ 0: { signing: two }, 2: { signing: [] }, 3: { signing: [] }, 4: { signing: [] }, 7: { signing: [] } });
    const template = { template: { ...testTemplate, process }, releasedAt: '2022-01-01T00:00:00.000Z' };
    expect(check({ template })).toEqual([]);
    expect(told(check({ template, ...holders({ financeHead: ['x'], accountant: ['x'] }) }))).toEqual(['a blocking quorumImpossible']);
  });
});
