import { compareExact, divideExact, exact, exactInteger, minExact, multiplyExact, subtractExact, toFixedHalfUp, type Exact } from '@hengji/domain';
import type { Found } from '../finding.js';
import { reportingKinds, type Rule } from '../rule.js';
import { absolute } from '../view/identity.js';
import { comparable } from '../view/readings.js';
import type { Row } from '../view/rows.js';
import { scoresByTemplate } from '../view/templateScores.js';
import type { View } from '../view/view.js';

const one = exactInteger(1n);

/** How much of what was aimed at was reached, as the row's own figures give it: from money printed, then from target and actual. */
function sharesOf({ item, pair, target, actual, direction }: Row, { valueOf, document }: View): readonly Exact[] {
  if (pair !== null && /执行|完成|支付/.test(item.name)) {
    const share = divideExact(valueOf(pair.actual), valueOf(pair.budget));
    const printed = document.money.find((row) => row.rate !== null && row.scope === pair.actual.scope)?.rate;
    const rate = exact(printed ?? '');
    return [share, rate === null ? null : multiplyExact(rate, { numerator: 1n, denominator: 100n })].filter((value) => value !== null);
  }
  if (target === null || actual === null || direction === null) return [];
  const values = comparable(target, actual);
  if (values === null) return [];
  const share = direction === 'up' ? divideExact(values.actual, values.target) : divideExact(values.target, values.actual);
  return share === null ? [] : [share];
}

function templateFinding(row: Row, scores: readonly string[]): Found | null {
  const { item, score, withoutBase } = row;
  const [expected] = scores;
  const values = scores.map(exact).filter((value) => value !== null);
  if (score === null || item.score === null || expected === undefined || withoutBase || values.some((value) => compareExact(absolute(subtractExact(value, score)), { numerator: 1n, denominator: 100n }) <= 0)) return null;
  return { location: item.location, variant: 'template', expected, actual: item.score, proposal: expected, params: { name: item.name, expected, score: item.score } };
}

/**
 * Without a rule of its own a score is the weight in proportion to what was reached (财预〔2020〕10号). A row that states a rule, or reached
 * its target, is no matter of this rule (S3 is). Whole points cut off the proportion are named, and still reported. With a template its
 * own rule and rounding say what the row scores.
 */
export const S2: Rule = {
  id: 'S2',
  severity: 'warning',
  source: 'domain.md A4 S2; 财预〔2020〕10号',
  kinds: reportingKinds,
  check: (view) =>
    view.rows.flatMap((row): readonly Found[] => {
      const byTemplate = scoresByTemplate(row, view);
      if (byTemplate.length > 0) return [templateFinding(row, byTemplate)].filter((found) => found !== null);
      const { item, weight, score, lost, withoutBase } = row;
      // What the template judges otherwise is in no proportion to anything.
      if (view.form?.rows.has(item) === true) return [];
      if (weight === null || score === null || lost === null || item.rule !== null || withoutBase || /每(?:低|高|超|少|降|增)|扣/.test(row.said)) return [];
      const shares = sharesOf(row, view).filter((share) => compareExact(share, one) < 0);
      const [first] = shares;
      if (first === undefined) return [];
      const tolerance = { numerator: 1n, denominator: 10n ** BigInt(view.thresholds.rounding.places) };
      const expectedOf = (share: Exact) => multiplyExact(weight, minExact(share, one));
      if (shares.some((share) => compareExact(absolute(subtractExact(expectedOf(share), score)), tolerance) <= 0)) return [];
      const expected = toFixedHalfUp(expectedOf(first), 2);
      const variant = score.denominator === 1n && compareExact(absolute(subtractExact(expectedOf(first), score)), one) < 0 ? 'integer' : 'default';
      return [{ location: item.location, variant, expected, actual: item.score, proposal: expected, params: { name: item.name, weight: item.weight ?? '', share: `${toFixedHalfUp(multiplyExact(first, exactInteger(100n)), 2)}%`, expected, score: item.score ?? '' } }];
    }),
};
