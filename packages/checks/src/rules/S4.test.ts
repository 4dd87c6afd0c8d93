import { expect, test } from 'vitest';
import { form, found, report, row } from '../../test/documents.js';

test('S4 finds a silent 0 where there was nothing to measure', () => {
  const line = (text: string) => report('结转结余变动率（5分）：' + text);
  expect(found('S4', line('我单位无结转结余，得分0分。'))).toMatchObject([{ severity: 'warning', expected: '5', actual: '0' }]);
  expect(found('S4', line('本年度不涉及该项，得0分。'))).toHaveLength(1);
  expect(found('S4', line('我单位无结转结余，得分5分。'))).toEqual([]);
});

test('S4 does not take a lack for an absence', () => {
  expect(found('S4', report('政府采购规范性（5分）：无采购计划和采购手续，得分0分。'))).toEqual([]);
  expect(found('S4', report('结转结余变动率（5分）：结转结余比上年增加两倍，得分0分。'))).toEqual([]);
});

test('S4 leaves a row that was taken out of the table, with no points to lose', () => {
  const unused = (weight: string) => form({ items: [row({ name: '结转结余变动率', weight, score: '0', actual: '不涉及' })] });
  expect(found('S4', unused('5'))).toHaveLength(1);
  expect(found('S4', unused('0'))).toEqual([]);
});
