/**
 * A date of the process, 'YYYY-MM-DD' (years 0001–9999), always the date in Asia/Shanghai. Such strings order as the dates do.
 * The offset is a constant +08:00: China has one zone and no summer time since 1991-09-15. So neither `Intl` nor the server's
 * zone takes part, and a workflow computes the same date on every machine.
 */
export type CivilDate = string & { readonly civilDate: true };

const dayMs = 86_400_000;
const minuteMs = 60_000;
const shanghaiOffsetMs = 8 * 60 * minuteMs;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** The date, or null when the text is not 'YYYY-MM-DD' or names no day of the calendar (2023-02-29). */
export function parseCivilDate(text: string): CivilDate | null {
  return isCivilDate(text) ? text : null;
}

export function isCivilDate(text: string): text is CivilDate {
  const match = datePattern.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/**
 * The date in Asia/Shanghai at a moment, given in epoch ms or as an ISO string with its offset ("…Z", "…+08:00").
 * Throws a RangeError for anything else: a moment without an offset would mean the server's zone. Before 1991-09-15, summer
 * time is not considered.
 */
export function civilDateOf(instant: string | number): CivilDate {
  const epochMs = typeof instant === 'number' ? instant : instantPattern.test(instant) ? Date.parse(instant) : Number.NaN;
  if (!Number.isFinite(epochMs)) throw new RangeError(`not an instant: ${String(instant)}`);
  return dateOfDay(Math.floor((epochMs + shanghaiOffsetMs) / dayMs));
}

/** Epoch ms of a wall-clock time 'HH:MM' (00:00–23:59) on a date in Asia/Shanghai. Throws a RangeError for another time. */
export function instantAt(date: CivilDate, time: string): number {
  const match = timePattern.exec(time);
  if (match === null) throw new RangeError(`not a time of day: ${time}`);
  return dayNumber(date) * dayMs + (Number(match[1]) * 60 + Number(match[2])) * minuteMs - shanghaiOffsetMs;
}

/** The date `days` calendar days later (earlier when negative). Throws a RangeError outside the years 0001–9999. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Calendar days from one date to another; negative when `to` is the earlier one. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Negative, zero or positive as `a` is before, on or after `b`; fits `Array.prototype.sort`. */
export function compareCivilDates(a: CivilDate, b: CivilDate): -1 | 0 | 1 {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Day of the week by ISO 8601: 1 = Monday … 7 = Sunday. */
export function weekday(date: CivilDate): number {
  return weekdayOfDay(dayNumber(date));
}

/** As official documents write it, without leading zeros: 2026年11月23日. */
export function formatCivilDateZh(date: CivilDate): string {
  return `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

/** Days since 1970-01-01, for counting. The proleptic Gregorian algorithm of H. Hinnant, "days_from_civil". */
export function dayNumber(date: CivilDate): number {
  const month = Number(date.slice(5, 7));
  // The year is taken to begin in March, so that the leap day is its last.
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Inverse of `dayNumber` ("civil_from_days"). Throws a RangeError outside the years 0001–9999 or for no whole number. */
export function dateOfDay(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const text = `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
  if (!isCivilDate(text)) throw new RangeError(`no date of the years 0001 to 9999: day ${day}`);
  return text;
}

/** ISO day of the week (1 = Monday) of a day number; day 0 was a Thursday. */
export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
