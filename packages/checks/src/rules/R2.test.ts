import { expect, test } from 'vitest';
import { form, found, report, row, sheetOf } from '../../test/documents.js';

test('R2 wants a measure for every point lost, told once', () => {
  const line = '档案移交率（5分）：因库房不足，移交滞后，得分4分。';
  expect(found('R2', report(line, '四、改进措施', '加强预算管理，提高资金使用效益。'))).toMatchObject([{ severity: 'warning', params: { names: '档案移交率' } }]);
  expect(found('R2', report(line, '四、改进措施', '加快档案移交，扩建库房。'))).toEqual([]);
});

test('R2 knows a measure by the day that it names, behind a label, and by what the reason says went wrong', () => {
  const lost = (reason: string) => form({ items: [row({ name: '修缮文物点', score: '8', reason })] });
  expect(found('R2', lost('两处标识未更新，2024年4月更新'))).toEqual([]);
  expect(found('R2', lost('两处标识2023年4月未更新'))).toHaveLength(1);
  const line = '中小河流治理长度（5分）：治理24公里，得分4分。';
  expect(found('R2', report(line, '四、存在的问题', '中小河流因征地滞后少治理1公里。', '五、其他', '改进措施：2024年补齐剩余的1公里治理。'))).toEqual([]);
});

test('R2 takes what was done already, and what the row itself says under its label, for a measure', () => {
  const lost = (reason: string) => form({ items: [row({ name: '灭鼠作业', score: '8', reason })] });
  expect(found('R2', lost('饵剂气味大，已换用低毒饵剂'))).toEqual([]);
  expect(found('R2', lost('2人缺训，已补训'))).toEqual([]);
  expect(found('R2', lost('设备因故障已停用'))).toHaveLength(1);
  const line = (end: string) => report(`档案移交率（5分）：得分4分。扣分原因：库房不足。${end}`, '四、存在问题及措施', '预算编制不细，下一步从严编制。');
  expect(found('R2', line('改进措施：租用区档案馆库房。'))).toEqual([]);
  expect(found('R2', line(''))).toHaveLength(1);
});

test('R2 finds in a cell for measures the one that speaks of what went wrong, in one word', () => {
  const form = (measure: string) => sheetOf(['云溪县水务局2023年度项目支出绩效自评表'], [['三级指标', '指标值', '实际完成值', '分值', '得分'], ['设备在线率', '≥95%', '93.1%', '60', '58'], ['检测份数', '≥20份', '22份', '40', '40'], ['合计', '', '', '100', '98'], ['存在问题', '偏远站点信号弱，设备在线率93.1%。', '', '', ''], ['改进措施', measure, '', '', '']]);
  expect(found('R2', form('2024年5月底前由防御股为4处站点加装终端。'))).toEqual([]);
  expect(found('R2', form('2024年5月底前由防御股增配检测人员。'))).toMatchObject([{ params: { names: '设备在线率' } }]);
});
