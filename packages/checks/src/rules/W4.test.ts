import { expect, test } from 'vitest';
import { claim, form, found, report, row } from '../../test/documents.js';

test('W4 tests every claim of a total, once for each figure', () => {
  const items = [row({ name: '甲', weight: '60', score: '55' }), row({ name: '乙', weight: '40', score: '40' })];
  const claims = ['95', '91', '91'].map((total, index) => ({ total, grade: null, text: '自评得分', location: { line: 80 + index } }));
  expect(found('W4', form({ items, totals: { ...claim('95', null), claims } }))).toMatchObject([{ severity: 'error', expected: '95', actual: '91', location: { line: 81 } }]);
  expect(found('W4', form({ items, totals: claim('95.00', null) }))).toEqual([]);
});

test('W4 allows a whole total over scores with decimals, and is silent while a score is missing', () => {
  const items = (score: string | null) => [row({ name: '甲', weight: '60', score: '55.4' }), row({ name: '乙', weight: '40', score })];
  expect(found('W4', form({ items: items('40'), totals: claim('95', null) }))).toEqual([]);
  expect(found('W4', form({ items: items('40'), totals: claim('96', null) }))).toHaveLength(1);
  expect(found('W4', form({ items: items(null), totals: claim('96', null) }))).toEqual([]);
  const hundredths = [row({ name: '甲', weight: '60', score: '55.24' }), row({ name: '乙', weight: '40', score: '40' })];
  expect(found('W4', form({ items: hundredths, totals: claim('95.2', null) }))).toEqual([]);
  expect(found('W4', form({ items: hundredths, totals: claim('95.3', null) }))).toHaveLength(1);
});

test('W4 leaves room for points of execution that stand outside of the table', () => {
  const ninety = (total: string) => form({ items: [row({ name: '产出', weight: '60', score: '58' }), row({ name: '效益', weight: '30', score: '30' })], totals: claim(total, null) });
  expect(found('W4', ninety('97.6'))).toEqual([]);
  expect(found('W4', ninety('98.5'))).toMatchObject([{ actual: '98.5' }]);
  expect(found('W4', ninety('87'))).toMatchObject([{ actual: '87' }]);
});

test('W4 leaves the totals of other years, units, projects and of the bands alone, and no other', () => {
  const told = (line: string) => found('W4', report('档案接收（60分）：接收12家，得分59分。', '查阅服务（40分）：接待1460人次，得分40分。', '自评得分99分，等级为优。', line));
  expect(told('2022年度部门整体支出绩效自评得分85分，等级为良。')).toEqual([]);
  expect(told('所属二级单位中，县档案馆自评得分88分，等级为良。')).toEqual([]);
  expect(told('自评得分90分（含）以上为优，80（含）—90分为良。')).toEqual([]);
  expect(told('库房改造项目自评得分95分，等级为优。')).toEqual([]);
  expect(told('经自评，我局得分97分，评定为优。')).toMatchObject([{ severity: 'error', actual: '97', location: { line: 5 } }]);
  expect(told('较2022年度有所提高，2023年度部门整体支出绩效自评得分97分。')).toMatchObject([{ actual: '97' }]);
});

test('W4 needs no weights where a form has no column for them', () => {
  const columns = ['target', 'actual', 'score'] as const;
  const execution = row({ name: '预算执行率', weight: '20', score: '19.2', isExecution: true });
  const rows = (...scores: readonly string[]) => scores.map((score, at) => row({ name: `指标${at}`, weight: null, score }));
  expect(found('W4', form({ columns, items: [execution, ...rows('40', '40')], totals: claim('97.2', null) }))).toMatchObject([{ expected: '99.2', actual: '97.2' }]);
  expect(found('W4', form({ columns, items: [execution, ...rows('40', '40')], totals: claim('99.2', null) }))).toEqual([]);
  // Points of execution may stand elsewhere; scores out of a hundred each have an average; a part of a table; a weight that was not read.
  expect(found('W4', form({ columns, items: rows('40', '40'), totals: claim('97.2', null) }))).toEqual([]);
  expect(found('W4', form({ columns, items: [execution, ...rows('98', '96')], totals: claim('97.2', null) }))).toEqual([]);
  expect(found('W4', form({ columns, items: [execution, ...rows('10')], totals: claim('97.2', null) }))).toEqual([]);
  expect(found('W4', form({ items: [execution, ...rows('40', '38')], totals: claim('97.2', null) }))).toEqual([]);
});

test('W1 and W4 count the points that several rows have together once, and need none of each', () => {
  const sharedPoints = ['weight', 'score'] as const;
  const items = [row({ name: '甲', weight: '60', score: '59', sharedPoints }), row({ name: '乙', weight: null, score: null, sharedPoints }), row({ name: '丙', weight: '40', score: '40' })];
  for (const rule of ['W1', 'W4', 'C3'] as const) expect(found(rule, form({ items: items.map((item) => ({ ...item, target: '1', actual: '1' })), totals: claim('99', null) }))).toEqual([]);
  expect(found('W4', form({ items, totals: claim('97', null) }))).toHaveLength(1);
  expect(found('W1', form({ items: items.slice(0, 2), totals: claim('99', null) }))).toMatchObject([{ severity: 'error', actual: '60' }]);
});
