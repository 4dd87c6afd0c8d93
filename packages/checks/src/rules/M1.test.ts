import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('M1 compares what is monitored with what is spent', () => {
  const money = (project: string, total: string) => '2023年度整体支出' + total + '万元，其中，基本支出156万元、项目支出' + project + '万元。';
  const monitored = '对项目支出开展1-6月、1-9月绩效运行监控。';
  expect(found('M1', report(money('11', '167'), monitored))).toMatchObject([{ severity: 'warning', actual: '6.59%' }]);
  expect(found('M1', report(money('900', '1056'), monitored))).toEqual([]);
  expect(found('M1', report(money('11', '167'), '对部门整体支出和项目支出开展1-6月绩效运行监控。'))).toEqual([]);
});
