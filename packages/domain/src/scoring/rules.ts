/** Where a figure stands: a field of a section of the same period. */
export type OperandRef = { readonly section: string; readonly field: string };

/** One figure, or the sum of several (基本支出 + 项目支出): a total is computed and never typed beside its parts (rule U2). */
export type Operand = OperandRef | readonly OperandRef[];

/**
 * What is measured before it is judged. `ratio`: numerator / denominator. `changeRate`: (current − previous) / previous. `figure`: the
 * figure as it was written (a number of complaints, of days). Both figures of a quotient must be in one unit (分 and 分, 人 and 人).
 */
export type Measure =
  | { readonly kind: 'ratio'; readonly numerator: Operand; readonly denominator: Operand }
  | { readonly kind: 'changeRate'; readonly current: Operand; readonly previous: Operand }
  | { readonly kind: 'figure'; readonly figure: Operand };

/** `up`: more is better. `down`: less is better. */
export type Direction = 'up' | 'down';

/** One band: values up to `upTo`, inclusive (decimal string; null: all above the band before), earn `share` of the weight ("0" … "1"). */
export type ScoreBand = { readonly upTo: string | null; readonly share: string };

/**
 * How a row gets its score, as template data; the rules that the public forms use, each with its source.
 *
 * `ratio`: numerator / denominator against a target (decimal string, default "1"). `up`: in proportion, full from the target on
 *   (预算执行率). `down`: full up to the target, in inverse proportion above it (三公经费控制率, 在职人员控制率). Formulas:
 *   财预〔2013〕53号, 部门整体支出绩效评价共性指标体系框架. `overAchievement`: from so many times the target on (130 % in published
 *   review rules) the row needs an explanation; with `reduce`, what lies above is taken off in proportion, as 财预〔2020〕10号 says of
 *   targets that were set too low.
 * `changeRate`: full when nothing rose, else in proportion to what is left of 1 (结转结余变动率).
 * `stepDeduction`: full at the target; every `step` beyond it on the wrong side costs `points` (在职人员控制率 "每超1个百分点扣0.5分").
 *   `counting`: a step counts when it is `begun` or only when it is `whole`.
 * `bands`: the first band that holds the measure says the share (预算控制率 "0 得满分, ≤10% 得75%, …").
 * `allOrNothing`: the weight or nothing, by a target or by boxes that must all say yes (公开时限, 资产清查).
 * `threeBands`: a qualitative judgement with its reason; 达成 80–100 %, 部分达成 60–80 %, 未达成 0–60 % of the weight (财预〔2020〕10号).
 * `entered`: a judged score with its reason.
 */
export type ScoringRule =
  | {
      readonly kind: 'ratio';
      readonly numerator: Operand;
      readonly denominator: Operand;
      readonly direction: Direction;
      readonly target?: string;
      readonly overAchievement?: { readonly times: string; readonly reduce: boolean };
    }
  | { readonly kind: 'changeRate'; readonly current: OperandRef; readonly previous: OperandRef }
  | {
      readonly kind: 'stepDeduction';
      readonly measure: Measure;
      readonly direction: Direction;
      readonly target: string;
      readonly step: string;
      readonly points: string;
      readonly counting: 'begun' | 'whole';
    }
  | { readonly kind: 'bands'; readonly measure: Measure; readonly bands: readonly ScoreBand[] }
  | { readonly kind: 'allOrNothing'; readonly measure: Measure; readonly direction: Direction; readonly target: string }
  | { readonly kind: 'allYes'; readonly answers: readonly OperandRef[] }
  | { readonly kind: 'threeBands' }
  | { readonly kind: 'entered' };

export const scoringRuleKinds = ['ratio', 'changeRate', 'stepDeduction', 'bands', 'allOrNothing', 'allYes', 'threeBands', 'entered'] as const satisfies readonly ScoringRule['kind'][];

/** Whether a person gives the score; everywhere else it follows from figures. */
export function isJudged(rule: ScoringRule): boolean {
  return rule.kind === 'entered' || rule.kind === 'threeBands';
}

/** How scores are rounded: `halfUp` is 四舍五入, `down` cuts off. A county that scores in whole points says so here (rule S2). */
export type Rounding = { readonly places: 0 | 1 | 2; readonly mode: 'halfUp' | 'down' };

export const defaultRounding: Rounding = { places: 2, mode: 'halfUp' };

/** What becomes of a row whose measure does not exist (0 / 0): `rebase` leaves it out and re-bases the rest to 100, `full` gives its weight. */
export const notApplicablePolicies = ['rebase', 'full'] as const;
export type NotApplicablePolicy = (typeof notApplicablePolicies)[number];

export function operandsOf(operand: Operand): readonly OperandRef[] {
  return 'section' in operand ? [operand] : operand;
}

/** The one or two operands of a measure, in the order of its formula. */
function operandsOfMeasure(measure: Measure): readonly Operand[] {
  switch (measure.kind) {
    case 'ratio':
      return [measure.numerator, measure.denominator];
    case 'changeRate':
      return [measure.current, measure.previous];
    case 'figure':
      return [measure.figure];
  }
}

/** What a rule measures; null where a person judges, or boxes are asked. */
export function measureOf(rule: ScoringRule): Measure | null {
  switch (rule.kind) {
    case 'ratio':
      return { kind: 'ratio', numerator: rule.numerator, denominator: rule.denominator };
    case 'changeRate':
      return { kind: 'changeRate', current: rule.current, previous: rule.previous };
    case 'stepDeduction':
    case 'bands':
    case 'allOrNothing':
      return rule.measure;
    case 'allYes':
    case 'threeBands':
    case 'entered':
      return null;
  }
}

/** Every figure a rule reads, in the order of its formula; none where a person judges. */
export function operandsOfRule(rule: ScoringRule): readonly Operand[] {
  if (rule.kind === 'allYes') return rule.answers;
  const measure = measureOf(rule);
  return measure === null ? [] : operandsOfMeasure(measure);
}
