import { expect, test } from 'vitest';
import { form, found, report, row } from '../../test/documents.js';

test('E2 wants a number or a document behind full marks', () => {
  const line = (text: string) => report('资产管理规范性（5分）：' + text);
  expect(found('E2', line('2023年我局资产管理规范，得分5分。'))).toMatchObject([{ severity: 'warning' }]);
  expect(found('E2', line('全年盘点2次，账实相符，得分5分。'))).toEqual([]);
  expect(found('E2', line('全年盘点资产2050件，得分5分。'))).toEqual([]);
  expect(found('E2', line('2023年度资产管理规范，得分5分。'))).toHaveLength(1);
  expect(found('E2', line('按《固定资产管理办法》执行，得分5分。'))).toEqual([]);
  expect(found('E2', line('资产管理规范，得分4分。'))).toEqual([]);
});

test('E2 tells a form without a column for evidence once', () => {
  const items = [row({ name: '改善环境', actual: '有效改善' }), row({ name: '提升能力', actual: '有效提升' })];
  expect(found('E2', form({ items }))).toMatchObject([{ severity: 'note', variant: 'noColumn', params: { rows: '2' } }]);
  expect(found('E2', form({ items, columns: ['actual', 'weight', 'score', 'evidence'] }))).toHaveLength(2);
  expect(found('E2', form({ items: items.map((item) => ({ ...item, evidence: '验收单' })), columns: ['actual', 'weight', 'score', 'evidence'] }))).toEqual([]);
});
