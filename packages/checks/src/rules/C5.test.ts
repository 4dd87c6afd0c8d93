import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('C5 wants number or date of a cited rule, not of a law', () => {
  expect(found('C5', report('制定了《云溪县档案局预算绩效管理办法》和《云溪县档案局财务管理制度》。'))).toMatchObject([{ severity: 'note', params: { count: '2' } }]);
  expect(found('C5', report('制定了《云溪县档案局财务管理制度》（云档发〔2020〕3号），执行《中华人民共和国预算法实施条例》。'))).toEqual([]);
});
