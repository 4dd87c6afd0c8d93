import { expect, test } from 'vitest';
import { form, found, money, report, row } from '../../test/documents.js';

test('E1 wants a figure in a row that is a quotient', () => {
  const line = (text: string) => report('政府采购执行率（5分）：' + text + '，得分5分。');
  expect(found('E1', line('严格按规定执行采购'))).toMatchObject([{ severity: 'warning', expected: '采购预算数、实际采购数' }]);
  expect(found('E1', line('采购预算20万元，实际采购20万元'))).toEqual([]);
  expect(found('E1', line('采购执行率100%'))).toEqual([]);
});

test('E1 finds the figures of the execution row in the money block', () => {
  const execution = row({ name: '预算执行率', isExecution: true, score: '9.8' });
  const block = (actual: string | null) => form({ items: [execution], columns: null, money: [money('total', '100', actual)] });
  expect(found('E1', block('98'))).toEqual([]);
  expect(found('E1', block(null))).toMatchObject([{ params: { name: '预算执行率' } }]);
});
