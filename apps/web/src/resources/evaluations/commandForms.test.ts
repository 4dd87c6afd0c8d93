import { EvaluationCommandBody, type EvaluationRecord } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { bodyOf, initialValue } from '../../forms/spec.js';
import { commands } from '../../i18n/zh/commands.js';
import { arrange, fieldsOf, type EvaluationCommand } from './commandForms.js';
import { isEvaluationCommand } from './isEvaluationCommand.js';

const person = { id: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0001', name: '周敏' };
const unit = { id: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0002', name: '某某局' };
const record: EvaluationRecord = {
  id: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0003', unit, subject: { kind: 'department', by: null }, year: 2023, rehearsal: false, campaign: { id: unit.id, title: '2023' }, status: 'open', phase: 'financeReview', checkpoint: null, step: 'review', urgency: 'onTime', dueOn: null, workingDaysLeft: null, dueCovered: true,
  score: { self: null, reviewed: null, grade: null }, openTasks: 0, openFindings: 0, version: 1, processNow: '2024-01-02T01:00:00.000Z', stageIndex: 0, formSections: [{ key: 'budget', title: '预算', titleEn: 'Budget' }], formRows: [], stages: [{ index: 1, sections: ['budget'], phase: 'publication', checkpoint: null, opensOn: '2024-08-30', enteredAt: null, leftAt: null, outcome: null, reason: null, cycle: 0, paper: { documentNo: '1', scans: [] } }].map((stage) => EvaluationStage(stage)),
  sections: [{ key: 'budget', title: '预算', titleEn: 'Budget', owner: null, status: 'submitted', returnReason: null, begun: true, missing: 0, mine: true, confirmable: true }], tasks: [], claimable: [], revision: null,
  signatures: [{ slot: 'principal', title: '组长', titleEn: 'Head', duty: 'principal', person: null, onBehalfOf: null, acting: false, appointed: null, signedAt: null, open: true, mine: true, inPlaceOf: null, minutesRequired: true }],
  statements: ['read'], allowedActions: [], extension: null, delegations: [], slotsLost: [], slotsWithoutSigner: [], trouble: null, accounts: null, secrecy: null, publication: null, resultUse: { outcomes: [{ key: 'keep', label: '保持', labelEn: 'Keep' }], proposed: null, decided: null }, findings: [], people: [{ ...person, duties: ['clerk'] }],
};

function EvaluationStage(stage: object): EvaluationRecord['stages'][number] {
  return stage as EvaluationRecord['stages'][number];
}

const typed: Readonly<Record<string, string>> = { reason: '因为', documentNo: '财绩〔2024〕1号', until: '2024-02-01', date: '2024-09-01', startsOn: '2024-02-01', endsOn: '2024-02-02', approvedOn: '2024-01-01', points: '1.00', result: 'publish', taskId: '0.0.review', indicator: 'fundUse', findingType: 'other', noEffectReason: '不影响得分', stage: '1' };
const types = Object.keys(commands.evaluation).filter(isEvaluationCommand);

test('every command of the contract has a dialog', () => {
  expect([...types].sort()).toEqual(EvaluationCommandBody.options.map((option) => option.shape.type.value).sort());
});

test.each(types.filter((type) => type !== 'sign'))('%s asks for everything its body needs', (type: EvaluationCommand) => {
  const fields = fieldsOf(type, { t: (key) => key, english: false, record, sheet: null, me: person.id });
  const values = Object.fromEntries(
    fields.map((spec) => {
      if (spec.kind === 'perItem') return [spec.name, [{ key: 'budget', value: spec.valueName === 'person' ? person.id : '95%' }]];
      if (spec.kind === 'rows') return [spec.name, [{ line: '项目经费', outcome: 'keep', note: '' }]];
      if (spec.kind === 'many') return [spec.name, spec.choices.map((choice) => choice.value)];
      const people = ['from', 'to', 'person'].includes(spec.name) ? person.id : '';
      return [spec.name, typed[spec.name] ?? (people || initialValue(spec))];
    }),
  );
  const parsed = EvaluationCommandBody.safeParse({ type, ...(type === 'registerPaper' ? { scans: [person.id] } : {}), ...(type === 'answerCheck' || type === 'decideCheck' ? { check: 'a'.repeat(64), accepted: true } : {}), ...bodyOf(fields, values) });
  expect(parsed.success ? [] : parsed.error.issues).toEqual([]);
});

test('a return from the finance review names the sections of the self-assessment', () => {
  const year: EvaluationRecord = { ...record, stageIndex: 5, sections: [], stages: [EvaluationStage({ ...record.stages[0], index: 4, phase: 'selfAssessment', sections: ['budget'] }), EvaluationStage({ ...record.stages[0], index: 5, phase: 'financeReview', sections: [] })] };
  const sections = fieldsOf('returnToDepartment', { t: (key) => key, english: false, record: year, sheet: null, me: null }).find((field) => field.name === 'sections');
  expect(sections?.kind === 'many' ? sections.choices : []).toEqual([{ value: 'budget', label: '预算' }]);
});

test('the work of somebody who has left his post can be handed over', () => {
  const gone = { id: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0009', name: '调走的人' };
  const left: EvaluationRecord = { ...record, sections: record.sections.map((section) => ({ ...section, owner: gone })) };
  const choices = (name: string) => {
    const field = fieldsOf('handOver', { t: (key) => key, english: false, record: left, sheet: null, me: person.id }).find((one) => one.name === name);
    return field?.kind === 'choice' ? field.choices.map(({ value }) => value) : [];
  };
  expect(choices('from')).toEqual([person.id, gone.id]);
  expect(choices('to')).toEqual([person.id]);
});

test('one primary button, the rest in the menu, and nothing the page does not know', () => {
  expect(arrange(['delegate', 'submitForSigning', 'claim', 'newerCommand'], isEvaluationCommand)).toEqual({ primary: 'submitForSigning', others: ['delegate'] });
  expect(arrange([], isEvaluationCommand)).toEqual({ primary: null, others: [] });
});
