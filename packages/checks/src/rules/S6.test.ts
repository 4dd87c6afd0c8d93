import { expect, test } from 'vitest';
import { form, found, row } from '../../test/documents.js';

test('S6 wants far over-achievement explained, only where higher is better', () => {
  const line = (parts: object) => form({ items: [row({ name: '服务企业数', target: '≥100家', actual: '131家', ...parts })] });
  expect(found('S6', line({}))).toMatchObject([{ severity: 'warning', actual: '131.0%' }]);
  expect(found('S6', line({ actual: '130家' }))).toEqual([]);
  expect(found('S6', line({ reason: '上级追加任务' }))).toEqual([]);
  expect(found('S6', line({ name: '投诉件数', target: '≤1件', actual: '2件' }))).toEqual([]);
  expect(found('S6', line({}), { overAchievementPercent: '150' })).toEqual([]);
});
