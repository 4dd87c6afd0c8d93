import { expect, test } from 'vitest';
import { form, found } from '../../test/documents.js';

test('P4 compares what is published with what was approved', () => {
  const versions = (published: string) => ({ versions: { approved: 'a'.repeat(64), published } });
  expect(found('P4', form({}), {}, versions('b'.repeat(64)))).toMatchObject([{ severity: 'warning' }]);
  expect(found('P4', form({}), {}, versions('a'.repeat(64)))).toEqual([]);
  expect(found('P4', form({}))).toEqual([]);
});
