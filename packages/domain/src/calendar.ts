import { addDays, compareCivilDates, dateOfDay, dayNumber, weekdayOfDay, type CivilDate } from './civilDate.js';

/**
 * One version of the work calendar, referred to by its id (source: the State Council's yearly notice 国务院办公厅关于部分节假日安排的通知).
 * Immutable: a changed holiday is a new version. Between `coveredFrom` and `coveredUntil` (both inclusive) it is complete;
 * outside only weekends are known, and whoever shows such a date says so.
 */
export type WorkCalendar = {
  readonly id: string;
  readonly coveredFrom: CivilDate;
  readonly coveredUntil: CivilDate;
  /** Days off; weekend days may be listed too. */
  readonly holidays: readonly CivilDate[];
  /** 调休: weekend days on which people work. */
  readonly makeUpDays: readonly CivilDate[];
  /** The notices behind the years that a county released itself; absent in a calendar that came with the product. */
  readonly notices?: readonly CalendarNotice[];
};

/** The State Council's notice for a year: 国办发明电〔2025〕7号. */
export type CalendarNotice = { readonly year: number; readonly documentNo: string };

/** No date of a case lies further ahead: a year, its review and a late rectification fit in; a slip of the year does not. */
export const farthestDays = 3 * 366;

/** The last date that may be set on `today`. */
export function latestDate(today: CivilDate): CivilDate {
  return addDays(today, farthestDays);
}

export function isTooFar(date: CivilDate, today: CivilDate): boolean {
  return compareCivilDates(date, latestDate(today)) > 0;
}

/** A time limit: working days by the calendar, or plain calendar days (publication: 20 days, 预算法 article 14). */
export type DeadlineTerm = { readonly workingDays: number } | { readonly calendarDays: number };

type DaySets = { readonly holidays: ReadonlySet<number>; readonly makeUpDays: ReadonlySet<number> };

/** A calendar is asked for every task of every tick; its sets are built once per object and die with it. */
const setsByCalendar = new WeakMap<WorkCalendar, DaySets>();

/** Whether people work on the date: Monday to Friday and no holiday, or a make-up day. Beyond the coverage: Monday to Friday. */
export function isWorkingDay(calendar: WorkCalendar, date: CivilDate): boolean {
  return isWorkingDayNumber(daySets(calendar), dayNumber(date));
}

/**
 * The `count`-th working day after the date, or before it when negative; counting starts on the day after (before).
 * 0 is the date itself, working day or not. Throws a RangeError when `count` is not a whole number.
 */
export function addWorkingDays(calendar: WorkCalendar, date: CivilDate, count: number): CivilDate {
  if (!Number.isSafeInteger(count)) throw new RangeError(`not a number of working days: ${count}`);
  const sets = daySets(calendar);
  const step = count < 0 ? -1 : 1;
  let day = dayNumber(date);
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    if (isWorkingDayNumber(sets, day)) left -= 1;
  }
  return dateOfDay(day);
}

/**
 * Working days left from one date to another: those after `from` up to and including `to`; 0 on the day itself.
 * Negative when `to` has passed: the working days after it, up to and including `from`. So on the weekend after a due Friday the
 * answer is still 0: whether something is overdue is a comparison of dates.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: CivilDate, to: CivilDate): number {
  const sets = daySets(calendar);
  const [start, end] = [dayNumber(from), dayNumber(to)];
  let count = 0;
  for (let day = Math.min(start, end) + 1; day <= Math.max(start, end); day += 1) {
    if (isWorkingDayNumber(sets, day)) count += 1;
  }
  // Not `-count` alone: that would answer -0 over a weekend, which serialises and compares oddly.
  return end < start && count > 0 ? -count : count;
}

/** Whether the calendar knows the holidays around the date. */
export function isCovered(calendar: WorkCalendar, date: CivilDate): boolean {
  return compareCivilDates(calendar.coveredFrom, date) <= 0 && compareCivilDates(date, calendar.coveredUntil) <= 0;
}

/**
 * The last day of a time limit that begins on `from`; the day after is the first that counts. `covered` is false when the date
 * lies outside the calendar, or when working days were counted from before it: the date may then move with the next notice.
 */
export function deadline(calendar: WorkCalendar, from: CivilDate, term: DeadlineTerm): { readonly date: CivilDate; readonly covered: boolean } {
  if ('workingDays' in term) {
    const date = addWorkingDays(calendar, from, term.workingDays);
    return { date, covered: isCovered(calendar, from) && isCovered(calendar, date) };
  }
  const date = addDays(from, term.calendarDays);
  return { date, covered: isCovered(calendar, date) };
}

function isWorkingDayNumber(sets: DaySets, day: number): boolean {
  return weekdayOfDay(day) >= 6 ? sets.makeUpDays.has(day) : !sets.holidays.has(day);
}

function daySets(calendar: WorkCalendar): DaySets {
  const known = setsByCalendar.get(calendar);
  if (known !== undefined) return known;
  const sets = { holidays: new Set(calendar.holidays.map(dayNumber)), makeUpDays: new Set(calendar.makeUpDays.map(dayNumber)) };
  setsByCalendar.set(calendar, sets);
  return sets;
}
