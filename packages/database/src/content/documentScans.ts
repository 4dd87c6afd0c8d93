import type { PersonId, Refusal, Sha256 } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { shownName } from './fileName.js';

/** A scan of a paper document, kept for the record that names its hash: a stage done on paper, the founding of a leading group. */
export type DocumentScan = { readonly id: string; readonly name: string; readonly sha256: Sha256; readonly bytes: number; readonly mediaType: string };

export type AddDocumentScan = { /** The same id again answers the row that is there. */ readonly id: string; readonly countyId: string; readonly name: string; /** A blob that is stored already. */ readonly sha256: Sha256; readonly person: PersonId };

/** Answers the name it is kept under. */
export async function addDocumentScan(db: Database, { id, countyId, name, sha256, person }: AddDocumentScan): Promise<string> {
  const kept = shownName(name);
  await db.pool.query('INSERT INTO document_scan (id, county_id, name, sha256, uploaded_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING', [id, countyId, kept, sha256, person]);
  return kept;
}

const columns = 's.id, s.name, s.sha256, b.bytes::int AS bytes, b.media_type AS "mediaType"';

/** The scans of a county with these ids, in their order; one that is unknown is missing from the answer. */
export async function readDocumentScans(db: Database, countyId: string, ids: readonly string[]): Promise<readonly DocumentScan[]> {
  const { rows } = await db.pool.query<DocumentScan>(`SELECT ${columns} FROM document_scan s JOIN blob b ON b.sha256 = s.sha256 WHERE s.county_id = $1 AND s.id = ANY ($2::text[]) ORDER BY array_position($2::text[], s.id)`, [countyId, ids]);
  return rows;
}

/** What a county's scans with these hashes are called: the first name that each was uploaded under. */
export async function scansByHash(db: Database, countyId: string, hashes: readonly Sha256[]): Promise<ReadonlyMap<Sha256, DocumentScan>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await db.pool.query<DocumentScan>(
    `SELECT DISTINCT ON (s.sha256) ${columns} FROM document_scan s JOIN blob b ON b.sha256 = s.sha256 WHERE s.county_id = $1 AND s.sha256 = ANY ($2::text[]) ORDER BY s.sha256, s.uploaded_at, s.id`,
    [countyId, hashes],
  );
  return new Map(rows.map((scan) => [scan.sha256, scan]));
}

/** Every hash that a record names must be a scan of its county: the chain vouches for bytes that are there. */
export async function missingScan(client: Queryable, countyId: string, hashes: readonly Sha256[]): Promise<Refusal | null> {
  const wanted = [...new Set(hashes)];
  if (wanted.length === 0) return null;
  const { rows } = await client.query<{ found: number }>('SELECT count(DISTINCT sha256)::int AS found FROM document_scan WHERE county_id = $1 AND sha256 = ANY ($2::text[])', [countyId, wanted]);
  return rows[0]?.found === wanted.length ? null : { code: 'scanMissing' };
}
