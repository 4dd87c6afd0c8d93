import { measureOf, operandsOf, scoreRow, toTrimmed, type IndicatorDefinition, type OperandRef, type Template } from '@hengji/domain';
import type { Row } from './rows.js';
import type { View } from './view.js';

/** Two amounts, or so many per cent, as decimal strings. */
type Quotient = { readonly numerator: string; readonly denominator: string };

/** What the row prints of a quotient: its amounts, then a rate. */
function quotientsOf({ item, pair, actual }: Row, { valueOf, document }: View): readonly Quotient[] {
  const printed = pair === null ? null : (document.money.find((row) => row.rate !== null && row.scope === pair.actual.scope)?.rate ?? null);
  const percent = actual?.unit === '%' ? (/\d+(?:\.\d+)?/.exec(item.actual ?? '')?.[0] ?? null) : null;
  return [
    ...(pair === null ? [] : [{ numerator: toTrimmed(valueOf(pair.actual), 6), denominator: toTrimmed(valueOf(pair.budget), 6) }]),
    ...[printed, percent].flatMap((rate) => (rate === null ? [] : [{ numerator: rate, denominator: '100' }])),
  ];
}

/** The score by the template's rule at the printed weight (another weight is rule W1's); null where it does not follow from one quotient. */
function scoreOf({ rounding }: Template, { scoringRule, notApplicable, weight }: IndicatorDefinition, printed: string | null, { numerator, denominator }: Quotient): string | null {
  const measure = measureOf(scoringRule);
  if (measure === null || measure.kind !== 'ratio') return null;
  const keyOf = ({ section, field }: OperandRef) => `${section}.${field}`;
  // A sum is printed as one figure: its first part stands for it, the others for nothing.
  const given = (refs: readonly OperandRef[], figure: string) => refs.map((ref, index) => [keyOf(ref), index === 0 ? figure : '0'] as const);
  const values = new Map([...given(operandsOf(measure.numerator), numerator), ...given(operandsOf(measure.denominator), denominator)]);
  const terms = { ...(rounding === undefined ? {} : { rounding }), ...(notApplicable === undefined ? {} : { notApplicable }) };
  const outcome = scoreRow(scoringRule, printed ?? weight, (ref) => values.get(keyOf(ref)) ?? null, null, terms);
  return outcome.kind === 'scored' ? outcome.score : null;
}

/** What the template's rule gives for the row's own figures; none where a person judges, or the row prints none. */
export function scoresByTemplate(row: Row, view: View): readonly string[] {
  const indicator = view.form?.rows.get(row.item);
  if (view.form === null || indicator === undefined) return [];
  const { template } = view.form;
  return quotientsOf(row, view).map((quotient) => scoreOf(template, indicator, row.item.weight, quotient)).filter((score) => score !== null);
}
