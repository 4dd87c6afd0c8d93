import { addExact, divideExact, exact, isNegative, isZero, subtractExact, toFixedHalfUp, toTrimmed, type Exact } from '../exact.js';
import { ratePlaces, zero, type NotApplicableReason, type OperandLookup, type ScoreStep, type Unscored } from './outcome.js';
import { operandsOf, type Measure, type Operand, type OperandRef } from './rules.js';

/** More places than any field takes, so that a sum is shown as it is. */
const operandPlaces = 12;

export type Operands = { readonly values: readonly Exact[]; readonly texts: readonly string[] };

/** What was measured, and the line that tells of it. */
export type Measured = { readonly value: Exact; readonly text: string; readonly step: ScoreStep };

/** `noBase`: both figures are zero, so there is nothing to measure. `noQuotient`: the base alone is, so a person must judge. */
export type MeasureOutcome =
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'noBase'; readonly reasonCode: NotApplicableReason }
  | { readonly kind: 'noQuotient' }
  | Unscored;

/** The figures of some operands, each a sum of its parts; or which parts are empty, or that one is no figure ≥ 0. */
export function readOperands(operands: readonly Operand[], lookup: OperandLookup): Operands | Unscored {
  const parts = operands.map(operandsOf);
  const missing = parts.flat().filter((ref) => (lookup(ref) ?? '') === '');
  if (missing.length > 0) return { kind: 'missing', operands: missing };
  const sums = parts.map((refs) => sumOf(refs, lookup));
  const values: Exact[] = [];
  const texts: string[] = [];
  for (const sum of sums) {
    if (typeof sum === 'string') return { kind: 'invalid', code: sum };
    values.push(sum.value);
    texts.push(sum.text);
  }
  return { values, texts };
}

/** The measured value exactly, and its text: rates with six decimals, a figure as it was written. */
export function measure(definition: Measure, lookup: OperandLookup): MeasureOutcome {
  switch (definition.kind) {
    case 'ratio':
      return quotient(definition.numerator, definition.denominator, lookup, (first) => first, 'ratioOfNothing', (numerator, denominator, rate) => ({ code: 'ratio', params: { numerator, denominator, rate } }));
    case 'changeRate':
      return quotient(definition.current, definition.previous, lookup, subtractExact, 'nothingCarriedOver', (current, previous, rate) => ({ code: 'changeRate', params: { current, previous, rate } }));
    case 'figure': {
      const figures = readOperands([definition.figure], lookup);
      if ('kind' in figures) return figures;
      const [value = zero] = figures.values;
      const [text = '0'] = figures.texts;
      return { kind: 'measured', measured: { value, text, step: { code: 'figure', params: { value: text } } } };
    }
  }
}

function quotient(
  first: Operand,
  second: Operand,
  lookup: OperandLookup,
  above: (first: Exact, second: Exact) => Exact,
  reasonCode: NotApplicableReason,
  told: (first: string, second: string, rate: string) => ScoreStep,
): MeasureOutcome {
  const figures = readOperands([first, second], lookup);
  if ('kind' in figures) return figures;
  const [numerator = zero, denominator = zero] = figures.values;
  const [firstText = '0', secondText = '0'] = figures.texts;
  const value = divideExact(above(numerator, denominator), denominator);
  if (value === null) return isZero(numerator) ? { kind: 'noBase', reasonCode } : { kind: 'noQuotient' };
  const text = toFixedHalfUp(value, ratePlaces);
  return { kind: 'measured', measured: { value, text, step: told(firstText, secondText, text) } };
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
