import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('C4 knows the chapters of the outline by their words', () => {
  const chapters = ['一、部门概况', '二、预算绩效管理情况', '三、绩效目标完成情况', '四、偏离原因和改进措施', '五、结果应用和公开情况', '六、其他需要说明的问题'];
  expect(found('C4', report(...chapters.slice(0, 4)))).toMatchObject([{ severity: 'note', params: { missing: '自评结果应用和公开情况、其他需要说明的问题' } }]);
  expect(found('C4', report(...chapters))).toEqual([]);
  expect(found('C4', report('一、评分表'))).toEqual([]);
});
