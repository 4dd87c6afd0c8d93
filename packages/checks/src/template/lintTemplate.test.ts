import { readFileSync } from 'node:fs';
import type { IndicatorDefinition, LevelWeight, ScoringRule, Template } from '@hengji/domain';
import { describe, expect, it } from 'vitest';
import { processDefectCodes, templateDefectCodes } from './defects.js';
import { isReleasable, lintTemplate } from './lintTemplate.js';

const shipped = (name: string): Template => JSON.parse(readFileSync(new URL(`../../../../prisma/seed/template.${name}.json`, import.meta.url), 'utf8'));
const department = shipped('department');

/** The form of the report of 2023 as it was printed: weights of rows and levels before they were repaired. */
const printedWeights: Readonly<Record<string, string>> = { financialRules: '5', fundUseCompliance: '5', reformCompletion: '20', workEfficiency: '10', publicSatisfaction: '10', socialImpact: '10' };
const printedLevels: Readonly<Record<string, string>> = { 部门履职目标: '20', 部门效果目标: '10', 服务对象满意度: '10', 社会影响: '10' };
const printed: Template = {
  ...department,
  indicators: department.indicators.map((one) => ({ ...one, weight: printedWeights[one.key] ?? one.weight })),
  levels: (department.levels ?? []).map((level) => ({ ...level, weight: printedLevels[level.subDimension ?? ''] ?? level.weight })),
};

describe('the form of the report of 2023', () => {
  it('is refused with the exact differences', () => {
    const defects = lintTemplate(printed);
    expect(isReleasable(defects)).toBe(false);
    expect(defects).toEqual([
      { code: 'weightsTotal', severity: 'error', place: null, params: { sum: '115', expected: '100' } },
      { code: 'firstLevelSum', severity: 'error', place: { dimension: '履职效果', subDimension: null }, params: { name: '履职效果', declared: '40', sum: '50' } },
      { code: 'secondLevelSum', severity: 'error', place: { dimension: '部门管理', subDimension: '财务管理' }, params: { name: '财务管理', declared: '5', sum: '10', rows: '2' } },
    ]);
  });

  it('is released once it is repaired in proportion', () => {
    expect(lintTemplate(department)).toEqual([]);
  });
});

it.each(['national', 'project'])('the shipped template %s holds', (name) => {
  expect(lintTemplate(shipped(name))).toEqual([]);
});

