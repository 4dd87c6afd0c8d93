import { latestVersion, type CampaignId, type CampaignStatus, type CircularId, type CircularState, type Instant, type PersonId, type UnitId } from '@hengji/domain';
import { processDate } from '../campaign/campaignFacts.js';
import type { Database } from '../database.js';
import { resolveIds } from '../reads/names.js';
import { Conditions, pageOf, type Named, type Page, type Paging } from '../reads/paging.js';
import { isRecipient, readRecipients, unitsOfCampaign } from './recipients.js';

export type CircularRow = {
  readonly id: CircularId;
  readonly campaign: { readonly id: CampaignId; readonly title: string; readonly rehearsal: boolean };
  readonly number: number;
  readonly documentNo: string;
  readonly title: string;
  /** Process time. */
  readonly issuedAt: Instant;
  readonly issuedBy: Named;
  /** The reader is to say that he has read it, and has not yet. */
  readonly toRead: boolean;
  readonly readAt: Instant | null;
};

type Row = {
  readonly id: string; readonly campaign_id: string; readonly campaign_title: string; readonly rehearsal: boolean; readonly state: CircularState; readonly issuer: string | null; readonly mine: boolean; readonly read_at: Instant | null;
};

/** `today` on the campaign's clock; `$1` is the wall's instant. */
const today = "(($1::timestamptz + c.clock_offset_ms * interval '1 millisecond') AT TIME ZONE 'Asia/Shanghai')::date";

const columns = `r.id, r.campaign_id, c.title AS campaign_title, c.rehearsal, r.state, w.name AS issuer,
  EXISTS (SELECT 1 FROM ${unitsOfCampaign} units JOIN post p ON p.unit_id = units.unit_id JOIN post_holding h ON h.post_id = p.id WHERE h.person_id = $2 AND ${isRecipient(today)}) AS mine,
  (SELECT t.read_at FROM circular_receipt t WHERE t.circular_id = r.id AND t.number = r.latest AND t.person_id = $2) AS read_at`;

function rowOf({ id, campaign_id, campaign_title, rehearsal, state, issuer, mine, read_at }: Row): CircularRow {
  const { number, documentNo, title, issuedAt, issuedBy } = latestVersion(state);
  return { id, campaign: { id: campaign_id, title: campaign_title, rehearsal }, number, documentNo, title, issuedAt, issuedBy: { id: issuedBy, name: issuer ?? issuedBy }, toRead: mine && read_at === null, readAt: read_at };
}

export type CircularScope = { readonly countyId: string; readonly personId: PersonId; /** Units whose circulars the reader may see; null: all. */ readonly unitIds: readonly UnitId[] | null };

/** The newest first. `toRead`: only those the reader has still to read. */
export async function listCirculars(db: Database, scope: CircularScope, filter: { readonly campaignId?: CampaignId; readonly toRead?: boolean; readonly wallInstant: Instant }, paging: Paging): Promise<Page<CircularRow>> {
  const where = new Conditions();
  where.param(filter.wallInstant);
  where.param(scope.personId);
  where
    .add('r.county_id = ?', scope.countyId)
    .add("c.status <> ?", 'discarded')
    .add('r.campaign_id = ?', filter.campaignId)
    .add(`EXISTS (SELECT 1 FROM ${unitsOfCampaign} units WHERE units.unit_id = ANY (?::text[]))`, scope.unitIds ?? undefined);
  const { rows } = await db.pool.query<Row & { readonly total: string }>(
    `SELECT *, count(*) OVER () AS total FROM (
       SELECT ${columns}, r.created_at FROM circular r JOIN campaign c ON c.id = r.campaign_id LEFT JOIN person w ON w.id = r.state -> 'versions' -> -1 ->> 'issuedBy' WHERE ${where.sql}) found
     ${filter.toRead === true ? 'WHERE mine AND read_at IS NULL' : ''} ORDER BY created_at DESC, id ${where.paging(paging)}`,
    where.values,
  );
  return pageOf(rows, rowOf);
}

export type CircularFileView = { readonly id: string; readonly name: string; readonly sha256: string; readonly bytes: number; readonly mediaType: string };

export type CircularDetail = CircularRow & {
  readonly countyId: string;
  readonly state: CircularState;
  readonly campaignStatus: CampaignStatus;
  /** Units it is for. */
  readonly unitIds: readonly UnitId[];
  readonly names: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, CircularFileView>>;
  /** Of the latest version: how many people it is for, and how many of them have read it. */
  readonly recipients: number;
  readonly read: number;
};

