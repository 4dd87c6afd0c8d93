import type { ExplainedFigure } from '@hengji/contracts';
import { describe, expect, test } from 'vitest';
import type { Translate } from '../../i18n/useT.js';
import { figureText, formulaText, readable } from './scoreText.js';

const t: Translate = (key, params) => (params === undefined ? key : `${key} ${Object.values(params).join()}`);
const figure = (label: string, type: ExplainedFigure['field']['type'], value: string | null, unit: string | null = null): ExplainedFigure => ({
  section: { key: 's', title: '预算', titleEn: 'Budget' }, field: { key: label, label, labelEn: `${label}-en`, type, unit, unitEn: unit }, value, by: null, at: null, evidence: [],
});
const money = [[figure('基本支出执行', 'money', '156958448'), figure('项目支出执行', 'money', '11000000')], [figure('预算', 'money', '175200770')]];
const staff = [[figure('在职人数', 'count', '13', '人')], [figure('编制数', 'count', '13', '人')]];

describe('readable', () => {
  test('amounts are told in 元, rates in percent, people as they are', () => {
    const step = { code: 'ratio', params: { numerator: '167958448', denominator: '175200770', rate: '0.958663' } };
    expect(readable(t, step, { measure: 'ratio', operands: money })).toEqual({ numerator: 'scores.yuan 1,679,584.48', denominator: 'scores.yuan 1,752,007.70', rate: '95.87%' });
    expect(readable(t, { code: 'ratio', params: { numerator: '13', denominator: '13', rate: '1.000000' } }, { measure: 'ratio', operands: staff })).toEqual({ numerator: '13', denominator: '13', rate: '100.00%' });
  });

  test('points have no unit, though they were made from amounts', () => {
    expect(readable(t, { code: 'rounded', params: { value: '9.586627', score: '9.59' } }, { measure: 'ratio', operands: money })).toEqual({ value: '9.586627', score: '9.59' });
  });

  test('a target of days is no percentage', () => {
    expect(readable(t, { code: 'reached', params: { target: '20', weight: '3' } }, { measure: 'figure', operands: staff })).toEqual({ target: '20', weight: '3' });
  });
});

test('a formula is told in the names of the form', () => {
  expect(formulaText(t, { measure: 'ratio', operands: money }, false)).toBe('（基本支出执行 + 项目支出执行） ÷ 预算');
  expect(formulaText(t, { measure: 'changeRate', operands: staff }, true)).toBe('(在职人数-en − 编制数-en) ÷ 编制数-en');
  expect(formulaText(t, { measure: null, operands: [] }, false)).toBe('scores.judgedRule');
});

test('a figure carries its unit, and an empty one says so', () => {
  expect(figureText(t, figure('a', 'money', '100'), false)).toBe('scores.yuan 1.00');
  expect(figureText(t, figure('a', 'count', '13', '人'), false)).toBe('13 人');
  expect(figureText(t, figure('a', 'percent', '95.50'), false)).toBe('95.5%');
  expect(figureText(t, figure('a', 'boolean', 'true'), false)).toBe('section.yes');
  expect(figureText(t, figure('a', 'money', null), false)).toBe('scores.notWritten');
});
