import { expect, test } from 'vitest';
import { form, found, report, row, sheetOf } from '../../test/documents.js';

test('R1 wants a reason for every point lost, beside the row or in its chapter', () => {
  const line = '档案移交率（5分）：档案移交工作有序推进，得分4分。';
  const chapter = '四、偏离绩效目标的原因和改进措施';
  expect(found('R1', report(line, chapter, '预算与决算有差异。'))).toMatchObject([{ severity: 'warning', params: { name: '档案移交率' } }]);
  expect(found('R1', report(line, chapter, '档案移交滞后的原因是库房不足。'))).toEqual([]);
  expect(found('R1', report('档案移交率（5分）：因库房不足，移交滞后，得分4分。', chapter))).toEqual([]);
});

test('R1 takes what went wrong beside the row, or below the money block, for its reason', () => {
  const chapter = '四、存在的问题';
  expect(found('R1', report('档案数字化完成率（20分）：目标90%，实际81%，设备故障停工1个月，得18分。', chapter, '无。'))).toEqual([]);
  expect(found('R1', report('档案数字化完成率（20分）：目标90%，实际81%，全年扫描1个月，得18分。', chapter, '无。'))).toHaveLength(1);
  const spent = (below: string) => found('R1', sheetOf(['云溪县水务局2023年度部门整体支出绩效自评表'], [['', '全年预算数', '全年执行数', '执行率', '分值', '得分'], ['资金总额', '8,000.00', '7,840.00', '98.00%', '20', '19.6'], [below, '', '', '', '', ''], ['三级指标', '指标值', '实际完成值', '分值', '得分', '偏差原因'], ['管网长度', '≥30公里', '31公里', '80', '80', '']]));
  expect(spent('偏差原因：1个项目质保金160.00万元未到期')).toEqual([]);
  expect(spent('偏差原因：管网巡查人手不足，抢修次数偏多')).toMatchObject([{ params: { name: '预算执行率' } }]);
});

test('R1 reads the cell of a form, and tells a form without one once', () => {
  const items = [row({ name: '培训人数', score: '8' }), row({ name: '培训次数', score: '9', reason: '无' })];
  expect(found('R1', form({ items: [row({ name: '培训人数', score: '8', reason: '经费压减，少办一期' })] }))).toEqual([]);
  expect(found('R1', form({ items }))).toHaveLength(2);
  expect(found('R1', form({ items, columns: ['weight', 'score'] }))).toMatchObject([{ severity: 'note', variant: 'noColumn' }]);
});
