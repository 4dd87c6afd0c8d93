import { randomUUID } from 'node:crypto';
import { needsPerson, type Instant, type Irregularity, type PersonId, type RepairOutcome } from '@hengji/domain';
import type { Database } from '../database.js';
import type { Named } from '../reads/paging.js';
import type { About } from './observe.js';

/** Something irregular, and what became of it. */
export type ReconciliationItem = {
  readonly irregularity: Irregularity;
  /** Null where it is about no case and no year. */
  readonly about: About | null;
  /** The name of the person it is about. */
  readonly person: string | null;
  readonly outcome: RepairOutcome;
  /** Why a repair failed, or why a case was suspended: a code and a message without anything that a person wrote. */
  readonly detail: string | null;
};

export const reconciliationOrigins = ['schedule', 'person', 'command'] as const;
export type ReconciliationOrigin = (typeof reconciliationOrigins)[number];

export type ReconciliationRun = {
  readonly countyId: string;
  readonly origin: ReconciliationOrigin;
  readonly by: PersonId | null;
  readonly compared: number;
  readonly items: readonly ReconciliationItem[];
  /** Wall time. */
  readonly startedAt: Instant;
};

/** More lines than anybody reads; counts are kept in full. */
const keptItems = 500;

/** Puts a run on record; answers how many items a person must see to. Those come first. */
export async function saveReconciliation(db: Database, { countyId, origin, by, compared, items, startedAt }: ReconciliationRun): Promise<number> {
  const left = items.filter(({ outcome }) => needsPerson(outcome));
  const kept = [...left, ...items.filter(({ outcome }) => !needsPerson(outcome))].slice(0, keptItems);
  await db.pool.query('INSERT INTO reconciliation (id, county_id, origin, person_id, compared, items, "left", started_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    randomUUID(), countyId, origin, by, compared, JSON.stringify(kept), left.length, startedAt,
  ]);
  return left.length;
}

export type ReconciliationRow = Omit<ReconciliationRun, 'by'> & { readonly by: Named | null; readonly left: number; readonly endedAt: Instant };

type Row = {
  readonly county_id: string; readonly origin: ReconciliationOrigin; readonly person_id: string | null; readonly person: string | null; readonly compared: number; readonly items: readonly ReconciliationItem[]; readonly left: number;
  readonly started_at: Instant; readonly ended_at: Instant;
};

/** The last run of each county, or of one; a county that was never looked at has none. */
export async function lastReconciliations(db: Database, countyId: string | null = null): Promise<readonly ReconciliationRow[]> {
  const { rows } = await db.pool.query<Row>(
    `SELECT r.county_id, r.origin, r.person_id, p.name AS person, r.compared, r.items, r."left", r.started_at, r.ended_at
     FROM county c CROSS JOIN LATERAL (SELECT * FROM reconciliation WHERE county_id = c.id ORDER BY ended_at DESC LIMIT 1) r LEFT JOIN person p ON p.id = r.person_id
     WHERE $1::text IS NULL OR c.id = $1 ORDER BY c.id`,
    [countyId],
  );
  return rows.map((row) => ({
    countyId: row.county_id,
    origin: row.origin,
    by: row.person_id === null ? null : { id: row.person_id, name: row.person ?? row.person_id },
    compared: row.compared,
    items: row.items,
    left: row.left,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }));
}

export async function listCounties(db: Database): Promise<readonly Named[]> {
  const { rows } = await db.pool.query<Named>('SELECT id, name FROM county ORDER BY id');
  return rows;
}
