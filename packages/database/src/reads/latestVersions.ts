import type { Instant, Template } from '@hengji/domain';
import type { Database } from '../database.js';

/** The template a new campaign begins with: the newest released version. */
export async function latestTemplate(db: Database): Promise<{ readonly id: string; readonly template: Template } | null> {
  const { rows } = await db.pool.query<{ id: string; json: string }>('SELECT id, json FROM template_version ORDER BY released_at DESC, version DESC LIMIT 1');
  const [row] = rows;
  if (row === undefined) return null;
  const template: Template = JSON.parse(row.json);
  return { id: row.id, template };
}

/** Every released version, the newest first. */
export async function listTemplates(db: Database): Promise<readonly { readonly id: string; readonly template: Template; readonly releasedAt: Instant }[]> {
  const { rows } = await db.pool.query<{ id: string; json: string; released_at: Instant }>('SELECT id, json, released_at FROM template_version ORDER BY released_at DESC, version DESC');
  return rows.map(({ id, json, released_at: releasedAt }) => {
    const template: Template = JSON.parse(json);
    return { id, template, releasedAt };
  });
}

/** The calendar that is known furthest ahead. */
export async function latestCalendarId(db: Database): Promise<string | null> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM work_calendar ORDER BY covered_until DESC, created_at DESC LIMIT 1');
  return rows[0]?.id ?? null;
}

export async function readCounty(db: Database, id: string): Promise<{ readonly id: string; readonly name: string; readonly nameEn: string } | null> {
  const { rows } = await db.pool.query<{ id: string; name: string; nameEn: string }>('SELECT id, name, name_en AS "nameEn" FROM county WHERE id = $1', [id]);
  return rows[0] ?? null;
}
