import { expect, test } from 'vitest';
import { form, found, money, row, sheetOf } from '../../test/documents.js';

test('S3 wants a reason for points lost on a target that was met', () => {
  const line = (parts: object) => form({ items: [row({ name: '培训人数', target: '≥100人', actual: '120人', score: '9', ...parts })] });
  expect(found('S3', line({}))).toMatchObject([{ severity: 'warning', variant: 'met' }]);
  expect(found('S3', line({ reason: '培训效果有待提高' }))).toEqual([]);
  expect(found('S3', line({ actual: '90人' }))).toEqual([]);
});

test('S3 hears the reason where the form has it, and only of the row itself', () => {
  const told = (problem: string) => found('S3', sheetOf(['云溪县水务局2023年度项目支出绩效自评表'], [['三级指标', '指标值', '实际完成值', '分值', '得分'], ['水质达标率', '≥90%', '90%', '60', '58'], ['检测份数', '≥20份', '22份', '40', '40'], ['合计', '', '', '100', '98'], ['存在问题', problem, '', '', '']]));
  expect(told('部分水厂消毒记录不完整，水质达标率扣2分。')).toEqual([]);
  expect(told('个别水厂检测设备老化，检测周期偏长。')).toMatchObject([{ variant: 'met', params: { name: '水质达标率' } }]);
  expect(told('水质达标率稳定在90%，群众用水放心。')).toMatchObject([{ variant: 'met' }]);
});

test('S3 compares a day with the day by which a thing was due', () => {
  const done = (target: string, actual: string, parts: object = {}) => found('S3', form({ items: [row({ name: '完成时间', target, actual, ...parts })] }));
  expect(done('2023年12月31日前', '2024年1月20日')).toMatchObject([{ variant: 'missed', params: { target: '2023年12月31日前', actual: '2024年1月20日' } }]);
  expect(done('2023年12月底前完成', '2024年1月完成')).toHaveLength(1);
  expect(done('≤2023年11月', '2023年12月')).toHaveLength(1);
  expect(done('12月底前', '2024年2月')).toHaveLength(1);
  expect(done('2023年底前', '2023年12月31日')).toEqual([]);
  expect(done('2023年12月底前', '2023年11月')).toEqual([]);
  expect(done('2023年12月31日前', '2024年1月20日', { score: '8' })).toEqual([]);
  expect(done('2023年11月底前', '2023年10月20日', { score: '8' })).toMatchObject([{ variant: 'met' }]);
  // Within the same month, over a range, by a plan or after a day nobody can tell.
  for (const [target, actual] of [['2023年12月15日前', '2023年12月'], ['2023年1月至12月', '2024年1月'], ['2023年12月31日后', '2024年1月20日'], ['按计划完成', '2024年1月20日'], ['2023年12月31日前', '2023年11月至2024年1月'], ['2023年12月31日前验收20次', '2024年1月20日']] as const) expect(done(target, actual)).toEqual([]);
  expect(done('2023年12月', '2024年1月', { name: '设备到货' })).toEqual([]);
});

test('S3 finds full marks on a target that was missed, in either direction', () => {
  const line = (parts: object) => form({ items: [row({ name: '办结率', ...parts })] });
  expect(found('S3', line({ target: '≥95%', actual: '90%' }))).toMatchObject([{ variant: 'missed' }]);
  expect(found('S3', line({ name: '投诉件数', target: '≤2件', actual: '3件' }))).toHaveLength(1);
  expect(found('S3', line({ name: '投诉件数', target: '≤2件', actual: '0件' }))).toEqual([]);
  expect(found('S3', line({ target: '95%', actual: '0.97', unit: '%' }))).toEqual([]);
  expect(found('S3', line({ target: '≥95%', actual: '完成' }))).toEqual([]);
});

test('S3 finds full marks for a budget that was not spent', () => {
  const spent = (actual: string) => form({ items: [row({ name: '预算执行率', isExecution: true })], money: [money('total', '100', actual)] });
  expect(found('S3', spent('95'))).toMatchObject([{ variant: 'unspent' }]);
  expect(found('S3', spent('100'))).toEqual([]);
  expect(found('S3', spent('99.999'))).toEqual([]);
});

test('S3 compares strictly where the sign is strict, and in one unit', () => {
  const told = (target: string, actual: string, parts: object = {}) => found('S3', form({ items: [row({ name: '巡查任务', target, actual, ...parts })] })).map(({ variant }) => variant);
  for (const [target, actual] of [['＜5起', '5起'], ['＞60%', '60%'], ['≥1亿元', '9800万元'], ['≥3.5万吨', '34000吨'], ['≤0.5‰', '0.06%'], ['24小时内', '36小时'], ['≤2小时', '130分钟'], ['≥200人次', '完成198人次（含线上培训12人次）'], ['60%-70%', '58%'], ['8-10场', '7场'], ['较上年增长5%', '较上年增长4%']] as const) expect(told(target, actual)).toEqual(['missed']);
  for (const [target, actual] of [['＜5起', '4起'], ['＞60%', '60.5%'], ['不低于60%', '60%'], ['≥1000万元', '0.12亿元'], ['≤0.5‰', '0.04%'], ['24小时内', '20小时'], ['≤2小时', '90分钟'], ['60%-70%', '65%'], ['60%-70%', '75%'], ['较上年增长5%', '较上年增长5%'], ['较上年增长5%', '较2020年增长4%'], ['≥50人', '40万元'], ['8人-10台', '7人'], ['2023年1-6月', '7月'], ['县城内', '36小时']] as const) expect(told(target, actual)).toEqual([]);
  expect(told('60%-70%', '65%', { score: '8' })).toEqual(['met']);
  // More may be worse.
  expect(told('3-5起', '2起', { name: '投诉件数' })).toEqual([]);
  expect(told('3-5起', '6起', { name: '投诉件数' })).toEqual(['missed']);
  expect(told('较上年增长5%', '较上年增长4%', { name: '投诉件数' })).toEqual([]);
});
