import type { Instant, Sha256, Template } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { ownOrShipped } from '../ownOrShipped.js';
import type { Named } from './paging.js';

/** A released version. A county sees its own and those that came with the product. */
export type TemplateRow = {
  readonly id: string;
  readonly template: Template;
  readonly sha256: Sha256;
  readonly releasedAt: Instant;
  /** Null: it came with the product. */
  readonly releasedBy: Named | null;
  readonly reason: string | null;
  /** Years and rehearsals of the county that are run by it; discarded ones do not count. */
  readonly campaigns: number;
};

type Stored = Omit<TemplateRow, 'template' | 'releasedBy'> & { readonly json: string; readonly by_id: string | null; readonly by_name: string | null };

const visible = ownOrShipped('t', '$1');
const selectSql = `
SELECT t.id, t.json, t.sha256, t.released_at AS "releasedAt", e.actor_id AS by_id, p.name AS by_name, i.json::jsonb #>> '{}' AS reason,
  (SELECT count(*)::int FROM campaign c WHERE c.template_id = t.id AND c.county_id = $1 AND c.status <> 'discarded') AS campaigns
FROM template_version t
LEFT JOIN process_event e ON e.stream_kind = 'registry' AND e.stream_id = t.county_id AND e.type = 'templateReleased' AND e.payload ->> 'template' = t.id
LEFT JOIN person p ON p.id = e.actor_id
LEFT JOIN command_input i ON i.id = e.payload ->> 'reason'
WHERE ${visible}`;

function rowOf({ json, by_id: id, by_name: name, ...rest }: Stored): TemplateRow {
  const template: Template = JSON.parse(json);
  return { ...rest, template, releasedBy: id === null ? null : { id, name: name ?? id } };
}

/** Every version a county may open a year by, the newest of each template first. */
export async function listTemplates(db: Database, countyId: string): Promise<readonly TemplateRow[]> {
  const { rows } = await db.pool.query<Stored>(`${selectSql} ORDER BY max(t.released_at) OVER (PARTITION BY t.key) DESC, t.key, t.version DESC, t.id`, [countyId]);
  return rows.map(rowOf);
}

export async function readTemplateVersion(db: Database, countyId: string, id: string): Promise<TemplateRow | null> {
  const { rows } = await db.pool.query<Stored>(`${selectSql} AND t.id = $2`, [countyId, id]);
  const [row] = rows;
  return row === undefined ? null : rowOf(row);
}

/** The newest version of a template, for a county; null where its key is new. */
export async function newestOfKey(client: Queryable, countyId: string, key: string): Promise<{ readonly id: string; readonly template: Template } | null> {
  const { rows } = await client.query<{ id: string; json: string }>(`SELECT t.id, t.json FROM template_version t WHERE ${visible} AND t.key = $2 ORDER BY t.version DESC, t.county_id NULLS LAST LIMIT 1`, [countyId, key]);
  const [row] = rows;
  if (row === undefined) return null;
  const template: Template = JSON.parse(row.json);
  return { id: row.id, template };
}

/**
 * What a new year begins with: the newest version of the template that the county's last year was opened by. A form for projects that
 * was released since would fit no department. Before the first year: of the template that was there first.
 */
export async function latestTemplate(db: Database, countyId: string): Promise<{ readonly id: string; readonly template: Template } | null> {
  const { rows } = await db.pool.query<{ key: string }>(
    `SELECT key FROM (
       SELECT t.key, 1 AS rank, c.created_at AS at FROM campaign c JOIN template_version t ON t.id = c.template_id WHERE c.county_id = $1 AND c.status <> 'discarded'
       UNION ALL SELECT t.key, 2, t.released_at FROM template_version t WHERE ${visible}) AS known
     ORDER BY rank, CASE rank WHEN 1 THEN extract(epoch FROM at) END DESC, at, key LIMIT 1`,
    [countyId],
  );
  const [row] = rows;
  return row === undefined ? null : newestOfKey(db.pool, countyId, row.key);
}
