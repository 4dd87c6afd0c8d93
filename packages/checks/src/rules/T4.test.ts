import { expect, test } from 'vitest';
import { form, found, row } from '../../test/documents.js';

test('T4 knows an indicator by its name less one character', () => {
  expect(found('T4', form({ items: [row({ name: '转结余变动率' })] }))).toMatchObject([{ severity: 'note', expected: '结转结余变动率' }]);
  expect(found('T4', form({ items: ['结转结余变动率', '预算执行率', '采购执行率', '档案移交率', '财务管理规范性'].map((name) => row({ name })) }))).toEqual([]);
});
