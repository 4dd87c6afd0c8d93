import { isZero, toTrimmed, type Exact } from '../exact.js';
import { byAnswers, byBands, byChangeRate, byRatio, byStepDeduction, byTarget, weightText, type Computed } from './computed.js';
import { scoreJudged } from './judged.js';
import { measure, type Measured } from './measure.js';
import { points, ratePlaces, roundScore, type EnteredScore, type OperandLookup, type ScoreOutcome } from './outcome.js';
import { defaultRounding, type Measure, type NotApplicablePolicy, type Rounding, type ScoringRule } from './rules.js';

/** What the template says beside the rule; without it two decimals half up, and rows without a base are re-based. */
export type ScoringTerms = { readonly rounding?: Rounding; readonly notApplicable?: NotApplicablePolicy };

/**
 * The score of one row at its original weight (decimal string), rounded as `terms` say.
 * `entered` is used only where the rule asks for a person's judgement; where a score can be computed, it is computed.
 */
export function scoreRow(rule: ScoringRule, weight: string, operands: OperandLookup, entered?: EnteredScore | null, terms: ScoringTerms = {}): ScoreOutcome {
  const exactWeight = points(weight);
  if (exactWeight === null || isZero(exactWeight)) return { kind: 'invalid', code: 'weightInvalid' };
  const row: Row = { weight: exactWeight, operands, entered, terms };
  switch (rule.kind) {
    case 'ratio':
      return measured(row, { kind: 'ratio', numerator: rule.numerator, denominator: rule.denominator }, (found) => byRatio(rule, exactWeight, found));
    case 'changeRate':
      return measured(row, { kind: 'changeRate', current: rule.current, previous: rule.previous }, (found) => byChangeRate(exactWeight, found));
    case 'stepDeduction':
      return measured(row, rule.measure, (found) => byStepDeduction(rule, exactWeight, found));
    case 'bands':
      return measured(row, rule.measure, (found) => byBands(rule.bands, exactWeight, found));
    case 'allOrNothing':
      return measured(row, rule.measure, (found) => byTarget(rule.direction, rule.target, exactWeight, found));
    case 'allYes': {
      const empty = rule.answers.filter((ref) => (operands(ref) ?? '') === '');
      return empty.length > 0 ? { kind: 'missing', operands: empty } : scored(row, null, byAnswers(rule.answers.map((ref) => operands(ref) ?? ''), exactWeight));
    }
    case 'threeBands':
      return scoreJudged(exactWeight, entered, true);
    case 'entered':
      return scoreJudged(exactWeight, entered, false);
  }
}

type Row = { readonly weight: Exact; readonly operands: OperandLookup; readonly entered: EnteredScore | null | undefined; readonly terms: ScoringTerms };

function measured(row: Row, definition: Measure, judge: (found: Measured) => Computed): ScoreOutcome {
  const found = measure(definition, row.operands);
  switch (found.kind) {
    case 'measured':
      return scored(row, found.measured, judge(found.measured));
    case 'noBase':
      // 0 / 0 is never a silent zero (rule S4): the template says whether the row is left out or full.
      return row.terms.notApplicable === 'full' ? scored(row, null, { value: row.weight, steps: [{ code: 'fullWithoutBase', params: { weight: weightText(row.weight) } }] }) : { kind: 'notApplicable', reasonCode: found.reasonCode };
    case 'noQuotient':
      return scoreJudged(row.weight, row.entered, false);
    case 'notApplicable':
    case 'missing':
    case 'invalid':
      return found;
  }
}

function scored({ terms, weight }: Row, found: Measured | null, computed: Computed): ScoreOutcome {
  if (computed === null) return { kind: 'invalid', code: 'targetInvalid' };
  const rounding = terms.rounding ?? defaultRounding;
  const score = roundScore(computed.value, rounding, weight);
  const last = { code: rounding.mode === 'halfUp' ? ('rounded' as const) : ('cutOff' as const), params: { value: toTrimmed(computed.value, ratePlaces), score } };
  return { kind: 'scored', score, rate: found === null || found.step.code === 'figure' ? null : found.text, steps: [...(found === null ? [] : [found.step]), ...computed.steps, last] };
}
