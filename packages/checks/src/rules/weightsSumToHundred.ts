import type { Rule } from '../rule.js';

/** One row of a score sheet. */
export interface WeightedRow {
  /** Stable key of the indicator. */
  readonly key: string;
  /** Points as a decimal string with at most two decimals, such as `2.5`. */
  readonly weight: string;
}

const fullHundredths = 10_000n;

/**
 * Rule W1: the weights of the lowest rows sum to exactly 100. A sheet of 115 points makes every score of it incomparable,
 * and nothing further down notices.
 */
export const weightsSumToHundred: Rule<readonly WeightedRow[]> = {
  id: 'W1',
  check(rows) {
    const unreadable = rows.filter((row) => hundredths(row.weight) === undefined);
    if (unreadable.length > 0) {
      return unreadable.map((row) => ({ rule: 'W1', severity: 'blocking', path: [row.key, 'weight'], params: { weight: row.weight } }));
    }
    const sum = rows.reduce((total, row) => total + (hundredths(row.weight) ?? 0n), 0n);
    return sum === fullHundredths ? [] : [{ rule: 'W1', severity: 'blocking', path: [], params: { sum: decimal(sum) } }];
  },
};

/** Hundredths of a point, or undefined when the text is no number of at most two decimals. Integers, so that sums are exact. */
function hundredths(text: string): bigint | undefined {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return match?.[1] === undefined ? undefined : BigInt(match[1] + (match[2] ?? '').padEnd(2, '0'));
}

function decimal(value: bigint): string {
  const digits = value.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
