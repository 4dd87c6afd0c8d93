import { isCovered, isWorkingDay, type CalendarNotice, type WorkCalendar } from './calendar.js';
import { compareCivilDates, parseCivilDate, weekday, type CivilDate } from './civilDate.js';

/** A year's days as its notice arranges them. */
export type CalendarYear = CalendarNotice & { readonly holidays: readonly CivilDate[]; readonly makeUpDays: readonly CivilDate[] };

/** What is wrong with a year before it can be released. */
export type CalendarProblem =
  | { readonly code: 'noHolidays' | 'calendarUnchanged' }
  | { readonly code: 'yearNotNext'; readonly from: number; readonly until: number }
  | { readonly code: 'outsideYear' | 'offAndOn' | 'makeUpOnWeekday' | 'statutoryMissing' | 'dayPassed'; readonly date: CivilDate };

/** A day on which people work by one of two calendars and not by the other. */
export type CalendarChange = { readonly date: CivilDate; readonly worked: boolean };

function dateOf(year: number, monthAndDay: string): CivilDate {
  const date = parseCivilDate(`${String(year).padStart(4, '0')}-${monthAndDay}`);
  if (date === null) throw new RangeError(`no date of the years 0001 to 9999: ${year}-${monthAndDay}`);
  return date;
}

/** New Year's holidays and the Saturday worked for them may lie in the last days of December. */
const newYearsReach = '12-26';

/** Those with a fixed date (全国年节及纪念日放假办法, 国务院令第795号); the others follow the moon. */
const statutory = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

/** Years that may be released: the one after the coverage, and those that are covered already, for a notice that was changed. */
export function releasableYears(calendar: WorkCalendar): { readonly from: number; readonly until: number } {
  return { from: yearOf(calendar.coveredFrom), until: yearOf(calendar.coveredUntil) + 1 };
}

/** The calendar with the year as it is asked for, in place of what was known of it. */
export function withYear(calendar: WorkCalendar, id: string, { year, documentNo, holidays, makeUpDays }: CalendarYear): WorkCalendar {
  const given = new Set([...holidays, ...makeUpDays]);
  const kept = (date: CivilDate): boolean => yearOf(date) !== year && !given.has(date);
  const merged = (known: readonly CivilDate[], added: readonly CivilDate[]): readonly CivilDate[] => [...known.filter(kept), ...new Set(added)].toSorted(compareCivilDates);
  const end = dateOf(year, '12-31');
  return {
    id,
    coveredFrom: calendar.coveredFrom,
    coveredUntil: compareCivilDates(end, calendar.coveredUntil) > 0 ? end : calendar.coveredUntil,
    holidays: merged(calendar.holidays, holidays),
    makeUpDays: merged(calendar.makeUpDays, makeUpDays),
    notices: [...(calendar.notices ?? []).filter((one) => one.year !== year), { year, documentNo }].toSorted((a, b) => a.year - b.year),
  };
}

/** Days from the earlier start to the later end of the two coverages on which they disagree, in order. */
export function calendarChanges(before: WorkCalendar, after: WorkCalendar): readonly CalendarChange[] {
  const days = [...new Set([...before.holidays, ...before.makeUpDays, ...after.holidays, ...after.makeUpDays])].toSorted(compareCivilDates);
  return days.flatMap((date) => (isWorkingDay(before, date) === isWorkingDay(after, date) ? [] : [{ date, worked: isWorkingDay(after, date) }]));
}

function daysAt(code: 'outsideYear' | 'offAndOn' | 'makeUpOnWeekday' | 'statutoryMissing' | 'dayPassed', dates: readonly CivilDate[]): readonly CalendarProblem[] {
  return dates.map((date) => ({ code, date }));
}

/**
 * Everything that keeps the year from being released on `today`; nothing when it may be. A known day that has passed stays as it was:
 * deadlines have run over it. A year that is released late may begin before today.
 */
export function calendarProblems(calendar: WorkCalendar, asked: CalendarYear, today: CivilDate): readonly CalendarProblem[] {
  const { year, holidays, makeUpDays } = asked;
  const years = releasableYears(calendar);
  if (year < years.from || year > years.until) return [{ code: 'yearNotNext', ...years }];
  const given = [...holidays, ...makeUpDays].toSorted(compareCivilDates);
  const inReach = (date: CivilDate): boolean => compareCivilDates(dateOf(year - 1, newYearsReach), date) <= 0 && compareCivilDates(date, dateOf(year, '12-31')) <= 0;
  const off = new Set(holidays);
  const missing = statutory.map((one) => dateOf(year, one)).filter((date) => weekday(date) < 6 && !off.has(date));
  const changes = calendarChanges(calendar, withYear(calendar, calendar.id, asked));
  const problems: readonly CalendarProblem[] = [
    ...(holidays.length === 0 ? [{ code: 'noHolidays' } as const] : []),
    ...daysAt('outsideYear', given.filter((date) => !inReach(date))),
    ...daysAt('offAndOn', makeUpDays.filter((date) => off.has(date))),
    ...daysAt('makeUpOnWeekday', makeUpDays.filter((date) => weekday(date) < 6)),
    ...(holidays.length === 0 ? [] : daysAt('statutoryMissing', missing)),
    ...daysAt('dayPassed', changes.flatMap(({ date }) => (isCovered(calendar, date) && compareCivilDates(date, today) <= 0 ? [date] : []))),
  ];
  const nothingNew = changes.length === 0 && compareCivilDates(dateOf(year, '12-31'), calendar.coveredUntil) <= 0;
  return problems.length === 0 && nothingNew ? [{ code: 'calendarUnchanged' }] : problems;
}
