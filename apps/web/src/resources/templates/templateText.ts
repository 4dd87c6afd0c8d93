import type { TemplateRecord } from '@hengji/contracts';
import type { Translate } from '../../i18n/useT.js';
import { templateWords } from './templateWords.js';

export type IndicatorView = TemplateRecord['levels'][number]['parts'][number]['rows'][number];

/** The sentences of a rule, one after the other. */
export function ruleText(t: Translate, rule: IndicatorView['rule']): readonly string[] {
  return rule.map(({ code, params }) => templateWords(t).rule(code, params));
}

/** ≥ 执行率达到 100% (%): the symbol only where the target does not say it in words. */
export function targetText(t: Translate, { symbol, target }: Pick<IndicatorView, 'symbol' | 'target'>): string {
  return symbol === null ? target : `${symbol === 'qualitative' ? t('templates.qualitative') : symbol} ${target}`;
}

/** 整改计划 10 个工作日 */
export function deadlineText(t: Translate, { key, days, working }: TemplateRecord['deadlines'][number]): string {
  return t(working ? 'templates.workingDays' : 'templates.calendarDays', { what: t(`templates.deadline.${key}`), days });
}
