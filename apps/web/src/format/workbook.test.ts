import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { workbookOf } from './workbook.js';

test('what a spreadsheet would compute is a text cell without a formula; figures are numbers, codes are text', () => {
  const typed = ['=HYPERLINK("http://x")', '+1', '@SUM(A1)', '\t=1', ' =1', '-2+3', '=cmd|\' /C calc\'!A0'];
  const { Sheets, SheetNames } = read(workbookOf('体检结果', [['文件', ...typed], ['某局,二科', null, '91.5', -2.5, '007', '12345678901234567890', '']]), { type: 'array', cellFormula: true });
  expect(SheetNames).toEqual(['体检结果']);
  const sheet = Sheets['体检结果'];
  if (sheet === undefined) throw new Error('no sheet');
  expect(utils.sheet_to_json(sheet, { header: 1 })).toEqual([['文件', ...typed], ['某局,二科', undefined, 91.5, -2.5, '007', '12345678901234567890']]);
  const cells = Object.entries(sheet).filter(([place]) => !place.startsWith('!')).map(([, cell]: [string, unknown]) => cell);
  for (const cell of cells) expect(cell).not.toHaveProperty('f');
  // Text also once somebody edits the cell.
  expect(Object.entries(sheet).find(([place]) => place === 'B1')?.[1]).toMatchObject({ t: 's', v: typed[0] });
});
