import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('T2 finds money that goes to whom this unit does not pay', () => {
  const sentence = '资金由国库集中支付至各企业，未发现虚报项目。';
  expect(found('T2', report(sentence))).toMatchObject([{ severity: 'warning', actual: '企业' }]);
  expect(found('T2', report('档案资料向企业开放查阅。'))).toEqual([]);
  expect(found('T2', report('企业档案扶持（5分）：对企业建档给予补助，得分5分。', sentence))).toEqual([]);
});

test('T2 leaves departments alone that do pay them', async () => {
  const { flowOfText, understand } = await import('@hengji/documents');
  expect(found('T2', understand(flowOfText('云溪县工业和信息化局2023年度部门整体支出绩效自评报告\n资金由国库集中支付至各企业。')))).toEqual([]);
});
