import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('S5 notes one unspent amount that costs two rows points', () => {
  const rows = (project: string) => report('年度预算执行率（10分）：部门整体支出预算100万元，部门整体支出决算90万元，得分9分。', '基本支出预算执行率（5分）：基本支出预算60万元，决算50万元，得分4.17分。', '项目支出预算执行率（5分）：项目支出预算40万元，决算' + project + '万元，得分5分。');
  expect(found('S5', rows('40'))).toMatchObject([{ severity: 'note', params: { gap: '100,000.00元' } }]);
  expect(found('S5', report('基本支出预算执行率（5分）：基本支出预算60万元，决算50万元，得分4.17分。', '项目支出预算执行率（5分）：项目支出预算40万元，决算35万元，得分4.38分。'))).toEqual([]);
});
