import type { Database } from '../database.js';

/** The calendar that is known furthest ahead. */
export async function latestCalendarId(db: Database): Promise<string | null> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM work_calendar ORDER BY covered_until DESC, created_at DESC LIMIT 1');
  return rows[0]?.id ?? null;
}

export async function readCounty(db: Database, id: string): Promise<{ readonly id: string; readonly name: string; readonly nameEn: string } | null> {
  const { rows } = await db.pool.query<{ id: string; name: string; nameEn: string }>('SELECT id, name, name_en AS "nameEn" FROM county WHERE id = $1', [id]);
  return rows[0] ?? null;
}
