import type { TemplateDefect } from '@hengji/checks';
import type { Language, TemplateCheckRecord, TemplateDefectView, TemplateRecord, TemplateRow as TemplateRowView } from '@hengji/contracts';
import type { TemplateRow } from '@hengji/database';
import { addExact, allDeadlines, civilDateOf, deadlineKeys, defaultRounding, exact, exactInteger, toTrimmed, type IndicatorDefinition, type Template, type TemplateChange } from '@hengji/domain';
import { ruleTold } from './templateRule.js';

type Change = NonNullable<TemplateCheckRecord['template']>['changes'][number];
type Level = TemplateRecord['levels'][number];
type Row = Level['parts'][number]['rows'][number];

/** A released version, or one that came with the product. */
export type Shown = Pick<TemplateRow, 'id' | 'template'> & { readonly released: Omit<TemplateRow, 'id' | 'template'> | null };

export function templateRowView({ id, template, released }: Shown): TemplateRowView {
  const { key, version, title, titleEn, indicators } = template;
  return { id, key, version, title, titleEn, releasedOn: released === null ? null : civilDateOf(released.releasedAt), releasedBy: released?.releasedBy ?? null, reason: released?.reason ?? null, rows: indicators.length, campaigns: released?.campaigns ?? 0 };
}

/** One version as the tree that the form prints. */
export function templateView(shown: Shown, sha256: string, defects: readonly TemplateDefect[], language: Language): TemplateRecord {
  const { template } = shown;
  const english = language === 'en';
  const { grades, rounding = defaultRounding } = template;
  const sum = template.indicators.map(({ weight }) => exact(weight) ?? exactInteger(0n)).reduce(addExact, exactInteger(0n));
  return {
    ...templateRowView(shown),
    sha256,
    weightSum: toTrimmed(sum, 6),
    grades: { excellent: grades.excellent, good: grades.good, fair: grades.fair },
    rounding: { places: rounding.places, mode: rounding.mode },
    deadlines: deadlinesOf(template),
    levels: levelsOf(template, language),
    sections: template.sections.map(({ key, title, titleEn, fields }) => ({ key, title: english ? titleEn : title, fields: fields.length })),
    defects: defects.map((defect) => defectView(template, defect, language)),
  };
}

function deadlinesOf({ process }: Template): TemplateRecord['deadlines'] {
  const deadlines = allDeadlines(process.deadlines);
  return deadlineKeys.map((key) => {
    const deadline = deadlines[key];
    return 'workingDays' in deadline ? { key, days: deadline.workingDays, working: true } : { key, days: deadline.calendarDays, working: false };
  });
}

/** What belongs together, in the order in which it first appears. */
function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string | null): readonly (readonly [name: string | null, first: Item, items: readonly Item[]])[] {
  const groups = new Map<string | null, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group === undefined) groups.set(nameOf(item), [item]);
    else group.push(item);
  }
  return [...groups].map(([name, group]) => [name, group[0], group]);
}

function levelsOf(template: Template, language: Language): Level[] {
  const weightOf = (dimension: string, subDimension: string | null) => template.levels?.find((level) => level.dimension === dimension && level.subDimension === subDimension)?.weight ?? null;
  const english = language === 'en';
  return grouped(template.indicators, ({ dimension }) => dimension).map(([, first, rows]) => ({
    name: (english ? first.dimensionEn : undefined) ?? first.dimension,
    weight: weightOf(first.dimension, null),
    parts: grouped(rows, ({ subDimension }) => subDimension).map(([name, one, own]) => ({
      name: name === null ? null : ((english ? one.subDimensionEn : undefined) ?? name),
      weight: name === null ? null : weightOf(first.dimension, name),
      rows: own.map((row) => rowView(template, row, language)),
    })),
  }));
}

function sectionTitle({ sections }: Pick<Template, 'sections'>, key: string, language: Language): string {
  const section = sections.find((one) => one.key === key);
  return (language === 'en' ? section?.titleEn : section?.title) ?? key;
}

function rowName(row: IndicatorDefinition, language: Language): string {
  return language === 'en' ? row.nameEn : row.name;
}

function rowView(template: Template, row: IndicatorDefinition, language: Language): Row {
  const english = language === 'en';
  return {
    key: row.key,
    name: rowName(row, language),
    weight: row.weight,
    symbol: row.symbol ?? null,
    target: (english ? row.targetEn : undefined) ?? row.target,
    unit: (english ? row.unitEn : undefined) ?? row.unit ?? null,
    rule: ruleTold(template, row.scoringRule, language),
    notApplicable: row.notApplicable ?? null,
    owner: row.ownerSection === undefined ? null : sectionTitle(template, row.ownerSection, language),
    evidence: (english ? row.evidenceEn : undefined) ?? row.evidence ?? null,
    source: row.source ?? null,
  };
}

function levelName(template: Template, { dimension, subDimension }: { readonly dimension: string; readonly subDimension: string | null }, language: Language): string {
  const row = template.indicators.find((one) => one.dimension === dimension && (subDimension === null || one.subDimension === subDimension));
  return (language === 'en' ? (subDimension === null ? row?.dimensionEn : row?.subDimensionEn) : undefined) ?? subDimension ?? dimension;
}

/** Where a defect is, in the words of the form; null where it is about the whole, or its sentence says the stage. */
function placeOf(template: Template, { place }: TemplateDefect, language: Language): string | null {
  if (place === null || 'stage' in place) return null;
  if ('section' in place) return sectionTitle(template, place.section, language);
  if ('dimension' in place) return levelName(template, place, language);
  const row = template.indicators.find(({ key }) => key === place.indicator);
  return row === undefined ? place.indicator : rowName(row, language);
}

export function defectView(template: Template, defect: TemplateDefect, language: Language): TemplateDefectView {
  const place = placeOf(template, defect, language);
  return { code: defect.code, severity: defect.severity, place, params: { ...defect.params, ...(place === null ? {} : { name: place }) } };
}

/** A difference for a reader; `base` is what it was compared with. */
export function changeView(base: Template, template: Template, change: TemplateChange, language: Language): Change {
  const nothing: Omit<Change, 'kind'> = { name: null, part: null, before: null, after: null, ruleBefore: [], ruleAfter: [] };
  switch (change.kind) {
    case 'rowAdded':
    case 'rowRemoved':
    case 'rowOther':
      return { ...nothing, kind: change.kind, name: rowName(change.row, language) };
    case 'row': {
      const titled = (of: Template, value: string | null) => (value === null || change.part !== 'ownerSection' ? value : sectionTitle(of, value, language));
      return { ...nothing, kind: 'row', name: rowName(change.row, language), part: change.part, before: titled(base, change.before), after: titled(template, change.after) };
    }
    case 'rule':
      return { ...nothing, kind: 'rule', name: rowName(change.row, language), ruleBefore: ruleTold(base, change.before, language), ruleAfter: ruleTold(template, change.after, language) };
    case 'rowsOrder':
      return { ...nothing, kind: 'rowsOrder' };
    case 'level':
      return { ...nothing, kind: 'level', name: levelName(change.after === null ? base : template, change.level, language), before: change.before, after: change.after };
    case 'whole':
      return { ...nothing, kind: 'whole', part: change.part };
  }
}
