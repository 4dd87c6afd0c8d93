import type { CivilDate, Sha256, UnitId } from '@hengji/domain';
import type { Database } from '../database.js';

type Named = { readonly id: string; readonly name: string };

export type LeadingGroupRow = {
  readonly id: string;
  readonly unit: Named;
  readonly documentNo: string;
  readonly leader: Named;
  readonly members: readonly Named[];
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** Name of the scanned founding document; null where none was kept. */
  readonly scanName: string | null;
};

const text = `
SELECT g.id, g.document_no AS "documentNo", g.valid_from AS "from", g.valid_until AS "until",
  jsonb_build_object('id', u.id, 'name', u.name) AS unit,
  jsonb_build_object('id', l.id, 'name', l.name) AS leader,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name), '[]')
   FROM leading_group_member m JOIN person p ON p.id = m.person_id WHERE m.group_id = g.id) AS members,
  (SELECT s.name FROM document_scan s WHERE s.county_id = g.county_id AND s.sha256 = g.scan ORDER BY s.uploaded_at, s.id LIMIT 1) AS "scanName",
  count(*) OVER ()::int AS total
FROM leading_group g JOIN unit u ON u.id = g.unit_id JOIN person l ON l.id = g.leader_id
WHERE g.county_id = $1 AND ($2::text[] IS NULL OR g.unit_id = ANY ($2)) AND ($3::text IS NULL OR g.unit_id = $3)
ORDER BY u.name COLLATE "zh-x-icu", g.valid_from DESC
LIMIT $4 OFFSET $5`;

/** Leading groups on record, present and past, by unit. `unitIds` null: the whole county. */
export async function listLeadingGroups(
  db: Database,
  scope: { readonly countyId: string; readonly unitIds: readonly UnitId[] | null },
  filter: { readonly unitId?: UnitId },
  paging: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: readonly LeadingGroupRow[]; readonly total: number }> {
  const { rows } = await db.pool.query<LeadingGroupRow & { readonly total: number }>(text, [scope.countyId, scope.unitIds, filter.unitId ?? null, paging.limit, paging.offset]);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** The scanned founding document of a group and the unit it belongs to; null where there is none. */
export async function readGroupScan(db: Database, countyId: string, id: string): Promise<{ readonly unitId: UnitId; readonly sha256: Sha256; readonly name: string } | null> {
  const { rows } = await db.pool.query<{ unitId: UnitId; sha256: Sha256; name: string }>(
    `SELECT g.unit_id AS "unitId", g.scan AS sha256, s.name FROM leading_group g JOIN document_scan s ON s.county_id = g.county_id AND s.sha256 = g.scan
     WHERE g.county_id = $1 AND g.id = $2 ORDER BY s.uploaded_at, s.id LIMIT 1`,
    [countyId, id],
  );
  return rows[0] ?? null;
}
