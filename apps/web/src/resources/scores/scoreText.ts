import type { ExplainedFigure, ExplanationRecord } from '@hengji/contracts';
import { exact, toTrimmed } from '@hengji/domain';
import { formatMoney, formatRate } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import type { Translate } from '../../i18n/useT.js';

/** Parameters that are fractions; people read percent. */
const rates = new Set(['rate', 'target', 'deviation', 'step', 'upTo', 'share']);
/** Parameters that are figures of the form, in the unit of what was measured. */
const figures = new Set(['numerator', 'denominator', 'current', 'previous', 'value']);

/**
 * Parameters of a step as people read them: rates in percent (a measure that is a figure has none), amounts in 元. `rounded` and
 * `cutOff` tell of points, which have no unit.
 */
export function readable(t: Translate, step: { readonly code: string; readonly params: Readonly<Record<string, string>> }, of: Pick<ExplanationRecord, 'measure' | 'operands'>): Readonly<Record<string, string>> {
  const money = of.operands.flat().some(({ field }) => field.type === 'money');
  const points = step.code === 'rounded' || step.code === 'cutOff';
  return Object.fromEntries(
    Object.entries(step.params).map(([name, value]) => {
      if (!points && money && figures.has(name)) return [name, t('scores.yuan', { amount: formatMoney(value, 'yuan') })];
      if (rates.has(name) && (name === 'share' || of.measure !== 'figure')) return [name, formatRate(value)];
      return [name, value];
    }),
  );
}

function named(parts: readonly ExplainedFigure[], english: boolean): string {
  const text = parts.map(({ field }) => inLanguage(field, english)).join(' + ');
  return parts.length > 1 ? (english ? `(${text})` : `（${text}）`) : text;
}

/** The formula in the names of the form: 基本支出执行数 ÷ 基本支出预算数. */
export function formulaText(t: Translate, { measure, operands }: Pick<ExplanationRecord, 'measure' | 'operands'>, english: boolean): string {
  const [first = [], second = []] = operands;
  switch (measure) {
    case 'ratio':
      return `${named(first, english)} ÷ ${named(second, english)}`;
    case 'changeRate':
      return `${english ? '(' : '（'}${named(first, english)} − ${named(second, english)}${english ? ')' : '）'} ÷ ${named(second, english)}`;
    case 'figure':
      return named(first, english);
    case null:
      return operands.length === 0 ? t('scores.judgedRule') : operands.map((parts) => named(parts, english)).join(t('app.listSeparator'));
  }
}

/** A figure with its unit; null while nobody wrote it. */
export function figureText(t: Translate, { field, value }: ExplainedFigure, english: boolean): string {
  if (value === null) return t('scores.notWritten');
  if (field.type === 'money') return t('scores.yuan', { amount: formatMoney(value, 'yuan') });
  if (field.type === 'boolean') return t(value === 'true' ? 'section.yes' : 'section.no');
  const number = exact(value);
  const text = number === null ? value : toTrimmed(number, 6);
  if (field.type === 'percent') return `${text}%`;
  const unit = (english ? field.unitEn : field.unit) ?? '';
  return unit === '' ? text : `${text} ${unit}`;
}
