import type { Rule } from '../rule.js';

/** A row with a score: both are decimal strings with at most two decimals. */
export interface ScoredRow {
  readonly key: string;
  readonly weight: string;
  readonly score: string;
}

/** Rule W5: a score lies between zero and the weight of its row; more points than a row has make the sum meaningless. */
export const scoreWithinWeight: Rule<readonly ScoredRow[]> = {
  id: 'W5',
  check: (rows) =>
    rows.flatMap(({ key, weight, score }) => {
      const [most, given] = [hundredths(weight), hundredths(score)];
      const within = most !== undefined && given !== undefined && given <= most;
      return within ? [] : [{ rule: 'W5', severity: 'blocking' as const, path: [key, 'score'], params: { weight, score } }];
    }),
};

/** Hundredths of a point; undefined for a negative or unreadable number. */
function hundredths(text: string): bigint | undefined {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return match?.[1] === undefined ? undefined : BigInt(match[1] + (match[2] ?? '').padEnd(2, '0'));
}
