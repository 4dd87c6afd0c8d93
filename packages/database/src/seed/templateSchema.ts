import { duties, fieldTypes, notApplicablePolicies, phases, periods, steps, type Template } from '@hengji/domain';
import { z } from 'zod';

const Key = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/);
/** Signs that are not seen and change what is: a template is shown to everybody of a county. */
const unseen = /[^\P{Cc}\n]|[\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/u;
const Text = z.string().trim().min(1).max(2000).refine((text) => !unseen.test(text));
const Weight = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);
const DutyName = z.enum(duties);
const Choice = z.strictObject({ value: Key, label: Text, labelEn: Text });

const Field = z.strictObject({
  key: Key,
  label: Text,
  labelEn: Text,
  type: z.enum(fieldTypes),
  required: z.boolean(),
  unit: Text.optional(),
  unitEn: Text.optional(),
  hint: Text.optional(),
  hintEn: Text.optional(),
  signed: z.boolean().optional(),
  maximum: z.string().regex(/^\d{1,18}(\.\d{1,6})?$/).optional(),
  atMost: Key.optional(),
  notFuture: z.boolean().optional(),
  requiredWhen: z.strictObject({ field: Key, values: z.array(Key).min(1) }).optional(),
  requiredWhenWarned: z.boolean().optional(),
  choices: z.array(Choice).min(1).optional(),
  periods: z.array(z.enum(periods)).min(1).optional(),
});

const OperandRef = z.strictObject({ section: Key, field: Key });
const Operand = z.union([OperandRef, z.array(OperandRef).min(1)]);
const Decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/);
const DirectionName = z.enum(['up', 'down']);
const Measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ratio'), numerator: Operand, denominator: Operand }),
  z.strictObject({ kind: z.literal('changeRate'), current: Operand, previous: Operand }),
  z.strictObject({ kind: z.literal('figure'), figure: Operand }),
]);
const ScoringRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ratio'),
    numerator: Operand,
    denominator: Operand,
    direction: DirectionName,
    target: Decimal.optional(),
    overAchievement: z.strictObject({ times: Decimal, reduce: z.boolean() }).optional(),
  }),
  z.strictObject({ kind: z.literal('changeRate'), current: OperandRef, previous: OperandRef }),
  z.strictObject({ kind: z.literal('stepDeduction'), measure: Measure, direction: DirectionName, target: Decimal, step: Decimal, points: Weight, counting: z.enum(['begun', 'whole']) }),
  z.strictObject({ kind: z.literal('bands'), measure: Measure, bands: z.array(z.strictObject({ upTo: Decimal.nullable(), share: Decimal })).min(1) }),
  z.strictObject({ kind: z.literal('allOrNothing'), measure: Measure, direction: DirectionName, target: Decimal }),
  z.strictObject({ kind: z.literal('allYes'), answers: z.array(OperandRef).min(1) }),
  z.strictObject({ kind: z.literal('threeBands') }),
  z.strictObject({ kind: z.literal('entered') }),
]);

const Indicator = z.strictObject({
  key: Key,
  dimension: Text,
  dimensionEn: Text.optional(),
  subDimension: Text.nullable(),
  subDimensionEn: Text.optional(),
  name: Text,
  nameEn: Text,
  weight: Weight,
  measureKind: z.enum(['quantitative', 'qualitative']),
  target: Text,
  targetEn: Text.optional(),
  symbol: z.enum(['≥', '≤', '=', 'qualitative']).optional(),
  unit: Text.optional(),
  unitEn: Text.optional(),
  scoringRule: ScoringRule,
  notApplicable: z.enum(notApplicablePolicies).optional(),
  ownerSection: Key.optional(),
  evidence: Text.optional(),
  evidenceEn: Text.optional(),
  source: Text.optional(),
});

/** Days are counted one by one: a number without end would never come back. What is merely too long for a year the linter tells. */
const days = z.number().int().min(1).max(9_999);
const WorkingDays = z.strictObject({ workingDays: days });
const Deadline = z.union([WorkingDays, z.strictObject({ calendarDays: days })]);
/** Rungs of the ladder, and the days after which it begins again: within a year. */
const daysOfYear = 366;
const SigningGroup = z.strictObject({
  slots: z.array(z.strictObject({ key: Key, duty: DutyName, title: Text, titleEn: Text })).min(1),
  quorum: z.number().int().min(1),
});

const Stage = z.strictObject({
  phase: z.enum(phases),
  checkpoint: Key.nullable(),
  period: z.enum(periods).nullable(),
  sections: z.array(Key),
  steps: z.array(z.enum(steps)).min(1),
  signing: z.array(SigningGroup),
  opens: z.enum(['date', 'onReceipt']),
  minutesRequired: z.boolean(),
});

/** A template version as it stands in a file (`hengji.template/1`); unknown keys are refused, since they would change the hash unread. */
export const TemplateFile: z.ZodType<Template> = z.strictObject({
  schema: z.literal('hengji.template/1'),
  key: Key,
  version: z.number().int().min(1),
  title: Text,
  titleEn: Text,
  sections: z.array(z.strictObject({ key: Key, title: Text, titleEn: Text, ownerDuty: DutyName, leadDuty: DutyName, fields: z.array(Field).min(1).max(200) })).max(50),
  indicators: z.array(Indicator).min(1).max(200),
  grades: z.strictObject({ excellent: Weight, good: Weight, fair: Weight }),
  rounding: z.strictObject({ places: z.union([z.literal(0), z.literal(1), z.literal(2)]), mode: z.enum(['halfUp', 'down']) }).optional(),
  levels: z.array(z.strictObject({ dimension: Text, subDimension: Text.nullable(), weight: Weight })).optional(),
  warningLines: z.array(z.strictObject({ period: z.enum(periods), indicator: Key, below: z.string().regex(/^(0\.\d{1,4}|1(\.0{1,4})?)$/) })).max(200).optional(),
  process: z.strictObject({
    stages: z.array(Stage).min(1).max(50),
    deadlines: z.strictObject({
      fill: Deadline,
      confirm: Deadline,
      sign: Deadline,
      review: Deadline,
      decision: Deadline,
      plan: Deadline,
      objection: Deadline.optional(),
      evidence: Deadline,
      verification: Deadline,
      publication: Deadline,
      release: Deadline,
    }),
    ladder: z.array(z.strictObject({ offset: z.number().int().min(-daysOfYear).max(daysOfYear), to: z.enum(['owner', 'lead', 'principal', 'desk']) })).min(1),
    repeatEveryWorkingDays: z.number().int().min(1).max(daysOfYear),
    sectionRoles: z.record(Key, z.strictObject({ ownerDuty: DutyName, leadDuty: DutyName })),
    statements: z.array(Key),
    resultUses: z.array(z.strictObject({ key: Key, label: Text, labelEn: Text })).min(1),
  }),
});
