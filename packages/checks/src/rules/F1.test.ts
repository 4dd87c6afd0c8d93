import { expect, test } from 'vitest';
import { form, found, report, row } from '../../test/documents.js';

test('F1 wants the operands that the name demands', () => {
  const line = (text: string) => report('在职人员控制率（5分）：' + text + '，得分4分。');
  expect(found('F1', line('年初在职12人，年末在职13人'))).toMatchObject([{ severity: 'warning', expected: '编制数' }]);
  expect(found('F1', line('年末在职13人，编制数15人'))).toEqual([]);
  expect(found('F1', line('年末在职13人，编制14名，控制率92.86%'))).toEqual([]);
  expect(found('F1', line('年初在职12人，所属中心编制5名，年末在职13人'))).toMatchObject([{ expected: '编制数' }]);
  expect(found('F1', report('核定编制15名，实有13人。', '在职人员控制率（5分）：年末在职13人，得分5分。'))).toEqual([]);
});

test('F1 finds retired staff among the authorised posts', () => {
  expect(found('F1', report('我局编制数15人（含退休人员2人）。'))).toMatchObject([{ variant: 'retired' }]);
  expect(found('F1', report('我局编制数15人，另有退休人员2人。'))).toEqual([]);
});

test('F1 leaves a row without a base to S4, and one without figures to E1', () => {
  expect(found('F1', report('结转结余变动率（5分）：我单位无结转结余，得分0分。'))).toEqual([]);
  expect(found('F1', report('结转结余变动率（5分）：控制较好，得分5分。'))).toEqual([]);
});

test('F1 finds a row of a table that says itself that staff was measured by last year’s', () => {
  const table = (actual: string, ...cells: readonly string[]) => form({ items: [row({ name: '在职人员控制率', target: '≤100%', actual })], passages: [actual, ...cells].map((text) => ({ text, chapter: null, role: 'cell', location: { line: 1 } })) });
  expect(found('F1', table('年末在职12人，上年13人'))).toMatchObject([{ expected: '编制数' }]);
  expect(found('F1', table('12÷13=92.31%（年末在职12人÷年初在职13人）'))).toMatchObject([{ expected: '编制数' }]);
  // The posts are named, in the row or elsewhere; a rate alone says nothing, nor do two figures of one year.
  expect(found('F1', table('年末在职12人，上年13人，编制15人'))).toEqual([]);
  expect(found('F1', table('年末在职12人，上年13人', '核定编制数15人'))).toEqual([]);
  expect(found('F1', table('92.31%'))).toEqual([]);
  expect(found('F1', table('在职12人，其中工勤2人'))).toEqual([]);
});
