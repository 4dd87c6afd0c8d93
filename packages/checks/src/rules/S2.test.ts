import { expect, test } from 'vitest';
import { form, found, money, row } from '../../test/documents.js';

test('S2 holds a score to the proportion reached, and names whole points', () => {
  const execution = (score: string) => form({ items: [row({ name: '预算执行率', isExecution: true, score })], money: [money('total', '175.20077', '167.958448')] });
  expect(found('S2', execution('9'))).toMatchObject([{ severity: 'warning', variant: 'integer', expected: '9.59', actual: '9' }]);
  expect(found('S2', execution('9.2'))).toMatchObject([{ variant: 'default' }]);
  expect(found('S2', execution('9.59'))).toEqual([]);
});

test('S2 reads direction, and leaves rows with a rule of their own alone', () => {
  const line = (parts: object) => form({ items: [row({ name: '办理件数', target: '≥100件', actual: '80件', score: '5', ...parts })] });
  expect(found('S2', line({}))).toMatchObject([{ expected: '8.00' }]);
  expect(found('S2', line({ name: '办理时限', target: '≤4天', actual: '5天' }))).toMatchObject([{ expected: '8.00' }]);
  expect(found('S2', line({ score: '8' }))).toEqual([]);
  expect(found('S2', line({ rule: '每少10件扣2.5分' }))).toEqual([]);
  expect(found('S2', line({ name: '办理时限', target: '4天', actual: '5天' }))).toEqual([]);
});
