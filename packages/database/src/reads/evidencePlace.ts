import type { Sha256 } from '@hengji/domain';
import type { Database } from '../database.js';

/** Where a file belongs; what decides who may download it. */
export type EvidencePlace = {
  readonly stream: 'evaluation' | 'finding';
  readonly streamId: string;
  readonly countyId: string;
  readonly unitId: string;
  readonly name: string;
  readonly sha256: Sha256;
};

const text = `
SELECT CASE WHEN v.finding_id IS NULL THEN 'evaluation' ELSE 'finding' END AS stream, coalesce(v.finding_id, v.evaluation_id) AS "streamId",
  v.county_id AS "countyId", e.unit_id AS "unitId", v.name, v.sha256
FROM evidence v JOIN evaluation e ON e.id = v.evaluation_id WHERE v.id = $1 AND v.removed_at IS NULL`;

export async function readEvidence(db: Database, id: string): Promise<EvidencePlace | null> {
  const { rows } = await db.pool.query<EvidencePlace>(text, [id]);
  return rows[0] ?? null;
}
