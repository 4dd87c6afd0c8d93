import { expect, test } from 'vitest';
import { cleanFigures } from '../test/clean.js';
import { firing, mutations } from '../test/mutations.js';

test.each(mutations)('$name: exactly the rules whose identity contains it fire', ({ apply, rules }) => {
  expect(firing(apply(137))).toEqual([...rules]);
});

test('put right again, the report is silent', () => {
  expect(firing(cleanFigures)).toEqual([]);
  for (const { apply } of mutations) expect(firing(apply(0))).toEqual([]);
});
