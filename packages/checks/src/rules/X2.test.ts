import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('X2 wants a score effect of a finding on the unit’s own books', () => {
  const finding = '2023年财政监督中发现未及时做账的问题，我局已整改。';
  expect(found('X2', report('六、其他需要说明的问题', finding))).toMatchObject([{ severity: 'warning', actual: '未及时做账的问题' }]);
  expect(found('X2', report('六、其他需要说明的问题', finding + '该问题在财务管理指标扣1分。'))).toEqual([]);
  expect(found('X2', report('会计核算规范性（5分）：监督检查指出未及时做账，得分4分。', finding))).toEqual([]);
});

test('X2 knows what was wrongly paid by the name of its cost', () => {
  expect(found('X2', report('2023年县审计局审计指出我院超范围列支会议费3.20万元。'))).toHaveLength(1);
  expect(found('X2', report('2023年县审计局审计指出我院超编19人。'))).toEqual([]);
});

test('X2 leaves absent findings, other years and other people’s business alone', () => {
  expect(found('X2', report('审计未发现挪用资金的情况。', '2021年审计发现往来款未清理的问题。', '针对市审计局提出的“未编制权责清单”的问题，组织专人梳理。', '对审计发现的问题及时整改。'))).toEqual([]);
});

test('X2 quotes a finding also behind a comma, and one that audit reports (反映)', () => {
  expect(found('X2', report('2023年审计时指出，存在原始凭证附件不全、记账不及时的问题，已整改。'))).toMatchObject([{ actual: '存在原始凭证附件不全、记账不及时的问题' }]);
  expect(found('X2', report('2023年县审计局审计指出，2023年，我院往来款3.20万元，长期未清理。'))).toMatchObject([{ actual: '我院往来款3.20万元' }]);
  expect(found('X2', report('2023年审计反映，往来款长期未清理，已整改。'))).toMatchObject([{ actual: '往来款长期未清理' }]);
  // What it was said not to have found, what the books show, and that it was dealt with at once.
  expect(found('X2', report('2023年审计反映，资金管理规范，未发现违规问题。', '会计核算如实反映资金使用，不重不漏。', '2023年审计指出，及时整改了资金问题。'))).toEqual([]);
});
