import { exact, exactInteger, measureOf, multiplyExact, operandsOf, toTrimmed, type Measure, type Operand, type OperandRef, type ScoringRule, type Template } from '@hengji/domain';
import { words, type Column } from './columns.js';

export type RuleColumn = Extract<Column, 'rule' | 'direction' | 'measure' | 'first' | 'second' | 'limit' | 'step' | 'points' | 'counting' | 'bands' | 'times' | 'excess'>;
export type RuleCells = Readonly<Partial<Record<RuleColumn, string>>>;
type Fields = Pick<Template, 'sections'>;

const hundred = exactInteger(100n);

/** 0.6 as 60%. */
export function rateText(text: string): string {
  const value = exact(text);
  return value === null ? text : `${toTrimmed(multiplyExact(value, hundred), 9)}%`;
}

/** As a rate for measures that are quotients. */
function shownRate(measure: Measure | null, text: string): string {
  return measure === null || measure.kind === 'figure' ? text : rateText(text);
}

/** 预算与执行：基本支出执行数. By its codes where two fields of a section have one label. */
export function operandText({ sections }: Fields, { section: sectionKey, field: fieldKey }: OperandRef): string {
  const section = sections.find(({ key }) => key === sectionKey);
  const field = section?.fields.find(({ key }) => key === fieldKey);
  const isOnly = section !== undefined && field !== undefined && sections.filter(({ title }) => title === section.title).length === 1 && section.fields.filter(({ label }) => label === field.label).length === 1;
  return isOnly ? `${section.title}：${field.label}` : `${sectionKey}.${fieldKey}`;
}

function operandLines(fields: Fields, operand: Operand): string {
  return operandsOf(operand).map((ref) => operandText(fields, ref)).join('\n');
}

function measureCells(fields: Fields, measure: Measure): RuleCells {
  switch (measure.kind) {
    case 'ratio':
      return { first: operandLines(fields, measure.numerator), second: operandLines(fields, measure.denominator) };
    case 'changeRate':
      return { first: operandLines(fields, measure.current), second: operandLines(fields, measure.previous) };
    case 'figure':
      return { first: operandLines(fields, measure.figure) };
  }
}

/** A rule with its parameters, each in its column. */
export function ruleCells(fields: Fields, rule: ScoringRule): RuleCells {
  const measure = measureOf(rule);
  const own = { rule: words.rule[rule.kind], ...(measure === null ? {} : measureCells(fields, measure)) };
  const rate = (text: string) => shownRate(measure, text);
  switch (rule.kind) {
    case 'ratio':
      return {
        ...own,
        direction: words.direction[rule.direction],
        ...(rule.target === undefined ? {} : { limit: rate(rule.target) }),
        ...(rule.overAchievement === undefined ? {} : { times: rule.overAchievement.times, excess: rule.overAchievement.reduce ? words.excess.reduce : words.excess.explain }),
      };
    case 'stepDeduction':
      return { ...own, measure: words.measure[rule.measure.kind], direction: words.direction[rule.direction], limit: rate(rule.target), step: rate(rule.step), points: rule.points, counting: words.counting[rule.counting] };
    case 'bands':
      return { ...own, measure: words.measure[rule.measure.kind], bands: rule.bands.map(({ upTo, share }) => `${upTo === null ? '其余' : `≤${rate(upTo)}`}：${shownRate({ kind: 'ratio', numerator: [], denominator: [] }, share)}`).join('\n') };
    case 'allOrNothing':
      return { ...own, measure: words.measure[rule.measure.kind], direction: words.direction[rule.direction], limit: rate(rule.target) };
    case 'allYes':
      return { ...own, first: operandLines(fields, rule.answers) };
    case 'changeRate':
    case 'threeBands':
    case 'entered':
      return own;
  }
}
