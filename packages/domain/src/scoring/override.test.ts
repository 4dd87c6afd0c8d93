import { expect, it } from 'vitest';
import { computedScore, overrideOf, scoreRow, scoreSheet, type ScoringRule, type Template } from '../index.js';
import { withOverride } from './override.js';

const ratio: ScoringRule = { kind: 'ratio', numerator: { section: 'budget', field: 'spent' }, denominator: { section: 'budget', field: 'budget' }, direction: 'up' };
const figures = { budget: { spent: '156958448', budget: '164200770' } };
const computed = scoreRow(ratio, '5', ({ field }) => figures.budget[field === 'spent' ? 'spent' : 'budget']);
const override = { indicator: 'execution', computed: '4.78', score: '5.00', reason: '公积金配套由财政承担' };

it('stands beside the computed score, as the last step of how it came about', () => {
  const outcome = withOverride(computed, override);
  expect(outcome).toMatchObject({ kind: 'scored', score: '5.00', rate: '0.955893' });
  expect(outcome.kind === 'scored' && outcome.steps.at(-1)).toEqual({ code: 'overridden', params: { computed: '4.78', score: '5.00', reason: '公积金配套由财政承担' } });
  expect(overrideOf(outcome)).toEqual({ computed: '4.78', reason: '公积金配套由财政承担' });
});

it('holds only for the figures it was set for, and never for a judgement or a row without a score', () => {
  expect(withOverride(computed, { ...override, computed: '4.77' })).toBe(computed);
  expect(overrideOf(computed)).toBeNull();
  const judged = scoreRow({ kind: 'entered' }, '5', () => null, { score: '4.78', reason: '规范' });
  expect([computedScore(judged), withOverride(judged, override)]).toEqual([null, judged]);
  const absent = scoreRow(ratio, '5', () => '0');
  expect(withOverride(absent, override)).toBe(absent);
});

it('counts in the total, and a deduction of the bureau comes off it', () => {
  const indicator = { key: 'execution', dimension: '产出', subDimension: null, name: '执行率', nameEn: '', weight: '5', measureKind: 'quantitative', target: '', scoringRule: ratio } as const;
  const template = { indicators: [indicator], grades: { excellent: '90', good: '80', fair: '60' } } as unknown as Template;
  const total = (overrides: readonly (typeof override)[], points = '0') => scoreSheet(template, figures, [], [{ indicator: 'execution', points }], overrides).total;
  expect(total([])).toMatchObject({ total: '95.60' });
  expect(total([override])).toMatchObject({ total: '100.00' });
  expect(total([override], '1')).toMatchObject({ total: '80.00' });
});
