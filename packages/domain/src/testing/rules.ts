import { parseCivilDate, type CivilDate } from '../civilDate.js';
import type { WorkCalendar } from '../calendar.js';
import type { ProcessRules, SigningGroup, SlotDefinition, StageDates, StageDefinition } from '../template.js';

/** A date of a test; a typo fails at once. */
export function day(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
}

/** Spring Festival and National Day 2023 with their make-up days; enough for a year whose dates are counted by hand. */
export const testCalendar: WorkCalendar = {
  id: 'test-calendar/1',
  coveredFrom: day('2022-01-01'),
  coveredUntil: day('2024-12-31'),
  holidays: ['2023-01-23', '2023-01-24', '2023-01-25', '2023-01-26', '2023-01-27', '2023-10-02', '2023-10-03', '2023-10-04', '2023-10-05', '2023-10-06', '2024-01-01'].map(day),
  makeUpDays: ['2023-01-28', '2023-01-29', '2023-10-07', '2023-10-08'].map(day),
};

export function slot(key: string, duty: SlotDefinition['duty']): SlotDefinition {
  return { key, duty, title: key, titleEn: key };
}

/** 财务负责人 → 分管领导 → 组长, one after another. */
export const inTurn: readonly SigningGroup[] = [
  { slots: [slot('financeHead', 'financeHead')], quorum: 1 },
  { slots: [slot('deputyLeader', 'deputyLeader')], quorum: 1 },
  { slots: [slot('principal', 'principal')], quorum: 1 },
];

function stage(phase: StageDefinition['phase'], more: Partial<StageDefinition>): StageDefinition {
  return { phase, checkpoint: null, period: null, sections: [], steps: [], signing: [], opens: 'onReceipt', minutesRequired: false, ...more };
}

/** A year as the demo county's, with fewer sections. */
export const testRules: ProcessRules = {
  stages: [
    stage('draft', { period: 'goals', sections: ['goals'], steps: ['fill', 'sign', 'review'], signing: inTurn, opens: 'date' }),
    stage('dataCollection', { period: 'baseline', sections: ['budget', 'outcomes'], steps: ['fill', 'confirm'], opens: 'date' }),
    stage('monitoring', { checkpoint: 'throughJune', period: 'throughJune', sections: ['budget'], steps: ['fill', 'sign', 'review'], signing: inTurn, opens: 'date' }),
    stage('monitoring', { checkpoint: 'throughSeptember', period: 'throughSeptember', sections: ['budget'], steps: ['fill', 'sign', 'review'], signing: inTurn, opens: 'date' }),
    stage('selfAssessment', { period: 'yearEnd', sections: ['budget', 'outcomes', 'assessment'], steps: ['fill', 'sign'], signing: inTurn, opens: 'date', minutesRequired: true }),
    stage('financeReview', { period: 'yearEnd', steps: ['review'] }),
    stage('rectification', { steps: ['fill'] }),
    stage('publication', { period: 'yearEnd', steps: ['fill', 'sign', 'release'], signing: [{ slots: [slot('principal', 'principal')], quorum: 1 }], opens: 'date' }),
    stage('resultUse', { steps: ['fill', 'review', 'release'] }),
    stage('closed', { steps: ['done'] }),
  ],
  deadlines: {
    fill: { workingDays: 10 },
    confirm: { workingDays: 3 },
    sign: { workingDays: 3 },
    review: { workingDays: 10 },
    decision: { workingDays: 5 },
    plan: { workingDays: 10 },
    evidence: { workingDays: 20 },
    verification: { workingDays: 10 },
    publication: { calendarDays: 20 },
    release: { workingDays: 5 },
  },
  ladder: [
    { offset: -5, to: 'owner' },
    { offset: -2, to: 'owner' },
    { offset: 0, to: 'owner' },
    { offset: 1, to: 'owner' },
    { offset: 2, to: 'lead' },
    { offset: 4, to: 'principal' },
    { offset: 6, to: 'desk' },
  ],
  repeatEveryWorkingDays: 5,
  sectionRoles: {
    goals: { ownerDuty: 'clerk', leadDuty: 'officeLead' },
    budget: { ownerDuty: 'accountant', leadDuty: 'financeHead' },
    outcomes: { ownerDuty: 'clerk', leadDuty: 'officeLead' },
    assessment: { ownerDuty: 'clerk', leadDuty: 'officeLead' },
  },
  statements: ['read', 'agree'],
  resultUses: [{ key: 'keep', label: '维持', labelEn: 'Keep' }],
};

/** Stage numbers of `testRules`, by name. */
export const stages = { draft: 0, dataCollection: 1, throughJune: 2, throughSeptember: 3, selfAssessment: 4, financeReview: 5, rectification: 6, publication: 7, resultUse: 8, closed: 9 } as const;

/** Opening dates of the 2023 case (design: defaults of the demo county). */
export const testDates: StageDates = ['2022-11-01', '2023-01-03', '2023-07-03', '2023-10-09', '2024-01-02', null, null, '2024-08-30', null, null].map((text) => (text === null ? null : day(text)));

/** The test rules with some stages changed. */
export function rulesWith(changes: Readonly<Record<number, Partial<StageDefinition>>>): ProcessRules {
  return { ...testRules, stages: testRules.stages.map((one, index) => ({ ...one, ...changes[index] })) };
}