describe('one slip in a template that holds', () => {
  const [first] = department.indicators;
  if (first === undefined) throw new Error('the template has no rows');
  const withRow = (change: Partial<IndicatorDefinition>): Template => ({ ...department, indicators: department.indicators.map((one, index) => (index === 0 ? { ...one, ...change } : one)) });
  const withRule = (scoringRule: ScoringRule) => withRow({ scoringRule });
  const withLevels = (levels: readonly LevelWeight[]): Template => ({ ...department, levels });
  const levels = department.levels ?? [];
  const spent = { section: 'budget', field: 'baselineOutturn' };
  const planned = { section: 'budget', field: 'baselineBudget' };
  const share = { kind: 'ratio', numerator: spent, denominator: planned } as const;
  /** The row as a file would say it without a member that may be left out. */
  const changed = (of: string, gone: 'notApplicable' | 'source' | 'evidence'): Template => ({ ...department, indicators: department.indicators.map((one) => (one.key === of ? JSON.parse(JSON.stringify({ ...one, [gone]: undefined })) : one)) });
  const lines = [{ period: 'throughJune', indicator: 'budgetExecution', below: '0.4' }] as const;
  const warned: Template = { ...department, warningLines: lines, sections: department.sections.map((section) => ({ ...section, fields: section.fields.map((field) => (field.key === 'deviationNote' || field.key === 'measure' ? { ...field, requiredWhenWarned: true } : field)) })) };
  const judged = department.indicators.find(({ scoringRule }) => scoringRule.kind === 'entered');

  const cases: readonly (readonly [string, Template, readonly string[]])[] = [
    ['a weight of more than two decimals', withRow({ weight: '10.005' }), ['weightsTotal', 'firstLevelSum', 'weightInvalid']],
    ['no weight', withRow({ weight: '0' }), ['weightsTotal', 'firstLevelSum', 'weightInvalid']],
    ['ten points at no level', withRow({ weight: '20' }), ['weightsTotal', 'firstLevelSum']],
    ['levels that sum to 110', withLevels(levels.map((one) => (one.dimension === '能力建设' && one.subDimension === null ? { ...one, weight: '20' } : one))), ['firstLevelsTotal', 'firstLevelSum']],
    ['a level said twice', withLevels([...levels, ...levels.filter(({ subDimension }) => subDimension === '档案管理')]), ['firstLevelSum', 'levelTwice']],
    ['a level without rows', withLevels([...levels, { dimension: '部门管理', subDimension: '没有指标', weight: '5' }]), ['firstLevelSum', 'levelWithoutRows']],
    ['a first level left out', withLevels(levels.filter(({ dimension }) => dimension !== '能力建设')), ['levelWithoutWeight']],
    ['two rows of one key', { ...department, indicators: department.indicators.map((one, index) => (index === 1 ? { ...one, key: first.key } : one)) }, ['keyTwice']],
    ['two rows of one name', { ...department, indicators: department.indicators.map((one) => (one.key === 'projectExecution' ? { ...one, name: '基本支出预算执行率' } : one)) }, ['nameTwice']],
    ['an owner that is no section', withRow({ ownerSection: 'nowhere' }), ['ownerUnknown']],
    ['a figure that nobody is asked for', withRule({ ...share, numerator: { section: 'budget', field: 'gone' }, direction: 'up' }), ['operandUnknown']],
    ['a text to reckon with', withRule({ ...share, numerator: { section: 'goals', field: 'overallGoal' }, direction: 'up' }), ['operandNoNumber']],
    ['people divided by money', withRule({ ...share, numerator: { section: 'personnel', field: 'staffInstitution' }, direction: 'up' }), ['operandUnits']],
    ['a target of nothing', withRule({ ...share, direction: 'up', target: '0' }), ['targetInvalid']],
    ['an over-achievement below the target', withRule({ ...share, direction: 'up', overAchievement: { times: '0.9', reduce: true } }), ['timesInvalid']],
    ['a step of nothing', withRule({ kind: 'stepDeduction', measure: share, direction: 'up', target: '1', step: '0', points: '1', counting: 'whole' }), ['stepInvalid']],
    ['points beyond the weight', withRule({ kind: 'stepDeduction', measure: share, direction: 'up', target: '1', step: '0.05', points: '11', counting: 'whole' }), ['pointsInvalid']],
    ['bands that overlap', withRule({ kind: 'bands', measure: share, bands: [{ upTo: '0.2', share: '1' }, { upTo: '0.1', share: '0.5' }, { upTo: null, share: '0' }] }), ['bandsNotRising']],
    ['bands with a gap at the end', withRule({ kind: 'bands', measure: share, bands: [{ upTo: '0.2', share: '1' }] }), ['bandsOpen']],
    ['a band above the weight', withRule({ kind: 'bands', measure: share, bands: [{ upTo: null, share: '1.2' }] }), ['bandShareInvalid']],
    ['a text as a box', withRule({ kind: 'allYes', answers: [{ section: 'goals', field: 'overallGoal' }] }), ['answerNoBox']],
    ['no word on 0 / 0', changed(first.key, 'notApplicable'), ['notApplicableUnsaid']],
    ['no source', changed(first.key, 'source'), ['sourceUnsaid']],
    ['grade lines that cross', { ...department, grades: { excellent: '80', good: '90', fair: '60' } }, ['gradesInvalid']],
    ['two sections of one key', { ...department, sections: [...department.sections, ...department.sections.slice(0, 1)] }, ['sectionTwice']],
    ['a figure not asked at the year’s end', { ...department, sections: department.sections.map((section) => ({ ...section, fields: section.fields.map((field) => (field.key === 'threePublicOutturn' ? { ...field, periods: ['throughJune'] } : field)) })) }, ['operandNotAsked']],
    ['a figure that may stay empty', { ...department, sections: department.sections.map((section) => ({ ...section, fields: section.fields.map((field) => (field.key === 'threePublicOutturn' ? { ...field, required: false } : field)) })) }, ['operandOptional']],
    ['a warning line for what nobody divides', { ...warned, warningLines: [{ period: 'throughJune', indicator: 'fundUseCompliance', below: '0.4' }] }, ['lineWithoutRate']],
    ['a warning line at no checkpoint', { ...warned, warningLines: [{ period: 'yearEnd', indicator: 'budgetExecution', below: '0.4' }] }, ['lineWithoutCheckpoint']],
    ['a warning that asks for nothing', { ...department, warningLines: lines }, ['lineWithoutAnswer']],
    ['a judgement that nothing proves', changed(judged?.key ?? '', 'evidence'), ['evidenceUnsaid']],
  ];

  it('a warning line that holds is none', () => {
    expect(lintTemplate(warned)).toEqual([]);
  });

  it.each(cases)('%s', (_, template, codes) => {
    expect([...new Set(lintTemplate(template).map(({ code }) => code))]).toEqual(codes);
  });

  it('is known for every code there is', () => {
    expect([...new Set(cases.flatMap(([, , codes]) => codes).concat('secondLevelSum'))].sort()).toEqual(templateDefectCodes.filter((code) => !processDefectCodes.some((one) => one === code)).sort());
  });
});
