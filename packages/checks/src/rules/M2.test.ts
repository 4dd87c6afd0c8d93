import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('M2 wants the result of monitoring, and the checkpoints of the place', () => {
  const held = '对项目支出开展1-6月份绩效运行监控。';
  expect(found('M2', report(held))).toMatchObject([{ severity: 'warning', variant: 'result' }]);
  expect(found('M2', report(held, '监控发现执行率偏低2个百分点，年底已追平。'))).toEqual([]);
  expect(found('M2', report(held, '监控发现执行率偏低。'), { monitoringPeriods: ['throughJune', 'throughSeptember'] })).toMatchObject([{ variant: 'period', params: { missing: '@throughSeptember' } }]);
  expect(found('M2', report('制定了《绩效运行监控管理办法》。'))).toEqual([]);
});
