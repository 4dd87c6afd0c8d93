import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('P2 counts the days from approval to publication', () => {
  const published = (date: string) => report('2024年8月20日县财政局批复决算。', '自评结果已于' + date + '在县政府门户网站公开。');
  expect(found('P2', published('2024年9月10日'))).toMatchObject([{ severity: 'warning', params: { days: '21', allowed: '20' } }]);
  expect(found('P2', published('2024年9月9日'))).toEqual([]);
  expect(found('P2', report('自评结果已于2024年12月10日在县政府门户网站公开。'))).toEqual([]);
});
