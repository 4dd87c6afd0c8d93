import { expect, test } from 'vitest';
import { form, found, report, row } from '../../test/documents.js';

test('C3 names what a row lacks, and takes text for no number', () => {
  const line = (parts: object) => form({ items: [row({ name: '培训人数', target: '≥100人', actual: '120人', ...parts }), row({ name: '质量', target: '合格', actual: '合格' })] });
  expect(found('C3', line({ actual: '已完成' }))).toMatchObject([{ severity: 'note', variant: 'row', params: { name: '培训人数', missing: '@actual' } }]);
  expect(found('C3', line({ score: null }))).toMatchObject([{ params: { missing: '@score' } }]);
  expect(found('C3', line({}))).toEqual([]);
});

test('C3 tells a missing column, a table in words and a blank form once', () => {
  const items = [row({ name: '甲', target: '1次', actual: '1次' }), row({ name: '乙', target: '2次', actual: '2次' })];
  expect(found('C3', form({ items, columns: ['target', 'weight', 'score'] }))).toMatchObject([{ variant: 'column', params: { missing: '@actual' } }]);
  expect(found('C3', report('甲方面（5分）：好，得分5分。', '乙方面（5分）：好，得分5分。'))).toMatchObject([{ variant: 'prose' }]);
  expect(found('C3', form({ items: items.map((item) => ({ ...item, score: null, actual: null })) }))).toMatchObject([{ variant: 'blank' }]);
});
