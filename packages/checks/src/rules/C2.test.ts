import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('C2 wants the overall goal and what became of it', () => {
  const line = '年度预算执行率（10分）：执行率100%，得分10分。';
  expect(found('C2', report('（一）总体绩效目标完成情况分析', line))).toMatchObject([{ severity: 'note', variant: 'notAssessed' }]);
  expect(found('C2', report('（一）总体绩效目标完成情况分析', '年初确定的三项目标均已完成。', line))).toEqual([]);
  expect(found('C2', report(line))).toMatchObject([{ variant: 'none' }]);
});
