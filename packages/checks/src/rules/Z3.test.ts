import { expect, test } from 'vitest';
import { found, report } from '../../test/documents.js';

test('Z3 wants proof of what is said to be put right', () => {
  expect(found('Z3', report('财政监督中发现未及时做账的问题，我局已整改。'))).toMatchObject([{ severity: 'warning' }]);
  expect(found('Z3', report('财政监督中发现未及时做账的问题，我局已整改，凭证见附件。'))).toEqual([]);
  expect(found('Z3', report('财政监督中发现未及时做账的问题，将于明年纠正。'))).toEqual([]);
});
