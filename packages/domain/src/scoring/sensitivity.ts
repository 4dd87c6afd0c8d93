import type { ScoreSheet } from '../content.js';
import type { IndicatorKey } from '../identifiers.js';
import { isNearLine, rate, type GradeBands, type Rating } from '../ratings.js';
import type { Rounding } from './rules.js';
import { totalScore } from './total.js';

/** A disputed row, decided otherwise: so many points off (decimal string), "0" for none. */
export type RowChoice = { readonly indicator: IndicatorKey; readonly points: string };

/** What total and grade would be with one row decided otherwise and all others as they are. */
export type Alternative = RowChoice & { readonly total: string; readonly grade: Rating; readonly changesGrade: boolean };

export type Sensitivity = {
  readonly alternatives: readonly Alternative[];
  /** All disputed rows decided otherwise at once; null without any. */
  readonly together: Omit<Alternative, keyof RowChoice> | null;
  /** Less than two points from a grade line (rule G3): every point needs proof. */
  readonly nearLine: boolean;
};

/**
 * The rows that may be decided otherwise, each with the other decision: a deduction may be dropped, and what a finding proposes to take off
 * may be taken. `proposals`: of findings that stand.
 */
export function disputedRows({ rows }: Pick<ScoreSheet, 'rows'>, proposals: readonly RowChoice[]): readonly RowChoice[] {
  return rows.flatMap(({ indicator, deduction }) => {
    if (deduction !== null) return [{ indicator: indicator.key, points: '0' }];
    const proposed = proposals.find((one) => one.indicator === indicator.key);
    return proposed === undefined ? [] : [proposed];
  });
}

/** Null while the sheet has no total. Choices that the sheet cannot take (more points than the row has) are left out. */
export function sensitivity(sheet: ScoreSheet, choices: readonly RowChoice[], terms: { readonly grades: GradeBands; readonly rounding?: Rounding }): Sensitivity | null {
  if (sheet.total.kind !== 'total') return null;
  const decided = (given: readonly RowChoice[]) => {
    const rows = sheet.rows.map(({ indicator, outcome, deduction }) => ({ weight: indicator.weight, outcome, deduction: given.find((one) => one.indicator === indicator.key)?.points ?? deduction }));
    const total = totalScore(rows, terms.rounding);
    if (total.kind !== 'total') return null;
    const grade = rate(total.total, terms.grades);
    return { total: total.total, grade, changesGrade: grade !== sheet.grade };
  };
  const possible = choices.filter((choice) => decided([choice]) !== null);
  return {
    alternatives: possible.flatMap((choice) => {
      const result = decided([choice]);
      return result === null ? [] : [{ ...choice, ...result }];
    }),
    together: possible.length === 0 ? null : decided(possible),
    nearLine: isNearLine(sheet.total.total, terms.grades),
  };
}
