import { describe, expect, test } from 'vitest';
import { claimsOf, gradeOfCell } from './claims.js';

const read = (...texts: readonly string[]) => claimsOf(texts.map((text, index) => ({ text, location: { line: index + 1 } })), 2023).map(({ total, grade, ofProject }) => [total, grade, ...(ofProject === true ? ['project'] : [])]);

describe('whose total it is', () => {
  test.each([
    ['2022年度部门整体支出绩效自评得分85.00分，等级为良，评价结果已用于2023年预算编制。'],
    ['经县财政局复核，我馆2022年度部门整体支出绩效评价得分83分，等级为良。'],
    ['2022年，我馆自评得分83分；等级为良。'],
    ['2022年度部门整体绩效自评表（自评得分85分，等级良）'],
    ['上年自评得分83分，评价等级为良。'],
  ])('that of another year is not the report’s: %s', (text) => expect(read(text)).toEqual([]));

  test.each([
    ['2023年度部门整体支出绩效自评得分91分，等级为优，较2022年度的自评得分85分提高6分。', '91'],
    ['与2022年度相比进步明显，自评得分91分，等级为优。', '91'],
    ['我馆自2016年起逐项自评，自评得分91分，等级为优。', '91'],
    ['2022年度自评得分85分，2023年度自评得分91分，等级为优。', '91'],
    ['根据《2022年度自评办法》，我馆自评得分91分，等级为优。', '91'],
    ['自评得分：91分（2022年度：85分），等级：优', '91'],
  ])('one that only speaks of another year beside it is: %s', (text, total) => expect(read(text)).toEqual([[total, 'excellent']]));

  test('without a year of the report none is another’s', () => {
    const line = { text: '2022年度自评得分85分，等级为良。', location: { line: 1 } };
    expect(claimsOf([line], null)).toMatchObject([{ total: '85', grade: 'good' }]);
  });

  test('that of a unit below is not the department’s; with the units below it is', () => {
    expect(read('所属二级单位中，文化馆自评得分88分，等级为良。')).toEqual([]);
    expect(read('下属文化馆整体支出绩效自评得分88分，等级为良。')).toEqual([]);
    expect(read('我局及所属二级单位2023年度整体支出绩效自评得分91分，等级为优。')).toEqual([['91', 'excellent']]);
    expect(read('二级预算单位县图书馆自评得分88分，等级为良；县文化馆自评得分89分，等级为良；部门整体支出绩效自评得分91分，等级为优。')).toEqual([['91', 'excellent']]);
    expect(read('下属单位自评情况：县图书馆自评得分88分，等级为良。')).toEqual([]);
    expect(read('局机关和4个下属单位整体支出绩效自评得分91分，等级为优。')).toEqual([['91', 'excellent']]);
    expect(read('纳入评价的所属单位共3家，整体支出绩效自评得分91分，等级为优。')).toEqual([['91', 'excellent']]);
  });

  test('that of somebody else’s review is not the self-evaluation’s', () => {
    expect(read('经市财政局复核，2023年度部门整体支出绩效评价得分83分，等级为良。')).toEqual([]);
    expect(read('第三方机构对我局2023年度整体支出绩效复评得分83分，等级为良。')).toEqual([]);
    expect(read('年度目标管理综合考核得分95.2分，等级为良。')).toEqual([]);
    expect(read('根据市财政局通知要求，我局自评得分91分，等级为优。')).toEqual([['91', 'excellent']]);
    expect(read('根据市财政局考核办法，我局自评得分91分，等级为优。')).toEqual([['91', 'excellent']]);
  });

  test('that of a survey or of one aspect is none of the whole', () => {
    expect(read('读者满意度调查总体评价为良好，服务态度评价得分88分。')).toEqual([]);
    expect(read('满意度测评总体评价得分88分。')).toEqual([]);
    expect(read('部门整体支出绩效评价得分91分。', '评价得分91分。')).toEqual([['91', null], ['91', null]]);
  });

  test('that of one project is marked', () => {
    expect(read('书库改造项目自评得分95分，等级为优。')).toEqual([['95', 'excellent', 'project']]);
    expect(read('部门整体支出和项目支出绩效自评得分95分，等级为优。')).toEqual([['95', 'excellent']]);
  });

  test.each([
    ['自评得分90分（含）以上为优，80（含）—90分为良，60（含）—80分为中，60分以下为差。'],
    ['自评得分90分及以上，评价等级为优；自评得分80分（含80分）至90分，评价等级为良。'],
    ['综合得分80分-90分评价等级为良。'],
    ['（例：自评得分85分，等级为良）'],
    ['示例：某单位自评得分85分，等级为良。'],
    ['如实填写，例如自评得分85分，等级为良。'],
  ])('what explains how to grade or to fill in claims nothing: %s', (text) => expect(read(text)).toEqual([]));

  test('a sheet that explains the form claims nothing either', () => {
    expect(claimsOf([{ text: '自评得分85分，等级为良。', location: { sheet: '填报说明', cell: 'A5' } }], 2023)).toEqual([]);
    expect(claimsOf([{ text: '自评得分85分，等级为良。', location: { sheet: '自评表', cell: 'A5' } }], 2023)).toHaveLength(1);
  });
});

