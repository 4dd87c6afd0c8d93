import { check } from '../src/check.js';
import type { RuleId } from '../src/finding.js';
import { cleanFigures, cleanReport, type CleanFigures } from './clean.js';

/** One number of the clean report changed: `by` hundredths are added. `rules` are those whose identity contains the number. */
export type Mutation = { readonly name: string; readonly apply: (by: number) => CleanFigures; readonly rules: readonly RuleId[] };

/** Rules that state an identity between numbers; the others judge wording, or what a score is worth. */
const identityRules: readonly RuleId[] = ['U1', 'U2', 'N1', 'W1', 'W2', 'W3', 'W4', 'W5', 'W6'];

function added(text: string, by: number): string {
  const hundredths = Math.round(Number(text) * 100) + by;
  return (hundredths / 100).toFixed(2);
}

const money = (['budget', 'actual'] as const).flatMap((basis) =>
  (['total', 'basic', 'project'] as const).map((scope): Mutation => ({ name: `${basis} ${scope}`, apply: (by) => ({ ...cleanFigures, [basis]: { ...cleanFigures[basis], [scope]: added(cleanFigures[basis][scope], by) } }), rules: ['U2', 'N1'] })),
);

const rates = (['total', 'basic', 'project'] as const).map((scope): Mutation => ({ name: `rate ${scope}`, apply: (by) => ({ ...cleanFigures, rate: { ...cleanFigures.rate, [scope]: added(cleanFigures.rate[scope], by) } }), rules: ['N1'] }));

const weights = cleanFigures.rows.map(({ name }, index): Mutation => ({
  name: `weight ${name}`,
  apply: (by) => ({ ...cleanFigures, rows: cleanFigures.rows.map((row, at) => (at === index ? { ...row, weight: added(row.weight, by) } : row)) }),
  // The execution row stands at level 1.
  rules: index === 0 ? ['W1', 'W6'] : ['W1', 'W2'],
}));

const scores = cleanFigures.rows.map(({ name }, index): Mutation => ({ name: `score ${name}`, apply: (by) => ({ ...cleanFigures, rows: cleanFigures.rows.map((row, at) => (at === index ? { ...row, score: added(row.score, -by) } : row)) }), rules: ['W4'] }));

const level1 = cleanFigures.level1.map((_, index): Mutation => ({ name: `level 1 ${index}`, apply: (by) => ({ ...cleanFigures, level1: cleanFigures.level1.map((weight, at) => (at === index ? added(weight, by) : weight)) }), rules: ['W3', 'W6'] }));
const level2 = cleanFigures.level2.map((_, index): Mutation => ({ name: `level 2 ${index}`, apply: (by) => ({ ...cleanFigures, level2: cleanFigures.level2.map((weight, at) => (at === index ? added(weight, by) : weight)) }), rules: ['W2', 'W3'] }));
const claimed: Mutation = { name: 'claimed total', apply: (by) => ({ ...cleanFigures, claimed: added(cleanFigures.claimed, -by) }), rules: ['W4'] };

export const mutations: readonly Mutation[] = [...money, ...rates, ...weights, ...scores, ...level1, ...level2, claimed];

/** The identity rules that fire on figures. */
export function firing(figures: CleanFigures): readonly RuleId[] {
  const fired = new Set(check(cleanReport(figures)).findings.map(({ rule }) => rule));
  return identityRules.filter((rule) => fired.has(rule));
}
