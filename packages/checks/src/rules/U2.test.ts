import type { MoneyRow } from '@hengji/domain';
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

test('U2 counts what a unit spends besides on its business, its superior or its subordinates', () => {
  const block = (total: string, ...others: readonly string[]) => form({ money: [money('total', total, null), money('basic', '600', null), money('project', '300', null), ...others.map((amount) => money('otherSpending', amount, null))].map((one) => ({ ...one, table: 0 })) });
  expect(found('U2', block('1000', '80', '20'))).toEqual([]);
  expect(found('U2', block('900', '100'))).toMatchObject([{ expected: '1,000万元', actual: '900万元' }]);
  expect(found('U2', block('1000', '80'))).toMatchObject([{ expected: '980万元', actual: '1,000万元' }]);
  const text = (other: string) => `2023年部门整体支出决算1000万元。基本支出决算600万元，项目支出决算300万元，${other}。`;
  for (const other of ['上缴上级支出100万元', '事业单位经营支出80万元，对附属单位补助支出20万元', '其他支出100万元']) expect(found('U2', report(text(other)))).toEqual([]);
  expect(found('U2', report(text('上缴上级支出50万元')))).toHaveLength(1);
  const listed = (other: string) => `2023年支出合计1000万元，其中：基本支出600万元、项目支出300万元、${other}。`;
  expect(found('U2', report(listed('经营支出100万元')))).toEqual([]);
  expect(found('U2', report(listed('经营支出90万元')))).toHaveLength(1);
  // Of some spending nobody says that it is the unit's third kind.
  expect(found('U2', report('2023年部门整体支出决算900万元。基本支出决算600万元，项目支出决算300万元，其他支出20万元。'))).toEqual([]);
});

test('U2 lets rows by other names be sources beside the known ones, or what these are made of', () => {
  const block = (...parts: readonly (readonly ['appropriation' | 'otherFunds' | 'part', string])[]) => form({ kind: 'goalDeclaration', money: [money('total', '960', null), ...parts.map(([scope, amount]) => money(scope, amount, null))] });
  expect(found('U2', block(['appropriation', '500'], ['part', '400'], ['otherFunds', '60']))).toEqual([]);
  expect(found('U2', block(['appropriation', '960'], ['part', '500'], ['part', '460']))).toEqual([]);
  expect(found('U2', block(['appropriation', '500'], ['part', '300'], ['otherFunds', '60']))).toMatchObject([{ expected: '860万元', actual: '960万元' }]);
  expect(found('U2', block(['appropriation', '900'], ['part', '500'], ['part', '400'], ['otherFunds', '60']))).toEqual([]);
  expect(found('U2', block(['appropriation', '500'], ['otherFunds', '60'], ['part', '300']))).toEqual([]);
  expect(found('U2', block(['appropriation', '560'], ['part', '500']))).toMatchObject([{ expected: '1,060万元', actual: '960万元' }]);
});

test('U2 sums the sources of the total’s own table, not what another table of money lists', () => {
  const block = (other: string, table: number) =>
    form({ money: [money('threePublic', '17', '15.3', { table: 0 }), money('part', '13', '12.1', { table: 0 }), money('part', '4', '3.2', { table: 0 }), money('total', '640', '627.2', { table: 1 }), money('appropriation', '600', '587.2', { table: 1 }), money('otherFunds', other, '40', { table })] });
  expect(found('U2', block('40', 1))).toEqual([]);
  expect(found('U2', block('30', 1))).toMatchObject([{ expected: '630万元', actual: '640万元' }]);
  expect(found('U2', block('30', 0))).toEqual([]);
});

test('U2 sums rows by whatever names, above or below their total, where they add up in another column', () => {
  const table = (...rows: readonly MoneyRow[]) => form({ money: rows.map((one, at) => ({ ...one, label: `第${at}项`, table: 0 })) });
  const [tasks, total] = [(outturn: string) => [money('part', '86', '86'), money('part', '78', '74'), money('part', '48', outturn)], money('total', '212', '206')];
  expect(found('U2', table(...tasks('46'), total))).toEqual([]);
  expect(found('U2', table(...tasks('42'), total))).toMatchObject([{ expected: '202万元', actual: '206万元' }]);
  expect(found('U2', table(total, ...tasks('42')))).toHaveLength(1);
  // Its name may be lost, and be that of the row before.
  expect(found('U2', form({ money: [total, ...tasks('42')].map((one) => ({ ...one, table: 0 })) }))).toEqual([]);
  // In no column all of it, in one column a part only, one part alone.
  expect(found('U2', table(total, money('part', '80', '80'), money('part', '40', '30')))).toEqual([]);
  expect(found('U2', table(total, money('part', '164', '150'), money('part', '48', null)))).toEqual([]);
  expect(found('U2', table(total, money('part', '212', '200'), money('part', '0', '0')))).toEqual([]);
});

test('U2 sums the rows below basic, project and “三公” expenditure', () => {
  const table = (staff: string, car: string) => form({ money: [money('basic', '150', '147'), money('part', '120', staff), money('part', '30', '29.4'), money('project', '114', '111'), money('total', '264', '258'), money('threePublic', '17', '15.3'), money('part', '13', car), money('part', '4', '3.2')].map((one, at) => ({ ...one, label: `第${at}项`, table: 0 })) });
  expect(found('U2', table('117.6', '12.1'))).toEqual([]);
  const findings = found('U2', table('127.6', '11.2'));
  expect(findings).toMatchObject([{ expected: '157万元', actual: '147万元' }, { expected: '14.4万元', actual: '15.3万元' }]);
  expect(findings.map((finding) => sentenceOf(finding, 'zh').split('。')[0])).toEqual(['基本支出的执行数147万元与各分项之和157万元不符', '“三公”经费的执行数15.3万元与各分项之和14.4万元不符']);
});

