import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('P1 wants date and place of what is said to be public', () => {
  expect(found('P1', report('五、公开情况', '及时上报公开绩效目标完成结果。'))).toMatchObject([{ severity: 'warning', params: { missing: '@publicationDate,@publicationPlace' } }]);
  expect(found('P1', report('五、公开情况', '自评结果已于2024年9月12日在县政府门户网站公开。'))).toEqual([]);
  expect(found('P1', report('五、公开情况', '自评结果拟随决算一并公开。'))).toEqual([]);
});

test('P1 takes neither a question nor the points for publishing for a claim', () => {
  expect(found('P1', report('五、公开情况', '预决算和自评结果是否按时公开。', '自评结果在政府网站公开得5分。'))).toEqual([]);
});
