import type { Instant } from '@hengji/domain';
import type { Database } from '../database.js';
import { pageOf, type Named, type Page, type Paging } from './paging.js';

/** A case that stands still until somebody mends the cause and resumes it. */
export type Trouble = {
  readonly id: string;
  readonly evaluationId: string;
  /** Null when it is the evaluation itself. */
  readonly finding: { readonly id: string; readonly number: number } | null;
  readonly unit: Named;
  readonly year: number;
  readonly rehearsal: boolean;
  /** The failure's type and message; no text that a person wrote. */
  readonly why: string;
  /** Wall time. */
  readonly since: Instant;
};

type Row = {
  readonly id: string; readonly evaluation_id: string; readonly finding_id: string | null; readonly number: number | null; readonly unit_id: string; readonly subject_name: string; readonly year: number;
  readonly rehearsal: boolean; readonly why: string; readonly created_at: Instant; readonly total: string;
};

/** What waits for the operators of a county, oldest first, or only that of one case: each case once, with its latest failure. */
export async function listTroubles(db: Database, countyId: string, paging: Paging, only: { readonly evaluationId?: string; readonly findingId?: string } = {}): Promise<Page<Trouble>> {
  const { rows } = await db.pool.query<Row>(
    `SELECT *, count(*) OVER () AS total FROM (
       SELECT DISTINCT ON (n.evaluation_id, n.finding_id) n.id, n.evaluation_id, n.finding_id, f.number, e.unit_id, e.subject_name, e.year, e.rehearsal_campaign_id IS NOT NULL AS rehearsal, n.why, n.created_at
       FROM operator_note n JOIN evaluation e ON e.id = n.evaluation_id LEFT JOIN finding f ON f.id = n.finding_id
       WHERE n.county_id = $1 AND n.resolved_at IS NULL AND ($2::text IS NULL OR n.evaluation_id = $2 AND n.finding_id IS NULL) AND ($3::text IS NULL OR n.finding_id = $3)
       ORDER BY n.evaluation_id, n.finding_id, n.created_at DESC) latest
     ORDER BY created_at, id LIMIT $4 OFFSET $5`,
    [countyId, only.evaluationId ?? null, only.findingId ?? null, paging.limit, paging.offset],
  );
  return pageOf(rows, (row) => ({
    id: row.id,
    evaluationId: row.evaluation_id,
    finding: row.finding_id === null || row.number === null ? null : { id: row.finding_id, number: row.number },
    unit: { id: row.unit_id, name: row.subject_name },
    year: row.year,
    rehearsal: row.rehearsal,
    why: row.why,
    since: row.created_at,
  }));
}
