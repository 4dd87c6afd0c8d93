import type { SectionRecord } from '@hengji/contracts';
import { expect, test } from 'vitest';
import type { MessageKey } from '../../i18n/messages.js';
import type { MessageParams } from '../../i18n/useT.js';
import { ApiError } from '../../providers/apiError.js';
import { boxOfMissing, faultErrors, sectionErrors } from './sectionErrors.js';

const t = (key: MessageKey, params?: MessageParams) => `${key}${params === undefined ? '' : JSON.stringify(params)}`;
const row = { indicator: 'archive', dimension: '', subDimension: null, name: '存档及时率', nameEn: 'Archive', weight: '3', ruleKind: 'entered', judged: true, target: '', actual: '', outcome: { kind: 'missing', score: null, rate: null, code: null, steps: [] }, enteredScore: null, enteredReason: '', varianceReason: '', improvementAction: '', override: null, deduction: null } as const;
const section: SectionRecord = {
  evaluationId: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0003', key: 'assessment', title: '', titleEn: '', period: 'yearEnd', stage: 4, phase: 'selfAssessment', checkpoint: null, status: 'open', returnReason: null, version: 1, editable: true, disqualifies: false, mine: true,
  fields: [{ key: 'summary', label: '总体情况', labelEn: 'Summary', type: 'longText', required: true }], values: {}, earlier: [], rows: [{ ...row, outcome: { ...row.outcome, steps: [] }, evidence: [] }], evidence: [], supportable: [], warned: [], missing: ['summary', 'archive.score', 'archive.varianceReason'],
};

test('what is missing leads to its box', () => {
  expect(section.missing.map((missing) => boxOfMissing(section, missing))).toEqual(['field:summary', 'row:archive.enteredScore', 'row:archive.varianceReason']);
});

test('a value that cannot be stored is told rather than that it is missing', () => {
  const errors = sectionErrors(t, section, [{ box: 'row:archive.enteredScore', problem: 'score' }], false);
  expect(errors['field:summary']).toBe('validation.required{"label":"总体情况"}');
  expect(errors['row:archive.enteredScore']).toMatch(/^validation\.score.*存档及时率/);
});

test('what the server refuses stands at its box in the page’s own words', () => {
  const refusal = new ApiError({ type: '', title: '', status: 422, code: 'invalidInput', detail: '', params: {}, errors: { 'archive.reason': 'reasonRequired', summary: 'somethingNew' }, requestId: '' }, null);
  expect(faultErrors(t, section, refusal, false)).toEqual({ 'row:archive.enteredReason': 'validation.scoreReason{"label":"存档及时率 · section.enteredReason","weight":"3","maximum":"","max":2000}', 'field:summary': 'validation.other' });
  expect(faultErrors(t, section, new Error('anything else'), false)).toEqual({});
});

test('a score that only lacks its reason is told once, and the summary follows the form', () => {
  const errors = sectionErrors(t, section, [{ box: 'row:archive.enteredReason', problem: 'scoreReason' }], false);
  expect(Object.keys(errors)).toEqual(['field:summary', 'row:archive.enteredReason', 'row:archive.varianceReason']);
});

test('a number that exceeds what it is part of is told with both names', () => {
  const count = { type: 'count', required: true, labelEn: '' } as const;
  const survey = { ...section, missing: [], fields: [{ ...count, key: 'valid', label: '有效' }, { ...count, key: 'satisfied', label: '满意', atMost: 'valid' }], values: { valid: '50', satisfied: '60' } };
  expect(sectionErrors(t, survey, [], false)).toMatchObject({ 'field:satisfied': expect.stringMatching(/^validation\.moreThan.*满意.*有效/) });
});
