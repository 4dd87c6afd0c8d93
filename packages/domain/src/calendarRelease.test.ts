import { describe, expect, it } from 'vitest';
import { isWorkingDay, type WorkCalendar } from './calendar.js';
import { calendarChanges, calendarProblems, releasableYears, withYear, type CalendarYear } from './calendarRelease.js';
import { day } from './testing/rules.js';

const today = day('2026-11-26');
const standing: WorkCalendar = { id: 'standing', coveredFrom: day('2026-01-01'), coveredUntil: day('2026-12-31'), holidays: ['2026-01-01', '2026-10-01', '2026-10-02'].map(day), makeUpDays: [day('2026-10-10')] };
/** New Year's Day 2027 is a Friday, the first of May a Saturday. */
const given: CalendarYear = {
  year: 2027, documentNo: '国办发明电〔2026〕9号',
  holidays: ['2027-01-01', '2027-02-08', '2027-05-03', '2027-10-01', '2027-10-04'].map(day),
  makeUpDays: [day('2027-02-13')],
};
const problems = (changes: Partial<CalendarYear>, on = today) => calendarProblems(standing, { ...given, ...changes }, on).map((one) => ('date' in one ? `${one.code} ${one.date}` : one.code));

describe('a year that is released', () => {
  it('extends the coverage and keeps what was known', () => {
    const next = withYear(standing, 'next', given);
    expect(next).toMatchObject({ id: 'next', coveredFrom: '2026-01-01', coveredUntil: '2027-12-31', notices: [{ year: 2027, documentNo: '国办发明电〔2026〕9号' }] });
    expect(next.holidays).toEqual([...standing.holidays, ...given.holidays]);
    expect([isWorkingDay(next, day('2026-10-10')), isWorkingDay(next, day('2027-02-13')), isWorkingDay(next, day('2027-02-08'))]).toEqual([true, true, false]);
    expect(calendarChanges(standing, next)).toEqual([
      { date: '2027-01-01', worked: false }, { date: '2027-02-08', worked: false }, { date: '2027-02-13', worked: true }, { date: '2027-05-03', worked: false }, { date: '2027-10-01', worked: false }, { date: '2027-10-04', worked: false },
    ]);
    expect(problems({})).toEqual([]);
  });

  it('replaces the same year, and takes a day of the year before from whatever it was', () => {
    const next = withYear(standing, 'next', { ...given, makeUpDays: [...given.makeUpDays, day('2026-12-27')] });
    expect(next.makeUpDays).toEqual(['2026-10-10', '2026-12-27', '2027-02-13']);
    const again = withYear(next, 'again', { ...given, documentNo: '国办发明电〔2027〕1号', holidays: [...given.holidays, day('2026-12-27')], makeUpDays: [] });
    expect([again.makeUpDays, again.notices]).toEqual([['2026-10-10'], [{ year: 2027, documentNo: '国办发明电〔2027〕1号' }]]);
  });

  it.each<[string, Partial<CalendarYear>, readonly string[]]>([
    ['no holiday', { holidays: [], makeUpDays: [] }, ['noHolidays']],
    ['a gap', { year: 2028 }, ['yearNotNext']],
    ['a year before the calendar', { year: 2025 }, ['yearNotNext']],
    ['a day of another year', { holidays: [...given.holidays, day('2028-01-01')] }, ['outsideYear 2028-01-01']],
    ['too early in December', { makeUpDays: [day('2026-12-20')] }, ['outsideYear 2026-12-20']],
    ['a day off that is worked', { makeUpDays: [day('2027-02-13'), day('2027-05-03')] }, ['offAndOn 2027-05-03', 'makeUpOnWeekday 2027-05-03']],
    ['a make-up day in the week', { makeUpDays: [day('2027-02-12')] }, ['makeUpOnWeekday 2027-02-12']],
    ['the National Day on a Friday', { holidays: given.holidays.filter((date) => date !== '2027-10-01') }, ['statutoryMissing 2027-10-01']],
  ])('is not one with %s', (_, changes, expected) => {
    expect(problems(changes)).toEqual(expected);
  });

  it('changes no day that has passed, and says something new', () => {
    const corrected = { year: 2026, holidays: standing.holidays, makeUpDays: standing.makeUpDays };
    expect(problems(corrected)).toEqual(['statutoryMissing 2026-05-01']);
    const full = { ...corrected, holidays: [...standing.holidays, day('2026-05-01')] };
    expect(problems(full)).toEqual(['dayPassed 2026-05-01']);
    const whole: WorkCalendar = { ...standing, holidays: full.holidays };
    expect(calendarProblems(whole, { ...given, ...full }, today)).toEqual([{ code: 'calendarUnchanged' }]);
    expect(calendarProblems(whole, { ...given, ...full, makeUpDays: [day('2026-10-10'), day('2026-12-26')] }, today)).toEqual([]);
    // Late, but not too late.
    expect(problems({}, day('2027-03-01'))).toEqual([]);
    expect(releasableYears(standing)).toEqual({ from: 2026, until: 2027 });
  });
});