/** Null when there is none, also none that this person may see: that is the caller's to decide by `unitIds`. */
export async function readCircular(db: Database, id: CircularId, personId: PersonId, wallInstant: Instant): Promise<CircularDetail | null> {
  const { rows } = await db.pool.query<Row & { readonly county_id: string; readonly status: CampaignStatus; readonly clock_offset_ms: string; readonly units: readonly string[] }>(
    `SELECT ${columns}, r.county_id, c.status, c.clock_offset_ms, ARRAY(SELECT unit_id FROM ${unitsOfCampaign} units) AS units
     FROM circular r JOIN campaign c ON c.id = r.campaign_id LEFT JOIN person w ON w.id = r.state -> 'versions' -> -1 ->> 'issuedBy' WHERE r.id = $3`,
    [wallInstant, personId, id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { state } = row;
  const { rows: files } = await db.pool.query<CircularFileView>(
    'SELECT f.id, f.name, f.sha256, b.bytes::int AS bytes, b.media_type AS "mediaType" FROM circular_file f JOIN blob b ON b.sha256 = f.sha256 WHERE f.id = ANY ($1::text[])',
    [state.versions.flatMap((version) => version.files.map(({ fileId }) => fileId))],
  );
  const people = await readRecipients(db.pool, row.campaign_id, processDate(wallInstant, Number(row.clock_offset_ms)).today);
  const { rows: readers } = await db.pool.query<{ person_id: string }>('SELECT person_id FROM circular_receipt WHERE circular_id = $1 AND number = $2', [id, latestVersion(state).number]);
  const read = new Set(readers.map((reader) => reader.person_id));
  return {
    ...rowOf(row),
    countyId: row.county_id,
    state,
    campaignStatus: row.status,
    unitIds: row.units,
    ...(await resolveIds(db.pool, row.county_id, state)),
    files: Object.fromEntries(files.map((file) => [file.id, file])),
    recipients: people.length,
    read: people.filter(({ person }) => read.has(person)).length,
  };
}

export type CircularReader = { readonly person: Named; readonly unit: Named; readonly readAt: Instant | null };

/** Who is to read a version and who has, by unit; of the latest one everybody it is for today, of earlier ones those who read them. */
export async function listCircularReaders(db: Database, circular: Pick<CircularDetail, 'id' | 'state'>, filter: { readonly number: number; readonly unread?: boolean; readonly wallInstant: Instant }, paging: Paging): Promise<Page<CircularReader>> {
  const { campaignId } = circular.state;
  const { rows: campaigns } = await db.pool.query<{ clock_offset_ms: string }>('SELECT clock_offset_ms FROM campaign WHERE id = $1', [campaignId]);
  const { today: on } = processDate(filter.wallInstant, Number(campaigns[0]?.clock_offset_ms ?? 0));
  const asked = filter.number === latestVersion(circular.state).number ? await readRecipients(db.pool, campaignId, on) : [];
  const { rows } = await db.pool.query<{ person_id: string; person: string; unit_id: string; unit: string; read_at: Instant | null; total: string }>(
    `WITH asked AS (SELECT * FROM unnest($3::text[], $4::text[]) AS a (person_id, unit_id)),
     receipts AS (SELECT person_id, unit_id, read_at FROM circular_receipt WHERE circular_id = $1 AND number = $2)
     SELECT coalesce(r.person_id, a.person_id) AS person_id, w.name AS person, u.id AS unit_id, u.name AS unit, r.read_at, count(*) OVER () AS total
     FROM asked a FULL JOIN receipts r ON r.person_id = a.person_id JOIN person w ON w.id = coalesce(r.person_id, a.person_id) JOIN unit u ON u.id = coalesce(r.unit_id, a.unit_id)
     WHERE $5::boolean IS NULL OR (r.read_at IS NULL) = $5
     ORDER BY u.name COLLATE "zh-x-icu", w.name COLLATE "zh-x-icu", 1 LIMIT $6 OFFSET $7`,
    [circular.id, filter.number, asked.map(({ person }) => person), asked.map(({ unit }) => unit), filter.unread ?? null, paging.limit, paging.offset],
  );
  return pageOf(rows, (row) => ({ person: { id: row.person_id, name: row.person }, unit: { id: row.unit_id, name: row.unit }, readAt: row.read_at }));
}
