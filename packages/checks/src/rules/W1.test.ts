import { expect, test } from 'vitest';
import { form, found, row } from '../../test/documents.js';

test('W1 sums the weights of all rows exactly', () => {
  const rows = (...weights: readonly string[]) => form({ items: weights.map((weight, index) => row({ name: `指标${index}`, weight, score: weight })) });
  expect(found('W1', rows('2.5', '2.5', '95'))).toEqual([]);
  expect(found('W1', rows('55', '60'))).toMatchObject([{ severity: 'error', expected: '100', actual: '115' }]);
});

test('W1 notes the points found where the table is not whole', () => {
  expect(found('W1', form({ items: [row({ name: '产出', weight: '30' })] }))).toMatchObject([{ severity: 'note', variant: 'part', actual: '30' }]);
});

test('W1 says nothing of a form without weights whose money block alone has one; where they were only not read, it does', () => {
  const rows = [row({ name: '预算执行率', weight: '20', isExecution: true }), row({ name: '产出', weight: null }), row({ name: '效益', weight: null })];
  expect(found('W1', form({ items: rows, columns: ['target', 'actual', 'score'] }))).toEqual([]);
  expect(found('W1', form({ items: rows }))).toMatchObject([{ severity: 'note', variant: 'part' }]);
});

test('W1 asks for the points of execution where just they are missing, and lets a declaration of goals leave them out', () => {
  const ninety = (kind: 'projectSelfEvaluation' | 'goalDeclaration') => form({ kind, items: [row({ name: '产出', weight: '60' }), row({ name: '效益', weight: '30' })] });
  expect(found('W1', ninety('projectSelfEvaluation'))).toMatchObject([{ severity: 'note', variant: 'noExecution' }]);
  expect(found('W1', ninety('goalDeclaration'))).toEqual([]);
});
