import { expect, test } from 'vitest';
import { form, found, report, row } from '../../test/documents.js';

test('E3 wants a survey behind satisfaction', () => {
  const line = '群众满意度（10分）：群众对我局工作非常满意，得分10分。';
  expect(found('E3', report(line))).toMatchObject([{ severity: 'warning' }]);
  expect(found('E3', report(line, '2023年11月发放满意度调查问卷200份，收回有效问卷196份，满意率97.4%。'))).toEqual([]);
});

test('E3 asks a form with a rate for its survey in one note', () => {
  const measured = (actual: string) => form({ items: [row({ name: '服务对象满意度', target: '≥90%', actual })] });
  expect(found('E3', measured('96%'))).toMatchObject([{ severity: 'note', variant: 'noSurvey' }]);
  expect(found('E3', measured('非常满意'))).toMatchObject([{ severity: 'warning' }]);
});

test('E3 finds the survey beside the row of a form', () => {
  const beside = (reason: string | null, text = '') => form({ items: [row({ name: '服务对象满意度', target: '≥90%', actual: '96%', reason, text: `服务对象满意度 ${text}` })] });
  expect(found('E3', beside('2023年12月电话回访1200人，有效应答1106人'))).toEqual([]);
  expect(found('E3', beside(null, '2023年9月抽样300人，有效280人'))).toEqual([]);
  expect(found('E3', beside('下一步增设窗口2个'))).toMatchObject([{ variant: 'noSurvey' }]);
});

test('E3 does not speak of a rate where none is printed', () => {
  const items = [row({ name: '社会公众满意度', rule: '≥90%得满分', text: '社会公众满意度' })];
  expect(found('E3', form({ items, columns: ['rule', 'weight', 'score'] }))).toMatchObject([{ severity: 'note', variant: 'noRate', actual: null }]);
  expect(found('E3', form({ items: [...items, row({ name: '职工满意度', evidence: '满意率97%' })], columns: ['rule', 'weight', 'score'] }))).toMatchObject([{ variant: 'noSurvey', params: { name: '职工满意度' } }]);
});
