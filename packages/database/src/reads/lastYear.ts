import { unmetRows, type EvaluationId, type UnmetRow } from '@hengji/domain';
import type { Database } from '../database.js';
import { readEvaluation } from './evaluations.js';
import type { Scope } from './paging.js';
import { readScoreSheet } from './sections.js';

/** What the subject of an evaluation fell short of in the year before. */
export type LastYear = { readonly evaluationId: EvaluationId; readonly unitId: string; readonly year: number; readonly rows: readonly (UnmetRow & { /** What the bureau wrote with the points it took off; empty where it took none. */ readonly deductionReason: string })[] };

/**
 * The closed evaluation of the same subject in the year before, as far as the scope reaches; null where there is none. A real year looks back on a
 * real one; a rehearsal does too, and where there is none on the last one that was practised.
 */
export async function readLastYear(db: Database, id: EvaluationId, { countyId, unitIds }: Scope): Promise<LastYear | null> {
  const { rows } = await db.pool.query<{ id: string; unit_id: string; year: number }>(
    `SELECT p.id, p.unit_id, p.year FROM evaluation e JOIN evaluation p ON p.county_id = e.county_id AND p.subject_kind = e.subject_kind AND p.subject_id = e.subject_id AND p.kind = e.kind
       AND p.year = e.year - 1 AND p.status = 'closed' AND (p.rehearsal_campaign_id IS NULL OR e.rehearsal_campaign_id IS NOT NULL)
     WHERE e.id = $1 AND e.county_id = $2 AND ($3::text[] IS NULL OR p.unit_id = ANY ($3)) ORDER BY p.rehearsal_campaign_id IS NOT NULL, p.updated_at DESC LIMIT 1`,
    [id, countyId, unitIds],
  );
  const [before] = rows;
  if (before === undefined) return null;
  const [sheet, detail] = await Promise.all([readScoreSheet(db, before.id, unitIds === null), readEvaluation(db, before.id)]);
  if (sheet === null || detail === null) return null;
  const reasonOf = (indicator: string) => detail.texts[detail.state.deductions.find((one) => one.indicator === indicator)?.reason ?? ''] ?? '';
  return { evaluationId: before.id, unitId: before.unit_id, year: before.year, rows: unmetRows(sheet.reviewed).map((row) => ({ ...row, deductionReason: row.deducted === null ? '' : reasonOf(row.indicator) })) };
}
