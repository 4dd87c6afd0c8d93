import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('X5 asks about one count in two neighbouring sentences', () => {
  expect(found('X5', report('一是核销超核领导职数19名。二是划转政法系统超编人员19人。'))).toMatchObject([{ severity: 'note' }]);
  expect(found('X5', report('一是培训干部19名。其中合格19人。'))).toEqual([]);
  expect(found('X5', report('一是核销超核领导职数19名。二是划转人员18人。'))).toEqual([]);
});
