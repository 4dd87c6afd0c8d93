import type { EvaluationStatus, FindingStatus, Position } from '@hengji/domain';
import type { Database } from '../database.js';

/** Where a case stands in the county, and how far it is: all that a permission asks for. `version`: number of its events. */
export type CasePlace<Status> = { readonly countyId: string; readonly unitId: string; readonly status: Status; readonly version: number };

/** One row by its key: whoever may not go further has cost no more than this. */
export async function readEvaluationPlace(db: Database, id: string): Promise<(CasePlace<EvaluationStatus> & Position) | null> {
  const { rows } = await db.pool.query<CasePlace<EvaluationStatus> & Position>({
    name: 'evaluation-place',
    text: 'SELECT county_id AS "countyId", unit_id AS "unitId", status, version, phase, step FROM evaluation WHERE id = $1',
    values: [id],
  });
  return rows[0] ?? null;
}

export async function readFindingPlace(db: Database, id: string): Promise<(CasePlace<FindingStatus> & { readonly suspended: boolean }) | null> {
  const { rows } = await db.pool.query<CasePlace<FindingStatus> & { readonly suspended: boolean }>({
    name: 'finding-place',
    text: `SELECT county_id AS "countyId", unit_id AS "unitId", status, version, state ->> 'suspended' IS NOT NULL AS suspended FROM finding WHERE id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}
