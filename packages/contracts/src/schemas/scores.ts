import { fieldTypes, notApplicablePolicies, scoringRuleKinds } from '@hengji/domain';
import { z } from 'zod';
import { Key, Moment, PersonRef, RatingName } from './common.js';
import { EvidenceView } from './fields.js';

export const ScoreView = z.object({ self: z.string().nullable(), reviewed: z.string().nullable(), grade: RatingName.nullable() });

/** How a row's score came about: code and parameters, for 「计算过程」. */
export const ScoreOutcomeView = z.object({
  kind: z.enum(['scored', 'notApplicable', 'missing', 'invalid']),
  score: z.string().nullable(),
  rate: z.string().nullable(),
  code: z.string().nullable(),
  steps: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
});

export const ScoreRowView = z.object({
  indicator: Key,
  dimension: z.string(),
  dimensionEn: z.string().optional(),
  subDimension: z.string().nullable(),
  subDimensionEn: z.string().optional(),
  name: z.string(),
  nameEn: z.string(),
  weight: z.string(),
  ruleKind: z.enum(scoringRuleKinds),
  /** Whether a person gives the score; else it follows from figures. */
  judged: z.boolean(),
  target: z.string(),
  /** The English of the template's own target, as long as nobody wrote another. */
  targetEn: z.string().optional(),
  actual: z.string(),
  outcome: ScoreOutcomeView,
  enteredScore: z.string().nullable(),
  enteredReason: z.string(),
  varianceReason: z.string(),
  improvementAction: z.string(),
  /** Where the department set another score: the computed one, and why. */
  override: z.object({ computed: z.string(), reason: z.string(), by: PersonRef }).nullable(),
  deduction: z.object({ points: z.string(), reason: z.string(), by: PersonRef }).nullable(),
  /** Files that name the row, whatever section they lie in. */
  evidence: z.array(EvidenceView),
});

export type ScoreRowView = z.infer<typeof ScoreRowView>;

/** A figure behind a score: what it is called, what stands there, who wrote it when, and the files beside it. */
const ExplainedFigure = z.object({
  section: z.object({ key: Key, title: z.string(), titleEn: z.string() }),
  field: z.object({ key: Key, label: z.string(), labelEn: z.string(), type: z.enum(fieldTypes), unit: z.string().nullable(), unitEn: z.string().nullable() }),
  /** As stored (money in 分); null while nobody wrote it. */
  value: z.string().nullable(),
  by: PersonRef.nullable(),
  at: Moment.nullable(),
  evidence: z.array(EvidenceView),
});

export type ExplainedFigure = z.infer<typeof ExplainedFigure>;

export const ExplanationRecord = z
  .object({
    indicator: Key,
    name: z.string(),
    nameEn: z.string(),
    weight: z.string(),
    ruleKind: z.enum(scoringRuleKinds),
    /** What is measured before it is judged; null where a person judges, or boxes are asked. */
    measure: z.enum(['ratio', 'changeRate', 'figure']).nullable(),
    /** In the order of the formula; a sum has several parts. */
    operands: z.array(z.array(ExplainedFigure)),
    outcome: ScoreOutcomeView,
    rounding: z.object({ places: z.number().int(), mode: z.enum(['halfUp', 'down']) }),
    notApplicable: z.enum(notApplicablePolicies),
    /** Document and clause of the rule, or that it is assumed. */
    source: z.string().nullable(),
    /** What has to be proven, in the words of the form. */
    evidence: z.string().nullable(),
    /** Files that may be what proves the row: those that name it, and those of its section that name none. */
    files: z.array(EvidenceView),
  })
  .meta({ id: 'ScoreExplanation' });

export type ExplanationRecord = z.infer<typeof ExplanationRecord>;

export const ScoreSheetRecord = z
  .object({
    rows: z.array(ScoreRowView),
    sum: z.string().nullable(),
    applicableWeight: z.string().nullable(),
    self: z.string().nullable(),
    reviewed: z.string().nullable(),
    grade: RatingName.nullable(),
    /** What total and grade would be if a disputed row were decided otherwise; null while there is no total. */
    sensitivity: z
      .object({
        /** Less than two points from a grade line. */
        nearLine: z.boolean(),
        /** `points`: what would be taken off instead, "0" for nothing. */
        alternatives: z.array(z.object({ indicator: Key, points: z.string(), total: z.string(), grade: RatingName, changesGrade: z.boolean() })),
        /** All of them decided otherwise at once. */
        together: z.object({ total: z.string(), grade: RatingName, changesGrade: z.boolean() }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ScoreSheet' });

export type ScoreSheetRecord = z.infer<typeof ScoreSheetRecord>;
