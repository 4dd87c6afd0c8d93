import { readFileSync } from 'node:fs';
import type { ProcessRules, StageDefinition, Template } from '@hengji/domain';
import { describe, expect, it } from 'vitest';
import { processDefectCodes } from './defects.js';
import { lintProcess } from './lintProcess.js';

const department: Template = JSON.parse(readFileSync(new URL('../../../../prisma/seed/template.department.json', import.meta.url), 'utf8'));
const { process } = department;

const withProcess = (change: Partial<ProcessRules>): Template => ({ ...department, process: { ...process, ...change } });
const withStage = (phase: StageDefinition['phase'], change: Partial<StageDefinition>): Template => {
  const index = process.stages.findIndex((stage) => stage.phase === phase);
  return withProcess({ stages: process.stages.map((stage, at) => (at === index ? { ...stage, ...change } : stage)) });
};
const stageOf = (phase: StageDefinition['phase']): StageDefinition => {
  const found = process.stages.find((stage) => stage.phase === phase);
  if (found === undefined) throw new Error(phase);
  return found;
};
const slot = (key: string, duty: 'principal' | 'auditor') => ({ key, duty, title: key, titleEn: key });
const own = stageOf('draft').signing;

const cases: readonly (readonly [string, Template, readonly string[]])[] = [
  ['a stage with a section that is none', withStage('dataCollection', { sections: ['budget', 'personnel', 'assets', 'rules', 'keyTasks', 'gone'] }), ['sectionUnknown']],
  ['a quorum that nobody can reach', withStage('draft', { signing: [{ slots: [slot('a', 'principal')], quorum: 2 }] }), ['quorumInvalid']],
  ['review before self-assessment', withProcess({ stages: [...process.stages.slice(0, 4), stageOf('financeReview'), stageOf('selfAssessment'), ...process.stages.slice(6)] }), ['stageOrder']],
  ['no review', withProcess({ stages: process.stages.filter(({ phase }) => phase !== 'financeReview') }), ['phaseMissing']],
  ['a year without an end', withProcess({ stages: process.stages.slice(0, -1) }), ['yearNotClosed']],
  ['two checkpoints of one period', withProcess({ stages: process.stages.map((stage) => (stage.checkpoint === 'throughSeptember' ? { ...stage, period: 'throughJune' as const } : stage)) }), ['periodTwice']],
  ['two checkpoints of one name', withProcess({ stages: process.stages.map((stage) => (stage.checkpoint === 'throughSeptember' ? { ...stage, checkpoint: 'throughJune' } : stage)) }), ['checkpointTwice']],
  ['monitoring that is no checkpoint', withStage('monitoring', { checkpoint: null }), ['checkpointInvalid']],
  ['a self-assessment that is a checkpoint', withStage('selfAssessment', { checkpoint: 'throughJune' }), ['checkpointInvalid']],
  ['eight sections at once', { ...withStage('selfAssessment', { sections: [...stageOf('selfAssessment').sections, 'forecast'] }) }, ['sectionsTooMany']],
  ['a self-assessment without its own section', withStage('selfAssessment', { sections: stageOf('selfAssessment').sections.filter((key) => key !== 'assessment') }), ['sectionNeeded', 'sectionNeverAsked']],
  ['sections that nobody fills', withStage('dataCollection', { period: null }), ['sectionsUnfilled']],
  ['a confirmation of what is signed', withStage('draft', { steps: ['fill', 'confirm', 'sign', 'review'] }), ['stepsInvalid']],
  ['a review before the signature', withStage('draft', { steps: ['fill', 'review', 'sign'] }), ['stepsInvalid']],
  ['a signature of nobody', withStage('draft', { signing: [] }), ['signersMissing']],
  ['signers without a signature', withStage('dataCollection', { signing: own }), ['signersUnused']],
  ['minutes without a signature', withStage('dataCollection', { minutesRequired: true }), ['signersUnused']],
  ['one slot twice', withStage('draft', { signing: [...own, ...own.slice(0, 1)] }), ['slotTwice']],
  ['an auditor who signs', withStage('draft', { signing: [{ slots: [slot('a', 'auditor')], quorum: 1 }] }), ['slotForeign']],
  ['a section without people', withProcess({ sectionRoles: Object.fromEntries(Object.entries(process.sectionRoles).filter(([key]) => key !== 'budget')) }), ['rolesMissing']],
  ['two words on who fills', withProcess({ sectionRoles: { ...process.sectionRoles, budget: { ownerDuty: 'clerk', leadDuty: 'financeHead' } } }), ['rolesDiffer']],
  [
    'a bureau that fills',
    { ...withProcess({ sectionRoles: { ...process.sectionRoles, budget: { ownerDuty: 'performanceDesk', leadDuty: 'financeHead' } } }), sections: department.sections.map((section) => (section.key === 'budget' ? { ...section, ownerDuty: 'performanceDesk' } : section)) },
    ['rolesForeign'],
  ],
  ['a signature within three years', withProcess({ deadlines: { ...process.deadlines, sign: { workingDays: 1000 } } }), ['deadlineTooLong']],
  ['more days to object than the plan has', withProcess({ deadlines: { ...process.deadlines, objection: { workingDays: 11 } } }), ['objectionAfterPlan']],
  ['a publication in working days', withProcess({ deadlines: { ...process.deadlines, publication: { workingDays: 20 } } }), ['publicationNotCalendar']],
  ['reminders out of order', withProcess({ ladder: [{ offset: 2, to: 'lead' }, { offset: 1, to: 'owner' }, { offset: 6, to: 'desk' }] }), ['ladderNotRising']],
  ['reminders that end at the department', withProcess({ ladder: process.ladder.filter(({ to }) => to !== 'desk') }), ['ladderWithoutDesk']],
  ['nothing to sign', withProcess({ statements: [] }), ['statementsMissing']],
  ['a use twice', withProcess({ resultUses: [...process.resultUses, ...process.resultUses.slice(0, 1)] }), ['resultUseTwice']],
];

describe('one slip in a process that holds', () => {
  it.each(cases)('%s', (_, template, codes) => {
    expect([...new Set(lintProcess(template).map(({ code }) => code))]).toEqual(codes);
  });

  it('is known for every code there is', () => {
    expect([...new Set(cases.flatMap(([, , codes]) => codes))].sort()).toEqual([...processDefectCodes].sort());
  });
});

it.each(['department', 'national', 'project'])('the process of the shipped template %s holds', (name) => {
  expect(lintProcess(JSON.parse(readFileSync(new URL(`../../../../prisma/seed/template.${name}.json`, import.meta.url), 'utf8')))).toEqual([]);
});
