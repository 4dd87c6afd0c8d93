import { expect, test } from 'vitest';
import { sentenceOf } from '../messages/sentence.js';
import { form, found, money, report, wanyuan } from '../../test/documents.js';

test('U2 finds a total that is not the sum of its parts, for budget and outturn apart', () => {
  const findings = found('U2', form({ money: [money('total', '100.00', '91.00'), money('basic', '60.00', '55.00'), money('project', '40.00', '35.00')] }));
  expect(findings).toMatchObject([{ severity: 'error', expected: '90万元', actual: '91万元' }]);
});

test('U2 allows half of the last printed digit of each term', () => {
  const rounded = (total: string) => form({ money: [money('total', total, '90'), money('basic', '60.33', '55'), money('project', '40.33', '35')] });
  expect(found('U2', rounded('100.67'))).toEqual([]);
  expect(found('U2', rounded('100.69'))).toHaveLength(1);
});

test('U2 takes a printed 0 for a figure and an empty cell for none', () => {
  const withTotal = (total: string | null) => form({ money: [money('total', total, '90'), money('basic', '60', '55'), money('project', '40', '35')] });
  expect(found('U2', withTotal('0'))).toHaveLength(1);
  expect(found('U2', withTotal(null))).toEqual([]);
});

test('U2 holds sources of funds only to a block that ends in other funds', () => {
  const block = (last: 'otherFunds' | 'part') => form({ kind: 'projectSelfEvaluation', money: [money('total', '100', '90'), money('appropriation', '60', '60'), money(last, '30', '30')] });
  expect(found('U2', block('otherFunds'))).toHaveLength(1);
  expect(found('U2', block('part'))).toEqual([]);
});

test('U2 sums the sources of the total’s own table, not what another table of money lists', () => {
  const block = (other: string, table: number) =>
    form({ money: [money('threePublic', '17', '15.3', { table: 0 }), money('part', '13', '12.1', { table: 0 }), money('part', '4', '3.2', { table: 0 }), money('total', '640', '627.2', { table: 1 }), money('appropriation', '600', '587.2', { table: 1 }), money('otherFunds', other, '40', { table })] });
  expect(found('U2', block('40', 1))).toEqual([]);
  expect(found('U2', block('30', 1))).toMatchObject([{ expected: '630万元', actual: '640万元' }]);
  expect(found('U2', block('30', 0))).toEqual([]);
});

test('U2 lets a list behind 其中 stay below its total but never above', () => {
  const list = (part: string, exhaustive: boolean) => form({ mentions: [{ kind: 'list', whole: wanyuan('100'), parts: [{ label: '培训', amount: wanyuan('30') }, { label: '设备', amount: wanyuan(part) }], exhaustive, location: { line: 4 } }] });
  expect(found('U2', list('60', false))).toEqual([]);
  expect(found('U2', list('80', false))).toHaveLength(1);
  expect(found('U2', list('60', true))).toHaveLength(1);
});

test('U2 tests every mention of a quantity, and leaves last year, income and single projects alone', () => {
  const first = '2023年部门整体支出决算为310.2万元。';
  expect(found('U2', report(first, '全年部门整体支出决算为301.2万元。'))).toHaveLength(1);
  expect(found('U2', report(first, '上年部门整体支出决算为301.2万元。', '2022年部门整体支出决算为301.2万元。', '部门收入决算为312万元。'))).toEqual([]);
  expect(found('U2', report('2023年基本支出决算为156.9万元。', '基本支出少支7.2万元：公积金没有配套。'))).toEqual([]);
  expect(found('U2', report('2023年项目支出预算40万元，项目支出决算38万元。', '其中库房改造项目资金预算10万元，支出9万元。'))).toEqual([]);
});

test('U2 holds budget and outturn apart where both are printed with their parts', () => {
  const text = (project: string) => `2023年年初预算300万元，年中追加20万元，调整后预算320万元，其中：基本支出240万元，项目支出${project}万元；决算支出312万元，其中：基本支出236万元，项目支出76万元，预算执行率97.50%。`;
  expect(found('U2', report(text('80')))).toEqual([]);
  expect(found('U2', report(text('70')))).toHaveLength(1);
  expect(found('U2', report('2023年全年预算数320万元，其中：基本支出240万元，项目支出80万元。', '全年执行数312万元，其中：基本支出236万元，项目支出76万元。'))).toEqual([]);
});

test('U2 takes what was not paid for no outturn', () => {
  expect(found('U2', report('项目支出预算80万元，执行76万元，执行率95%。', '项目支出执行率95%，主要是设备到货晚，年末尚有4万元未支付。'))).toEqual([]);
  expect(found('U2', report('项目支出预算80万元，执行76万元，执行率95%。', '项目支出年末实际执行72万元。'))).toHaveLength(1);
});

test('U2 leaves next year’s budget out of this year’s money', () => {
  const text = ['2023年年初预算300万元，其中：基本支出240万元，项目支出60万元。', '全年支出296万元，其中：基本支出236万元，项目支出60万元。', '2024年部门预算340万元，其中：基本支出250万元，项目支出90万元。'];
  expect(found('U2', report(...text))).toEqual([]);
  expect(report(...text).money.map(({ scope, budget }) => [scope, budget])).toEqual([['total', null], ['basic', null], ['project', null]]);
});

test('U2 leaves what a part of the year had spent out of the year’s money', () => {
  const year = '2023年部门整体支出预算320万元，部门整体支出决算312万元。';
  expect(found('U2', report(year, '截至6月底，部门整体支出执行150万元。', '1-9月部门整体支出决算230万元。', '部门预算执行进度：一季度支出70万元，二季度支出80万元。'))).toEqual([]);
  expect(found('U2', report(year, '截至12月底，部门整体支出决算302万元。'))).toHaveLength(1);
});

test('U2 says what is given in two ways, and where the other figure stands', () => {
  const said = (...lines: readonly string[]) => found('U2', report(...lines)).map((finding) => sentenceOf(finding, 'zh'));
  const first = '2023年基本支出预算240万元，决算236万元。';
  expect(said(first, '无关的一段。', '基本支出决算226万元。')).toEqual(['基本支出的执行数前后不一致：此处为226万元，第 2 行为236万元。请以账面数为准统一。']);
  expect(said(`${first}年末清算后基本支出预算230万元。`)).toEqual(['基本支出的预算前后不一致：此处为230万元，同一段（格）另一处为240万元。请以账面数为准统一。']);
});
