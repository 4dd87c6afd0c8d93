import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('Z2 wants measure, owner and deadline of a finding', () => {
  expect(found('Z2', report('财政监督中发现未及时做账的问题，已整改。'))).toMatchObject([{ severity: 'warning', params: { missing: '@owner,@deadline' } }]);
  expect(found('Z2', report('财政监督中发现未及时做账的问题，由财务股负责，于2023年10月底前补记完毕。'))).toEqual([]);
});
