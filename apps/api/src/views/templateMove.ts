import { sentence, type Language, type TemplateMoveOptions, type TemplateMovePreview as PreviewView } from '@hengji/contracts';
import type { TemplateMovePreview, TemplateRow } from '@hengji/database';
import { civilDateOf, formatYuan, type IndicatorDefinition, type LostValue, type Refusal, type RowMove, type Template } from '@hengji/domain';
import type { Words } from './campaign.js';
import { changeView } from './template.js';

type Version = TemplateMoveOptions['inUse'][number]['newer'][number];
type EvaluationView = PreviewView['evaluations'][number];

function nameOf(row: IndicatorDefinition, language: Language): string {
  return language === 'en' ? row.nameEn : row.name;
}

export function versionView({ id, template, releasedAt }: TemplateRow, language: Language): Version {
  const { title, titleEn, version, indicators } = template;
  return { id, title: language === 'en' ? titleEn : title, version, releasedOn: civilDateOf(releasedAt), rows: indicators.map((row) => ({ key: row.key, name: nameOf(row, language), weight: row.weight })) };
}

/** A refusal as its sentence, a row in it by its name. */
export function told(refusal: Refusal, template: Template | null, language: Language): string {
  const { code, ...params } = refusal;
  const row = 'indicator' in refusal ? template?.indicators.find(({ key }) => key === refusal.indicator) : undefined;
  return sentence(code, row === undefined ? params : { ...params, indicator: nameOf(row, language) }, language);
}

export function rowsView(before: Template, after: Template, rows: readonly RowMove[], language: Language): PreviewView['rows'] {
  const named = (row: IndicatorDefinition) => ({ key: row.key, name: nameOf(row, language) });
  return rows.map((row) => ({
    kind: row.kind,
    from: row.kind === 'added' ? null : named(row.from),
    to: row.kind === 'dropped' ? null : named(row.to),
    changes: row.kind === 'kept' || row.kind === 'renamed' ? row.changes.map((change) => changeView(before, after, change, language)) : [],
  }));
}

function stageName(template: Template, index: number): EvaluationView['stage'] {
  const stage = template.process.stages[index];
  return { phase: stage?.phase ?? 'draft', checkpoint: stage?.checkpoint ?? null };
}

function lostView({ part, place, placeEn, value, type }: LostValue, language: Language): EvaluationView['lost'][number] {
  return { part, place: language === 'en' ? placeEn : place, value: type === 'money' && /^-?\d+$/.test(value) ? formatYuan(BigInt(value)) : value };
}

/** What a move comes to in one evaluation, for a reader. */
export function previewView({ subjectId, evaluationId, stage, refusal, plan, lost }: TemplateMovePreview, before: Template, after: Template, { language, unit }: Words): EvaluationView {
  const sectionTitle = (key: string) => {
    const section = after.sections.find((one) => one.key === key);
    return (language === 'en' ? section?.titleEn : section?.title) ?? key;
  };
  const rowName = (key: string) => {
    const row = after.indicators.find((one) => one.key === key);
    return row === undefined ? key : nameOf(row, language);
  };
  return {
    id: evaluationId,
    unit: { id: subjectId, name: unit(subjectId) },
    stage: stageName(before, stage),
    refused: refusal === null ? null : told(refusal, before, language),
    kept: (plan?.kept ?? []).map((index) => stageName(before, index)),
    moved: (plan?.moved ?? []).map((index) => stageName(after, index)),
    returned: (plan?.returned ?? []).map(sectionTitle),
    withoutApprovedTarget: (plan?.withoutApprovedTarget ?? []).map(rowName),
    lost: lost.map((one) => lostView(one, language)),
  };
}
