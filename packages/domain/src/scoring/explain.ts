import type { Figures, ScoreSheetRow } from '../content.js';
import { supportsRow, type EvidencePlacement } from '../evidence.js';
import type { IndicatorKey, Instant, PersonId } from '../identifiers.js';
import type { FieldDefinition, Template } from '../template.js';
import type { ScoreOutcome } from './outcome.js';
import { defaultRounding, operandsOf, operandsOfRule, type NotApplicablePolicy, type OperandRef, type Rounding, type ScoringRule } from './rules.js';

/** One figure of a formula: what it is called, what stands there, who wrote it when, and what proves it. */
export type ExplainedOperand<Evidence> = {
  readonly ref: OperandRef;
  readonly section: { readonly title: string; readonly titleEn: string };
  readonly field: Pick<FieldDefinition, 'label' | 'labelEn' | 'type' | 'unit' | 'unitEn'>;
  /** As stored (money in 分); null while nobody wrote it. */
  readonly value: string | null;
  readonly by: PersonId | null;
  readonly at: Instant | null;
  readonly evidence: readonly Evidence[];
};

/** A score down to its rule, inputs and evidence. `operands`: in the order of the formula; a sum has several parts. */
export type Explanation<Evidence> = {
  readonly indicator: IndicatorKey;
  readonly rule: ScoringRule;
  readonly operands: readonly (readonly ExplainedOperand<Evidence>[])[];
  readonly outcome: ScoreOutcome;
  readonly rounding: Rounding;
  readonly notApplicable: NotApplicablePolicy;
  /** Document and clause of the rule, or that it is assumed; null where the template does not say. */
  readonly source: string | null;
  /** Files that may be what proves the row. */
  readonly evidence: readonly Evidence[];
};

/** Who wrote a figure when; null where nobody did. */
export type ProvenanceLookup = (ref: OperandRef) => { readonly by: PersonId; readonly at: Instant } | null;

/** How a row of the sheet came about; the outcome is the sheet's own, so that what is explained is what counts. `evidence`: the files of the year's end. */
export function explain<Evidence extends EvidencePlacement>(
  template: Template,
  { indicator, outcome }: ScoreSheetRow,
  figures: Figures,
  provenance: ProvenanceLookup,
  evidence: readonly Evidence[],
): Explanation<Evidence> {
  const explained = (ref: OperandRef): readonly ExplainedOperand<Evidence>[] => {
    const section = template.sections.find(({ key }) => key === ref.section);
    const field = section?.fields.find(({ key }) => key === ref.field);
    if (section === undefined || field === undefined) return [];
    const value = figures[ref.section]?.[ref.field] ?? '';
    const written = value === '' ? null : provenance(ref);
    return [
      {
        ref,
        section: { title: section.title, titleEn: section.titleEn },
        field: { label: field.label, labelEn: field.labelEn, type: field.type, ...(field.unit === undefined ? {} : { unit: field.unit }), ...(field.unitEn === undefined ? {} : { unitEn: field.unitEn }) },
        value: value === '' ? null : value,
        by: written?.by ?? null,
        at: written?.at ?? null,
        evidence: evidence.filter((one) => one.section === ref.section && (one.indicator === null || one.indicator === indicator.key)),
      },
    ];
  };
  return {
    indicator: indicator.key,
    rule: indicator.scoringRule,
    operands: operandsOfRule(indicator.scoringRule).map((operand) => operandsOf(operand).flatMap(explained)),
    outcome,
    rounding: template.rounding ?? defaultRounding,
    notApplicable: indicator.notApplicable ?? 'rebase',
    source: indicator.source ?? null,
    evidence: evidence.filter((one) => supportsRow(one, indicator)),
  };
}
