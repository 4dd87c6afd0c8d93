import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, deadline, isCovered, isWorkingDay, workingDaysBetween, type WorkCalendar } from './calendar.js';
import { addDays, daysBetween, parseCivilDate, type CivilDate } from './civilDate.js';

const date = (text: string): CivilDate => {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
};
const dates = (text: string): CivilDate[] => text.trim().split(/\s+/).map(date);

/** The real holidays on weekdays and make-up days of 2022 to 2024 (国办发明电〔2021〕11号, 〔2022〕16号, 〔2023〕7号). */
const calendar: WorkCalendar = {
  id: 'cn-2022-2024',
  coveredFrom: date('2022-01-01'),
  coveredUntil: date('2024-12-31'),
  holidays: dates(`
    2022-01-03 2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-04 2022-04-04 2022-04-05 2022-05-02 2022-05-03 2022-05-04
    2022-06-03 2022-09-12 2022-10-03 2022-10-04 2022-10-05 2022-10-06 2022-10-07
    2023-01-02 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-01-27 2023-04-05 2023-05-01 2023-05-02 2023-05-03 2023-06-22
    2023-06-23 2023-09-29 2023-10-02 2023-10-03 2023-10-04 2023-10-05 2023-10-06
    2024-01-01 2024-02-12 2024-02-13 2024-02-14 2024-02-15 2024-02-16 2024-04-04 2024-04-05 2024-05-01 2024-05-02 2024-05-03
    2024-06-10 2024-09-16 2024-09-17 2024-10-01 2024-10-02 2024-10-03 2024-10-04 2024-10-07`),
  makeUpDays: dates(`
    2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09
    2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08
    2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12`),
};

const anyDate = fc.integer({ min: 0, max: 1_095 }).map((days) => addDays(date('2022-01-01'), days));

describe('isWorkingDay', () => {
  it.each(['2023-01-28', '2023-01-29', '2023-04-23', '2023-10-07', '2023-10-08', '2024-02-04', '2024-02-18', '2024-04-28', '2023-01-30', '2024-02-09'])(
    'people work on %s',
    (text) => {
      // 2024-02-09, New Year's Eve, was no public holiday that year: leave was only encouraged.
      expect(isWorkingDay(calendar, date(text))).toBe(true);
    },
  );

  it.each(['2023-01-27', '2023-02-04', '2023-06-22', '2023-09-29', '2023-10-06', '2024-02-16', '2024-02-17', '2024-01-01'])(
    'people rest on %s',
    (text) => {
      expect(isWorkingDay(calendar, date(text))).toBe(false);
    },
  );

  it('has the number of working days that a calendar year had', () => {
    expect(workingDaysBetween(calendar, date('2021-12-31'), date('2022-12-31'))).toBe(249);
    expect(workingDaysBetween(calendar, date('2022-12-31'), date('2023-12-31'))).toBe(249);
    expect(workingDaysBetween(calendar, date('2023-12-31'), date('2024-12-31'))).toBe(251);
  });
});

describe('addWorkingDays', () => {
  it('steps over Spring Festival and counts its make-up weekend', () => {
    expect(addWorkingDays(calendar, date('2023-01-20'), 1)).toBe('2023-01-28');
    expect(addWorkingDays(calendar, date('2023-01-20'), 2)).toBe('2023-01-29');
    expect(addWorkingDays(calendar, date('2023-01-20'), 3)).toBe('2023-01-30');
    expect(addWorkingDays(calendar, date('2023-01-03'), 10)).toBe('2023-01-17');
    expect(addWorkingDays(calendar, date('2023-09-28'), 1)).toBe('2023-10-07');
    expect(addWorkingDays(calendar, date('2024-02-08'), 2)).toBe('2024-02-18');
  });

  it('counts backwards for reminders before a date', () => {
    expect(addWorkingDays(calendar, date('2023-01-30'), -2)).toBe('2023-01-28');
    expect(addWorkingDays(calendar, date('2023-01-28'), -1)).toBe('2023-01-20');
  });

  it('leaves the date alone at zero, even on a day off', () => {
    expect(addWorkingDays(calendar, date('2023-01-22'), 0)).toBe('2023-01-22');
  });

  it('refuses parts of a day', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => addWorkingDays(calendar, date('2023-01-22'), wrong)).toThrow(RangeError);
    }
  });

  it('always lands on a working day that lies as many working days away', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const later = addWorkingDays(calendar, from, count);
        expect(isWorkingDay(calendar, later)).toBe(true);
        expect(workingDaysBetween(calendar, from, later)).toBe(count);
        const earlier = addWorkingDays(calendar, from, -count);
        expect(isWorkingDay(calendar, earlier)).toBe(true);
        // Seen from a working day, there and back again.
        if (isWorkingDay(calendar, from)) expect(addWorkingDays(calendar, earlier, count)).toBe(from);
      }),
    );
  });
});

describe('workingDaysBetween', () => {
  it('counts what is left, zero on the day, negative when it has passed', () => {
    const due = date('2023-02-01');
    expect(workingDaysBetween(calendar, date('2023-01-20'), due)).toBe(5);
    expect(workingDaysBetween(calendar, date('2023-01-31'), due)).toBe(1);
    expect(workingDaysBetween(calendar, due, due)).toBe(0);
    expect(workingDaysBetween(calendar, date('2023-02-02'), due)).toBe(-1);
    expect(workingDaysBetween(calendar, date('2023-02-06'), due)).toBe(-3);
    expect(Object.is(workingDaysBetween(calendar, date('2023-02-05'), date('2023-02-03')), 0)).toBe(true);
  });

  it('adds up along the way and turns its sign with the direction', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, (a, b, c) => {
        expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)).toBe(workingDaysBetween(calendar, a, c));
        expect(Math.abs(workingDaysBetween(calendar, a, b))).toBeLessThanOrEqual(Math.abs(daysBetween(a, b)));
      }),
    );
  });
});

describe('coverage and deadlines', () => {
  it('knows its first and last day', () => {
    expect(['2021-12-31', '2022-01-01', '2024-12-31', '2025-01-01'].map((text) => isCovered(calendar, date(text)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('counts publication in calendar days', () => {
    expect(deadline(calendar, date('2024-08-30'), { calendarDays: 20 })).toEqual({ date: '2024-09-19', covered: true });
  });

  it('says when a date lies past the coverage', () => {
    expect(deadline(calendar, date('2024-12-30'), { workingDays: 1 })).toEqual({ date: '2024-12-31', covered: true });
    // Beyond the coverage only weekends are known, so New Year's Day counts as working: hence the flag.
    expect(deadline(calendar, date('2024-12-30'), { workingDays: 2 })).toEqual({ date: '2025-01-01', covered: false });
    expect(deadline(calendar, date('2024-12-30'), { calendarDays: 20 })).toEqual({ date: '2025-01-19', covered: false });
    expect(deadline(calendar, date('2021-12-31'), { workingDays: 1 }).covered).toBe(false);
  });

  it('keeps calendars apart', () => {
    const bare: WorkCalendar = { ...calendar, id: 'bare', holidays: [], makeUpDays: [] };
    expect(addWorkingDays(bare, date('2023-01-20'), 1)).toBe('2023-01-23');
    expect(addWorkingDays(calendar, date('2023-01-20'), 1)).toBe('2023-01-28');
  });
});
