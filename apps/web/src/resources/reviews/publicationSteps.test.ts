import type { EvaluationRecord } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { publicationSteps } from './publicationSteps.js';

const person = { id: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0001', name: '周敏' };
const stage: EvaluationRecord['stages'][number] = { index: 7, phase: 'publication', checkpoint: null, sections: [], opensOn: null, enteredAt: '2024-08-30T01:00:00.000Z', leftAt: null, outcome: null, reason: null, cycle: 0, paper: null };
const signing = { phase: 'publication', step: 'sign', stages: [stage], secrecy: { result: 'publish', by: person, basis: null }, accounts: null, publication: null } as const satisfies Parameters<typeof publicationSteps>[0];

test('signed is what the step says, be it with two signatures of three', () => {
  expect(publicationSteps(signing)).toMatchObject({ secrecy: 'done', sign: 'todo', accounts: 'todo', publish: 'todo' });
  expect(publicationSteps({ ...signing, step: 'release' }).sign).toBe('done');
  // The step of another phase says nothing of it.
  expect(publicationSteps({ ...signing, phase: 'resultUse', step: 'release' }).sign).toBe('todo');
});

test('what is kept back asks for no signature, and once it is decided nothing waits', () => {
  const secrecy = { result: 'withhold', by: person, basis: '涉密' } as const;
  expect(publicationSteps({ ...signing, step: 'fill', secrecy })).toEqual({ secrecy: 'done', sign: null, accounts: 'todo', publish: 'todo', withheldAt: null });
  const withheld = { ...stage, leftAt: '2024-09-02T01:00:00.000Z', outcome: 'withheld' };
  expect(publicationSteps({ ...signing, phase: 'resultUse', step: 'fill', secrecy, stages: [withheld] })).toEqual({ secrecy: 'done', sign: null, accounts: null, publish: 'withheld', withheldAt: withheld.leftAt });
});
