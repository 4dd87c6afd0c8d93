import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('T1 finds a measure that another report has too', () => {
  const measure = '一是严格部门预算管理，加强项目过程环节管理，对项目支出开展进度跟踪，提高资金使用效益。';
  const own = report('四、改进措施', measure);
  const others = (text: string) => ({ others: [{ label: '另一单位', document: report('四、改进措施', text) }] });
  expect(found('T1', own, {}, others(measure))).toMatchObject([{ severity: 'warning', params: { label: '另一单位' } }]);
  expect(found('T1', own, {}, others('一是尽快完成档案移交，扩建库房，配齐密集架，做好温湿度监测。'))).toEqual([]);
  expect(found('T1', own)).toEqual([]);
});
