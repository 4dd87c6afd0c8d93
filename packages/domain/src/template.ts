import { checkpoints } from './checkpoints.js';
import type { CivilDate } from './civilDate.js';
import type { Duty } from './duties.js';
import type { FieldKey, IndicatorKey, SectionKey, SlotKey } from './identifiers.js';
import type { Phase, Step } from './phases.js';
import type { GradeBands } from './ratings.js';
import type { NotApplicablePolicy, Rounding, ScoringRule } from './scoring/rules.js';

/** A set of figures: what was planned, what stood at a checkpoint, what stood at the year's end. */
export const periods = ['goals', 'baseline', ...checkpoints, 'yearEnd'] as const;
export type Period = (typeof periods)[number];

/** Money is stored in 分; `percent` and `decimal` as decimal strings; `count` as whole numbers. */
export const fieldTypes = ['money', 'percent', 'decimal', 'count', 'text', 'longText', 'date', 'boolean', 'choice'] as const;
export type FieldType = (typeof fieldTypes)[number];

export type FieldDefinition = {
  readonly key: FieldKey;
  readonly label: string;
  readonly labelEn: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Unit shown behind the box, for `decimal` and `count` (人, 项, 份). */
  readonly unit?: string;
  readonly unitEn?: string;
  readonly hint?: string;
  readonly hintEn?: string;
  /** Money that may be negative; elsewhere an amount below zero is a slip of the pen. */
  readonly signed?: boolean;
  /** Largest value of a number, as a decimal string (coverage: 100). */
  readonly maximum?: string;
  /** A number of the same section that this one cannot exceed: what is done is part of what was assigned. */
  readonly atMost?: FieldKey;
  /** The date lies in the past, or is today on the case's own clock. */
  readonly notFuture?: boolean;
  /** Asked for when another field of the section holds one of the values, though `required` is false. */
  readonly requiredWhen?: { readonly field: FieldKey; readonly values: readonly string[] };
  /** Asked for when a row lies under its warning line at the checkpoint, though `required` is false: the deviation, and the measure against it. */
  readonly requiredWhenWarned?: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly labelEn: string }[];
  /** Periods in which the field is asked; absent means in all. */
  readonly periods?: readonly Period[];
};

/** A part of the form with one owner (domain.md C; design: words). */
export type SectionDefinition = {
  readonly key: SectionKey;
  readonly title: string;
  readonly titleEn: string;
  /** Whoever holds this duty may take the section when nobody was assigned. */
  readonly ownerDuty: Duty;
  /** Confirms the section in data collection and hears of it when the owner is late. */
  readonly leadDuty: Duty;
  readonly fields: readonly FieldDefinition[];
};

export type IndicatorDefinition = {
  readonly key: IndicatorKey;
  readonly dimension: string;
  readonly dimensionEn?: string;
  readonly subDimension: string | null;
  readonly subDimensionEn?: string;
  readonly name: string;
  readonly nameEn: string;
  /** Decimal string; the weights of a template sum to 100. */
  readonly weight: string;
  readonly measureKind: 'quantitative' | 'qualitative';
  /** What is aimed at, in the words of the form, as proposed in the template. */
  readonly target: string;
  readonly targetEn?: string;
  /** ≥, ≤ or =, or a judgement in words; what stands before the target in the forms. */
  readonly symbol?: '≥' | '≤' | '=' | 'qualitative';
  /** Unit of target and actual (%, 人, 项). */
  readonly unit?: string;
  readonly unitEn?: string;
  readonly scoringRule: ScoringRule;
  /** What becomes of the row when there is nothing to measure; absent: it is left out and the rest re-based to 100. */
  readonly notApplicable?: NotApplicablePolicy;
  /** Who fills what this row reads: the section that answers for it. */
  readonly ownerSection?: SectionKey;
  /** What has to be proven, in the words of the form; absent where figures alone prove it. */
  readonly evidence?: string;
  readonly evidenceEn?: string;
  /** Where the rule is from: document and clause, or that it is assumed. */
  readonly source?: string;
};

/** What a level of the tree is said to weigh, as public forms print it beside the rows; `subDimension` null: the first level. */
export type LevelWeight = { readonly dimension: string; readonly subDimension: string | null; readonly weight: string };

/** A signing slot (财务负责人, 分管领导, 组长). */
export type SlotDefinition = { readonly key: SlotKey; readonly duty: Duty; readonly title: string; readonly titleEn: string };

/** Slots that may be signed in any order; `quorum` of them suffice. Groups follow one another. */
export type SigningGroup = { readonly slots: readonly SlotDefinition[]; readonly quorum: number };

