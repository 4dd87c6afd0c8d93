import { compareExact, exact, exactInteger, isJudged, isNegative, measureOf, operandsOf, operandsOfRule, type Exact, type FieldDefinition, type IndicatorDefinition, type OperandRef, type ScoreBand, type ScoringRule, type Template } from '@hengji/domain';
import type { TemplateDefect, TemplateDefectCode } from './defects.js';

/** Field types that a rule can reckon with, and what of them may be divided by one another. */
const dimensions: Readonly<Partial<Record<FieldDefinition['type'], 'money' | 'number'>>> = { money: 'money', percent: 'number', decimal: 'number', count: 'number' };
const zero = exactInteger(0n);
const one = exactInteger(1n);

/** One indicator: its weight, its rule with all numbers, and that each figure it reads is asked for at the year's end. */
export function lintRule(template: Pick<Template, 'sections'>, indicator: IndicatorDefinition): readonly TemplateDefect[] {
  const error = (code: TemplateDefectCode, params: Readonly<Record<string, string>> = {}): TemplateDefect => ({ code, severity: 'error', place: { indicator: indicator.key }, params: { name: indicator.name, ...params } });
  const warning = (code: TemplateDefectCode): TemplateDefect => ({ ...error(code), severity: 'warning' });
  const { scoringRule } = indicator;
  const weight = exact(indicator.weight);
  return [
    ...(weight === null || compareExact(weight, zero) <= 0 || !/^\d+(\.\d{1,2})?$/.test(indicator.weight) ? [error('weightInvalid', { weight: indicator.weight })] : []),
    ...(indicator.ownerSection !== undefined && !template.sections.some(({ key }) => key === indicator.ownerSection) ? [error('ownerUnknown', { section: indicator.ownerSection })] : []),
    ...operandDefects(template, scoringRule, error),
    ...numberDefects(scoringRule, weight, error),
    // 0 / 0 has to mean something before the first department meets it (rule S4).
    ...(mayLackBase(scoringRule) && indicator.notApplicable === undefined ? [error('notApplicableUnsaid')] : []),
    ...(indicator.source === undefined ? [warning('sourceUnsaid')] : []),
    ...(isJudged(scoringRule) && indicator.evidence === undefined ? [warning('evidenceUnsaid')] : []),
  ];
}

type Tell = (code: TemplateDefectCode, params?: Readonly<Record<string, string>>) => TemplateDefect;

function operandDefects({ sections }: Pick<Template, 'sections'>, rule: ScoringRule, error: Tell): readonly TemplateDefect[] {
  const fieldOf = (ref: OperandRef) => sections.find(({ key }) => key === ref.section)?.fields.find(({ key }) => key === ref.field);
  const refs = operandsOfRule(rule).flatMap(operandsOf);
  const own = refs.flatMap((ref): readonly TemplateDefect[] => {
    const field = fieldOf(ref);
    const params = { field: `${ref.section}.${ref.field}` };
    if (field === undefined) return [error('operandUnknown', params)];
    if (rule.kind === 'allYes' ? field.type !== 'boolean' : dimensions[field.type] === undefined) return [error(rule.kind === 'allYes' ? 'answerNoBox' : 'operandNoNumber', { ...params, label: field.label })];
    if (field.periods !== undefined && !field.periods.includes('yearEnd')) return [error('operandNotAsked', { ...params, label: field.label })];
    return field.required ? [] : [error('operandOptional', { ...params, label: field.label })];
  });
  const kinds = new Set(rule.kind === 'allYes' ? [] : refs.flatMap((ref) => dimensions[fieldOf(ref)?.type ?? 'text'] ?? []));
  return [...own, ...(kinds.size > 1 ? [error('operandUnits')] : [])];
}

function numberDefects(rule: ScoringRule, weight: Exact | null, error: Tell): readonly TemplateDefect[] {
  switch (rule.kind) {
    case 'ratio': {
      const times = rule.overAchievement === undefined ? null : exact(rule.overAchievement.times);
      return [
        ...(isAbove(rule.target ?? '1', zero) ? [] : [error('targetInvalid', { target: rule.target ?? '' })]),
        ...(rule.overAchievement === undefined || (times !== null && compareExact(times, one) >= 0 && rule.direction === 'up') ? [] : [error('timesInvalid', { times: rule.overAchievement.times })]),
      ];
    }
    case 'stepDeduction': {
      const points = exact(rule.points);
      return [
        ...(exact(rule.target) === null ? [error('targetInvalid', { target: rule.target })] : []),
        ...(isAbove(rule.step, zero) ? [] : [error('stepInvalid', { step: rule.step })]),
        ...(points !== null && compareExact(points, zero) > 0 && (weight === null || compareExact(points, weight) <= 0) ? [] : [error('pointsInvalid', { points: rule.points })]),
      ];
    }
    case 'bands':
      return bandDefects(rule.bands, error);
    case 'allOrNothing':
      return exact(rule.target) === null ? [error('targetInvalid', { target: rule.target })] : [];
    case 'changeRate':
    case 'allYes':
    case 'threeBands':
    case 'entered':
      return [];
  }
}

/** Every value lies in exactly one band: the ends rise, and the last band alone has none. */
function bandDefects(bands: readonly ScoreBand[], error: Tell): readonly TemplateDefect[] {
  const ends = bands.slice(0, -1).map(({ upTo }) => (upTo === null ? null : exact(upTo)));
  const rising = ends.every((end, index) => {
    const before = index === 0 ? undefined : ends[index - 1];
    return end !== null && before !== null && (before === undefined || compareExact(end, before) > 0);
  });
  const shares = bands.filter(({ share }) => {
    const value = exact(share);
    return value === null || isNegative(value) || compareExact(value, one) > 0;
  });
  return [
    ...(rising ? [] : [error('bandsNotRising')]),
    ...(bands.at(-1)?.upTo === null ? [] : [error('bandsOpen')]),
    ...shares.map(({ share }) => error('bandShareInvalid', { share })),
  ];
}

function mayLackBase(rule: ScoringRule): boolean {
  const measure = measureOf(rule);
  return measure !== null && measure.kind !== 'figure';
}

function isAbove(text: string, limit: Exact): boolean {
  const value = exact(text);
  return value !== null && compareExact(value, limit) > 0;
}
