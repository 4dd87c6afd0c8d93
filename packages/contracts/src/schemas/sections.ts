import { periods } from '@hengji/domain';
import { z } from 'zod';
import { Id, Key, largestNumber, PhaseName } from './common.js';
import { EvidenceView, FieldView } from './fields.js';
import { ScoreRowView } from './scores.js';
import { boxText, optionalLine, optionalText } from './text.js';

export const SectionRecord = z
  .object({
    evaluationId: Id,
    key: Key,
    title: z.string(),
    titleEn: z.string(),
    period: z.enum(periods).nullable(),
    /** The stage it belongs to; an earlier one is for reading only. */
    stage: z.number().int(),
    phase: PhaseName,
    checkpoint: z.string().nullable(),
    status: z.enum(['open', 'returned', 'submitted', 'confirmed']),
    returnReason: z.string().nullable(),
    version: z.number().int(),
    editable: z.boolean(),
    /** Editing or handing in costs this reader his signature in this phase; the page asks before. */
    disqualifies: z.boolean(),
    /** This reader may hand the section in. */
    mine: z.boolean(),
    fields: z.array(FieldView),
    /** Rows under their warning line at this checkpoint; fractions with six decimals. */
    warned: z.array(z.object({ indicator: Key, name: z.string(), nameEn: z.string(), rate: z.string(), below: z.string() })),
    /** Stored form: money in 分, decimals as text, booleans "true" and "false". */
    values: z.record(z.string(), z.string()),
    /** What other periods hold for the same fields, oldest first; read only. */
    earlier: z.array(z.object({ period: z.enum(periods), values: z.record(z.string(), z.string()) })),
    /** Indicator rows, only in `goals` and `assessment`. */
    rows: z.array(ScoreRowView),
    evidence: z.array(EvidenceView),
    /** Rows that a file beside the section may be shown for. */
    supportable: z.array(z.object({ indicator: Key, name: z.string(), nameEn: z.string() })),
    missing: z.array(z.string()),
  })
  .meta({ id: 'Section' });

export type SectionRecord = z.infer<typeof SectionRecord>;

/** What the same subject fell short of in the year before, for whoever sets or judges the goals of this one. */
export const LastYearRecord = z
  .object({
    evaluationId: Id,
    year: z.number().int(),
    /** Rows that did not get their full weight, in the order of last year's form. */
    rows: z.array(
      z.object({
        indicator: Key,
        name: z.string(),
        nameEn: z.string(),
        weight: z.string(),
        score: z.string(),
        /** The fraction it was computed from, with six decimals; null where a person judged. */
        rate: z.string().nullable(),
        target: z.string(),
        actual: z.string(),
        /** Points the bureau took off, and what it wrote with them. */
        deducted: z.string().nullable(),
        deductionReason: z.string(),
        reason: z.string(),
        measure: z.string(),
      }),
    ),
  })
  .meta({ id: 'LastYear' });

export type LastYearRecord = z.infer<typeof LastYearRecord>;

export const SaveSectionBody = z
  .object({
    version: z.number().int().min(0).max(largestNumber),
    values: z.record(Key, boxText(20_000)).default({}),
    rows: z
      .array(
        z.object({
          indicator: Key,
          target: optionalText(500).optional(),
          actual: optionalText(500).optional(),
          enteredScore: optionalLine(20).nullable().optional(),
          enteredReason: optionalText(2000).optional(),
          varianceReason: optionalText(2000).optional(),
          improvementAction: optionalText(2000).optional(),
        }),
      )
      .max(200)
      .default([]),
    /** The reader was told that he will not be able to sign. */
    acceptDisqualification: z.boolean().default(false),
  })
  .meta({ id: 'SaveSectionBody' });

export type SaveSectionBody = z.infer<typeof SaveSectionBody>;
