import { check } from '@hengji/checks';
import { expect, test } from 'vitest';
import { htmlOf, type Sketch } from '../../test/containers.js';
import { readDocument } from '../read/readDocument.js';
import { checkReport, sumsLine } from './report.js';

async function reportOf(sketch: Sketch) {
  const document = await readDocument(htmlOf(sketch), 'form.html');
  return checkReport(document, check(document)).document;
}

const formOf = (name: string, score: string): Sketch => ['项目支出绩效自评表', [['项目名称', name, '', '', ''], ['一级指标', '三级指标', '指标值', '分值', '得分'], ['产出', `${name}数量`, '≥5个', '60', score], ['效益', '满意度', '≥90%', '40', '40'], ['合计', '', '', '100', String(Number(score) + 40)]]];

test('the forms of a document name their rows and totals; a single form names none', async () => {
  const both = await reportOf([...formOf('路灯', '60'), ...formOf('公厕', '57')]);
  expect(both.forms).toEqual([
    { items: [0, 1], totals: { weight: '100', score: '100', claimedTotal: '100', claimedGrade: null } },
    { items: [2, 3], totals: { weight: '100', score: '97', claimedTotal: '97', claimedGrade: null } },
  ]);
  expect(await reportOf(formOf('路灯', '60'))).not.toHaveProperty('forms');
});

test('of several projects none claims a total for all; a department claims its own beside theirs', async () => {
  const both = [...formOf('路灯', '60'), ...formOf('公厕', '57')];
  expect((await reportOf(both)).totals).toEqual({ weight: '200', score: '197', claimedTotal: null, claimedGrade: null });
  expect((await reportOf(['云溪县城管局2023年度部门整体支出绩效自评报告', ...both, '部门整体支出绩效自评得分98分，等级为优。'])).totals).toMatchObject({ claimedTotal: '98', claimedGrade: 'excellent' });
  expect((await reportOf(formOf('路灯', '60'))).totals).toMatchObject({ claimedTotal: '100' });
  const sums = async (sketch: Sketch) => {
    const document = await readDocument(htmlOf(sketch), 'form.html');
    return sumsLine(checkReport(document, check(document)));
  };
  expect(await sums(both)).toBe('读到 2 张表、4 项指标，分值合计 100、100，得分合计 100、97');
  expect(await sums(formOf('路灯', '60'))).toBe('读到 2 项指标，分值合计 100，得分合计 100');
});

test('a table of scores whose head is not understood, and a line with a score that is no row, are told as unread', async () => {
  const title = '云溪县档案局2023年度部门整体支出绩效自评报告';
  expect((await reportOf([title, [['考评要素', '标准分值', '单位得分'], ['档案接收', '50', '48'], ['档案利用', '50', '50']]])).unread).toMatchObject([{ reason: expect.stringContaining('表头') }]);
  expect((await reportOf([title, '1.档案接收。全年接收12家单位档案，得9.5分。', '2.档案利用。每少1件扣1分，扣完为止。'])).unread).toMatchObject([{ location: { line: 2 } }]);
});
