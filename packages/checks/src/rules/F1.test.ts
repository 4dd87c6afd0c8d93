import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

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
