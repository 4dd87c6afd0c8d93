import { rowPartTitle } from '@hengji/contracts';
import { readEvaluation, readTemplate, type Database } from '@hengji/database';
import type { Refusal, Template } from '@hengji/domain';
import type { Titles } from './meanwhile.js';

/** The template of a case; null when there is no such case. */
export async function templateOf(database: Database, evaluationId: string): Promise<Template | null> {
  const detail = await readEvaluation(database, evaluationId);
  return detail === null ? null : readTemplate(database, detail.template.id);
}

/** Puts titles where a refusal carries keys, so that the sentence reads in the words of the form. */
export function readable(refusal: Refusal, { template, english }: Titles): Refusal {
  if (refusal.code === 'effectNotTaken') {
    const row = template?.indicators.find(({ key }) => key === refusal.indicator);
    return { ...refusal, indicator: (english ? row?.nameEn : row?.name) ?? refusal.indicator };
  }
  if (!('section' in refusal) && !('sections' in refusal)) return refusal;
  const definition = (key: string) => template?.sections.find((section) => section.key === key);
  const title = (key: string) => (english ? definition(key)?.titleEn : definition(key)?.title) ?? key;
  const fieldTitle = (section: string, path: string) => {
    const field = definition(section)?.fields.find((one) => one.key === path);
    if (field !== undefined) return english ? field.labelEn : field.label;
    const indicator = template?.indicators.find((one) => path.startsWith(`${one.key}.`));
    const row = english ? indicator?.nameEn : indicator?.name;
    return row === undefined ? path : `${row} · ${rowPartTitle(path.slice(path.indexOf('.') + 1), english ? 'en' : 'zh-CN')}`;
  };
  if ('sections' in refusal) return { ...refusal, sections: refusal.sections.map(title) };
  if ('limit' in refusal) return { ...refusal, section: title(refusal.section), field: fieldTitle(refusal.section, refusal.field), limit: fieldTitle(refusal.section, refusal.limit) };
  if ('fields' in refusal) return { ...refusal, section: title(refusal.section), fields: refusal.fields.map((path) => fieldTitle(refusal.section, path)) };
  return { ...refusal, section: title(refusal.section) };
}
