import { canonicalJson, type Json } from './canonicalJson.js';
import type { ScoringRule } from './scoring/rules.js';
import type { IndicatorDefinition, LevelWeight, Template } from './template.js';

/** Parts of a row that are told as they were and as they are; `scoringRule` needs words of its own. */
export const rowParts = ['name', 'dimension', 'subDimension', 'weight', 'symbol', 'target', 'unit', 'notApplicable', 'ownerSection', 'evidence', 'source'] as const satisfies readonly (keyof IndicatorDefinition)[];
export type RowPart = (typeof rowParts)[number];

/** Parts of the whole that are only told to have changed: they decide what is asked and who signs, in many small members. */
export const wholeParts = ['title', 'titleEn', 'sections', 'process', 'rounding', 'grades', 'warningLines'] as const satisfies readonly (keyof Template)[];
export type WholePart = (typeof wholeParts)[number];

/** One difference between two versions of a template; `before` and `after` are null where a part is or was left out. */
export type TemplateChange =
  | { readonly kind: 'rowAdded' | 'rowRemoved'; readonly row: IndicatorDefinition }
  | { readonly kind: 'row'; readonly row: IndicatorDefinition; readonly part: RowPart; readonly before: string | null; readonly after: string | null }
  | { readonly kind: 'rule'; readonly row: IndicatorDefinition; readonly before: ScoringRule; readonly after: ScoringRule }
  /** What a person does not read on the form: the English words, the kind of measure. */
  | { readonly kind: 'rowOther'; readonly row: IndicatorDefinition }
  | { readonly kind: 'rowsOrder' }
  | { readonly kind: 'level'; readonly level: Omit<LevelWeight, 'weight'>; readonly before: string | null; readonly after: string | null }
  | { readonly kind: 'whole'; readonly part: WholePart };

/** As JSON holds it: a member that is undefined is not there. */
function jsonOf(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** Whether two values say the same as JSON. */
export function sameJson(one: unknown, other: unknown): boolean {
  return canonicalJson(jsonOf(one)) === canonicalJson(jsonOf(other));
}

/** Whether two versions say the same, whatever their numbers. */
export function sameTemplate(one: Template, other: Template): boolean {
  return sameJson({ ...one, version: 0 }, { ...other, version: 0 });
}

/** Everything that differs, first in the rows in the order of the new form, then in its levels and in the whole. Rows are the same by their key. */
export function templateChanges(before: Template, after: Template): readonly TemplateChange[] {
  const old = new Map(before.indicators.map((row) => [row.key, row]));
  const kept = new Set(after.indicators.map(({ key }) => key));
  const order = (template: Template) => template.indicators.map(({ key }) => key).filter((key) => kept.has(key) && old.has(key));
  return [
    ...after.indicators.flatMap((row): readonly TemplateChange[] => {
      const earlier = old.get(row.key);
      return earlier === undefined ? [{ kind: 'rowAdded', row }] : rowChanges(earlier, row);
    }),
    ...before.indicators.filter(({ key }) => !kept.has(key)).map((row): TemplateChange => ({ kind: 'rowRemoved', row })),
    ...(sameJson(order(before), order(after)) ? [] : [{ kind: 'rowsOrder' as const }]),
    ...levelChanges(before.levels ?? [], after.levels ?? []),
    ...wholeParts.filter((part) => !sameJson(before[part], after[part])).map((part): TemplateChange => ({ kind: 'whole', part })),
  ];
}

/** What differs between a row and the one that stands in its place. */
export function rowChanges(before: IndicatorDefinition, after: IndicatorDefinition): readonly TemplateChange[] {
  const told = rowParts.filter((part) => before[part] !== after[part]).map((part): TemplateChange => ({ kind: 'row', row: after, part, before: before[part] ?? null, after: after[part] ?? null }));
  const rule: readonly TemplateChange[] = sameJson(before.scoringRule, after.scoringRule) ? [] : [{ kind: 'rule', row: after, before: before.scoringRule, after: after.scoringRule }];
  const changed = [...told, ...rule];
  return changed.length === 0 && !sameJson(before, after) ? [{ kind: 'rowOther', row: after }] : changed;
}

function levelChanges(before: readonly LevelWeight[], after: readonly LevelWeight[]): readonly TemplateChange[] {
  const nameOf = ({ dimension, subDimension }: LevelWeight) => JSON.stringify([dimension, subDimension]);
  const [old, now] = [new Map(before.map((level) => [nameOf(level), level])), new Map(after.map((level) => [nameOf(level), level]))];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((name): readonly TemplateChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    const level = is ?? was;
    if (level === undefined || was?.weight === is?.weight) return [];
    return [{ kind: 'level', level: { dimension: level.dimension, subDimension: level.subDimension }, before: was?.weight ?? null, after: is?.weight ?? null }];
  });
}
