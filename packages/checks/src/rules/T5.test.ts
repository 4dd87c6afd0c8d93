import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('T5 wants 截至 and a date', () => {
  expect(found('T5', report('截止目前，已完成移交。'))).toMatchObject([{ severity: 'note', variant: 'word' }, { variant: 'date' }]);
  expect(found('T5', report('截至2023年12月31日，已完成移交。报名截止后公布名单。'))).toEqual([]);
});
