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

/** Writes rows that have no faults, all in one statement; parts that are not named stay. The caller holds the section's lock, so what is read here is what is replaced. */
export async function writeEntries(client: Queryable, evaluation: EvaluationCase, template: Template, person: PersonId, entries: readonly EntryChange[]): Promise<void> {
  const proposed = new Map(template.indicators.map((indicator) => [indicator.key, indicator.target]));
  // One statement may not meet a row twice: who names one twice means the later.
  const changes = new Map<IndicatorKey, EntryChange>();
  for (const change of entries) changes.set(change.indicator, { ...changes.get(change.indicator), ...change });
  const given = [...changes.values()].map(({ indicator, target, actual, entered, varianceReason, improvementAction }) => ({
    indicator, target, actual, scored: entered !== undefined, score: entered?.score, reason: entered?.reason, variance: varianceReason, improvement: improvementAction, proposed: proposed.get(indicator) ?? '',
  }));
  await client.query(
    `INSERT INTO indicator_entry AS e (evaluation_id, indicator, county_id, target, actual, entered_score, entered_reason, variance_reason, improvement_action, updated_by, updated_at)
     SELECT $1, g.indicator, $2, coalesce(g.target, o.target, g.proposed), coalesce(g.actual, o.actual, ''), CASE WHEN g.scored THEN g.score ELSE o.entered_score END,
       CASE WHEN g.scored THEN coalesce(g.reason, '') ELSE coalesce(o.entered_reason, '') END, coalesce(g.variance, o.variance_reason, ''), coalesce(g.improvement, o.improvement_action, ''), $3, now()
     FROM jsonb_to_recordset($4::jsonb) AS g (indicator text, target text, actual text, scored boolean, score numeric, reason text, variance text, improvement text, proposed text)
     LEFT JOIN indicator_entry o ON o.evaluation_id = $1 AND o.indicator = g.indicator
     ON CONFLICT (evaluation_id, indicator) DO UPDATE SET target = excluded.target, actual = excluded.actual, entered_score = excluded.entered_score, entered_reason = excluded.entered_reason,
       variance_reason = excluded.variance_reason, improvement_action = excluded.improvement_action, updated_by = excluded.updated_by, updated_at = excluded.updated_at, version = e.version + 1`,
    [evaluation.id, evaluation.countyId, person, JSON.stringify(given)],
  );
}
