import type { Json } from './canonicalJson.js';
import { compareExact, exact, exactInteger } from './exact.js';
import type { CivilDate } from './civilDate.js';
import type { FieldKey, IndicatorKey, SectionKey, Sha256 } from './identifiers.js';
import type { Phase } from './phases.js';
import { rate, type Rating } from './ratings.js';
import type { EnteredScore, ScoreOutcome } from './scoring/outcome.js';
import { overrideOf, withOverride, type Overridden } from './scoring/override.js';
import { scoreRow, type ScoringTerms } from './scoring/scoreRow.js';
import { totalScore, type ScoreTotal } from './scoring/total.js';
import { warnedRows, type WarnedRow } from './scoring/warningLines.js';
import { fieldsIn, type FieldDefinition, type IndicatorDefinition, type Period, type Template } from './template.js';

/** Values of one period by section and field, as stored: money in 分, decimals and percentages as decimal strings. */
export type Figures = Readonly<Record<SectionKey, Readonly<Record<FieldKey, string>>>>;

/** What the department writes beside an indicator: an entered score with its reason, and why points were lost. */
export type IndicatorEntry = {
  readonly indicator: IndicatorKey;
  readonly target: string;
  readonly actual: string;
  readonly entered: EnteredScore | null;
  readonly varianceReason: string;
  readonly improvementAction: string;
};

export type ScoreSheetRow = {
  readonly indicator: IndicatorDefinition;
  readonly entry: IndicatorEntry | null;
  readonly outcome: ScoreOutcome;
  /** Points the bureau took off; null when none. */
  readonly deduction: string | null;
};

export type ScoreSheet = { readonly rows: readonly ScoreSheetRow[]; readonly total: ScoreTotal; readonly grade: Rating | null };

type Deducted = { readonly indicator: IndicatorKey; readonly points: string };

/**
 * The score sheet of a year: every row computed from the year-end figures or entered with a reason; deductions come off
 * the rows before the sum (design §8, order of rounding). Nothing here is typed twice and no total is typed at all. `overrides`: scores
 * that the department set in place of computed ones.
 */
export function scoreSheet(template: Template, figures: Figures, entries: readonly IndicatorEntry[], deductions: readonly Deducted[] = [], overrides: readonly Overridden[] = []): ScoreSheet {
  const rows = template.indicators.map((indicator): ScoreSheetRow => {
    const entry = entries.find((one) => one.indicator === indicator.key) ?? null;
    const computed = scoreRow(indicator.scoringRule, indicator.weight, ({ section, field }) => figures[section]?.[field] ?? null, entry?.entered ?? null, termsOf(template, indicator));
    const outcome = withOverride(computed, overrides.find((one) => one.indicator === indicator.key));
    const points = deductions.find((one) => one.indicator === indicator.key)?.points;
    return { indicator, entry, outcome, deduction: points === undefined || /^0+(\.0+)?$/.test(points) ? null : points };
  });
  const total = totalScore(rows.map((row) => ({ weight: row.indicator.weight, outcome: row.outcome, deduction: row.deduction })), template.rounding);
  return { rows, total, grade: total.kind === 'total' ? rate(total.total, template.grades) : null };
}

/** What the template says of a row beside its rule. */
function termsOf({ rounding }: Template, { notApplicable }: IndicatorDefinition): ScoringTerms {
  return { ...(rounding === undefined ? {} : { rounding }), ...(notApplicable === undefined ? {} : { notApplicable }) };
}

function isAsked(field: FieldDefinition, values: Readonly<Record<FieldKey, string>>): boolean {
  return field.required || (field.requiredWhen?.values.includes(values[field.requiredWhen.field] ?? '') ?? false);
}

/** Two numbers of a section that cannot both be right: `field` exceeds `limit`, of which it is a part. */
export type FieldDisagreement = { readonly field: FieldKey; readonly limit: FieldKey };

