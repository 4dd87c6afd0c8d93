import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('Z1 wants source, amount and provision of a finding', () => {
  expect(found('Z1', report('财政监督中发现未及时做账的问题。'))).toMatchObject([{ severity: 'warning', params: { missing: '@sourceDocument,@amount,@provision' } }]);
  expect(found('Z1', report('县财政局检查报告（云财监〔2023〕7号）：财政监督中发现未及时做账3.2万元，违反《会计基础工作规范》。'))).toEqual([]);
});
