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
