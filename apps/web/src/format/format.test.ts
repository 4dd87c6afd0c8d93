import { expect, test } from 'vitest';
import type { MessageKey } from '../i18n/messages.js';
import type { MessageParams } from '../i18n/useT.js';
import { afterDeduction, daysUsed, formatBytes, formatDay, formatDue, formatMoment, formatMoney, formatRate, formatScore, formatTime, formatWeight, pointsLost } from './format.js';

const spoken = (key: MessageKey, params?: MessageParams) => `${key}${params === undefined ? '' : JSON.stringify(params)}`;

test('moments are shown in county time, whatever the machine', () => {
  expect(formatMoment('2023-12-31T16:05:09.123Z')).toBe('2024-01-01 00:05');
  expect(formatTime('2024-01-01T06:32:00.000Z')).toBe('14:32');
  expect(formatDay('2023-12-31T16:00:00.000Z')).toBe('2024-01-01');
});

test('money keeps every 分 in both units', () => {
  expect(formatMoney('175200770', 'yuan')).toBe('1,752,007.70');
  expect(formatMoney('175200770', 'wanyuan')).toBe('175.20077');
  expect(formatMoney('1', 'wanyuan')).toBe('0.000001');
  expect(formatMoney('-5', 'yuan')).toBe('-0.05');
  expect(formatMoney('not a number', 'yuan')).toBe('not a number');
});

test('rates, scores and weights are decimal, never float', () => {
  expect(formatRate('0.958663')).toBe('95.87%');
  expect(formatRate('1')).toBe('100.00%');
  expect(formatScore('1.005')).toBe('1.01');
  expect(formatWeight('2.50')).toBe('2.5');
  expect(pointsLost('3', '2.00')).toBe('1');
  expect(pointsLost('3', '3.00')).toBeNull();
  expect(afterDeduction('2.50', '1')).toBe('1.50');
  expect(afterDeduction('0.50', '1')).toBe('0.00');
});

test('what is due says working days and the date', () => {
  const due = { dueOn: '2024-01-08', processDate: '2024-01-04', workingDaysLeft: 2 };
  expect(formatDue(spoken, due)).toBe('inbox.daysLeft{"count":2,"date":"2024-01-08"}');
  expect(formatDue(spoken, { ...due, processDate: '2024-01-08', workingDaysLeft: 0 })).toBe('inbox.dueToday{"date":"2024-01-08"}');
  expect(formatDue(spoken, { ...due, processDate: '2024-01-10', workingDaysLeft: -2 })).toBe('inbox.daysOver{"count":2,"date":"2024-01-08"}');
  // On the weekend after a due Friday no working day has passed, and yet it is late.
  expect(formatDue(spoken, { dueOn: '2024-01-05', processDate: '2024-01-06', workingDaysLeft: 0 })).toBe('inbox.overNoDays{"date":"2024-01-05"}');
  expect(formatDue(spoken, { ...due, dueCovered: false })).toContain('inbox.notCovered');
});

test('sizes and durations never read as nothing', () => {
  expect(formatBytes(3)).toBe('1 kB');
  expect(formatBytes(5 * 1024 * 1024)).toBe('5.0 MB');
  expect(daysUsed('2024-01-01T01:00:00.000Z', '2024-01-01T02:00:00.000Z')).toBe(1);
  expect(daysUsed('2024-01-01T01:00:00.000Z', '2024-01-03T01:00:00.000Z')).toBe(2);
});
