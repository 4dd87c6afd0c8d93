import { FindingCommandBody, type FindingRecord } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { bodyOf, initialValue } from '../../forms/spec.js';
import { commands } from '../../i18n/zh/commands.js';
import { findingFields, isFindingCommand } from './findingForms.js';
import { openWordText } from './looks.js';

const person = { id: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0001', name: '周敏' };
const record = { people: [{ ...person, duties: ['clerk'] }], plan: null, tasks: [], slotsWithoutSigner: ['principal'] } as unknown as FindingRecord;
const typed: Readonly<Record<string, string>> = { reason: '因为', documentNo: '财监〔2024〕1号', measure: '补做', deliverable: '账册', responsible: person.id, dueOn: '2024-05-01', until: '2024-05-01', text: '已补做', taskId: '0.planFinding', to: person.id, person: person.id };
const types = Object.keys(commands.finding).filter(isFindingCommand);

test('every command on a finding has its words', () => {
  expect([...types].sort()).toEqual(FindingCommandBody.options.map((option) => option.shape.type.value).sort());
});

test.each(types.filter((type) => type !== 'signPlan'))('%s asks for everything its body needs', (type) => {
  const fields = findingFields(type, (key) => key, record);
  const values = Object.fromEntries(fields.map((spec) => [spec.name, typed[spec.name] ?? initialValue(spec)]));
  const parsed = FindingCommandBody.safeParse({ type, ...(type === 'addEvidence' ? { evidence: [person.id] } : {}), ...bodyOf(fields, values) });
  expect(parsed.success ? [] : parsed.error.issues).toEqual([]);
});

test('an objection or a return is shown until somebody answers it', () => {
  const told = (...entries: readonly (readonly [type: string, params?: object])[]) => openWordText((key, params) => `${key} ${params?.['who']} ${params?.['reason']}`, entries.map(([type, params = {}], seq) => ({ seq, type, params, text: `text ${type}`, actor: { id: person.id, name: '甲' } })) as unknown as FindingRecord['timeline']);
  const raised = ['raised'] as const;
  expect(told(raised)).toBeNull();
  expect(told(['taskClosed'], ['objected'], raised)).toBe('findings.objection 甲 text objected');
  expect(told(['objectionRejected'], ['objected'], raised)).toBeNull();
  expect(told(['extensionAsked'], ['findingReturned', { to: 'plan' }], ['planSigned'])).toBe('findings.returnedPlan 甲 text findingReturned');
  expect(told(['findingReturned', { to: 'evidence' }], ['evidenceAdded'])).toBe('findings.returnedEvidence 甲 text findingReturned');
  expect(told(['planned'], ['findingReturned', { to: 'plan' }])).toBeNull();
});
