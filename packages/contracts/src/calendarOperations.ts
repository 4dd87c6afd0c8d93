import { defaults, type Operation } from './operation.js';
import { CalendarCheckRecord, CalendarRecord, CheckCalendarBody, ReleaseCalendarBody, ReleasedCalendarRecord } from './schemas/calendars.js';

/** The work calendar that deadlines are counted on, and the release of a year's days (调休). */
export const calendarOperations = {
  getCalendar: { ...defaults, method: 'GET', path: '/calendar', summary: 'The county’s work calendar by years, its versions, and how many open tasks lie past its coverage', response: CalendarRecord },
  checkCalendar: { ...defaults, method: 'POST', path: '/calendar/check', summary: 'Read the State Council’s notice for a year: its days, what is wrong, what it changes. Releases nothing', body: CheckCalendarBody, response: CalendarCheckRecord },
  releaseCalendar: {
    ...defaults,
    method: 'POST',
    path: '/calendar/releases',
    summary: 'Release a year’s days as a new version of the calendar: running cases go over to it',
    body: ReleaseCalendarBody,
    response: ReleasedCalendarRecord,
    idempotent: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
