import type { ScoreSheet } from '../content.js';
import { compareExact, exact, subtractExact, toFixedHalfUp } from '../exact.js';
import type { IndicatorKey } from '../identifiers.js';

/** A row that did not get its full weight: what it aimed at, what came of it, and what was written of it. Scores with two decimals. */
export type UnmetRow = {
  readonly indicator: IndicatorKey;
  readonly name: string;
  readonly nameEn: string;
  readonly weight: string;
  /** What the bureau's review left of it. */
  readonly score: string;
  /** The fraction it is computed from, with six decimals; null where a person judged. */
  readonly rate: string | null;
  readonly target: string;
  readonly actual: string;
  /** Points the bureau took off; null when none. */
  readonly deducted: string | null;
  /** Why it fell short: the reason for the deviation, else that of a judged score below the weight. */
  readonly reason: string;
  readonly measure: string;
};

/**
 * The rows of a finished year that fell short, in the order of the form: next year's goals are set beside them (财预〔2020〕10号: unmet goals
 * need their cause and a measure). No line is drawn under full marks: what a place calls strongly deviating differs, a lost point does not.
 */
export function unmetRows(sheet: Pick<ScoreSheet, 'rows'>): readonly UnmetRow[] {
  return sheet.rows.flatMap(({ indicator, entry, outcome, deduction }): readonly UnmetRow[] => {
    const [given, weight, off] = [exact(outcome.kind === 'scored' ? outcome.score : ''), exact(indicator.weight), exact(deduction ?? '0')];
    if (outcome.kind !== 'scored' || given === null || weight === null || off === null) return [];
    const score = subtractExact(given, off);
    if (compareExact(score, weight) >= 0) return [];
    const { key, name, nameEn } = indicator;
    const written = entry?.varianceReason ?? '';
    // The reason for full marks is none for the points that came off.
    const judged = compareExact(given, weight) < 0 ? (entry?.entered?.reason ?? '') : '';
    return [{
      indicator: key, name, nameEn, weight: indicator.weight, score: toFixedHalfUp(score, 2), rate: outcome.rate,
      target: entry?.target === undefined || entry.target === '' ? indicator.target : entry.target,
      actual: entry?.actual ?? '',
      deducted: deduction === null ? null : toFixedHalfUp(off, 2),
      reason: written === '' ? judged : written,
      measure: entry?.improvementAction ?? '',
    }];
  });
}