/** Numbers of a section that exceed the number they are part of, in the order of the form. */
export function disagreements(fields: readonly Pick<FieldDefinition, 'key' | 'atMost'>[], values: Readonly<Record<FieldKey, string>>): readonly FieldDisagreement[] {
  return fields.flatMap(({ key, atMost }): readonly FieldDisagreement[] => {
    const [part, whole] = [exact(values[key] ?? ''), exact(atMost === undefined ? '' : (values[atMost] ?? ''))];
    return atMost !== undefined && part !== null && whole !== null && compareExact(part, whole) > 0 ? [{ field: key, limit: atMost }] : [];
  });
}

/** As `disagreements`, of a section of the template in a period. */
export function disagreementsIn(template: Template, section: SectionKey, period: Period, figures: Figures): readonly FieldDisagreement[] {
  const definition = template.sections.find((one) => one.key === section);
  return definition === undefined ? [] : disagreements(fieldsIn(definition, period), figures[section] ?? {});
}

/** Required fields of a section that are empty in a period. */
export function missingFields(template: Template, section: SectionKey, period: Period, figures: Figures): readonly FieldKey[] {
  const definition = template.sections.find((one) => one.key === section);
  if (definition === undefined) return [];
  const warned = definition.fields.some(({ requiredWhenWarned }) => requiredWhenWarned === true) && warnedRows(template, period, figures).length > 0;
  return fieldsIn(definition, period)
    .filter((field) => (isAsked(field, figures[section] ?? {}) || (warned && field.requiredWhenWarned === true)) && (figures[section]?.[field.key] ?? '').trim() === '')
    .map((field) => field.key);
}

/** `indicator`: the row that the file supports; absent where it names none, as in every version that was frozen before one could be named. */
export type EvidenceRef = { readonly section: SectionKey; readonly indicator?: IndicatorKey; readonly name: string; readonly sha256: Sha256; readonly bytes: number };

/** A warning of the checker as a version holds it: what was said in Chinese, and what the department and the bureau said to it. */
export type FrozenCheck = {
  readonly rule: string;
  readonly place: string;
  readonly said: string;
  readonly hash: Sha256;
  readonly answer: string | null;
  readonly effect: { readonly indicator: IndicatorKey; readonly points: string } | null;
  readonly decision: { readonly accepted: boolean; readonly reason: string } | null;
};

/** Everything a signature covers. Numbers travel as strings, so that the hash never depends on how a float prints. */
export type RevisionContent = {
  readonly schema: 'hengji.revision/1';
  readonly evaluation: string;
  readonly unit: string;
  /** Where a project is evaluated: its name; `unit` runs it. */
  readonly project?: string;
  readonly year: number;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  readonly period: Period | null;
  readonly template: { readonly id: string; readonly sha256: Sha256 };
  readonly calendar: { readonly id: string; readonly sha256: Sha256 };
  readonly figures: Figures;
  readonly indicators: readonly Json[];
  readonly evidence: readonly EvidenceRef[];
  /** Rows under their warning line at a checkpoint; absent where there is none. */
  readonly warned?: readonly WarnedRow[];
  /** Absent where the checker had no warning, as in every version that was frozen before it had any. */
  readonly checks?: readonly FrozenCheck[];
  readonly score: { readonly self: string; readonly reviewed: string | null; readonly grade: Rating } | null;
};

/** A row of the sheet as it is frozen. */
export function frozenRow(row: ScoreSheetRow): Json {
  return {
    indicator: row.indicator.key,
    weight: row.indicator.weight,
    target: row.entry?.target ?? row.indicator.target,
    actual: row.entry?.actual ?? '',
    score: row.outcome.kind === 'scored' ? row.outcome.score : null,
    notApplicable: row.outcome.kind === 'notApplicable',
    entered: row.entry?.entered === null || row.entry === null ? null : { score: row.entry.entered.score, reason: row.entry.entered.reason },
    varianceReason: row.entry?.varianceReason ?? '',
    improvementAction: row.entry?.improvementAction ?? '',
    deduction: row.deduction,
    ...overriddenIn(row),
  };
}

/** Beside a score that was set by hand: what was computed, and why it was set otherwise. */
function overriddenIn({ outcome }: ScoreSheetRow): { readonly override?: Json } {
  const override = overrideOf(outcome);
  return override === null ? {} : { override: { ...override } };
}

