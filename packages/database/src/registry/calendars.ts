import { randomUUID } from 'node:crypto';
import { calendarChanges, calendarProblems, canonicalJson, withYear, type CalendarYear } from '@hengji/domain';
import { asJson, sha256 } from '../commit/hash.js';
import type { Database } from '../database.js';
import { NotFoundError } from '../errors.js';
import { newestCalendar } from '../reads/calendars.js';
import { changeRegistry, RegistryRefusalError, type RegistryWrite } from './record.js';

/** Every shell of the county that still runs goes over to it: its tick finds the newer calendar. Wall time plays no part. */
const nudgeText = `
INSERT INTO workflow_nudge (id, county_id, kind, target_id, reason)
SELECT gen_random_uuid()::text, $1, 'evaluation', id, 'calendar' FROM evaluation WHERE county_id = $1 AND status = 'open'
UNION ALL
SELECT gen_random_uuid()::text, $1, 'finding', id, 'calendar' FROM finding WHERE county_id = $1 AND status NOT IN ('closed', 'withdrawn')`;

/**
 * Releases a year's days as a new version of the county's work calendar, and tells the running cases. The county's chain keeps its hash.
 * Answers its id. Throws `RegistryRefusalError` (`calendarDefective`) where `calendarProblems` finds something.
 */
export async function releaseCalendar(db: Database, write: RegistryWrite, asked: CalendarYear): Promise<string> {
  return changeRegistry(db, write, async ({ client, today, record }) => {
    const standing = await newestCalendar(client, write.countyId);
    if (standing === null) throw new NotFoundError('calendar', write.countyId);
    if (calendarProblems(standing, asked, today).length > 0) throw new RegistryRefusalError({ code: 'calendarDefective', field: null });
    const id = randomUUID();
    const calendar = withYear(standing, id, asked);
    const json = canonicalJson(asJson(calendar));
    const hash = sha256(json);
    await client.query('INSERT INTO work_calendar (id, sha256, json, covered_until, county_id) VALUES ($1, $2, $3, $4, $5)', [id, hash, json, calendar.coveredUntil, write.countyId]);
    await client.query(nudgeText, [write.countyId]);
    const { year, documentNo } = asked;
    record({ type: 'calendarReleased', calendar: id, old: standing.id, changed: calendarChanges(standing, calendar).length, year, documentNo, coveredUntil: calendar.coveredUntil, sha256: hash });
    return id;
  });
}
