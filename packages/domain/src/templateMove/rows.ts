import type { IndicatorKey } from '../identifiers.js';
import type { Refusal } from '../refusals.js';
import type { IndicatorDefinition, StageDefinition, Template } from '../template.js';
import { rowChanges, sameJson, type TemplateChange } from '../templateChanges.js';

/** What becomes of a row, said by hand; `to` null: nothing stands in its place. A row that is not named keeps its key, or is dropped where the new version has none. */
export type RowMapping = { readonly from: IndicatorKey; readonly to: IndicatorKey | null };

/** How a row of one version stands to the other. What was split or merged is dropped and added: no rule can say whose figures the parts are. */
export type RowMove =
  | { readonly kind: 'kept' | 'renamed'; readonly from: IndicatorDefinition; readonly to: IndicatorDefinition; readonly changes: readonly TemplateChange[] }
  | { readonly kind: 'dropped'; readonly from: IndicatorDefinition }
  | { readonly kind: 'added'; readonly to: IndicatorDefinition };

export type RowMoves = { readonly ok: true; readonly rows: readonly RowMove[] } | { readonly ok: false; readonly refusal: Refusal };

/** Every row of both versions, first the old ones in their order, then those that are new. Refused: an unknown key, a row named or taken twice. */
export function rowMoves(before: Template, after: Template, mapping: readonly RowMapping[]): RowMoves {
  const [old, now] = [new Map(before.indicators.map((row) => [row.key, row])), new Map(after.indicators.map((row) => [row.key, row]))];
  const byHand = new Map(mapping.map(({ from, to }) => [from, to]));
  const unknown = mapping.find(({ from, to }) => !old.has(from) || (to !== null && !now.has(to)));
  if (unknown !== undefined) return { ok: false, refusal: { code: 'indicatorUnknown', indicator: old.has(unknown.from) ? (unknown.to ?? '') : unknown.from } };
  const targets = before.indicators.map(({ key }) => ({ key, to: byHand.has(key) ? (byHand.get(key) ?? null) : now.has(key) ? key : null }));
  const taken = targets.flatMap(({ to }) => (to === null ? [] : [to]));
  const twice = mapping.length > byHand.size ? mapping.find(({ from }, index) => mapping.findIndex((one) => one.from === from) < index)?.from : taken.find((key, index) => taken.indexOf(key) < index);
  if (twice !== undefined) return { ok: false, refusal: { code: 'rowTakenTwice', indicator: twice } };
  const ofOld = targets.flatMap(({ key, to }): readonly RowMove[] => {
    const [from, row] = [old.get(key), to === null ? undefined : now.get(to)];
    if (from === undefined) return [];
    return [row === undefined ? { kind: 'dropped', from } : { kind: row.key === key ? 'kept' : 'renamed', from, to: row, changes: rowChanges({ ...from, key: row.key }, row) }];
  });
  return { ok: true, rows: [...ofOld, ...after.indicators.filter(({ key }) => !taken.includes(key)).map((to): RowMove => ({ kind: 'added', to }))] };
}

/** The part of a stage that the year's course is made of: where it differs, dates and steps that were planned would mean something else. */
function courseOf({ phase, checkpoint, period, opens, steps }: StageDefinition) {
  return { phase, checkpoint, period, opens, steps };
}

/** Why a year that runs by one version cannot go on by the other; null when it can. */
export function versionRefusal(before: Template, after: Template): Refusal | null {
  if (before.key !== after.key) return { code: 'templateOfOtherForm' };
  if (after.version <= before.version) return { code: 'templateNotNewer', version: before.version };
  return sameJson(before.process.stages.map(courseOf), after.process.stages.map(courseOf)) ? null : { code: 'courseDiffers' };
}

/** Whether a score that was given to the one row means the same on the other: both weigh the same and are scored by the same rule. */
export function sameScoring(before: IndicatorDefinition, after: IndicatorDefinition): boolean {
  const { weight, scoringRule, notApplicable = null } = before;
  return sameJson({ weight, scoringRule, notApplicable }, { weight: after.weight, scoringRule: after.scoringRule, notApplicable: after.notApplicable ?? null });
}
