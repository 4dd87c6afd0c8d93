import { exactInteger } from '@hengji/domain';
import { expect, test } from 'vitest';
import type { Figure } from './figures.js';
import { ratioIdentity, sameIdentity, type Identity } from './identity.js';
import { repairsOf } from './repairs.js';

const figure = (fen: bigint, text: string): Figure => ({ scope: 'total', basis: 'budget', statedBasis: 'budget', label: '', printed: { text, fen, unit: 'wanyuan', places: 0 }, location: { line: 1 }, row: null, table: null, division: null, firm: true, ofProject: false });

/** Of `slips` budgets in the wrong unit with their outturns, and how often one was held against the other. */
function asked(slips: number): { readonly repairs: number; readonly times: number } {
  let times = 0;
  const counted = (identity: Identity): Identity => ({
    ...identity,
    holds: (value) => {
      times += 1;
      return identity.holds(value);
    },
  });
  const pairs = Array.from({ length: slips }, () => ({ budget: figure(100_000_000_000_000n, '100000000'), actual: figure(9_000_000_000n, '9000') }));
  const repairs = repairsOf(pairs.flatMap(({ budget, actual }) => [budget, actual]), pairs.map((pair) => counted(ratioIdentity(pair)))).length;
  return { repairs, times };
}

test('a document of many slips is not tried whole for each of them', () => {
  const [few, many] = [asked(20), asked(200)];
  expect([few.repairs, many.repairs]).toEqual([20, 200]);
  expect(many.times).toBeLessThanOrEqual(few.times * 10);
});

test('what was tried before a figure was repaired is tried again where it is held to that figure', () => {
  const [wrong, right, third] = [figure(10_000_000_000n, '10000'), figure(1_000_000n, '1'), figure(1_000_000n, '1')];
  // Each of the two others fits the first in ten thousand times its own amount, until the first is mended.
  const repairs = repairsOf([wrong, right, third], [sameIdentity(wrong, right), sameIdentity(wrong, third)]);
  expect(repairs).toEqual([{ figure: wrong, factor: { numerator: 1n, denominator: 10_000n }, value: exactInteger(1_000_000n) }]);
});