export type Deadline = { readonly workingDays: number } | { readonly calendarDays: number };

/** What a deadline is for. Defaults: fill 10, sign 3, review 10, plan 10, evidence 20 working days; publication 20 calendar days (预算法 §14). */
export const deadlineKeys = ['fill', 'confirm', 'sign', 'review', 'decision', 'plan', 'objection', 'evidence', 'verification', 'publication', 'release'] as const;
export type DeadlineKey = (typeof deadlineKeys)[number];

/** `objection` is absent in templates that were made before it could be said; then `defaultObjection` holds. */
export type Deadlines = Readonly<Record<Exclude<DeadlineKey, 'objection'>, Deadline>> & { readonly objection?: Deadline };

/** Five working days from the day a finding was served: supervision gives three to five for a written objection (see finding/objecting.ts). */
export const defaultObjection: Deadline = { workingDays: 5 };

/** Every deadline that a template sets, with the default of the one it may leave open. */
export function allDeadlines({ fill, confirm, sign, review, decision, plan, objection = defaultObjection, evidence, verification, publication, release }: Deadlines): Readonly<Record<DeadlineKey, Deadline>> {
  return { fill, confirm, sign, review, decision, plan, objection, evidence, verification, publication, release };
}

/** One rung of the reminder ladder: `offset` in working days from the due date (negative: before). */
export type Rung = { readonly offset: number; readonly to: 'owner' | 'lead' | 'principal' | 'desk' };

export type StageDefinition = {
  readonly phase: Phase;
  /** Distinguishes the checkpoints of `monitoring`; null elsewhere. */
  readonly checkpoint: string | null;
  readonly period: Period | null;
  readonly sections: readonly SectionKey[];
  readonly steps: readonly Step[];
  readonly signing: readonly SigningGroup[];
  /** `date`: opens on its planned date or when the stage before ends, whichever is later; `onReceipt`: at once. */
  readonly opens: 'date' | 'onReceipt';
  /** The number of the minutes (集体决策) is demanded from the last signer. */
  readonly minutesRequired: boolean;
};

/** The part of a template that rules the process; a copy travels in the state, so that a running year keeps its rules. */
export type ProcessRules = {
  readonly stages: readonly StageDefinition[];
  readonly deadlines: Deadlines;
  readonly ladder: readonly Rung[];
  /** After the last rung the desk is told again every so many working days: an overdue case never falls silent. */
  readonly repeatEveryWorkingDays: number;
  readonly sectionRoles: Readonly<Record<SectionKey, { readonly ownerDuty: Duty; readonly leadDuty: Duty }>>;
  /** Statements a signer ticks, by key; their wording is in the catalogues. */
  readonly statements: readonly string[];
  /** Outcomes that the use of results may have (domain.md B7), by key. */
  readonly resultUses: readonly { readonly key: string; readonly label: string; readonly labelEn: string }[];
};

/** 预警线: at the checkpoint's end a row whose rate is below this fraction (decimal string) is marked (四川 2025: 0.4 by June, 0.6 by August). */
export type WarningLine = { readonly period: Period; readonly indicator: IndicatorKey; readonly below: string };

/** A template version: immutable once released, referred to by id and hash. */
export type Template = {
  readonly schema: 'hengji.template/1';
  readonly key: string;
  readonly version: number;
  readonly title: string;
  readonly titleEn: string;
  readonly sections: readonly SectionDefinition[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly grades: GradeBands;
  /** Absent: two decimals, half up. */
  readonly rounding?: Rounding;
  /** Declared weights of the levels above the rows; the linter holds the rows to them. */
  readonly levels?: readonly LevelWeight[];
  /** Rows that are marked when their rate to date lies under the line at a checkpoint; absent: the county warns by hand. */
  readonly warningLines?: readonly WarningLine[];
  readonly process: ProcessRules;
};

/** Planned opening dates by stage index; null where the stage opens on receipt. */
export type StageDates = readonly (CivilDate | null)[];

/** At most so many sections in a stage: ten minutes of work each, assigned and confirmed in bulk. */
export const maximumSections = 7;

/** What each row weighs, by indicator. */
export function weightsOf(template: Pick<Template, 'indicators'>): Readonly<Record<IndicatorKey, string>> {
  return Object.fromEntries(template.indicators.map(({ key, weight }) => [key, weight]));
}

/** The fields of a section that are asked in a period. */
export function fieldsIn(section: SectionDefinition, period: Period): readonly FieldDefinition[] {
  return section.fields.filter((field) => field.periods === undefined || field.periods.includes(period));
}