describe('how it is said', () => {
  test('fields that only a gap keeps apart end where the next one begins', () => {
    for (const gap of [' ', '　', '    ', '\t', '\u00a0']) expect(read(`自评总分：91分${gap}评价等级：良${gap}填报日期：2024年3月15日`)).toEqual([['91', 'good']]);
    expect(read('自 评 得 分 ： 9 1 分 ， 等 级 为 优 。')).toEqual([['91', 'excellent']]);
    expect(read('评价等级：良好运行的单位')).toEqual([]);
    expect(read('自评得分91分，评定等级为【良】。')).toEqual([['91', 'good']]);
  });

  test('the grade that is ticked', () => {
    expect(read('评价等级：□优 ☑良 □中 □差')).toEqual([[null, 'good']]);
    expect(read('自评得分：91分　等级：优☑ 良□ 中□ 差□')).toEqual([['91', 'excellent']]);
    expect(read('评价等级：优（√）良（ ）中（ ）差（ ）')).toEqual([[null, 'excellent']]);
    expect(read('评价等级：□优 □良 □中 □差', '评价等级：☑优 ☑良 □中 □差', '项目性质：☑新增 □延续')).toEqual([]);
  });

  test('an evaluation as a whole that is called good', () => {
    expect(read('从评价情况看，我馆2023年度部门整体支出绩效总体评价为良。')).toEqual([[null, 'good']]);
    expect(read('经自评，综合评价为优。')).toEqual([[null, 'excellent']]);
    expect(read('社会各界对我馆的总体评价为良好。', '读者对馆藏的评价为优。')).toEqual([]);
  });

  test('the unit’s own score where the sentence says that it is self-evaluated', () => {
    expect(read('经自评，我单位得分97.7分，评定为优')).toEqual([['97.7', 'excellent']]);
    expect(read('我馆2023年度绩效自评等级为优，得分97.7分。')).toEqual([['97.7', 'excellent']]);
    expect(read('部门整体支出绩效自评结果为：97.7分，等级：优。')).toEqual([['97.7', 'excellent']]);
    expect(read('读者评价为良好，得分97.7分。', '按自评表，采购管理良好，得分5分。')).toEqual([]);
    expect(read('年度综合考核中，我单位得分97.7分。', '按自评办法，我馆馆藏得分5分。')).toEqual([]);
  });

  test('a figure without its 分, where it is the only one of its kind', () => {
    expect(read('自评分97.7')).toEqual([['97.7', null]]);
    expect(read('自评得分：97.7 （满分100分）')).toEqual([['97.7', null]]);
    expect(read('综合得分97.7')).toEqual([['97.7', null]]);
    expect(read('自评得分：19', '自评得分：28')).toEqual([]);
    expect(read('自评得分：97.7%', '自评得分：3个等级')).toEqual([]);
  });
});

test('a cell that holds a grade', () => {
  expect(['优', '☑优 □良', '优（ ）良（√）', '□优 □良', '良好运行'].map(gradeOfCell)).toEqual(['excellent', 'excellent', 'good', null, null]);
});

describe('how a total is written', () => {
  test.each([
    ['以上合计95分，自评等级为“优”。', ['95', 'excellent']],
    ['合计得分99.26分，自评等级为“优”。', ['99.26', 'excellent']],
    ['预算执行9.7分、产出50分、效益30分、满意度10分，合计97.9分，等级为优。', ['97.9', 'excellent']],
    ['最终得分：99.26分（优）。', ['99.26', 'excellent']],
    ['自评结果：优（99.26分）。', ['99.26', 'excellent']],
    ['总得分为99.26，评定等级为优。', ['99.26', 'excellent']],
    ['总分：99.8', ['99.8', null]],
  ])('%s', (text, claim) => expect(read(text)).toEqual([claim]));

  test.each([['投入指标合计18分，其中管理8分。'], ['总分：100'], ['等级：优（90分以上）、良（80分以上）。'], ['采购设备合计95台，等级为二级。'], ['质量指标得9.8分（优）。']])('none: %s', (text) => expect(read(text).filter(([total]) => total !== null)).toEqual([]));
});

test.each([
  ['自评总分（分）：98.6', '98.6'],
  ['自评得分（分）98.6', '98.6'],
  ['综合得分(分)：98.6分', '98.6'],
  ['专项（项目）名称：法律援助补助经费　自评总分（分）：98.6', '98.6'],
  ['自评总分（分）：98.6　填报日期：2024年3月1日', '98.6'],
  ['自评总分（分）：100', '100'],
])('a total whose unit stands before its figure is one: %s', (text, total) => expect(read(text)).toEqual([[total, null]]));

test.each([['总分（分）：100，其中产出50分。'], ['自评总分（分）：'], ['自评总分（分）：2024年3月填报'], ['自评得分（分）、评价等级（优、良、中、差）由系统生成'], ['读者满意度评价得分（分）：88']])('no total is claimed: %s', (text) => expect(read(text)).toEqual([]));

describe('a total and its grade in other words', () => {
  test.each([
    ['对照指标体系逐项打分，合计得分95.5分，综合评定为优。', '95.5', 'excellent'],
    ['按照自评打分表，我单位得95.5分，自评为优。', '95.5', 'excellent'],
    ['自评总分为100分，实际得分95.5分，评定为“优”等级。', '95.5', 'excellent'],
    ['综合以上各项指标，我馆2023年度整体支出绩效自评总分95.5分，属于“优”等次。', '95.5', 'excellent'],
    ['部门整体支出绩效自评总分为95.5分，其中预算执行9.5分、产出50分、效益30分、满意度6分，自评等级为“优”。', '95.5', 'excellent'],
  ])('%s', (text, total, grade) => expect(read(text)).toEqual([[total, grade]]));

  test('in fields of their own', () => expect(read('评价得分：95.5；评价等级：优')).toEqual([['95.5', null], [null, 'excellent']]));

  test.each(['合计得分95.5分，其中产出50分。', '党建考核中我单位得95.5分，评为优。', '各项指标评价得分：9.5；', '整体支出绩效自评总分100分。'])('and nothing else: %s', (text) => {
    expect(read(text).filter(([total]) => total === '95.5' || total === '9.5')).toEqual([]);
  });
});
