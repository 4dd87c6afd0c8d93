import { assertNever } from './assertNever.js';
import {
  addExact,
  compareExact,
  divideExact,
  exact,
  exactInteger,
  isNegative,
  isZero,
  maxExact,
  minExact,
  multiplyExact,
  subtractExact,
  toFixedHalfUp,
  toTrimmed,
  type Exact,
} from './exact.js';

/** Where a figure stands: a field of a section of the same period. */
export type OperandRef = { readonly section: string; readonly field: string };

/** One figure, or the sum of several (基本支出 + 项目支出): a total is computed and never typed beside its parts (rule U2). */
export type Operand = OperandRef | readonly OperandRef[];

/**
 * How a row gets its score, as template data.
 * `ratio`: actual = numerator / denominator against a target (decimal string, default "1"). `up`: in proportion, full from the target
 * on (预算执行率). `down`: full up to the target, in inverse proportion above it (三公经费控制率, 在职人员控制率 = 在职人员数 / 编制数).
 * `changeRate`: (current − previous) / previous; full when not risen, else in proportion to what is left of 1 (结转结余变动率).
 * `entered`: a judged score with its reason. Formulas: 财预〔2013〕53号, 部门整体支出绩效评价共性指标体系框架.
 */
export type ScoringRule =
  | {
      readonly kind: 'ratio';
      readonly numerator: Operand;
      readonly denominator: Operand;
      readonly direction: 'up' | 'down';
      readonly target?: string;
    }
  | { readonly kind: 'changeRate'; readonly current: OperandRef; readonly previous: OperandRef }
  | { readonly kind: 'entered' };

/** The figure as a plain decimal string, null when it was not filled in. Both operands of a rule must be in one unit (分 and 分, 人 and 人). */
export type OperandLookup = (ref: OperandRef) => string | null;

/** A score somebody judged: decimal string between 0 and the weight, with at most two decimals, and why. */
export type EnteredScore = { readonly score: string; readonly reason: string };

/** One line of 计算过程, as code and parameters; every parameter is a decimal string except `reason`. Rates are fractions with six decimals. */
export type ScoreStep =
  | { readonly code: 'ratio'; readonly params: { readonly numerator: string; readonly denominator: string; readonly rate: string } }
  | { readonly code: 'changeRate'; readonly params: { readonly current: string; readonly previous: string; readonly rate: string } }
  /** weight, because the rate reaches the target */
  | { readonly code: 'targetReached'; readonly params: { readonly rate: string; readonly target: string; readonly weight: string } }
  /** weight × rate ÷ target */
  | { readonly code: 'belowTarget'; readonly params: { readonly rate: string; readonly target: string; readonly weight: string } }
  /** weight, because the rate stays within the limit */
  | { readonly code: 'withinLimit'; readonly params: { readonly rate: string; readonly target: string; readonly weight: string } }
  /** weight × target ÷ rate */
  | { readonly code: 'aboveLimit'; readonly params: { readonly rate: string; readonly target: string; readonly weight: string } }
  /** weight, because nothing rose */
  | { readonly code: 'notRisen'; readonly params: { readonly rate: string; readonly weight: string } }
  /** weight × max(0, 1 − rate) */
  | { readonly code: 'risen'; readonly params: { readonly rate: string; readonly weight: string } }
  | { readonly code: 'entered'; readonly params: { readonly score: string; readonly reason: string } }
  /** the value to six decimals, and the score it is rounded to */
  | { readonly code: 'rounded'; readonly params: { readonly value: string; readonly score: string } };

/** Why a row does not count: the thing measured did not exist (rule S4: a denominator of zero is never a score of zero). */
export type NotApplicableReason = 'ratioOfNothing' | 'nothingCarriedOver';

export type ScoreInvalidCode =
  /** The weight is no positive decimal with at most two decimals: a template error. */
  | 'weightInvalid'
  /** The rule's target is no positive decimal: a template error. */
  | 'targetInvalid'
  | 'operandNotDecimal'
  | 'operandNegative'
  /** The rule is `entered`, or its base is zero while the other figure is not: a person must judge. */
  | 'enteredScoreRequired'
  /** No decimal with at most two decimals. */
  | 'enteredScoreNotDecimal'
  /** Below zero or above the weight. */
  | 'enteredScoreOutOfRange'
  | 'enteredReasonRequired';

export type ScoreOutcome =
  /** `score`: two decimals. `rate`: fraction with six decimals ("0.958663"), null where the rule has none. */
  | { readonly kind: 'scored'; readonly score: string; readonly rate: string | null; readonly steps: readonly ScoreStep[] }
  | { readonly kind: 'notApplicable'; readonly reasonCode: NotApplicableReason }
  | { readonly kind: 'missing'; readonly operands: readonly OperandRef[] }
  | { readonly kind: 'invalid'; readonly code: ScoreInvalidCode };

const zero = exactInteger(0n);
const one = exactInteger(1n);
const hundred = exactInteger(100n);
const scorePlaces = 2;
const ratePlaces = 6;
/** More places than any field takes, so that a sum is shown as it is. */
const operandPlaces = 12;

