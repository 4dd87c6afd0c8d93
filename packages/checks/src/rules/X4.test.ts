import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('X4 asks about two totals of one class', () => {
  const first = '全面完成了全县265个事业单位的评估。';
  expect(found('X4', report(first, '完成159个事业单位法人年报。'))).toMatchObject([{ severity: 'note', params: { one: '265', other: '159' } }]);
  expect(found('X4', report(first, '其中变更71个事业单位。', '完成265个事业单位的培训。'))).toEqual([]);
});
