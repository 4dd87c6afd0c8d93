import type { SectionRecord } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { afterSaving, changesOf, conflictsOf, fieldBox, rowBox, serverValue, type Typed } from './draft.js';

const section: SectionRecord = {
  evaluationId: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0003', key: 'budget', title: '预算', titleEn: 'Budget', period: 'yearEnd', stage: 4, phase: 'selfAssessment', checkpoint: null, status: 'open', returnReason: null, version: 3, editable: true, disqualifies: false, mine: true,
  fields: [{ key: 'outturn', label: '执行数', labelEn: 'Outturn', type: 'money', required: true }, { key: 'note', label: '说明', labelEn: 'Note', type: 'longText', required: false }],
  values: { outturn: '100', note: 'a' }, earlier: [],
  rows: [{ indicator: 'archive', dimension: '', subDimension: null, name: '', nameEn: '', weight: '3', ruleKind: 'entered', judged: true, target: '100%', actual: '', outcome: { kind: 'missing', score: null, rate: null, code: null, steps: [] }, enteredScore: '2.00', enteredReason: '三卷归档两卷', varianceReason: '', improvementAction: '', override: null, deduction: null, evidence: [] }],
  evidence: [], supportable: [], warned: [], missing: [],
};
const yuan = (text: string) => ({ text, unit: 'yuan' as const });

test('only what differs and can be stored is sent', () => {
  const typed: Typed = { [fieldBox('outturn')]: yuan('2'), [fieldBox('note')]: yuan('a'), [rowBox('archive', 'varianceReason')]: yuan('缺一卷') };
  const { body, problems, unchanged } = changesOf(section, typed);
  expect(body).toEqual({ values: { outturn: '200' }, rows: [{ indicator: 'archive', varianceReason: '缺一卷' }] });
  expect(problems).toEqual([]);
  expect(unchanged).toEqual([fieldBox('note')]);
});

test('what cannot be stored stays typed and is named', () => {
  const typed: Typed = { [fieldBox('outturn')]: yuan('很多'), [rowBox('archive', 'enteredScore')]: yuan('2.123') };
  const { body, problems } = changesOf(section, typed);
  expect(body).toEqual({ values: {}, rows: [] });
  expect(problems).toEqual([{ box: fieldBox('outturn'), problem: 'money' }, { box: rowBox('archive', 'enteredScore'), problem: 'score' }]);
});

test('a judged score and its reason are stored together or not at all', () => {
  const [score, reason] = [rowBox('archive', 'enteredScore'), rowBox('archive', 'enteredReason')];
  const unjudged: SectionRecord = { ...section, rows: section.rows.map((row) => ({ ...row, enteredScore: null, enteredReason: '' })) };
  const rowsOf = (held: SectionRecord, typed: Typed) => changesOf(held, typed).body.rows;
  // One half alone waits and is told; both travel as one.
  expect(changesOf(unjudged, { [score]: yuan('2') })).toMatchObject({ body: { rows: [] }, sent: {}, problems: [{ box: reason, problem: 'scoreReason' }] });
  expect(changesOf(unjudged, { [reason]: yuan('缺一卷') })).toMatchObject({ body: { rows: [] }, problems: [{ box: score, problem: 'scoreFirst' }] });
  expect(rowsOf(unjudged, { [score]: yuan('2'), [reason]: yuan('缺一卷') })).toEqual([{ indicator: 'archive', enteredScore: '2', enteredReason: '缺一卷' }]);
  // A changed half takes the stored other half along.
  expect(rowsOf(section, { [reason]: yuan('缺一卷') })).toEqual([{ indicator: 'archive', enteredScore: '2.00', enteredReason: '缺一卷' }]);
  expect(rowsOf(section, { [score]: yuan('') })).toEqual([{ indicator: 'archive', enteredScore: null }]);
  // More than the weight is no score.
  expect(changesOf(section, { [score]: yuan('3.01') }).problems).toEqual([{ box: score, problem: 'score' }]);
});

test('what is typed while a save travels is not lost', () => {
  const sent: Typed = { [fieldBox('outturn')]: yuan('2') };
  const typedAgain: Typed = { [fieldBox('outturn')]: yuan('25'), [fieldBox('note')]: yuan('b') };
  expect(afterSaving(typedAgain, sent, [])).toEqual(typedAgain);
  expect(afterSaving({ ...sent }, sent, [])).toEqual({});
});

test('only boxes that both sides changed, to different values, are a conflict', () => {
  const now: SectionRecord = { ...section, version: 4, values: { outturn: '300', note: 'c' } };
  expect(conflictsOf(section, now, { [fieldBox('outturn')]: yuan('2') })).toEqual([{ box: fieldBox('outturn'), mine: '200', theirs: '300' }]);
  expect(conflictsOf(section, now, { [fieldBox('outturn')]: yuan('3') })).toEqual([]);
  expect(conflictsOf(section, now, { [rowBox('archive', 'target')]: yuan('90%') })).toEqual([]);
  expect(serverValue(section, rowBox('archive', 'target'))).toBe('100%');
});
