import { expect, test } from 'vitest';
import { totalsText } from './formTotals.js';

const one = { totals: { weight: '100', score: null } };
const several = { totals: { weight: '200', score: null }, forms: [one, { totals: { weight: '98', score: '90' } }] };

test('a document has one total, each of several forms its own', () => {
  expect([totalsText(one, 'weight'), totalsText(one, 'score')]).toEqual(['100', '–']);
  expect([totalsText(several, 'weight'), totalsText(several, 'score')]).toEqual(['100、98', '–、90']);
});
