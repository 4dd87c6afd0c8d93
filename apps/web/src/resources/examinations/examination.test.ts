import { expect, test } from 'vitest';
import { pieces, sorted, type ExaminationRow } from './examination.js';

const row = (id: string, claimed: string | null): ExaminationRow => ({ id, file: `${id}.docx`, unit: null, year: null, claimed, recomputed: null, errors: null, warnings: null, unread: null, reconciled: null });

test('figures sort as numbers, and rows without one come last either way', () => {
  const rows = [row('a', '9.5'), row('b', null), row('c', '100'), row('d', '91')];
  expect(sorted(rows, { column: 'claimed', descending: false }).map(({ id }) => id)).toEqual(['a', 'd', 'c', 'b']);
  expect(sorted(rows, { column: 'claimed', descending: true }).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b']);
  expect(sorted(rows, { column: 'file', descending: true }).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a']);
});

test('what a finding speaks of is marked where it stands; the text stays whole', () => {
  const parts = pieces('应拨付资金1752007.7万元，支付率96%', ['96%', '1752007.7万元', '没有']);
  expect(parts.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['1752007.7万元', '96%']);
  expect(parts.map(({ text }) => text).join('')).toBe('应拨付资金1752007.7万元，支付率96%');
  expect(pieces('', ['x'])).toEqual([{ text: '', marked: false }]);
});
