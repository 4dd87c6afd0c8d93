import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firing, mutations } from '../../packages/checks/test/mutations.js';

/** From 0.20 to 5 in hundredths: above every tolerance, and within what a row of ten points can lose. */
const change = fc.integer({ min: 20, max: 500 });

test('500 random changes of one number: exactly the rules whose identity contains it fire, and silence once it is put right', () => {
  fc.assert(
    fc.property(fc.constantFrom(...mutations), change, ({ apply, rules }, by) => {
      expect(firing(apply(by))).toEqual([...rules]);
      expect(firing(apply(0))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
