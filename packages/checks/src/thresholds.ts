import { defaultGradeBands, defaultRounding, type Checkpoint, type GradeBands, type Rounding } from '@hengji/domain';
import { coreFormulas, type Formula } from './words/formulas.js';
import { countyOutline, type OutlineChapter } from './words/outline.js';

/**
 * What differs from place to place: template data, never constants of a rule. Scores and per cents are decimal strings. The defaults
 * hold where the place of a document is unknown; a template overrides what its own form says otherwise.
 */
export type Thresholds = {
  readonly fullWeight: string;
  /** Points of budget execution, which many declarations of goals leave out of their table (W1; 财预〔2020〕10号: 10). */
  readonly executionWeight: string;
  readonly grades: GradeBands;
  /** A total nearer to a grade line is flagged (G3). */
  readonly marginToLine: string;
  /** How a score is rounded; whole points are a declared rounding only where the template says so (S2). */
  readonly rounding: Rounding;
  /** Per cent of a target above which over-achievement is explained (S6; 郫都: 130 %). */
  readonly overAchievementPercent: string;
  /** Operands that an indicator's name demands (F1, E1; 财预〔2013〕53号). */
  readonly formulas: readonly Formula[];
  /** Per cent of the spending that monitoring covers (M1). */
  readonly monitoringCoveragePercent: string;
  /** Checkpoints that the place prescribes (M2); empty where that is unknown, since 1–6, 1–7, 1–8 and 1–9 are all in use. */
  readonly monitoringPeriods: readonly Checkpoint[];
  /** Calendar days from the approval of the accounts to publication (P2; 预算法 §14). */
  readonly publicationDays: number;
  /** A table whose weights sum to less is a part of one (W1, W4, W6). */
  readonly wholeTableWeight: string;
  /** Per cent of a measure's text that another report shares before it counts as copied (T1). */
  readonly boilerplatePercent: number;
  /** Chapters that a report has (C4). */
  readonly outline: readonly OutlineChapter[];
};

export const defaultThresholds: Thresholds = {
  fullWeight: '100',
  executionWeight: '10',
  grades: defaultGradeBands,
  marginToLine: '2',
  rounding: defaultRounding,
  overAchievementPercent: '130',
  formulas: coreFormulas,
  monitoringCoveragePercent: '80',
  monitoringPeriods: [],
  publicationDays: 20,
  wholeTableWeight: '50',
  boilerplatePercent: 80,
  outline: countyOutline,
};
