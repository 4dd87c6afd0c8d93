import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('R3 wants owner and date of measures', () => {
  const measure = (text: string) => report('四、改进措施', text);
  expect(found('R3', measure('一是加强预算管理，提高资金使用效益。'))).toMatchObject([{ severity: 'warning', params: { missing: '@owner,@deadline' } }]);
  expect(found('R3', measure('一是加强预算管理，由财务股负责，2024年6月底前完成。'))).toEqual([]);
  expect(found('R3', measure('会计在2024年3月底前落实配套资金。'))).toEqual([]);
});
