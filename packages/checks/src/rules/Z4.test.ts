import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('Z4 wants a finding closed by another person', () => {
  expect(found('Z4', report('财政监督中发现未及时做账的问题，我局已整改。'))).toMatchObject([{ severity: 'warning' }]);
  expect(found('Z4', report('财政监督中发现未及时做账的问题，我局已整改，经县财政局验收销号。'))).toEqual([]);
});
