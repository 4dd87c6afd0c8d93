import { EvaluationCommandBody } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { bodyOf, initialValue, unanswered, type FieldSpec } from './spec.js';

const reason: FieldSpec = { kind: 'text', name: 'reason', label: '原因', required: true, multiline: true };
const basis: FieldSpec = { kind: 'text', name: 'basis', label: '依据', required: false, empty: 'null' };

test('required fields without an answer are named in order; blanks are no answer', () => {
  const section: FieldSpec = { kind: 'choice', name: 'section', label: '部分', required: true, choices: [] };
  expect(unanswered([section, reason, basis], { reason: '  ' }).map((spec) => spec.name)).toEqual(['section', 'reason']);
  expect(unanswered([reason], { reason: '数据有误' })).toEqual([]);
});

test('the only possible answer is given already', () => {
  expect(initialValue({ kind: 'choice', name: 'slot', label: '', required: true, choices: [{ value: 'principal', label: '组长' }] })).toBe('principal');
  expect(initialValue({ kind: 'choice', name: 'slot', label: '', required: true, choices: [{ value: 'a', label: '' }, { value: 'b', label: '' }] })).toBe('');
});

test('bodies fit the contract', () => {
  const body = bodyOf([{ kind: 'radio', name: 'result', label: '', required: true, choices: [] }, basis], { result: 'publish', basis: '' });
  expect(EvaluationCommandBody.parse({ type: 'reviewSecrecy', ...body })).toEqual({ type: 'reviewSecrecy', result: 'publish', basis: null });
});

test('only filled items are sent, and optional columns may be left out', () => {
  const changes: FieldSpec = { kind: 'perItem', name: 'changes', label: '', required: true, items: [], keyName: 'indicator', valueName: 'target', choices: null };
  expect(bodyOf([changes], { changes: [{ key: 'a', value: ' 95% ' }, { key: 'b', value: '' }] })).toEqual({ changes: [{ indicator: 'a', target: '95%' }] });
  const lines: FieldSpec = { kind: 'rows', name: 'lines', label: '', initial: [], columns: [{ name: 'line', label: '', required: true, choices: null }, { name: 'note', label: '', required: false, choices: null }] };
  expect(bodyOf([lines], { lines: [{ line: '项目经费', note: '' }] })).toEqual({ lines: [{ line: '项目经费' }] });
  expect(unanswered([lines], { lines: [{ line: '' }] })).toHaveLength(1);
});

test('numbers of a choice travel as numbers', () => {
  expect(bodyOf([{ kind: 'choice', name: 'stage', label: '', required: true, choices: [], numeric: true }], { stage: '3' })).toEqual({ stage: 3 });
});
