import type { IndicatorDefinition, ScoreSheet, Template } from '@hengji/domain';
import { expect, test } from 'vitest';
import { checkEvaluation } from './checkEvaluation.js';

function sheet(...rows: readonly (readonly [weight: string, score: string])[]): ScoreSheet {
  return {
    rows: rows.map(([weight, score], index) => {
      const indicator: IndicatorDefinition = { key: `row${index}`, dimension: '产出', subDimension: null, name: `指标${index}`, nameEn: '', weight, measureKind: 'qualitative', target: '', scoringRule: { kind: 'entered' } };
      return { indicator, entry: { indicator: indicator.key, target: '', actual: '', entered: { score, reason: '已验收' }, varianceReason: '', improvementAction: '' }, outcome: { kind: 'scored', score, steps: [] }, deduction: null };
    }),
    total: { kind: 'invalid', rows: [] },
    grade: null,
  } as unknown as ScoreSheet;
}

const template = { sections: [], grades: { excellent: '90', good: '80', fair: '60' } } as unknown as Template;

const errors = (one: ScoreSheet, phase: 'draft' | 'selfAssessment') =>
  checkEvaluation({ template, phase, year: 2023, unit: null, ofProject: false, sheet: one, figures: {}, evidence: [] }).filter(({ severity }) => severity === 'error').map(({ rule }) => rule);

test('an evaluation’s own sheet is held to the rules of any report', () => {
  expect(errors(sheet(['60', '50'], ['40', '40']), 'selfAssessment')).toEqual([]);
  expect(errors(sheet(['60', '61'], ['40', '40']), 'selfAssessment')).toEqual(['W5']);
  expect(errors(sheet(['60', '50'], ['55', '40']), 'selfAssessment')).toEqual(['W1']);
});

test('a sheet of 90 points or of few is no part of another', () => {
  expect(errors(sheet(['90', '80']), 'selfAssessment')).toEqual(['W1']);
  expect(errors(sheet(['10', '8']), 'selfAssessment')).toEqual(['W1']);
});

test('while goals are set there are no scores to judge', () => {
  expect(errors(sheet(['60', '61'], ['40', '40']), 'draft')).toEqual([]);
});
