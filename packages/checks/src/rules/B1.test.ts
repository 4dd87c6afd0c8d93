import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('B1 finds two names of the denominator in two rows', () => {
  const rows = (word: string) => report('整体预算执行率（10分）：2023年部门整体支出' + word + '100万元，实际支出90万元，得分9分。', '基本支出预算执行率（5分）：基本支出预算60万元，决算55万元，得分4.58分。');
  expect(found('B1', rows('应拨付资金'))).toMatchObject([{ severity: 'warning', params: { oneBasis: '@payable', otherBasis: '@budget' } }]);
  expect(found('B1', rows('预算'))).toEqual([]);
});