test('U2 holds each division of a total to it', () => {
  const divided = (other: string, project: string) => form({ kind: 'goalDeclaration', money: [money('total', '960', null), money('appropriation', '900', null, { division: 0 }), money('part', other, null, { division: 0 }), money('basic', '700', null, { division: 1 }), money('project', project, null, { division: 1 })].map((one) => ({ ...one, table: 0 })) });
  expect(found('U2', divided('60', '260'))).toEqual([]);
  expect(found('U2', divided('50', '260'))).toMatchObject([{ expected: '950万元', actual: '960万元' }]);
  expect(found('U2', divided('60', '240'))).toMatchObject([{ expected: '940万元', actual: '960万元' }]);
  // One division may have been read in part.
  expect(found('U2', form({ kind: 'goalDeclaration', money: [money('total', '960', null, { table: 0 }), money('appropriation', '900', null, { table: 0, division: 0 })] }))).toEqual([]);
});

test('U2 lets a list behind 其中 stay below its total but never above', () => {
  const list = (part: string, exhaustive: boolean) => form({ mentions: [{ kind: 'list', whole: wanyuan('100'), parts: [{ label: '培训', amount: wanyuan('30') }, { label: '设备', amount: wanyuan(part) }], exhaustive, location: { line: 4 } }] });
  expect(found('U2', list('60', false))).toEqual([]);
  expect(found('U2', list('80', false))).toHaveLength(1);
  expect(found('U2', list('60', true))).toHaveLength(1);
});

test('U2 holds “三公” to its three kinds where a list names them all', () => {
  const text = (car: string) => `2023年“三公”经费支出9.30万元，其中：公务接待费2.10万元、公务用车运行维护费${car}万元、因公出国（境）费0万元。`;
  expect(found('U2', report(text('7.20')))).toEqual([]);
  expect(found('U2', report(text('6.20')))).toMatchObject([{ expected: '8.3万元', actual: '9.3万元' }]);
});

test('U2 holds an adjusted budget to what it was at first and what was added, and not the rest of it to what was spent', () => {
  const text = (adjusted: string) => `2023年年初预算300万元，年中追加20万元，调整后预算${adjusted}万元。`;
  expect(found('U2', report(text('320')))).toEqual([]);
  expect(found('U2', report(text('330')))).toMatchObject([{ expected: '320万元', actual: '330万元' }]);
  expect(found('U2', report('2023年全年预算320万元，实际支出312万元，年末结余5万元。'))).toEqual([]);
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

test('U2 takes a total of 0 over a part of it for a total, and a part that exceeds its total for none of it', () => {
  const block = (total: string, ...parts: readonly (readonly ['appropriation' | 'carriedOver' | 'otherFunds', string | null, string | null])[]) => form({ kind: 'projectSelfEvaluation', money: [money('total', total, total), ...parts.map(([scope, budget, actual]) => money(scope, budget, actual))].map((one) => ({ ...one, table: 0 })) });
  for (const empty of [null, '0']) {
    const zero = block('0', ['appropriation', '202.64', '132.912'], ['carriedOver', empty, empty], ['otherFunds', empty, empty]);
    expect(found('U2', zero)).toMatchObject([{ expected: '202.64万元', actual: '0万元' }]);
    expect(found('U1', zero)).toEqual([]);
  }
  expect(found('U2', block('100', ['appropriation', '202.64', '90'], ['carriedOver', null, null]))).toHaveLength(1);
  expect(found('U2', block('300', ['appropriation', '202.64', '132.912'], ['carriedOver', null, null]))).toEqual([]);
});

test('U2 holds a total to its sources where the other funds that close their list are empty', () => {
  const block = (total: string, last: readonly ['otherFunds' | 'carriedOver', number], ...sources: readonly (readonly ['appropriation' | 'carriedOver' | 'part', string | null])[]) => form({ kind: 'projectSelfEvaluation', money: [...[money('total', total, null), ...sources.map(([scope, amount]) => money(scope, amount, null))].map((one) => ({ ...one, table: 0 })), money(last[0], null, null, { table: last[1] })] });
  const two = [['appropriation', '80'], ['carriedOver', '10']] as const;
  expect(found('U2', block('92', ['otherFunds', 0], ...two))).toMatchObject([{ expected: '90万元', actual: '92万元' }]);
  expect(found('U2', block('90', ['otherFunds', 0], ...two))).toEqual([]);
  expect(found('U2', block('92', ['otherFunds', 0], ['appropriation', '80']))).toMatchObject([{ expected: '80万元', actual: '92万元' }]);
  expect(found('U2', block('92', ['otherFunds', 0], ['appropriation', '80'], ['part', '12']))).toEqual([]);
  // Nothing closes the list, or what is empty closes that of another table.
  expect(found('U2', block('92', ['carriedOver', 0], ...two))).toEqual([]);
  expect(found('U2', block('92', ['otherFunds', 1], ...two))).toEqual([]);
  expect(found('U2', block('92', ['otherFunds', 0]))).toEqual([]);
});