/**
 * The score of one row at its original weight (decimal string), rounded half up to two decimals.
 * `entered` is used only where the rule asks for a person's judgement; where a score can be computed, it is computed.
 */
export function scoreRow(rule: ScoringRule, weight: string, operands: OperandLookup, entered?: EnteredScore | null): ScoreOutcome {
  const exactWeight = points(weight);
  if (exactWeight === null || isZero(exactWeight)) return { kind: 'invalid', code: 'weightInvalid' };
  switch (rule.kind) {
    case 'ratio':
      return scoreRatio(rule, exactWeight, operands, entered);
    case 'changeRate':
      return scoreChangeRate(rule, exactWeight, operands, entered);
    case 'entered':
      return scoreEntered(exactWeight, entered);
    default:
      return assertNever(rule);
  }
}

function scoreRatio(
  rule: Extract<ScoringRule, { kind: 'ratio' }>,
  weight: Exact,
  operands: OperandLookup,
  entered: EnteredScore | null | undefined,
): ScoreOutcome {
  const target = exact(rule.target ?? '1');
  if (target === null || compareExact(target, zero) <= 0) return { kind: 'invalid', code: 'targetInvalid' };
  const figures = readOperands(rule.numerator, rule.denominator, operands);
  if ('kind' in figures) return figures;
  const rate = divideExact(figures.first, figures.second);
  if (rate === null) return isZero(figures.first) ? { kind: 'notApplicable', reasonCode: 'ratioOfNothing' } : scoreEntered(weight, entered);
  const params = { rate: toFixedHalfUp(rate, ratePlaces), target: toTrimmed(target, ratePlaces), weight: toTrimmed(weight, scorePlaces) };
  const up = rule.direction === 'up';
  const full = up ? compareExact(rate, target) >= 0 : compareExact(rate, target) <= 0;
  // Neither divisor can be zero: a target is positive, and a rate of zero is full where lower is better.
  const share = full ? one : up ? divideExact(rate, target) : divideExact(target, rate);
  return scored(multiplyExact(weight, share ?? one), params.rate, [
    { code: 'ratio', params: { numerator: figures.firstText, denominator: figures.secondText, rate: params.rate } },
    { code: up ? (full ? 'targetReached' : 'belowTarget') : full ? 'withinLimit' : 'aboveLimit', params },
  ]);
}

function scoreChangeRate(
  rule: Extract<ScoringRule, { kind: 'changeRate' }>,
  weight: Exact,
  operands: OperandLookup,
  entered: EnteredScore | null | undefined,
): ScoreOutcome {
  const figures = readOperands(rule.current, rule.previous, operands);
  if ('kind' in figures) return figures;
  const rate = divideExact(subtractExact(figures.first, figures.second), figures.second);
  if (rate === null) return isZero(figures.first) ? { kind: 'notApplicable', reasonCode: 'nothingCarriedOver' } : scoreEntered(weight, entered);
  const params = { rate: toFixedHalfUp(rate, ratePlaces), weight: toTrimmed(weight, scorePlaces) };
  const risen = compareExact(rate, zero) > 0;
  return scored(multiplyExact(weight, minExact(one, maxExact(zero, subtractExact(one, rate)))), params.rate, [
    { code: 'changeRate', params: { current: figures.firstText, previous: figures.secondText, rate: params.rate } },
    { code: risen ? 'risen' : 'notRisen', params },
  ]);
}

function scoreEntered(weight: Exact, entered: EnteredScore | null | undefined): ScoreOutcome {
  if (entered === undefined || entered === null) return { kind: 'invalid', code: 'enteredScoreRequired' };
  const score = exact(entered.score);
  if (score === null || !hasPointPlaces(score)) return { kind: 'invalid', code: 'enteredScoreNotDecimal' };
  if (isNegative(score) || compareExact(score, weight) > 0) return { kind: 'invalid', code: 'enteredScoreOutOfRange' };
  if (entered.reason.trim() === '') return { kind: 'invalid', code: 'enteredReasonRequired' };
  const text = toFixedHalfUp(score, scorePlaces);
  return { kind: 'scored', score: text, rate: null, steps: [{ code: 'entered', params: { score: text, reason: entered.reason } }] };
}

function scored(value: Exact, rate: string, steps: readonly ScoreStep[]): ScoreOutcome {
  const score = toFixedHalfUp(value, scorePlaces);
  return { kind: 'scored', score, rate, steps: [...steps, { code: 'rounded', params: { value: toTrimmed(value, ratePlaces), score } }] };
}

type Operands = { readonly first: Exact; readonly second: Exact; readonly firstText: string; readonly secondText: string };

function readOperands(first: Operand, second: Operand, lookup: OperandLookup): Operands | Exclude<ScoreOutcome, { kind: 'scored' }> {
  const [firstRefs, secondRefs] = [refsOf(first), refsOf(second)];
  const missing = [...firstRefs, ...secondRefs].filter((ref) => lookup(ref) === null);
  if (missing.length > 0) return { kind: 'missing', operands: missing };
  const [firstSum, secondSum] = [sumOf(firstRefs, lookup), sumOf(secondRefs, lookup)];
  if (typeof firstSum === 'string') return { kind: 'invalid', code: firstSum };
  if (typeof secondSum === 'string') return { kind: 'invalid', code: secondSum };
  return { first: firstSum.value, second: secondSum.value, firstText: firstSum.text, secondText: secondSum.text };
}

