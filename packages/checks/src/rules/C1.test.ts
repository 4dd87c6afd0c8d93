import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('C1 notes what no word speaks of', () => {
  expect(found('C1', report('预算执行率（10分）：执行率100%，得分10分。'))).toMatchObject([{ severity: 'note', params: { missing: '@date,@signer,@seal' } }]);
  expect(found('C1', report('预算执行率（10分）：执行率100%，得分10分。', '单位负责人：（签字） 填报人：', '云溪县档案局（盖章）', '2024年3月12日'))).toEqual([]);
});
