import { expect, test } from 'vitest';
import { form, found, report, row } from '../../test/documents.js';

test('R1 wants a reason for every point lost, beside the row or in its chapter', () => {
  const line = '档案移交率（5分）：档案移交工作有序推进，得分4分。';
  const chapter = '四、偏离绩效目标的原因和改进措施';
  expect(found('R1', report(line, chapter, '预算与决算有差异。'))).toMatchObject([{ severity: 'warning', params: { name: '档案移交率' } }]);
  expect(found('R1', report(line, chapter, '档案移交滞后的原因是库房不足。'))).toEqual([]);
  expect(found('R1', report('档案移交率（5分）：因库房不足，移交滞后，得分4分。', chapter))).toEqual([]);
});

test('R1 reads the cell of a form, and tells a form without one once', () => {
  const items = [row({ name: '培训人数', score: '8' }), row({ name: '培训次数', score: '9', reason: '无' })];
  expect(found('R1', form({ items: [row({ name: '培训人数', score: '8', reason: '经费压减，少办一期' })] }))).toEqual([]);
  expect(found('R1', form({ items }))).toHaveLength(2);
  expect(found('R1', form({ items, columns: ['weight', 'score'] }))).toMatchObject([{ severity: 'note', variant: 'noColumn' }]);
});
