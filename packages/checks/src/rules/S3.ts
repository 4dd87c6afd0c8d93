import { compareExact, divideExact, exactInteger, multiplyExact, toFixedHalfUp } from '@hengji/domain';
import type { Found } from '../finding.js';
import { reportingKinds, type Rule } from '../rule.js';
import { wasInTime } from '../view/deadlines.js';
import { changesOf, comparable, rangeOf, type Reading } from '../view/readings.js';
import { isExplained, reasonSentences } from '../view/reasons.js';
import type { Row } from '../view/rows.js';
import { scoresByTemplate } from '../view/templateScores.js';
import type { View } from '../view/view.js';

/** Whether the target was met; null where target and actual cannot be compared. */
function isMet({ item, target, actual, direction }: Row): boolean | null {
  if (target !== null && actual !== null) return isReached(target, actual, direction);
  const changes = changesOf(item.target, item.actual);
  return changes === null ? isInRange(item.target, item.unit, actual, direction) : isReached(changes.target, changes.actual, direction);
}

function isReached(target: Reading, actual: Reading, direction: Row['direction']): boolean | null {
  const values = comparable(target, actual);
  if (values === null) return null;
  const order = compareExact(values.actual, values.target);
  if (target.operator === 'equal') return order === 0 ? true : order < 0 && direction === 'up' ? false : null;
  if (direction === null) return order === 0 ? true : null;
  if (order === 0) return !target.strict;
  return direction === 'up' ? order > 0 : order < 0;
}

/** Of 60%-70%: beyond the end that is the better one it was met as well, or too well. */
function isInRange(text: string | null, unit: string | null, actual: Reading | null, direction: Row['direction']): boolean | null {
  const range = rangeOf(text, unit);
  if (range === null || actual === null) return null;
  const [low, high] = [comparable(range.low, actual), comparable(range.high, actual)];
  if (low === null || high === null) return null;
  const [below, above] = [compareExact(low.actual, low.target) < 0, compareExact(high.actual, high.target) > 0];
  if (!below && !above) return true;
  return below === (direction === 'up') ? false : null;
}

/** Full marks although less was spent than budgeted; a shortfall that vanishes when the score is rounded is none. */
function unmetMoney({ item, pair, target, full, weight }: Row, { valueOf, thresholds }: View): boolean {
  if (!full || weight === null || target !== null || pair === null || item.rule !== null || !/执行|完成/.test(item.name)) return false;
  const share = divideExact(valueOf(pair.actual), valueOf(pair.budget));
  if (share === null || compareExact(share, exactInteger(1n)) >= 0) return false;
  return toFixedHalfUp(multiplyExact(weight, share), thresholds.rounding.places) !== toFixedHalfUp(weight, thresholds.rounding.places);
}

/** Points lost although the target was met need a reason; full marks for a target that was missed need another. */
export const S3: Rule = {
  id: 'S3',
  severity: 'warning',
  source: 'domain.md A4 S3',
  kinds: reportingKinds,
  check: (view) => {
    const reasons = reasonSentences(view);
    return view.rows.flatMap((row): readonly Found[] => {
      // The template's own rule then says what the row scores (S2).
      if (scoresByTemplate(row, view).length > 0) return [];
      const { item, full, lost, score, withoutBase } = row;
      const params = { name: item.name, target: item.target ?? '', actual: item.actual ?? '', weight: item.weight ?? '', score: item.score ?? '' };
      const met = isMet(row) ?? wasInTime(row, view.document.year);
      if (met === true && lost !== null && score !== null && !withoutBase && !isExplained(row, reasons)) return [{ location: item.location, variant: 'met', expected: item.weight, actual: item.score, params }];
      if (full && row.weight !== null && compareExact(row.weight, exactInteger(0n)) > 0) {
        if (met === false) return [{ location: item.location, variant: 'missed', actual: item.score, params }];
        if (met === null && item.target !== null && /^(?:未完成|未达标|没有完成|未达到|未实现|未开展)/.test(item.actual ?? '')) return [{ location: item.location, variant: 'missed', actual: item.score, params }];
        if (unmetMoney(row, view)) return [{ location: item.location, variant: 'unspent', actual: item.score, params }];
      }
      return [];
    });
  },
};
