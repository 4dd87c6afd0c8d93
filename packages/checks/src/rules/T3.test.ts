import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('T3 knows the names of parties', () => {
  expect(found('T3', report('根据《中央云溪县委办公室关于绩效管理的通知》执行。'))).toMatchObject([{ severity: 'note', expected: '中共' }]);
  expect(found('T3', report('根据《中共云溪县委办公室关于绩效管理的通知》和中央、省委部署，以及中央和甘肃省委要求执行。'))).toEqual([]);
});
