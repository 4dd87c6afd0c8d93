import { expect, test } from 'vitest';
import { form, found, report, row } from '../../test/documents.js';

test('C3 names what a row lacks, and takes text for no number', () => {
  const line = (parts: object) => form({ items: [row({ name: '培训人数', target: '≥100人', actual: '120人', ...parts }), row({ name: '质量', target: '合格', actual: '合格' })] });
  expect(found('C3', line({ actual: '已完成' }))).toMatchObject([{ severity: 'note', variant: 'words', actual: '已完成', params: { rows: '1', names: '培训人数：已完成' } }]);
  for (const actual of ['三个', '无', '约120人']) expect(found('C3', line({ actual }))).toEqual([]);
  expect(found('C3', line({ actual: null }))).toMatchObject([{ variant: 'row', params: { name: '培训人数', missing: '@actual' } }]);
  expect(found('C3', line({ score: null }))).toMatchObject([{ params: { missing: '@score' } }]);
  expect(found('C3', line({}))).toEqual([]);
});

test('C3 tells a missing column, a table in words and a blank form once', () => {
  const items = [row({ name: '甲', target: '1次', actual: '1次' }), row({ name: '乙', target: '2次', actual: '2次' })];
  expect(found('C3', form({ items, columns: ['target', 'weight', 'score'] }))).toMatchObject([{ variant: 'column', params: { missing: '@actual' } }]);
  expect(found('C3', report('甲方面（5分）：好，得分5分。', '乙方面（5分）：好，得分5分。'))).toMatchObject([{ variant: 'prose' }]);
  expect(found('C3', form({ items: items.map((item) => ({ ...item, score: null, actual: null })) }))).toMatchObject([{ variant: 'blank' }]);
});

test('C3 counts only the rows in words that lack a target or an actual value', () => {
  const stated = ['档案接收（20分）：目标8000卷，实际8126卷，得20分。', '1.数字化完成率（20分）。目标90%，实际81%，得18分。', '预算执行率（10分）：全年预算326万元，支出326万元，执行率100%，得10分。', '群众满意度（10分）：目标95%，回访群众220人，满意度97.2%，得10分。', '政府采购执行率（10分）：本年度无政府采购项目，不涉及政府采购，得0分。', '管理制度（10分）：目标值健全，实际完成健全，得10分。'];
  expect(found('C3', report(...stated))).toEqual([]);
  expect(found('C3', report(...stated, '查档服务（20分）：全年接待1602人次，得20分。', '制度健全性（20分）：制度健全，得20分。', '公开率（10分）：目标公开率100%，得10分。'))).toMatchObject([{ variant: 'prose', params: { rows: '3', names: '查档服务,@制度健全性,@公开率' } }]);
});
