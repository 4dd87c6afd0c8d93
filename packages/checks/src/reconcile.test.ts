import { expect, test } from 'vitest';
import { claim, form, level, row } from '../test/documents.js';
import { reconcile } from './reconcile.js';
import { defaultThresholds } from './thresholds.js';

/** A part of 20 points whose rows weigh 21: 99.88 of 101, which shrunk in proportion are 98.8857. */
const overweight = (claimed: string) =>
  form({
    items: [row({ name: '基本支出执行率', level1: '投入', weight: '8', score: '7.88' }), row({ name: '项目支出执行率', level1: '投入', weight: '8', score: '8' }), row({ name: '三公经费控制率', level1: '投入', weight: '5', score: '5' }), row({ name: '归档卷数', level1: '产出', weight: '80', score: '79' })],
    levels: [level(1, '投入', '20'), level(1, '产出', '80')],
    totals: claim(claimed, null),
  });

test('a way to a total leads to each of its digits', () => {
  expect(reconcile(overweight('98.88'), defaultThresholds)).toEqual([{ way: 'deductions', total: '98.88' }]);
  expect(reconcile(overweight('98.89'), defaultThresholds)).toContainEqual({ way: 'rescaled', total: '98.89' });
  expect(reconcile(overweight('98.9'), defaultThresholds)).toEqual([]);
});
