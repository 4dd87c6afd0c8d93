import { expect, test } from 'vitest';
import { disagreements, fieldProblem, missingFields } from './content.js';
import type { FieldDefinition, Template } from './template.js';
import { day, testRules } from './testing/rules.js';

const field = (key: string, type: FieldDefinition['type'], more: Partial<FieldDefinition> = {}): FieldDefinition => ({ key, label: key, labelEn: key, type, required: false, ...more });

test('an amount below zero needs a field that may be negative', () => {
  expect(fieldProblem(field('budget', 'money'), '-1')).toBe('negative');
  expect(fieldProblem(field('correction', 'money', { signed: true }), '-1')).toBeNull();
  expect(fieldProblem(field('budget', 'money'), '0')).toBeNull();
});

test('a value stays within what the template allows', () => {
  const coverage = field('coverage', 'percent', { maximum: '100' });
  expect(fieldProblem(coverage, '100')).toBeNull();
  expect(fieldProblem(coverage, '100.01')).toBe('tooLarge');
  const survey = field('surveyDate', 'date', { notFuture: true });
  expect(fieldProblem(survey, '2024-01-03', day('2024-01-02'))).toBe('inFuture');
  expect(fieldProblem(survey, '2024-01-02', day('2024-01-02'))).toBeNull();
  expect(fieldProblem(survey, 'soon', day('2024-01-02'))).toBe('notDate');
});

test('a part never exceeds its whole; an empty box is no disagreement', () => {
  const fields = [field('sent', 'count'), field('valid', 'count', { atMost: 'sent' }), field('satisfied', 'count', { atMost: 'valid' })];
  expect(disagreements(fields, { sent: '60', valid: '60', satisfied: '9' })).toEqual([]);
  expect(disagreements(fields, { sent: '60', valid: '100', satisfied: '101' })).toEqual([{ field: 'valid', limit: 'sent' }, { field: 'satisfied', limit: 'valid' }]);
  expect(disagreements(fields, { valid: '100' })).toEqual([]);
});

test('an explanation is asked for where an answer calls for one', () => {
  const template: Template = {
    schema: 'hengji.template/1', key: 't', version: 1, title: 't', titleEn: 't', indicators: [], grades: { excellent: '90', good: '80', fair: '60' }, process: testRules,
    sections: [{ key: 'forecast', title: 'f', titleEn: 'f', ownerDuty: 'clerk', leadDuty: 'officeLead', fields: [field('likelihood', 'choice', { required: true }), field('note', 'longText', { requiredWhen: { field: 'likelihood', values: ['possible', 'impossible'] } })] }],
  };
  const missing = (likelihood: string, note = '') => missingFields(template, 'forecast', 'throughJune', { forecast: { likelihood, note } });
  expect(missing('certain')).toEqual([]);
  expect(missing('impossible')).toEqual(['note']);
  expect(missing('possible', ' ')).toEqual(['note']);
  expect(missing('possible', '设备未到')).toEqual([]);
});
