import { randomUUID } from 'node:crypto';
import type { EvaluationId, FindingId, Instant, PersonId, UnitId } from '@hengji/domain';
import type { Database } from './database.js';
import { Conditions, pageOf, type Named, type Page, type Paging } from './reads/paging.js';

/** Somebody looked at data of units in which he holds no duty. */
export type Read = {
  readonly countyId: string;
  readonly personId: PersonId;
  /** Name of the operation, and the address that was asked for without its query. */
  readonly operation: string;
  readonly path: string;
  readonly evaluationId: EvaluationId | null;
  readonly findingId: FindingId | null;
  /** Units whose data the answer holds. */
  readonly unitIds: readonly UnitId[];
  readonly requestId: string;
};

/** One row for one answer, written before it is given: what cannot be put on record is not shown. */
export async function recordRead(db: Database, read: Read): Promise<void> {
  await db.pool.query({
    name: 'record read',
    text: 'INSERT INTO read_event (id, county_id, person_id, operation, path, evaluation_id, finding_id, unit_ids, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [randomUUID(), read.countyId, read.personId, read.operation, read.path, read.evaluationId, read.findingId, read.unitIds, read.requestId],
  });
}

export type ReadRow = {
  readonly id: string;
  readonly person: Named;
  readonly operation: string;
  readonly path: string;
  readonly evaluationId: EvaluationId | null;
  readonly findingId: FindingId | null;
  readonly units: readonly Named[];
  /** Wall time. */
  readonly at: Instant;
};

export type ReadFilter = { readonly personId?: PersonId; readonly unitId?: UnitId };

/** The log of a county, newest first. */
export async function listReads(db: Database, countyId: string, filter: ReadFilter, paging: Paging): Promise<Page<ReadRow>> {
  const where = new Conditions().add('r.county_id = ?', countyId).add('r.person_id = ?', filter.personId).add('r.unit_ids @> ARRAY[?]::text[]', filter.unitId);
  const condition = where.sql;
  const { rows } = await db.pool.query<Omit<ReadRow, 'person'> & { readonly person_id: string; readonly person: string; readonly total: string }>(
    `SELECT r.id, r.person_id, p.name AS person, r.operation, r.path, r.evaluation_id AS "evaluationId", r.finding_id AS "findingId", r.read_at AS at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) ORDER BY u.name COLLATE "zh-x-icu"), '[]') FROM unit u WHERE u.id = ANY (r.unit_ids)) AS units,
       (SELECT count(*) FROM read_event r WHERE ${condition}) AS total
     FROM read_event r JOIN person p ON p.id = r.person_id WHERE ${condition} ORDER BY r.read_at DESC, r.id ${where.paging(paging)}`,
    where.values,
  );
  return pageOf(rows, ({ id, person_id: personId, person, operation, path, evaluationId, findingId, units, at }) => ({ id, person: { id: personId, name: person }, operation, path, evaluationId, findingId, units, at }));
}
