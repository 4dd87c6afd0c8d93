import type { CivilDate, Instant, Sha256, WorkCalendar } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { ownOrShipped } from '../ownOrShipped.js';
import type { Named } from './paging.js';

/** A version of the work calendar. A county sees its own and those that came with the product. */
export type CalendarRow = {
  readonly id: string;
  readonly calendar: WorkCalendar;
  readonly sha256: Sha256;
  readonly createdAt: Instant;
  /** What the release said; null: it came with the product. */
  readonly release: { readonly by: Named | null; readonly year: number; readonly documentNo: string; readonly changed: number } | null;
};

const order = 'n.covered_until DESC, n.county_id NULLS LAST, n.created_at DESC, n.id';

/** The calendar a county works by, as a subquery: the one that is known furthest ahead; of those the last it released itself. `county` is SQL. */
export function newestCalendarOf(county: string): string {
  return `SELECT n.id, n.sha256, n.json FROM work_calendar n WHERE ${ownOrShipped('n', county)} ORDER BY ${order} LIMIT 1`;
}

/** `$1` county; answers id and hash. */
export const newestCalendarText = `SELECT id, sha256 FROM (${newestCalendarOf('$1')}) newest`;

/** Null where there is no calendar at all. */
export async function newestCalendar(client: Queryable, countyId: string): Promise<WorkCalendar | null> {
  const { rows } = await client.query<{ json: string }>(`SELECT json FROM (${newestCalendarOf('$1')}) newest`, [countyId]);
  const [row] = rows;
  return row === undefined ? null : JSON.parse(row.json);
}

/** For what is done for all counties at once, the digests of a day: the holidays are the country's. */
export async function furthestCalendar(client: Queryable): Promise<WorkCalendar | null> {
  const { rows } = await client.query<{ json: string }>('SELECT n.json FROM work_calendar n ORDER BY n.covered_until DESC, n.created_at DESC LIMIT 1');
  const [row] = rows;
  return row === undefined ? null : JSON.parse(row.json);
}

type Stored = { readonly id: string; readonly json: string; readonly sha256: Sha256; readonly createdAt: Instant; readonly by_id: string | null; readonly by_name: string | null; readonly payload: NonNullable<CalendarRow['release']> | null };

/** Every version a county knows, the one it works by first. */
export async function listCalendars(db: Database, countyId: string): Promise<readonly CalendarRow[]> {
  const { rows } = await db.pool.query<Stored>(
    `SELECT n.id, n.json, n.sha256, n.created_at AS "createdAt", e.actor_id AS by_id, p.name AS by_name, e.payload
     FROM work_calendar n
     LEFT JOIN process_event e ON e.stream_kind = 'registry' AND e.stream_id = n.county_id AND e.type = 'calendarReleased' AND e.payload ->> 'calendar' = n.id
     LEFT JOIN person p ON p.id = e.actor_id
     WHERE ${ownOrShipped('n', '$1')} ORDER BY ${order}`,
    [countyId],
  );
  return rows.map(({ json, payload, by_id: id, by_name: name, ...rest }) => {
    const release = payload === null ? null : { by: id === null ? null : { id, name: name ?? id }, year: payload.year, documentNo: payload.documentNo, changed: payload.changed };
    return { ...rest, calendar: JSON.parse(json), release };
  });
}

/** Open tasks of running cases, rehearsals too, whose date lies past what the county's calendar knows: a new year counts them again. */
export async function countUncovered(db: Database, countyId: string): Promise<{ readonly cases: number; readonly tasks: number; readonly earliest: CivilDate | null }> {
  const { rows } = await db.pool.query<{ cases: number; tasks: number; earliest: CivilDate | null }>(
    `SELECT count(DISTINCT coalesce(t.finding_id, t.evaluation_id))::int AS cases, count(*)::int AS tasks, min(t.due_on) AS earliest FROM task t WHERE t.county_id = $1 AND NOT t.due_covered`,
    [countyId],
  );
  return rows[0] ?? { cases: 0, tasks: 0, earliest: null };
}
