import { check } from '@hengji/checks';
import { checkReport, readDocument } from '@hengji/documents';
import { expect, test } from 'vitest';
import { printReport } from './print.js';

const text = `某局2024年度部门整体支出绩效自评报告
一、绩效目标完成情况
1.部门管理（50分）
（1）资金投入。（50分）
基本支出预算执行率（50分）：基本支出预算100万元，决算90万元。执行率90%，得分45分。
2.履职效果（50分）
（1）履职目标。（50分）
任务完成情况（50分）：任务 10 项全部完成，得分50分。
自评得分98分，评价结果为优。`;

async function report(words = text) {
  const document = await readDocument(new TextEncoder().encode(words));
  return checkReport(document, check(document));
}

test('the report has exactly the agreed keys; amounts are whole 分, other figures decimal strings, absent values null', async () => {
  const made = await report();
  expect(Object.keys(made)).toEqual(['document', 'findings', 'summary', 'reconciled']);
  expect(Object.keys(made.document)).toEqual(['kind', 'title', 'unit', 'year', 'items', 'money', 'totals', 'unread']);
  expect(Object.keys(made.document.items[0] ?? {})).toEqual(['level1', 'level2', 'name', 'weight', 'score', 'target', 'actual', 'unit', 'location']);
  expect(made.document.money[0]).toMatchObject({ initial: null, budget: 100_000_000, actual: 90_000_000, rate: '90', weight: '50' });
  expect(made.document.totals).toEqual({ weight: '100', score: '95', claimedTotal: '98', claimedGrade: 'excellent' });
  for (const found of made.findings) expect(Object.keys(found)).toEqual(['rule', 'severity', 'message', 'location', 'expected', 'actual', 'proposal']);
  expect(made.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(['W4']);
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
});

test('for people it says where, what and how to mend it, and colours only a terminal', async () => {
  const plain = printReport('报告.txt', await report(), false);
  expect(plain).toMatch(/W4 +第 9 行：/);
  expect(plain).toContain('得分合计 95');
  expect(plain.split('\n')[1]).toBe('某局2024年度部门整体支出绩效自评报告');
  expect(plain).not.toContain('\u001b[');
  expect(printReport('报告.txt', await report(), true)).toContain('\u001b[');
});

test('unit and year are told beside a title that names neither', async () => {
  const plain = printReport('报告.txt', await report(text.replace('某局2024年度', '').replace('\n', '\n单位名称：云溪县档案局\n2024年度\n')), false);
  expect(plain.split('\n')[1]).toBe('部门整体支出绩效自评报告 · 云溪县档案局 · 2024 年度');
});
