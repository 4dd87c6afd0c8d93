import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('R2 wants a measure for every point lost, told once', () => {
  const line = '档案移交率（5分）：因库房不足，移交滞后，得分4分。';
  expect(found('R2', report(line, '四、改进措施', '加强预算管理，提高资金使用效益。'))).toMatchObject([{ severity: 'warning', params: { names: '档案移交率' } }]);
  expect(found('R2', report(line, '四、改进措施', '加快档案移交，扩建库房。'))).toEqual([]);
});
