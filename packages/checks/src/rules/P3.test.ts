import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('P3 wants a secrecy check before publication', () => {
  const published = '自评结果已于2024年9月12日在县政府门户网站公开。';
  expect(found('P3', report(published))).toMatchObject([{ severity: 'warning' }]);
  expect(found('P3', report('经办公室保密审查，' + published))).toEqual([]);
  expect(found('P3', report('自评结果拟公开。'))).toEqual([]);
});
