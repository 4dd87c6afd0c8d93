import type { CampaignFacts, CheckFacts, UnitFacts } from '../campaign/facts.js';
import type { CampaignPlan, SubjectPlan } from '../campaign/state.js';
import { day, testCalendar, testDates, testRules } from './rules.js';
import type { Template } from '../template.js';

/** A template of `testRules`, as far as a dry run reads it. */
export const testTemplate: Template = {
  schema: 'hengji.template/1',
  key: 'test',
  version: 1,
  title: '示例',
  titleEn: 'Sample',
  sections: Object.entries(testRules.sectionRoles).map(([key, roles]) => ({ key, title: key, titleEn: key, fields: [], ...roles })),
  indicators: [],
  grades: { excellent: '90', good: '80', fair: '60' },
  process: testRules,
};

/** Who works in the unit `name`: one person for each duty, called after both. */
export function staffOf(name: string): UnitFacts['holders'] {
  const duties = ['clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal'] as const;
  return Object.fromEntries(duties.map((duty) => [duty, [`${name}.${duty}`]]));
}

export function unitNamed(name: string, changes: Partial<UnitFacts> = {}): UnitFacts {
  return {
    kind: 'department',
    parentId: null,
    holders: staffOf(name),
    leadingGroups: [{ documentNo: '示发〔2022〕1号', from: day('2022-01-10'), until: null, members: [`${name}.principal`, `${name}.deputyLeader`] }],
    ...changes,
  };
}

/** Two departments, one of them with a subordinate unit, on the first day of the 2023 case; nothing stands in the way. */
export function countyFacts(changes: Partial<CheckFacts> = {}): CheckFacts {
  return {
    today: day('2022-11-01'),
    template: { template: testTemplate, releasedAt: '2022-01-01T00:00:00.000Z' },
    calendar: testCalendar,
    county: { performanceDesk: ['desk'], administrator: ['admin'], auditor: ['auditor'] },
    sameYear: [],
    units: { a: unitNamed('a'), b: unitNamed('b'), centre: unitNamed('centre', { kind: 'subordinate', parentId: 'a' }) },
    existing: {},
    withoutAddress: [],
    withoutAccount: [],
    ...changes,
  };
}

export function campaignFacts(changes: Partial<CampaignFacts> = {}): CampaignFacts {
  return { actor: 'desk', check: countyFacts(), evaluations: {}, ...changes };
}

export function planFor(changes: Partial<CampaignPlan> = {}): CampaignPlan {
  return { title: '2023 年度', year: 2023, rehearsal: true, startsOn: day('2022-11-01'), templateId: 'template', calendarId: 'calendar', dates: testDates, startStage: 0, onPaper: [], ...changes };
}

export function subjectOf(unit: string, changes: Partial<SubjectPlan> = {}): SubjectPlan {
  return { subjectId: unit, unitId: unit, kind: 'department', evaluationId: `evaluation-${unit}`, ...changes };
}

/** The morning of the case's first day. */
export const firstMorning = '2022-11-01T00:30:00.000Z';
