import type { CivilDate, UnitId } from '@hengji/domain';
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
};

const text = `
SELECT g.id, g.document_no AS "documentNo", g.valid_from AS "from", g.valid_until AS "until",
  jsonb_build_object('id', u.id, 'name', u.name) AS unit,
  jsonb_build_object('id', l.id, 'name', l.name) AS leader,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name), '[]')
   FROM leading_group_member m JOIN person p ON p.id = m.person_id WHERE m.group_id = g.id) AS members,
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
