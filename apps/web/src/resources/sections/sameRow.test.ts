import { expect, test } from 'vitest';
import { sameRow, type DrawnRow } from './sameRow.js';

const drawn: DrawnRow = {
  row: { indicator: 'archive', dimension: '', subDimension: null, name: '', nameEn: '', weight: '3', ruleKind: 'entered', judged: true, target: '', actual: '', outcome: { kind: 'missing', score: null, rate: null, code: null, steps: [] }, enteredScore: null, enteredReason: '', varianceReason: '', improvementAction: '', override: null, deduction: null, evidence: [] },
  section: { key: 'assessment', evaluationId: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0003', editable: true },
  lastYear: null, typed: {}, errors: {}, idOf: 1, onType: 2, onLeave: 3, onAttach: 4,
};
const typed = (box: string, text: string) => ({ ...drawn, typed: { [box]: { text, unit: 'yuan' as const } } });

test('what is typed or wrong in another row, and a newer version of the section, leave a row as it is', () => {
  expect(sameRow(drawn, typed('row:other.actual', '5'))).toBe(true);
  expect(sameRow(drawn, { ...drawn, errors: { 'row:other.actual': '请填写' } })).toBe(true);
  expect(sameRow(drawn, { ...drawn, section: { ...drawn.section } })).toBe(true);
});

test('its own text, error, content or right to write draws it anew', () => {
  expect(sameRow(drawn, typed('row:archive.actual', '5'))).toBe(false);
  expect(sameRow(typed('row:archive.actual', '5'), drawn)).toBe(false);
  expect(sameRow(typed('row:archive.actual', '5'), typed('row:archive.actual', '56'))).toBe(false);
  expect(sameRow(drawn, { ...drawn, errors: { 'row:archive.actual': '请填写' } })).toBe(false);
  expect(sameRow(drawn, { ...drawn, row: { ...drawn.row, actual: '5' } })).toBe(false);
  expect(sameRow(drawn, { ...drawn, section: { ...drawn.section, editable: false } })).toBe(false);
  expect(sameRow(drawn, { ...drawn, onType: 5 })).toBe(false);
});
