import { expect, test } from 'vitest';
import { form, found, money, row } from '../../test/documents.js';

test('S3 wants a reason for points lost on a target that was met', () => {
  const line = (parts: object) => form({ items: [row({ name: '培训人数', target: '≥100人', actual: '120人', score: '9', ...parts })] });
  expect(found('S3', line({}))).toMatchObject([{ severity: 'warning', variant: 'met' }]);
  expect(found('S3', line({ reason: '培训效果有待提高' }))).toEqual([]);
  expect(found('S3', line({ actual: '90人' }))).toEqual([]);
});

test('S3 finds full marks on a target that was missed, in either direction', () => {
  const line = (parts: object) => form({ items: [row({ name: '办结率', ...parts })] });
  expect(found('S3', line({ target: '≥95%', actual: '90%' }))).toMatchObject([{ variant: 'missed' }]);
  expect(found('S3', line({ name: '投诉件数', target: '≤2件', actual: '3件' }))).toHaveLength(1);
  expect(found('S3', line({ name: '投诉件数', target: '≤2件', actual: '0件' }))).toEqual([]);
  expect(found('S3', line({ target: '95%', actual: '0.97', unit: '%' }))).toEqual([]);
  expect(found('S3', line({ target: '≥95%', actual: '完成' }))).toEqual([]);
});

test('S3 finds full marks for a budget that was not spent', () => {
  const spent = (actual: string) => form({ items: [row({ name: '预算执行率', isExecution: true })], money: [money('total', '100', actual)] });
  expect(found('S3', spent('95'))).toMatchObject([{ variant: 'unspent' }]);
  expect(found('S3', spent('100'))).toEqual([]);
  expect(found('S3', spent('99.999'))).toEqual([]);
});
