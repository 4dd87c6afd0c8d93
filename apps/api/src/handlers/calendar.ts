import type { CalendarCheckRecord, CalendarRecord } from '@hengji/contracts';
import { countUncovered, listCalendars, newestCalendar, releaseCalendar, type Database } from '@hengji/database';
import { addDays, calendarChanges, calendarProblems, civilDateOf, readHolidayNotice, releasableYears, withYear, type CivilDate, type WorkCalendar } from '@hengji/domain';
import { requireCounty, scopeOf } from '../access.js';
import { notAllowed, notFound } from '../problem.js';
import type { SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { told, writeOf } from './people.js';

type Spans = CalendarRecord['years'][number]['holidays'];

/** Days in the order of the calendar, those that follow each other as one. */
function spansOf(days: readonly CivilDate[]): Spans {
  const spans: { from: CivilDate; until: CivilDate }[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last !== undefined && addDays(last.until, 1) === day) last.until = day;
    else spans.push({ from: day, until: day });
  }
  return spans;
}

function yearsOf({ coveredFrom, coveredUntil, holidays, makeUpDays, notices = [] }: WorkCalendar): CalendarRecord['years'] {
  const [first, last] = [Number(coveredFrom.slice(0, 4)), Number(coveredUntil.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => last - index).map((year) => {
    const ofYear = (day: CivilDate): boolean => day.startsWith(String(year));
    return { year, documentNo: notices.find((one) => one.year === year)?.documentNo ?? null, holidays: spansOf(holidays.filter(ofYear)), makeUpDays: spansOf(makeUpDays.filter(ofYear)) };
  });
}

async function standingCalendar(database: Database, who: SignedIn): Promise<WorkCalendar> {
  const calendar = await newestCalendar(database.pool, who.countyId);
  if (calendar === null) throw notFound();
  return calendar;
}

/** For whoever sees the whole county, as its forms are. */
export function get({ database }: Services): Handler<'getCalendar'> {
  return async ({ who }) => {
    requireCounty(who, 'Campaign', 'read');
    if (scopeOf(who).unitIds !== null) throw notAllowed();
    const versions = await listCalendars(database, who.countyId);
    const calendar = versions[0]?.calendar;
    if (calendar === undefined) throw notFound();
    return {
      coveredFrom: calendar.coveredFrom,
      coveredUntil: calendar.coveredUntil,
      years: yearsOf(calendar),
      versions: versions.map(({ id, calendar: { coveredUntil }, createdAt, release }) => ({
        id, coveredUntil, releasedOn: civilDateOf(createdAt), releasedBy: release?.by ?? null, release: release === null ? null : { year: release.year, documentNo: release.documentNo, changed: release.changed },
      })),
      uncovered: await countUncovered(database, who.countyId),
      releasable: releasableYears(calendar),
    };
  };
}

export function check({ database }: Services): Handler<'checkCalendar'> {
  return async ({ who }, { body: { year, notice } }): Promise<CalendarCheckRecord> => {
    requireCounty(who, 'Campaign', 'open');
    const calendar = await standingCalendar(database, who);
    const { holidays, makeUpDays, unread } = readHolidayNotice(notice, year);
    const asked = { year, documentNo: '', holidays, makeUpDays };
    const problems = calendarProblems(calendar, asked, civilDateOf(Date.now()));
    const next = withYear(calendar, calendar.id, asked);
    return {
      year,
      holidays: spansOf(holidays),
      makeUpDays: spansOf(makeUpDays),
      unread: [...unread],
      problems: problems.map((problem) => ({ code: problem.code, date: 'date' in problem ? problem.date : null, years: 'from' in problem ? { from: problem.from, until: problem.until } : null })),
      changes: problems.some(({ code }) => code === 'yearNotNext') ? [] : [...calendarChanges(calendar, next)],
      coveredUntil: next.coveredUntil,
      uncovered: await countUncovered(database, who.countyId),
      releasable: problems.length === 0,
      days: { holidays: [...holidays], makeUpDays: [...makeUpDays] },
    };
  };
}

/** Releases what was looked at before; the running cases hear of it by their own clocks. */
export function release({ database }: Services): Handler<'releaseCalendar'> {
  return async (context, { body }) => {
    requireCounty(context.who, 'Campaign', 'open');
    const id = await told(releaseCalendar(database, writeOf(context), body));
    return { id, coveredUntil: (await standingCalendar(database, context.who)).coveredUntil };
  };
}
