import { z } from 'zod';
import { Day, DocumentNo, Id, PersonRef } from './common.js';
import { optionalText } from './text.js';

/** A year that a calendar can hold. */
const Year = z.number().int().min(1950).max(9998);

/** A year's days: a list somebody pasted holds a season at most. */
const Days = z.array(Day).max(200);

/** Days that follow each other, as a person reads them. */
const Span = z.object({ from: Day, until: Day });

const CalendarVersion = z.object({
  id: z.string(),
  coveredUntil: Day,
  releasedOn: Day,
  /** Null: it came with the product, or the command line released it. */
  releasedBy: PersonRef.nullable(),
  /** What the release brought; null for what came with the product. */
  release: z.object({ year: z.number().int(), documentNo: z.string(), changed: z.number().int() }).nullable(),
});

/** Open tasks of running cases whose date lies past the coverage. */
const Uncovered = z.object({ cases: z.number().int(), tasks: z.number().int(), earliest: Day.nullable() });

export const CalendarRecord = z
  .object({
    coveredFrom: Day,
    coveredUntil: Day,
    /** The newest first. */
    years: z.array(z.object({ year: z.number().int(), /** Null: the year came with the product. */ documentNo: z.string().nullable(), holidays: z.array(Span), makeUpDays: z.array(Span) })),
    /** The one that deadlines are counted on first. */
    versions: z.array(CalendarVersion),
    uncovered: Uncovered,
    /** Which years can be released. */
    releasable: z.object({ from: z.number().int(), until: z.number().int() }),
  })
  .meta({ id: 'Calendar' });
export type CalendarRecord = z.infer<typeof CalendarRecord>;

export const CheckCalendarBody = z.object({ year: Year, /** The notice as it is published, or a list of days under 放假 and 上班. */ notice: optionalText(20_000) }).meta({ id: 'CheckCalendarBody' });

const problemCodes = ['noHolidays', 'calendarUnchanged', 'yearNotNext', 'outsideYear', 'offAndOn', 'makeUpOnWeekday', 'statutoryMissing', 'dayPassed'] as const;

/** What was read from a notice, and what its release would change. Nothing is released by it. */
export const CalendarCheckRecord = z
  .object({
    year: z.number().int(),
    holidays: z.array(Span),
    makeUpDays: z.array(Span),
    /** Pieces with a date of which nothing could be made. */
    unread: z.array(z.string()),
    problems: z.array(z.object({ code: z.enum(problemCodes), /** The day it is about. */ date: Day.nullable(), /** For a year that cannot be released: those that can. */ years: z.object({ from: z.number().int(), until: z.number().int() }).nullable() })),
    /** Days on which people worked before and do not now, or the other way round. */
    changes: z.array(z.object({ date: Day, worked: z.boolean() })),
    coveredUntil: Day,
    uncovered: Uncovered,
    releasable: z.boolean(),
    /** What to hand in for the release. */
    days: z.object({ holidays: z.array(Day), makeUpDays: z.array(Day) }),
  })
  .meta({ id: 'CalendarCheck' });
export type CalendarCheckRecord = z.infer<typeof CalendarCheckRecord>;

export const ReleaseCalendarBody = z.object({ year: Year, documentNo: DocumentNo, holidays: Days, makeUpDays: Days }).meta({ id: 'ReleaseCalendarBody' });

export const ReleasedCalendarRecord = z.object({ id: Id, coveredUntil: Day });
