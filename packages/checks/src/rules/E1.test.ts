import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('E1 wants a figure in a row that is a quotient', () => {
  const line = (text: string) => report('政府采购执行率（5分）：' + text + '，得分5分。');
  expect(found('E1', line('严格按规定执行采购'))).toMatchObject([{ severity: 'warning', expected: '采购预算数、实际采购数' }]);
  expect(found('E1', line('采购预算20万元，实际采购20万元'))).toEqual([]);
  expect(found('E1', line('采购执行率100%'))).toEqual([]);
});