function refsOf(operand: Operand): readonly OperandRef[] {
  return 'section' in operand ? [operand] : operand;
}

/** The value, and the text shown in 计算过程: a single figure as it was typed, a sum as a plain decimal. */
function sumOf(refs: readonly OperandRef[], lookup: OperandLookup): { readonly value: Exact; readonly text: string } | 'operandNotDecimal' | 'operandNegative' {
  const texts = refs.map((ref) => lookup(ref) ?? '');
  let value = zero;
  for (const text of texts) {
    const figure = exact(text);
    if (figure === null) return 'operandNotDecimal';
    if (isNegative(figure)) return 'operandNegative';
    value = addExact(value, figure);
  }
  const [only] = texts;
  return { value, text: texts.length === 1 && only !== undefined ? only : toTrimmed(value, operandPlaces) };
}

/** One row on its way into the total; `deduction`: decimal string ≥ 0, taken off by a review. */
export type WeightedOutcome = { readonly weight: string; readonly outcome: ScoreOutcome; readonly deduction?: string | null };

export type TotalInvalidCode =
  | 'weightInvalid'
  /** A row's score is not between 0 and its weight with two decimals (rule W5): it was not computed here. */
  | 'scoreOutOfRange'
  /** No decimal ≥ 0 with at most two decimals. */
  | 'deductionInvalid'
  /** A deduction may take a row to zero and no further. */
  | 'deductionExceedsScore'
  /** Something is to be taken off a row that does not count. */
  | 'deductionOnNotApplicable'
  /** No row counts, so there is nothing to re-base on; `row` is null. */
  | 'nothingApplicable';

export type ScoreTotal =
  /** `sum` and `total` have two decimals; the weights are trimmed decimals ("95", "2.5"). */
  | {
      readonly kind: 'total';
      readonly sum: string;
      readonly applicableWeight: string;
      readonly notApplicableWeight: string;
      readonly total: string;
    }
  /** Indices of the rows without a score yet (missing or invalid), ascending. */
  | { readonly kind: 'incomplete'; readonly rows: readonly number[] }
  /** `row` is the index of the row at fault. */
  | { readonly kind: 'invalid'; readonly code: TotalInvalidCode; readonly row: number | null };

/**
 * The total out of 100 (design: score order): rows come rounded at their original weights, a reviewed deduction comes off its row,
 * then total = sum × 100 ÷ (weight that applies), rounded half up to two decimals. With weights that sum to 100 the divisor is
 * 100 − not applicable; with others the total still lies in 0…100.
 */
export function totalScore(rows: readonly WeightedOutcome[]): ScoreTotal {
  const incomplete = rows.flatMap(({ outcome }, row) => (outcome.kind === 'missing' || outcome.kind === 'invalid' ? [row] : []));
  if (incomplete.length > 0) return { kind: 'incomplete', rows: incomplete };
  let [sum, applicable, notApplicable] = [zero, zero, zero];
  for (const [row, { weight, outcome, deduction }] of rows.entries()) {
    const exactWeight = points(weight);
    if (exactWeight === null || isZero(exactWeight)) return { kind: 'invalid', code: 'weightInvalid', row };
    const off = points(deduction ?? '0');
    if (off === null) return { kind: 'invalid', code: 'deductionInvalid', row };
    if (outcome.kind !== 'scored') {
      if (!isZero(off)) return { kind: 'invalid', code: 'deductionOnNotApplicable', row };
      notApplicable = addExact(notApplicable, exactWeight);
      continue;
    }
    const score = points(outcome.score);
    if (score === null || compareExact(score, exactWeight) > 0) return { kind: 'invalid', code: 'scoreOutOfRange', row };
    if (compareExact(off, score) > 0) return { kind: 'invalid', code: 'deductionExceedsScore', row };
    sum = addExact(sum, subtractExact(score, off));
    applicable = addExact(applicable, exactWeight);
  }
  const total = divideExact(multiplyExact(sum, hundred), applicable);
  if (total === null) return { kind: 'invalid', code: 'nothingApplicable', row: null };
  return {
    kind: 'total',
    sum: toFixedHalfUp(sum, scorePlaces),
    applicableWeight: toTrimmed(applicable, scorePlaces),
    notApplicableWeight: toTrimmed(notApplicable, scorePlaces),
    total: toFixedHalfUp(total, scorePlaces),
  };
}

/** A number of points: ≥ 0 with at most two decimals. A finer weight could be exceeded by its own rounded score. */
function points(text: string): Exact | null {
  const value = exact(text);
  return value === null || isNegative(value) || !hasPointPlaces(value) ? null : value;
}

function hasPointPlaces(value: Exact): boolean {
  return multiplyExact(value, hundred).denominator === 1n;
}
