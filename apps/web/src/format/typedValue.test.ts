import { expect, test } from 'vitest';
import { shownText, storedValue, typedText } from './typedValue.js';

const money = { type: 'money' } as const;
const stored = (text: string, unit: 'yuan' | 'wanyuan' = 'yuan') => storedValue(money, text, unit);

test('an amount becomes 分 exactly, in the unit of its box', () => {
  expect(stored('1752007.70')).toEqual({ ok: true, stored: '175200770' });
  expect(stored('175.20077', 'wanyuan')).toEqual({ ok: true, stored: '175200770' });
  expect(stored('0.1', 'wanyuan')).toEqual({ ok: true, stored: '100000' });
  expect(stored('  ')).toEqual({ ok: true, stored: '' });
});

test('pasted amounts are understood; a unit typed behind wins', () => {
  expect(stored('￥1,752,007.70')).toEqual({ ok: true, stored: '175200770' });
  expect(stored('１７５２００７．７０')).toEqual({ ok: true, stored: '175200770' });
  expect(stored('175.20077 万元')).toEqual({ ok: true, stored: '175200770' });
});

test('what is no amount is told, and finer than 分 is told apart', () => {
  expect(stored('一百')).toEqual({ ok: false, problem: 'money' });
  expect(stored('1,75')).toEqual({ ok: false, problem: 'money' });
  expect(stored('1.005')).toEqual({ ok: false, problem: 'moneyTooFine' });
});

test('bounds of the field: no amount below zero unless it may be, no more than the largest value, and too much is told apart', () => {
  expect(stored('-1')).toEqual({ ok: false, problem: 'negative' });
  expect(storedValue({ type: 'money', signed: true }, '-1', 'yuan')).toEqual({ ok: true, stored: '-100' });
  expect(storedValue({ type: 'percent', maximum: '100' }, '100.5', 'yuan')).toEqual({ ok: false, problem: 'tooLarge' });
  expect(storedValue({ type: 'percent', maximum: '100' }, '100', 'yuan')).toEqual({ ok: true, stored: '100' });
  expect(stored('999999999999999999')).toEqual({ ok: false, problem: 'moneyTooLarge' });
});

test('switching the unit of a box and back changes nothing', () => {
  for (const fen of ['1', '99', '100', '175200770', '922337203685477580']) {
    for (const unit of ['yuan', 'wanyuan'] as const) expect(stored(typedText(money, fen, unit), unit)).toEqual({ ok: true, stored: fen });
  }
});

test('other numbers are cleaned, not changed', () => {
  expect(storedValue({ type: 'percent' }, '95.5%', 'yuan')).toEqual({ ok: true, stored: '95.5' });
  expect(storedValue({ type: 'percent' }, '-1', 'yuan')).toEqual({ ok: false, problem: 'percent' });
  expect(storedValue({ type: 'count' }, '1,300', 'yuan')).toEqual({ ok: true, stored: '1300' });
  expect(storedValue({ type: 'count' }, '1.5', 'yuan')).toEqual({ ok: false, problem: 'count' });
  expect(storedValue({ type: 'decimal' }, '1.1234567', 'yuan')).toEqual({ ok: false, problem: 'decimal' });
  expect(storedValue({ type: 'date' }, '2024/1/2', 'yuan')).toEqual({ ok: false, problem: 'date' });
  expect(storedValue({ type: 'date' }, '2023-02-29', 'yuan')).toEqual({ ok: false, problem: 'date' });
  expect(storedValue({ type: 'longText' }, 'x'.repeat(20_001), 'yuan')).toEqual({ ok: false, problem: 'tooLong' });
});

test('values are shown with separators, words and signs', () => {
  const words = { yes: '是', no: '否', english: false };
  expect(shownText(money, '175200770', 'yuan', words)).toBe('1,752,007.70');
  expect(shownText({ type: 'boolean' }, 'false', 'yuan', words)).toBe('否');
  expect(shownText({ type: 'choice', choices: [{ value: 'a', label: '甲', labelEn: 'A' }] }, 'a', 'yuan', words)).toBe('甲');
  expect(shownText({ type: 'percent' }, '95.5', 'yuan', words)).toBe('95.5%');
});
