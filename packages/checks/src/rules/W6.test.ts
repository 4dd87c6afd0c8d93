import { expect, test } from 'vitest';
import { form, found, level, row } from '../../test/documents.js';

test('W6 sums level 1 with the execution row among them', () => {
  const sheet = (second: string | null) => form({ levels: [level(1, '产出', '50'), level(1, '效益', second)], items: [row({ name: '预算执行率', isExecution: true }), row({ name: '甲', weight: '50', level1: '产出' }), row({ name: '乙', weight: '40', level1: '效益' })] });
  expect(found('W6', sheet('30'))).toMatchObject([{ severity: 'error', expected: '100', actual: '90' }]);
  expect(found('W6', sheet('40'))).toEqual([]);
  expect(found('W6', sheet(null))).toEqual([]);
});
