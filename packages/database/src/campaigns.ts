import type { AdvanceMessage, Instant, StageDates } from '@hengji/domain';
import { inTransaction, type Database } from './database.js';
import { ConflictError, NotFoundError } from './errors.js';
import type { Scope } from './reads/paging.js';
import { workflowIdOf, type StreamKind } from './relay.js';

export type CampaignRow = {
  readonly id: string;
  readonly countyId: string;
  readonly year: number;
  readonly title: string;
  readonly rehearsal: boolean;
  /** Added to wall time to get process time. */
  readonly clockOffsetMs: number;
  readonly templateId: string;
  readonly calendarId: string;
  readonly dates: StageDates;
  /** Earliest alarm of its live cases, process time. */
  readonly nextInstant: Instant | null;
  readonly evaluations: number;
  readonly closed: number;
};

type Row = {
  readonly id: string; readonly county_id: string; readonly year: number; readonly title: string; readonly rehearsal: boolean; readonly clock_offset_ms: string;
  readonly template_id: string; readonly calendar_id: string; readonly dates: StageDates; readonly next_instant: Instant | null; readonly evaluations: number; readonly closed: number;
};

/** Counts and alarm of the cases of some units (`$2`), or of all when it is null. */
const select = `SELECT c.id, c.county_id, c.year, c.title, c.rehearsal, c.clock_offset_ms, c.template_id, c.calendar_id, c.dates,
    least((SELECT min(next_instant) FROM evaluation WHERE campaign_id = c.id AND ($2::text[] IS NULL OR unit_id = ANY ($2))),
          (SELECT min(next_instant) FROM finding WHERE campaign_id = c.id AND ($2::text[] IS NULL OR unit_id = ANY ($2)))) AS next_instant,
    (SELECT count(*)::int FROM evaluation WHERE campaign_id = c.id AND ($2::text[] IS NULL OR unit_id = ANY ($2))) AS evaluations,
    (SELECT count(*)::int FROM evaluation WHERE campaign_id = c.id AND ($2::text[] IS NULL OR unit_id = ANY ($2)) AND status = 'closed') AS closed
  FROM campaign c`;

function campaignOf(row: Row): CampaignRow {
  return {
    id: row.id, countyId: row.county_id, year: row.year, title: row.title, rehearsal: row.rehearsal, clockOffsetMs: Number(row.clock_offset_ms), templateId: row.template_id,
    calendarId: row.calendar_id, dates: row.dates, nextInstant: row.next_instant, evaluations: row.evaluations, closed: row.closed,
  };
}

/** Newest year first, the real one before its rehearsals. A reader limited to some units gets counts and alarm of their cases alone. */
export async function listCampaigns(db: Database, { countyId, unitIds }: Scope): Promise<readonly CampaignRow[]> {
  const { rows } = await db.pool.query<Row>(`${select} WHERE c.county_id = $1 ORDER BY c.year DESC, c.rehearsal, c.created_at DESC`, [countyId, unitIds]);
  return rows.map(campaignOf);
}

/** `unitIds`: as in `listCampaigns`. */
export async function readCampaign(db: Database, id: string, unitIds: Scope['unitIds'] = null): Promise<CampaignRow | null> {
  const { rows } = await db.pool.query<Row>(`${select} WHERE c.id = $1`, [id, unitIds]);
  const [row] = rows;
  return row === undefined ? null : campaignOf(row);
}

/** Idempotent by id: a campaign that is there stays as it is. Throws a ConflictError when a real one is given a clock of its own. */
export async function createCampaign(db: Database, campaign: Omit<CampaignRow, 'nextInstant' | 'evaluations' | 'closed'>): Promise<void> {
  if (!campaign.rehearsal && campaign.clockOffsetMs !== 0) throw new ConflictError('only a rehearsal has a clock of its own');
  await db.pool.query(
    `INSERT INTO campaign (id, county_id, year, title, rehearsal, clock_offset_ms, template_id, calendar_id, dates) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
    [campaign.id, campaign.countyId, campaign.year, campaign.title, campaign.rehearsal, campaign.clockOffsetMs, campaign.templateId, campaign.calendarId, JSON.stringify(campaign.dates)],
  );
}

/** The earliest alarm of the campaign's live evaluations and findings, process time. */
export async function nextCampaignInstant(db: Database, campaignId: string): Promise<Instant | null> {
  return (await readCampaign(db, campaignId))?.nextInstant ?? null;
}

/**
 * Moves a rehearsal's clock on, under its row's lock; never backwards: a smaller offset leaves the clock where it is. Answers the offset
 * that stands. Throws `NotFoundError`, and `ConflictError` for a campaign that is no rehearsal.
 */
export async function setClockOffset(db: Database, campaignId: string, clockOffsetMs: number): Promise<AdvanceMessage> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ rehearsal: boolean; clock_offset_ms: string }>('SELECT rehearsal, clock_offset_ms FROM campaign WHERE id = $1 FOR NO KEY UPDATE', [campaignId]);
    const [row] = rows;
    if (row === undefined) throw new NotFoundError('campaign', campaignId);
    if (!row.rehearsal) throw new ConflictError('only a rehearsal has a clock of its own');
    const offset = Math.max(Number(row.clock_offset_ms), Math.ceil(clockOffsetMs));
    await client.query('UPDATE campaign SET clock_offset_ms = $2 WHERE id = $1', [campaignId, offset]);
    return { clockOffsetMs: offset };
  });
}

export type LiveWorkflow = { readonly kind: StreamKind; readonly id: string; readonly workflowId: string; readonly nextInstant: Instant | null };

type LiveRow = { readonly kind: StreamKind; readonly id: string; readonly next_instant: Instant | null };

const live = `
  SELECT 'evaluation' AS kind, id, next_instant, campaign_id FROM evaluation WHERE status IN ('open', 'suspended')
  UNION ALL SELECT 'finding', id, next_instant, campaign_id FROM finding WHERE status NOT IN ('closed', 'withdrawn')`;

function liveOf(row: LiveRow): LiveWorkflow {
  return { kind: row.kind, id: row.id, workflowId: workflowIdOf(row.kind, row.id), nextInstant: row.next_instant };
}

/** The shells of a campaign that run, those with the earliest alarm first. */
export async function listLiveWorkflows(db: Database, campaignId: string): Promise<readonly LiveWorkflow[]> {
  const { rows } = await db.pool.query<LiveRow>(`SELECT kind, id, next_instant FROM (${live}) live WHERE campaign_id = $1 ORDER BY next_instant NULLS LAST, id`, [campaignId]);
  return rows.map(liveOf);
}

/** Every shell that should run, for the comparison with the server's list. */
export async function listAllLiveWorkflows(db: Database): Promise<readonly LiveWorkflow[]> {
  const { rows } = await db.pool.query<LiveRow>(`SELECT kind, id, next_instant FROM (${live}) live ORDER BY kind, id`);
  return rows.map(liveOf);
}

/** Live cases whose alarm should have rung more than so many minutes ago; `wallInstant` plus each campaign's offset is "now". */
export async function listOverdueAlarms(db: Database, wallInstant: Instant, minutes: number): Promise<readonly LiveWorkflow[]> {
  const { rows } = await db.pool.query<LiveRow>(
    `SELECT live.kind, live.id, live.next_instant FROM (${live}) live JOIN campaign c ON c.id = live.campaign_id
     WHERE live.next_instant < $1::timestamptz + c.clock_offset_ms * interval '1 millisecond' - make_interval(mins => $2) ORDER BY live.next_instant, live.id`,
    [wallInstant, minutes],
  );
  return rows.map(liveOf);
}
