import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  civilDateOf,
  compareCivilDates,
  dateOfDay,
  dayNumber,
  daysBetween,
  formatCivilDateZh,
  instantAt,
  isCivilDate,
  parseCivilDate,
  weekday,
  type CivilDate,
} from './civilDate.js';

const date = (text: string): CivilDate => {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
};

/** Days of the years 1000 to 8999, so that a test may add some thousands. */
const anyDay = fc.integer({ min: -354_285, max: 2_567_000 });

describe('parseCivilDate', () => {
  it.each(['2024-02-29', '2000-02-29', '2023-12-31', '0001-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each(['2023-02-29', '1900-02-29', '2023-13-01', '2023-00-10', '2023-04-31', '2023-01-00', '0000-01-01', '2023-1-1', '20230101', '2023-01-01T00:00', ' 2023-01-01', ''])(
    'refuses %j',
    (text) => {
      expect(parseCivilDate(text)).toBeNull();
    },
  );

  it('agrees with the engine on what a day is', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(isCivilDate(text)).toBe(true);
        expect(dateOfDay(day)).toBe(text);
        expect(dayNumber(date(text))).toBe(day);
        expect(weekday(date(text)) % 7).toBe(new Date(day * 86_400_000).getUTCDay());
      }),
    );
  });
});

describe('instants', () => {
  it('turns the day at midnight in Shanghai, which is 16:00 UTC', () => {
    expect(civilDateOf('2023-01-28T15:59:59.999Z')).toBe('2023-01-28');
    expect(civilDateOf('2023-01-28T16:00:00Z')).toBe('2023-01-29');
    expect(civilDateOf('2023-01-29T00:00+08:00')).toBe('2023-01-29');
    expect(civilDateOf(Date.UTC(2022, 11, 31, 16))).toBe('2023-01-01');
    expect(civilDateOf(-1)).toBe('1970-01-01');
  });

  it('refuses a moment without an offset, and what is no moment', () => {
    for (const wrong of ['2023-01-28T15:59:59', '2023-01-28', 'now', '2023-13-28T15:59:59Z', Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => civilDateOf(wrong)).toThrow(RangeError);
    }
  });

  it('finds the moment of a time of day', () => {
    expect(new Date(instantAt(date('2023-01-28'), '09:00')).toISOString()).toBe('2023-01-28T01:00:00.000Z');
    expect(new Date(instantAt(date('2024-01-01'), '00:00')).toISOString()).toBe('2023-12-31T16:00:00.000Z');
    for (const wrong of ['9:00', '24:00', '12:60', '']) expect(() => instantAt(date('2023-01-28'), wrong)).toThrow(RangeError);
  });

  it('stays on the date at any time of day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1_439 }), (day, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        expect(civilDateOf(instantAt(dateOfDay(day), time))).toBe(dateOfDay(day));
      }),
    );
  });
});

describe('arithmetic', () => {
  it('crosses months, years and leap days', () => {
    expect(addDays(date('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(date('2023-02-28'), 1)).toBe('2023-03-01');
    expect(addDays(date('2024-01-01'), -1)).toBe('2023-12-31');
    expect(addDays(date('2024-08-30'), 20)).toBe('2024-09-19');
    expect(daysBetween(date('2023-01-01'), date('2024-01-01'))).toBe(365);
    expect(daysBetween(date('2024-03-01'), date('2024-02-01'))).toBe(-29);
  });

  it('adds what lies between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4_000, max: 4_000 }), (day, days) => {
        const from = dateOfDay(day);
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(compareCivilDates(from, to)).toBe(-Math.sign(days) + 0);
      }),
    );
  });

  it('does not leave the years it can write', () => {
    expect(() => addDays(date('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(date('0001-01-01'), -1)).toThrow(RangeError);
    expect(() => addDays(date('2023-01-01'), 0.5)).toThrow(RangeError);
  });

  it('names the day', () => {
    expect([weekday(date('2023-01-28')), weekday(date('2023-01-29')), weekday(date('2023-01-30'))]).toEqual([6, 7, 1]);
    expect(formatCivilDateZh(date('2026-11-23'))).toBe('2026年11月23日');
    expect(formatCivilDateZh(date('2023-01-03'))).toBe('2023年1月3日');
  });
});
