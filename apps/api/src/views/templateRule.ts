import type { Language, TemplateRecord } from '@hengji/contracts';
import { exact, exactInteger, measureOf, multiplyExact, operandsOf, toTrimmed, type Measure, type Operand, type ScoringRule, type Template } from '@hengji/domain';

type Told = TemplateRecord['levels'][number]['parts'][number]['rows'][number]['rule'][number];

/** "0.6" as 60%; what is no number stays as it is. */
function percent(fraction: string): string {
  const value = exact(fraction);
  return value === null ? fraction : `${toTrimmed(multiplyExact(value, exactInteger(100n)), 6)}%`;
}

/** A rule in sentences of the catalogue: figures by the labels of the form, shares and rates in percent. */
export function ruleTold({ sections }: Pick<Template, 'sections'>, rule: ScoringRule, language: Language): Told[] {
  const english = language === 'en';
  const labelOf = (operand: Operand): string => {
    const labels = operandsOf(operand).map((ref) => {
      const field = sections.find(({ key }) => key === ref.section)?.fields.find(({ key }) => key === ref.field);
      return (english ? field?.labelEn : field?.label) ?? `${ref.section}.${ref.field}`;
    });
    return labels.length < 2 ? labels.join('') : english ? `(${labels.join(' + ')})` : `（${labels.join(' + ')}）`;
  };
  const measured = measureOf(rule);
  const measure = measured === null ? '' : formula(measured, labelOf, english);
  const value = (text: string) => (measured === null || measured.kind === 'figure' ? text : percent(text));
  const told = (code: string, params: Readonly<Record<string, string>> = {}): Told => ({ code, params: { ...params } });
  switch (rule.kind) {
    case 'ratio': {
      const { overAchievement: over } = rule;
      return [told(rule.direction === 'up' ? 'ratioUp' : 'ratioDown', { measure, target: value(rule.target ?? '1') }), ...(over === undefined ? [] : [told(over.reduce ? 'overReduced' : 'overExplained', { times: over.times })])];
    }
    case 'changeRate':
      return [told('changeRate', { measure })];
    case 'stepDeduction':
      return [told(rule.direction === 'up' ? 'stepUp' : 'stepDown', { measure, target: value(rule.target), step: value(rule.step), points: rule.points }), told(rule.counting === 'begun' ? 'countBegun' : 'countWhole', { step: value(rule.step) })];
    case 'bands':
      return [told('bands', { measure }), ...rule.bands.map(({ upTo, share }) => (upTo === null ? told('bandRest', { share: percent(share) }) : told('band', { upTo: value(upTo), share: percent(share) })))];
    case 'allOrNothing':
      return [told(rule.direction === 'up' ? 'allOrNothingUp' : 'allOrNothingDown', { measure, target: value(rule.target) })];
    case 'allYes':
      return [told('allYes', { answers: rule.answers.map(labelOf).join(english ? ', ' : '、') })];
    case 'threeBands':
    case 'entered':
      return [told(rule.kind)];
  }
}

function formula(measure: Measure, labelOf: (operand: Operand) => string, english: boolean): string {
  switch (measure.kind) {
    case 'ratio':
      return `${labelOf(measure.numerator)} ÷ ${labelOf(measure.denominator)}`;
    case 'changeRate': {
      const [current, previous] = [labelOf(measure.current), labelOf(measure.previous)];
      return `${english ? `(${current} − ${previous})` : `（${current} − ${previous}）`} ÷ ${previous}`;
    }
    case 'figure':
      return labelOf(measure.figure);
  }
}
