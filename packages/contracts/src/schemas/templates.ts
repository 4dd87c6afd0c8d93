import { deadlineKeys, notApplicablePolicies, rowParts, wholeParts } from '@hengji/domain';
import { z } from 'zod';
import { Day, Hash, PersonRef, Reason } from './common.js';

/** Id of a released version, or `shipped.<key>` for one that came with the product and was not released here yet. */
export const TemplateId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/, { error: 'templateUnknown' });

/** A sentence of the catalogue with its parameters, which are in the reader's language already. */
const Told = z.object({ code: z.string(), params: z.record(z.string(), z.string()) });

/** What the linter says: code and parameters of the sentence, and where it is. */
export const TemplateDefectView = z
  .object({ ...Told.shape, severity: z.enum(['error', 'warning']), /** A row, a level, a section or a stage by its name; null: the whole. */ place: z.string().nullable() })
  .meta({ id: 'TemplateDefect' });
export type TemplateDefectView = z.infer<typeof TemplateDefectView>;

export const TemplateRow = z
  .object({
    id: TemplateId,
    key: z.string(),
    version: z.number().int(),
    title: z.string(),
    titleEn: z.string(),
    /** Null: it came with the product and was not released yet. */
    releasedOn: Day.nullable(),
    releasedBy: PersonRef.nullable(),
    reason: z.string().nullable(),
    rows: z.number().int(),
    /** Years and rehearsals of the county that are run by it. */
    campaigns: z.number().int(),
  })
  .meta({ id: 'TemplateRow' });
export type TemplateRow = z.infer<typeof TemplateRow>;

const IndicatorView = z.object({
  key: z.string(),
  name: z.string(),
  weight: z.string(),
  symbol: z.enum(['≥', '≤', '=', 'qualitative']).nullable(),
  target: z.string(),
  unit: z.string().nullable(),
  /** The rule told in sentences, its figures by their labels. */
  rule: z.array(Told).min(1),
  notApplicable: z.enum(notApplicablePolicies).nullable(),
  owner: z.string().nullable(),
  evidence: z.string().nullable(),
  source: z.string().nullable(),
});

/** The tree of the form. A first level has second levels; one without a name holds rows that stand directly under the first. */
const LevelView = z.object({
  name: z.string(),
  weight: z.string().nullable(),
  parts: z.array(z.object({ name: z.string().nullable(), weight: z.string().nullable(), rows: z.array(IndicatorView) })),
});

export const TemplateRecord = z
  .object({
    ...TemplateRow.shape,
    sha256: Hash,
    weightSum: z.string(),
    grades: z.object({ excellent: z.string(), good: z.string(), fair: z.string() }),
    rounding: z.object({ places: z.number().int(), mode: z.enum(['halfUp', 'down']) }),
    /** In the order of the process. */
    deadlines: z.array(z.object({ key: z.enum(deadlineKeys), days: z.number().int(), working: z.boolean() })),
    levels: z.array(LevelView),
    sections: z.array(z.object({ key: z.string(), title: z.string(), fields: z.number().int() })),
    defects: z.array(TemplateDefectView),
  })
  .meta({ id: 'Template' });
export type TemplateRecord = z.infer<typeof TemplateRecord>;

/** What a file does not say as it must: a place in it, and what is wrong there. */
const FileProblem = z.object({ ...Told.shape, /** A path in JSON, or sheet and cell. */ place: z.string() });

export const ChangeView = z.object({
  kind: z.enum(['rowAdded', 'rowRemoved', 'row', 'rule', 'rowOther', 'rowsOrder', 'level', 'whole']),
  /** The row or the level; null where it is about the whole. */
  name: z.string().nullable(),
  part: z.enum([...rowParts, ...wholeParts]).nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  ruleBefore: z.array(Told),
  ruleAfter: z.array(Told),
});

/** A file that was looked at. Nothing is released by it. */
export const TemplateCheckRecord = z
  .object({
    /** Where the file could not be understood; then nothing below is said. */
    problems: z.array(FileProblem),
    template: z
      .object({
        key: z.string(),
        title: z.string(),
        titleEn: z.string(),
        /** The number it gets, whatever the file says. */
        version: z.number().int(),
        /** The version it was compared with: the newest of its key. */
        base: z.object({ id: TemplateId, version: z.number().int() }).nullable(),
        defects: z.array(TemplateDefectView),
        changes: z.array(ChangeView),
        releasable: z.boolean(),
        /** What to hand in for its release. */
        file: z.record(z.string(), z.unknown()),
      })
      .nullable(),
  })
  .meta({ id: 'TemplateCheck' });
export type TemplateCheckRecord = z.infer<typeof TemplateCheckRecord>;

/** Either the whole template as the check of a file gave it (`hengji.template/1`), or the id of one that came with the product; and why. */
export const ReleaseTemplateBody = z
  .object({ template: z.record(z.string(), z.unknown()).optional(), shipped: TemplateId.optional(), reason: Reason })
  .refine(({ template, shipped }) => (template === undefined) !== (shipped === undefined), { error: 'templateUnknown' })
  .meta({ id: 'ReleaseTemplateBody' });
