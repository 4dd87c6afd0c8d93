import { expect, test } from 'vitest';
import { csvOf } from './csv.js';

test('what a spreadsheet would compute stays text; numbers stay numbers', () => {
  expect(csvOf([['=HYPERLINK("http://x")', '+1', '-2.5', '@SUM(A1)', '\t=1', ' =1', '某局,二科', null, 3]])).toBe('\uFEFF"\'=HYPERLINK(""http://x"")",\'+1,-2.5,\'@SUM(A1),\'\t=1,\' =1,"某局,二科",,3\r\n');
});
