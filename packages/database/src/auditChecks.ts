import { randomUUID } from 'node:crypto';
import type { Instant, PersonId } from '@hengji/domain';
import type { Database } from './database.js';
import { pageOf, type Named, type Page, type Paging } from './reads/paging.js';
import { verifyAudit, type AuditBreak, type AuditReport } from './verifyAudit.js';

/** Walks every chain of a county and puts the result on record. `by` null: the Schedule. `alive` is called after each chain. */
export async function checkAudit(db: Database, check: { readonly countyId: string; readonly by: PersonId | null; readonly alive?: () => void }): Promise<AuditReport> {
  const startedAt: Instant = new Date().toISOString();
  const { countyId, alive } = check;
  const report = await verifyAudit(db, { countyId, ...(alive === undefined ? {} : { alive }) });
  const { streams, events, broken } = report;
  await db.pool.query(
    'INSERT INTO audit_check (id, county_id, person_id, streams, events, broken_stream, broken_seq, broken_table, broken_why, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    [randomUUID(), countyId, check.by, streams, events, broken?.stream ?? null, broken?.seq ?? null, broken?.table ?? null, broken?.why ?? null, startedAt],
  );
  return report;
}

export type AuditCheckRow = {
  readonly id: string;
  /** Null: by Schedule. */
  readonly by: Named | null;
  readonly streams: number;
  readonly events: number;
  readonly broken: AuditBreak | null;
  /** Wall time. */
  readonly startedAt: Instant;
  readonly endedAt: Instant;
};

type Row = {
  readonly id: string; readonly person_id: string | null; readonly person: string | null; readonly streams: number; readonly events: number; readonly broken_stream: string | null;
  readonly broken_seq: number | null; readonly broken_table: string | null; readonly broken_why: string | null; readonly started_at: Instant; readonly ended_at: Instant; readonly total: string;
};

/** The walks over a county's chains, newest first. */
export async function listAuditChecks(db: Database, countyId: string, paging: Paging): Promise<Page<AuditCheckRow>> {
  const { rows } = await db.pool.query<Row>(
    `SELECT c.id, c.person_id, p.name AS person, c.streams, c.events, c.broken_stream, c.broken_seq, c.broken_table, c.broken_why, c.started_at, c.ended_at, count(*) OVER () AS total
     FROM audit_check c LEFT JOIN person p ON p.id = c.person_id WHERE c.county_id = $1 ORDER BY c.ended_at DESC, c.id LIMIT $2 OFFSET $3`,
    [countyId, Math.min(paging.limit, 1_000), paging.offset],
  );
  return pageOf(rows, (row) => ({
    id: row.id,
    by: row.person_id === null ? null : { id: row.person_id, name: row.person ?? row.person_id },
    streams: row.streams,
    events: row.events,
    broken: row.broken_stream === null ? null : { stream: row.broken_stream, seq: row.broken_seq ?? 0, table: row.broken_table ?? '', why: row.broken_why ?? '' },
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }));
}

export async function listCountyIds(db: Database): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM county ORDER BY id');
  return rows.map(({ id }) => id);
}
