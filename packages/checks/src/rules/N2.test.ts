import { expect, test } from 'vitest';
import { form, found, money } from '../../test/documents.js';

test('N2 asks for the ledger once where outturn equals budget to the cent', () => {
  expect(found('N2', form({ money: [money('total', '100', '90'), money('project', '11', '11'), money('threePublic', '0.1', '0.1')] }))).toMatchObject([{ severity: 'note', params: { lines: '@project,@threePublic' } }]);
  expect(found('N2', form({ money: [money('total', '100', '99.9999'), money('threePublic', '0', '0')] }))).toEqual([]);
});
