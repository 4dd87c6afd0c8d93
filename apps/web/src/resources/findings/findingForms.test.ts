import { FindingCommandBody, type FindingRecord } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { bodyOf, initialValue } from '../../forms/spec.js';
import { commands } from '../../i18n/zh/commands.js';
import { findingFields, isFindingCommand } from './findingForms.js';

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
