import type { CampaignStatus, Instant } from '@hengji/domain';
import type { Database } from './database.js';
import { Conditions, pageOf, type Page, type Paging, type Scope } from './reads/paging.js';
import { workflowIdOf, type StreamKind } from './relay.js';

export type CampaignRow = {
  readonly id: string;
  readonly countyId: string;
  readonly year: number;
  readonly title: string;
  readonly rehearsal: boolean;
  readonly status: CampaignStatus;
  /** Added to wall time to get process time. */
  readonly clockOffsetMs: number;
  /** Earliest alarm of its live cases, process time. */
  readonly nextInstant: Instant | null;
  /** Subjects that wait to be opened, and that could not be. */
  readonly planned: number;
  readonly failed: number;
  readonly evaluations: number;
  readonly closed: number;
};

type Row = Omit<CampaignRow, 'countyId' | 'clockOffsetMs' | 'nextInstant'> & { readonly county_id: string; readonly clock_offset_ms: string; readonly next_instant: Instant | null };

/** How many subjects of the reader's units (`$1`, null: all) stand so. */
const subjects = (status: 'planned' | 'failed') => `CASE WHEN $1::text[] IS NULL THEN c.${status} ELSE (SELECT count(*)::int FROM jsonb_array_elements(c.state -> 'subjects') s
    WHERE s ->> 'status' = '${status}' AND (s ->> 'unitId' = ANY ($1) OR s ->> 'subjectId' = ANY ($1))) END AS ${status}`;

const ofReader = 'campaign_id = c.id AND ($1::text[] IS NULL OR unit_id = ANY ($1))';

/** Counts and alarm are those of the cases that the reader may see: of the units `$1`, of all when it is null. */
const columns = `c.id, c.county_id, c.year, c.title, c.rehearsal, c.status, c.clock_offset_ms, ${subjects('planned')}, ${subjects('failed')},
    least((SELECT min(next_instant) FROM evaluation WHERE ${ofReader}), (SELECT min(next_instant) FROM finding WHERE ${ofReader})) AS next_instant,
    (SELECT count(*)::int FROM evaluation WHERE ${ofReader} AND status <> 'cancelled') AS evaluations,
    (SELECT count(*)::int FROM evaluation WHERE ${ofReader} AND status = 'closed') AS closed`;

/**
 * Campaigns for the reader of the units `$1` (null: the whole county): those that one of them takes part in. A draft is the bureau's own
 * work, but for evaluations that were opened in it one by one. A campaign without a record has its evaluations only.
 */
const takesPart = `($1::text[] IS NULL OR EXISTS (SELECT 1 FROM evaluation e WHERE e.campaign_id = c.id AND e.unit_id = ANY ($1))
    OR c.status <> 'draft' AND EXISTS (SELECT 1 FROM jsonb_array_elements(c.state -> 'subjects') s WHERE s ->> 'unitId' = ANY ($1) OR s ->> 'subjectId' = ANY ($1)))`;

function campaignOf(row: Row): CampaignRow {
  const { id, year, title, rehearsal, status, planned, failed, evaluations, closed } = row;
  return { id, countyId: row.county_id, year, title, rehearsal, status, clockOffsetMs: Number(row.clock_offset_ms), nextInstant: row.next_instant, planned, failed, evaluations, closed };
}

/** Newest year first, the real one before its rehearsals; of a unit's people those it takes part in. Discarded drafts are not listed. */
export async function listCampaigns(db: Database, { countyId, unitIds }: Scope, filter: { readonly rehearsal?: boolean }, paging: Paging): Promise<Page<CampaignRow>> {
  const where = new Conditions();
  where.param(unitIds);
  where.add('c.county_id = ?', countyId).add('c.status <> ?', 'discarded').when(filter.rehearsal, 'c.rehearsal', 'NOT c.rehearsal');
  const { rows } = await db.pool.query<Row & { readonly total: string }>(
    `SELECT ${columns}, count(*) OVER () AS total FROM campaign c WHERE ${takesPart} AND ${where.sql} ORDER BY c.year DESC, c.rehearsal, c.created_at DESC, c.id ${where.paging(paging)}`,
    where.values,
  );
  return pageOf(rows, campaignOf);
}

/** `unitIds`: as in `Scope`. Null for a campaign that none of them takes part in. */
export async function readCampaign(db: Database, id: string, unitIds: Scope['unitIds'] = null): Promise<CampaignRow | null> {
  const { rows } = await db.pool.query<Row>({ name: 'campaign', text: `SELECT ${columns} FROM campaign c WHERE c.id = $2 AND ${takesPart}`, values: [unitIds, id] });
  const [row] = rows;
  return row === undefined ? null : campaignOf(row);
}

export type LiveWorkflow = { readonly kind: StreamKind; readonly id: string; readonly workflowId: string; readonly nextInstant: Instant | null };

type LiveRow = { readonly kind: StreamKind; readonly id: string; readonly next_instant: Instant | null };

const live = `
  SELECT 'evaluation' AS kind, id, next_instant, campaign_id FROM evaluation WHERE status IN ('open', 'suspended')
  UNION ALL SELECT 'finding', id, next_instant, campaign_id FROM finding WHERE status NOT IN ('closed', 'withdrawn')`;

function liveOf(row: LiveRow): LiveWorkflow {
  return { kind: row.kind, id: row.id, workflowId: workflowIdOf(row.kind, row.id), nextInstant: row.next_instant };
}

/** Every shell that should run, for the comparison with the server's list. */
export async function listAllLiveWorkflows(db: Database): Promise<readonly LiveWorkflow[]> {
  const { rows } = await db.pool.query<LiveRow>(`SELECT kind, id, next_instant FROM (${live}) live ORDER BY kind, id`);
  return rows.map(liveOf);
}
