import { expect, it } from 'vitest';
import { stages } from '../testing/rules.js';
import { openYear } from '../testing/year.js';

const set = (score: string | null, indicator = 'archive') => ({ type: 'overrideScore', indicator, score, reason: 'input-1', acceptDisqualification: true }) as const;

function assessing() {
  return openYear().reach(stages.selfAssessment, 'fill');
}

it('a computed score is set otherwise only by who owns the assessment, within the weight, and with a reason', () => {
  const year = assessing();
  expect(year.refusal('accountant', set('2.00')).code).toBe('notYourSection');
  expect(year.refusal('clerk', { ...set('2.00'), reason: ' ' }).code).toBe('reasonRequired');
  expect(['2.01', '-1', '1.005', 'x'].map((score) => year.refusal('clerk', set(score)))).toEqual(Array.from({ length: 4 }, () => ({ code: 'overrideInvalid', indicator: 'archive', weight: '2.00' })));
  // A judged row has its own reason, and a foreign name is none.
  expect([year.refusal('clerk', set('1', 'fundUse')).code, year.refusal('clerk', set('1', '__proto__')).code]).toEqual(['scoreNotComputed', 'scoreNotComputed']);
  year.give('clerk', set('2'));
  expect(year.state.overrides).toMatchObject([{ indicator: 'archive', computed: '1.33', score: '2.00', reason: 'input-1', by: 'clerk' }]);
});

it('the computed score itself, or none, lifts it', () => {
  const year = assessing();
  for (const lifted of ['1.33', null]) {
    year.give('clerk', set('2.00'));
    year.give('clerk', set(lifted));
    expect(year.state.overrides).toEqual([]);
  }
});

it('who sets one has prepared the version, and a section that is handed in takes none', () => {
  const year = assessing();
  year.give('clerk', { type: 'assignSections', assignments: [{ section: 'assessment', person: 'colleague' }] });
  year.give('colleague', set('2.00'));
  year.submitSections();
  expect(year.refusal('colleague', set(null)).code).toBe('sectionNotOpen');
  year.give('clerk', { type: 'submitForSigning', acceptDisqualification: true });
  expect(year.state.revision?.preparers).toContain('colleague');
});
