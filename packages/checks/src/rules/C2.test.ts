import { expect, test } from 'vitest';
import { found, report, sheetOf } from '../../test/documents.js';

test('C2 wants the overall goal and what became of it', () => {
  const line = '年度预算执行率（10分）：执行率100%，得分10分。';
  expect(found('C2', report('（一）总体绩效目标完成情况分析', line))).toMatchObject([{ severity: 'note', variant: 'notAssessed' }]);
  expect(found('C2', report('（一）总体绩效目标完成情况分析', '年初确定的三项目标均已完成。', line))).toEqual([]);
  expect(found('C2', report(line))).toMatchObject([{ variant: 'none' }]);
  expect(found('C2', report('（三）绩效目标。接收12家单位档案，查阅服务满意度不低于90%。', line))).toEqual([]);
  expect(found('C2', report('我局加强绩效目标管理。', line))).toMatchObject([{ variant: 'none' }]);
});

test('C2 finds the goal in the rows of a form, by whichever name', () => {
  const table = [['三级指标', '指标值', '实际完成值', '分值', '得分'], ['接收档案', '≥12家', '12家', '100', '100']];
  const goals = (...labels: readonly string[]) => sheetOf(['云溪县档案局2023年度部门整体支出绩效自评表'], [[...labels, '', '', ''], ['接收12家单位档案。', '已接收12家。', '', '', ''], ...table]);
  expect(found('C2', goals('年初绩效目标', '全年目标实际完成情况'))).toEqual([]);
  expect(found('C2', goals('当年绩效目标', '完成情况'))).toEqual([]);
  expect(found('C2', goals('绩效指标', '备注'))).toMatchObject([{ variant: 'none' }]);
  expect(found('C2', goals('年初设定目标', '实际完成值'))).toMatchObject([{ variant: 'none' }]);
});
