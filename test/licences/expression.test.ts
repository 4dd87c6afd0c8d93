import { expect, test } from 'vitest';
import { isAllowed } from './expression.mjs';

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND BSD-3-Clause', '(BSD-2-Clause OR MIT OR Apache-2.0)', '(MIT AND Zlib)', 'GPL-2.0 OR (MIT AND ISC)'])('%s is allowed', (expression) => {
  expect(isAllowed(expression)).toBe(true);
});

test.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', '(AGPL-3.0 OR SSPL-1.0)', 'none', '', 'SEE LICENSE IN LICENSE.txt', 'UNLICENSED', 'GPL-2.0 WITH Classpath-exception-2.0', '(MIT', 'MIT MIT', 'MIT)'])('%s is not', (expression) => {
  expect(isAllowed(expression)).toBe(false);
});
