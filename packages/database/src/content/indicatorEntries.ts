import { assessmentSection, compareExact, exact, goalsSection, type IndicatorEntry, type IndicatorKey, type PersonId, type SectionKey, type Template } from '@hengji/domain';
import type { Queryable } from '../database.js';
import type { EvaluationCase } from '../commit/evaluationRow.js';
import type { FieldFault } from './problems.js';

/** What changes beside one indicator; parts that are not named stay. `entered` null takes a judged score back. */
export type EntryChange = { readonly indicator: IndicatorKey } & Partial<Omit<IndicatorEntry, 'indicator'>>;

const longest = 20_000;

/** An entered score: at most two decimals, from zero to the weight, with a reason (rule W5; packages/domain scoring). */
function faultsOf(change: EntryChange, weight: string, section: SectionKey): readonly FieldFault[] {
  const texts = { target: change.target, actual: change.actual, varianceReason: change.varianceReason, improvementAction: change.improvementAction, reason: change.entered?.reason };
  const faults: FieldFault[] = Object.entries(texts).flatMap(([part, text]): FieldFault[] => ((text?.length ?? 0) > longest ? [{ field: `${change.indicator}.${part}`, problem: 'tooLong' }] : []));
  // Targets are approved by the bureau: they change in their own section, or by its adjustment.
  const foreign = section === goalsSection ? (['actual', 'entered', 'varianceReason', 'improvementAction'] as const).filter((part) => change[part] !== undefined) : change.target === undefined ? [] : (['target'] as const);
  faults.push(...foreign.map((part): FieldFault => ({ field: `${change.indicator}.${part}`, problem: 'unknownField' })));
  if (change.entered === undefined || change.entered === null) return faults;
  const { score, reason } = change.entered;
  const [given, most] = [exact(score), exact(weight)];
  if (given === null || !/^\d+(\.\d{1,2})?$/.test(score)) faults.push({ field: `${change.indicator}.score`, problem: 'notDecimal' });
  else if (most !== null && compareExact(given, most) > 0) faults.push({ field: `${change.indicator}.score`, problem: 'scoreOutOfRange' });
  if (reason.trim() === '') faults.push({ field: `${change.indicator}.reason`, problem: 'reasonRequired' });
  return faults;
}

/** What is wrong with the rows of a section; empty when all of them may be written. Rows stand only in the goals and the assessment. */
export function entryFaults(template: Template, section: SectionKey, entries: readonly EntryChange[]): readonly FieldFault[] {
  return entries.flatMap((change): readonly FieldFault[] => {
    const indicator = template.indicators.find((one) => one.key === change.indicator);
    const belongs = section === goalsSection || section === assessmentSection;
    return indicator === undefined || !belongs ? [{ field: change.indicator, problem: 'unknownField' as const }] : faultsOf(change, indicator.weight, section);
  });
}

/** Writes rows that have no faults; parts that are not named stay. */
export async function writeEntries(client: Queryable, evaluation: EvaluationCase, template: Template, person: PersonId, entries: readonly EntryChange[]): Promise<void> {
  const proposed = new Map(template.indicators.map((indicator) => [indicator.key, indicator.target]));
  for (const change of entries) {
    await client.query(
      `INSERT INTO indicator_entry AS e (evaluation_id, indicator, county_id, target, actual, entered_score, entered_reason, variance_reason, improvement_action, updated_by, updated_at)
       VALUES ($1, $2, $3, coalesce($4, $11), coalesce($5, ''), $6, coalesce($7, ''), coalesce($8, ''), coalesce($9, ''), $10, now())
       ON CONFLICT (evaluation_id, indicator) DO UPDATE SET target = coalesce($4, e.target), actual = coalesce($5, e.actual),
         entered_score = CASE WHEN $12 THEN $6 ELSE e.entered_score END, entered_reason = CASE WHEN $12 THEN coalesce($7, '') ELSE e.entered_reason END,
         variance_reason = coalesce($8, e.variance_reason), improvement_action = coalesce($9, e.improvement_action),
         updated_by = excluded.updated_by, updated_at = excluded.updated_at, version = e.version + 1`,
      [
        evaluation.id, change.indicator, evaluation.countyId, change.target ?? null, change.actual ?? null, change.entered?.score ?? null, change.entered?.reason ?? null,
        change.varianceReason ?? null, change.improvementAction ?? null, person, proposed.get(change.indicator) ?? '', change.entered !== undefined,
      ],
    );
  }
}
