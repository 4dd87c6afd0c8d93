import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('M2 wants the result of monitoring, and the checkpoints of the place', () => {
  const held = '对项目支出开展1-6月份绩效运行监控。';
  expect(found('M2', report(held))).toMatchObject([{ severity: 'warning', variant: 'result' }]);
  expect(found('M2', report(held, '监控发现执行率偏低2个百分点，年底已追平。'))).toEqual([]);
  expect(found('M2', report(held, '监控发现执行率偏低。'), { monitoringPeriods: ['throughJune', 'throughSeptember'] })).toMatchObject([{ variant: 'period', params: { missing: '@throughSeptember' } }]);
  // Places hold other checkpoints: ten months are not one, and October is not the first month.
  const places = { monitoringPeriods: ['throughAugust', 'throughOctober'] } as const;
  expect(found('M2', report('对项目支出开展1—8月绩效运行监控。', '监控发现执行率偏低。'), places)).toMatchObject([{ variant: 'period', params: { missing: '@throughOctober' } }]);
  expect(found('M2', report('1月至8月、1月至10月两次开展绩效运行监控。', '监控发现执行率偏低。'), places)).toEqual([]);
  expect(found('M2', report('制定了《绩效运行监控管理办法》。'))).toEqual([]);
});
