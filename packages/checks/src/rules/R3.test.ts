import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('R3 wants owner and date of measures', () => {
  const measure = (text: string) => report('四、改进措施', text);
  expect(found('R3', measure('一是加强预算管理，提高资金使用效益。'))).toMatchObject([{ severity: 'warning', params: { missing: '@owner,@deadline' } }]);
  expect(found('R3', measure('一是加强预算管理，由财务股负责，2024年6月底前完成。'))).toEqual([]);
  expect(found('R3', measure('会计在2024年3月底前落实配套资金。'))).toEqual([]);
});

test('R3 reads the measure behind the problem in one paragraph', () => {
  const told = (measure: string) => found('R3', report('五、存在问题及下一步措施', `存在问题：2个校舍维修项目因冬季停工未按期完工。${measure}`));
  expect(told('下一步由计财股负责，于2024年5月底前完成剩余项目建设。')).toEqual([]);
  expect(told('下一步加快项目建设。')).toMatchObject([{ params: { missing: '@owner,@deadline' } }]);
});