/** The canonical value behind a revision's hash. */
export function revisionJson(content: RevisionContent): Json {
  const { checks, warned, ...rest } = content;
  return {
    ...rest,
    ...(warned === undefined ? {} : { warned: warned.map((one) => ({ ...one })) }),
    ...(checks === undefined ? {} : { checks: checks.map((one) => ({ ...one })) }),
    figures: content.figures,
    evidence: [...content.evidence].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).map((one) => ({ ...one })),
  };
}

/** One file may support several rows: without the row their order, and with it the hash, would be left to chance. */
function placeOf({ section, sha256, name, indicator = '' }: EvidenceRef): string {
  return section + sha256 + name + indicator;
}

/** Why a value does not fit its field; null when it does. Empty values always fit: required fields are checked on submission. */
export type FieldProblem = 'notMoney' | 'notDecimal' | 'notPercent' | 'notCount' | 'notDate' | 'notBoolean' | 'notChoice' | 'tooLong' | 'negative' | 'tooLarge' | 'inFuture';

/** What of a field's definition bounds a single value. */
export type Bounds = Pick<FieldDefinition, 'type' | 'choices' | 'signed' | 'maximum' | 'notFuture'>;

/** Checks one stored value against its field definition. Money is expected in 分 already; `today` is the case's process date. */
export function fieldProblem(field: Bounds, value: string, today: CivilDate | null = null): FieldProblem | null {
  const problem = formProblem(field, value);
  if (problem !== null || value === '') return problem;
  if (field.type === 'money' && field.signed !== true && value.startsWith('-')) return 'negative';
  const [given, most] = [exact(value), exact(field.maximum ?? '')];
  if (given !== null && most !== null && compareExact(given, most) > 0) return 'tooLarge';
  return field.notFuture === true && today !== null && value > today ? 'inFuture' : null;
}

function formProblem(field: Bounds, value: string): FieldProblem | null {
  if (value === '') return null;
  if (value.length > 20_000) return 'tooLong';
  switch (field.type) {
    case 'money':
      return /^-?\d{1,18}$/.test(value) ? null : 'notMoney';
    case 'decimal':
      return /^-?\d{1,18}(\.\d{1,6})?$/.test(value) ? null : 'notDecimal';
    case 'percent':
      return /^\d{1,6}(\.\d{1,6})?$/.test(value) ? null : 'notPercent';
    case 'count':
      return /^\d{1,12}$/.test(value) ? null : 'notCount';
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? null : 'notDate';
    case 'boolean':
      return value === 'true' || value === 'false' ? null : 'notBoolean';
    case 'choice':
      return field.choices?.some((choice) => choice.value === value) ? null : 'notChoice';
    case 'text':
    case 'longText':
      return null;
  }
}

/** Sections with a fixed meaning: targets are written in `goals`, scores and reasons in `assessment`. */
export const goalsSection: SectionKey = 'goals';
export const assessmentSection: SectionKey = 'assessment';

/** What still has to be written beside the indicators before the section that holds them can be handed in (rule R1: each lost point has a reason). */
export function missingInRows(sheet: ScoreSheet, section: SectionKey): readonly string[] {
  if (section === goalsSection) return sheet.rows.filter((row) => (row.entry?.target ?? row.indicator.target).trim() === '').map((row) => `${row.indicator.key}.target`);
  if (section !== assessmentSection) return [];
  return sheet.rows.flatMap((row) => {
    if (row.outcome.kind === 'missing' || row.outcome.kind === 'invalid') return [`${row.indicator.key}.score`];
    const lost = row.outcome.kind === 'scored' && compareExact(exact(row.outcome.score) ?? zero, exact(row.indicator.weight) ?? zero) < 0;
    // Far above the target the row is full, and still has to say why the target was so low (rule S6).
    const explained = lost || (row.outcome.kind === 'scored' && row.outcome.steps.some(({ code }) => code === 'farAboveTarget' || code === 'farAboveReduced'));
    return explained && (row.entry?.varianceReason ?? '').trim() === '' ? [`${row.indicator.key}.varianceReason`] : [];
  });
}

const zero = exactInteger(0n);
