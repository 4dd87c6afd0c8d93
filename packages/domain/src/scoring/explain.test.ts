import { describe, expect, it } from 'vitest';
import { disputedRows, explain, missingInRows, scoreSheet, sensitivity, type FieldDefinition, type IndicatorDefinition, type IndicatorEntry, type ScoringRule, type Template } from '../index.js';
import { testRules } from '../testing/rules.js';

const field = (key: string, type: FieldDefinition['type'], label: string): FieldDefinition => ({ key, label, labelEn: label, type, required: true });
const indicator = (key: string, weight: string, scoringRule: ScoringRule, more: Partial<IndicatorDefinition> = {}): IndicatorDefinition => ({
  key, dimension: '过程', subDimension: null, name: key, nameEn: key, weight, measureKind: 'quantitative', target: '100%', scoringRule, ...more,
});
const ref = (name: string) => ({ section: 'budget', field: name });
const template: Template = {
  schema: 'hengji.template/1', key: 't', version: 1, title: 't', titleEn: 't', grades: { excellent: '90', good: '80', fair: '60' }, process: testRules,
  sections: [
    { key: 'budget', title: '预算与执行', titleEn: 'Budget', ownerDuty: 'accountant', leadDuty: 'financeHead', fields: [field('basicBudget', 'money', '基本支出预算'), field('projectBudget', 'money', '项目支出预算'), field('basicSpent', 'money', '基本支出执行'), field('projectSpent', 'money', '项目支出执行')] },
  ],
  indicators: [
    indicator('execution', '40', { kind: 'ratio', numerator: [ref('basicSpent'), ref('projectSpent')], denominator: [ref('basicBudget'), ref('projectBudget')], direction: 'up', overAchievement: { times: '1.3', reduce: false } }, { source: '财预〔2013〕53号' }),
    indicator('compliance', '30', { kind: 'entered' }),
    indicator('order', '30', { kind: 'threeBands' }),
  ],
};
const figures = { budget: { basicBudget: '164200770', projectBudget: '11000000', basicSpent: '156958448', projectSpent: '' } };
const judged = (key: string, score: string): IndicatorEntry => ({ indicator: key, target: '', actual: '', entered: { score, reason: '有凭证' }, varianceReason: '', improvementAction: '' });
const entries = [judged('compliance', '30'), judged('order', '21')];

describe('explain', () => {
  const files = [
    { section: 'budget', indicator: null, name: '决算表.pdf' }, { section: 'budget', indicator: 'execution', name: '执行明细.pdf' }, { section: 'budget', indicator: 'compliance', name: '凭证.pdf' },
    { section: 'rules', indicator: null, name: '制度.pdf' }, { section: null, indicator: null, name: '整改.pdf' },
  ];
  const written = (given: typeof figures, name: string) => {
    const [row] = scoreSheet(template, given, entries).rows;
    if (row === undefined) throw new Error(`no row ${name}`);
    return explain(template, row, given, ({ field: key }) => (key === 'basicSpent' ? { by: 'wang', at: '2024-01-05T02:00:00.000Z' } : null), files);
  };

  it('names every figure of the formula with its value, who wrote it when, and the files of its section alone', () => {
    const whole = { budget: { ...figures.budget, projectSpent: '11000000' } };
    const { operands, outcome, source, rounding, notApplicable } = written(whole, 'execution');
    expect(operands.map((parts) => parts.map(({ field: { label }, value }) => [label, value]))).toEqual([
      [['基本支出执行', '156958448'], ['项目支出执行', '11000000']],
      [['基本支出预算', '164200770'], ['项目支出预算', '11000000']],
    ]);
    expect(operands[0]?.[0]).toMatchObject({ section: { title: '预算与执行' }, by: 'wang', at: '2024-01-05T02:00:00.000Z', evidence: [{ name: '决算表.pdf' }, { name: '执行明细.pdf' }] });
    expect(operands[1]?.[0]).toMatchObject({ by: null, at: null });
    expect({ outcome: outcome.kind === 'scored' ? outcome.score : outcome.kind, source, rounding, notApplicable }).toEqual({ outcome: '38.35', source: '财预〔2013〕53号', rounding: { places: 2, mode: 'halfUp' }, notApplicable: 'rebase' });
  });

  it('names the files that may prove the row: its own, and those of its section that name no row', () => {
    const of = (key: string, ownerSection?: string) => {
      const row = scoreSheet(template, figures, entries).rows.find((one) => one.indicator.key === key);
      if (row === undefined) throw new Error(`no row ${key}`);
      return explain(template, { ...row, indicator: { ...row.indicator, ...(ownerSection === undefined ? {} : { ownerSection }) } }, figures, () => null, files).evidence.map(({ name }) => name);
    };
    expect(of('compliance', 'budget')).toEqual(['决算表.pdf', '凭证.pdf']);
    expect(of('compliance')).toEqual(['凭证.pdf']);
    expect(of('order', 'rules')).toEqual(['制度.pdf']);
    expect(of('order')).toEqual([]);
  });

  it('shows which figure is missing', () => {
    const { operands, outcome } = written(figures, 'execution');
    expect(operands[0]?.[1]).toMatchObject({ value: null, by: null });
    expect(outcome).toMatchObject({ kind: 'missing', operands: [{ field: 'projectSpent' }] });
  });
});

describe('sensitivity', () => {
  const sheet = (deductions: readonly { readonly indicator: string; readonly points: string }[]) => scoreSheet(template, { budget: { ...figures.budget, projectSpent: '11000000' } }, entries, deductions);

  it('says what each disputed row would make of total and grade, and all of them together', () => {
    const reviewed = sheet([{ indicator: 'compliance', points: '1' }]);
    expect(reviewed).toMatchObject({ total: { total: '88.35' }, grade: 'good' });
    const choices = disputedRows(reviewed, [{ indicator: 'order', points: '10' }, { indicator: 'compliance', points: '1' }]);
    expect(choices).toEqual([{ indicator: 'compliance', points: '0' }, { indicator: 'order', points: '10' }]);
    expect(sensitivity(reviewed, choices, template)).toEqual({
      nearLine: true,
      alternatives: [{ indicator: 'compliance', points: '0', total: '89.35', grade: 'good', changesGrade: false }, { indicator: 'order', points: '10', total: '78.35', grade: 'fair', changesGrade: true }],
      together: { total: '79.35', grade: 'fair', changesGrade: true },
    });
  });

  it('flags a margin under two points, and leaves out what the sheet cannot take', () => {
    const reviewed = sheet([{ indicator: 'compliance', points: '3' }]);
    expect(sensitivity(reviewed, [{ indicator: 'order', points: '22' }], template)).toEqual({ nearLine: false, alternatives: [], together: null });
    expect(sensitivity(sheet([]), [], template)?.nearLine).toBe(true);
    expect(sensitivity(scoreSheet(template, figures, entries), [], template)).toBeNull();
  });
});

it('far above the target is explained before it is handed in', () => {
  const far = scoreSheet(template, { budget: { basicBudget: '100', projectBudget: '100', basicSpent: '200', projectSpent: '100' } }, entries);
  expect(missingInRows(far, 'assessment')).toEqual(['execution.varianceReason', 'order.varianceReason']);
});
