import type { ExplanationRecord, ScoreRowView } from '@hengji/contracts';
import type { EvidenceView, readExplanation } from '@hengji/database';
import { isJudged, measureOf, overrideOf, type EvaluationState, type ScoreOutcome, type ScoreSheet, type ScoreSheetRow } from '@hengji/domain';
import { evidenceView } from './evidence.js';

function outcomeView(outcome: ScoreOutcome): ScoreRowView['outcome'] {
  switch (outcome.kind) {
    case 'scored':
      return { kind: 'scored', score: outcome.score, rate: outcome.rate, code: null, steps: outcome.steps.map((step) => ({ code: step.code, params: { ...step.params } })) };
    case 'notApplicable':
      return { kind: 'notApplicable', score: null, rate: null, code: outcome.reasonCode, steps: [] };
    case 'missing':
      return { kind: 'missing', score: null, rate: null, code: null, steps: [] };
    case 'invalid':
      return { kind: 'invalid', score: null, rate: null, code: outcome.code, steps: [] };
  }
}

/** A row of the sheet with how its score came about, what the bureau took off, and the files that name it. */
export function scoreRowView(row: ScoreSheetRow, { deductions, overrides = [] }: Pick<EvaluationState, 'deductions' | 'overrides'>, names: Readonly<Record<string, string>>, texts: Readonly<Record<string, string>>, evidence: readonly EvidenceView[]): ScoreRowView {
  const { indicator, entry } = row;
  const override = overrideOf(row.outcome);
  const named = (id: string) => ({ id, name: names[id] ?? '' });
  const deduction = deductions.find((one) => one.indicator === indicator.key);
  const target = entry?.target === undefined || entry.target === '' ? indicator.target : entry.target;
  return {
    indicator: indicator.key,
    dimension: indicator.dimension,
    ...(indicator.dimensionEn === undefined ? {} : { dimensionEn: indicator.dimensionEn }),
    subDimension: indicator.subDimension,
    ...(indicator.subDimensionEn === undefined ? {} : { subDimensionEn: indicator.subDimensionEn }),
    name: indicator.name,
    nameEn: indicator.nameEn,
    weight: indicator.weight,
    ruleKind: indicator.scoringRule.kind,
    judged: isJudged(indicator.scoringRule),
    target,
    ...(indicator.targetEn === undefined || target !== indicator.target ? {} : { targetEn: indicator.targetEn }),
    actual: entry?.actual ?? '',
    outcome: outcomeView(row.outcome),
    enteredScore: entry?.entered?.score ?? null,
    enteredReason: entry?.entered?.reason ?? '',
    varianceReason: entry?.varianceReason ?? '',
    improvementAction: entry?.improvementAction ?? '',
    override: override === null ? null : { ...override, by: named(overrides.find((one) => one.indicator === indicator.key)?.by ?? '') },
    deduction: deduction === undefined || row.deduction === null ? null : { points: deduction.points, reason: texts[deduction.reason] ?? '', by: named(deduction.by) },
    evidence: evidence.filter((file) => file.indicator === indicator.key).map(evidenceView),
  };
}

/** A score as formula, figures, evidence and rounding; the formula's text is the page's. */
export function explanationView(found: NonNullable<Awaited<ReturnType<typeof readExplanation>>>): ExplanationRecord {
  const { definition, rule, names } = found;
  return {
    indicator: found.indicator,
    name: definition.name,
    nameEn: definition.nameEn,
    weight: definition.weight,
    ruleKind: rule.kind,
    measure: measureOf(rule)?.kind ?? null,
    operands: found.operands.map((parts) =>
      parts.map(({ ref, section, field, value, by, at, evidence }) => ({
        section: { key: ref.section, title: section.title, titleEn: section.titleEn },
        field: { key: ref.field, label: field.label, labelEn: field.labelEn, type: field.type, unit: field.unit ?? null, unitEn: field.unitEn ?? null },
        value,
        by: by === null ? null : { id: by, name: names[by] ?? by },
        at,
        evidence: evidence.map(evidenceView),
      })),
    ),
    outcome: outcomeView(found.outcome),
    rounding: { ...found.rounding },
    notApplicable: found.notApplicable,
    source: found.source,
    evidence: definition.evidence ?? null,
    files: found.evidence.map(evidenceView),
  };
}

export function totalOf(sheet: ScoreSheet): { readonly sum: string | null; readonly applicableWeight: string | null; readonly total: string | null } {
  const { total } = sheet;
  return total.kind === 'total' ? { sum: total.sum, applicableWeight: total.applicableWeight, total: total.total } : { sum: null, applicableWeight: null, total: null };
}
