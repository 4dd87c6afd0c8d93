import { Readable } from 'node:stream';
import { addDocumentScan, putBlob, readDocumentScans, type Database } from '@hengji/database';
import type { Refusal, Sha256 } from '@hengji/domain';
import { requireCounty } from '../access.js';
import { idFrom } from '../commandInput.js';
import { refused } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { contentProblem } from './sections.js';

/** A scan of a paper document, by those who open years and record leading groups. It counts once a record names it. */
export function attachScan({ database, blobs }: Services): Handler<'addDocumentScan'> {
  return async ({ who, idempotencyKey }, { query, body }) => {
    requireCounty(who, 'Campaign', 'open');
    const stored = await putBlob(database, blobs, Readable.from(body));
    if (!stored.ok) throw contentProblem(stored.problem);
    const { sha256, mediaType, bytes } = stored.value;
    const id = idFrom(idempotencyKey, 'scan');
    const name = await addDocumentScan(database, { id, countyId: who.countyId, name: query.name, sha256, person: who.personId });
    return { id, name, sha256, mediaType, bytes };
  };
}

/** Scans are named by id while they are chosen and kept by the hash of their bytes. What is unknown stays as it was given, for the record to refuse. */
export async function hashesOrIds(database: Database, countyId: string, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = [...new Set(ids)];
  const known = new Map((wanted.length === 0 ? [] : await readDocumentScans(database, countyId, wanted)).map(({ id, sha256 }) => [id, sha256]));
  return wanted.map((id) => known.get(id) ?? id);
}

/** The same where nothing else would refuse it: throws `scanMissing`. */
export async function scanHashes(database: Database, countyId: string, ids: readonly string[]): Promise<readonly Sha256[]> {
  const hashes = await hashesOrIds(database, countyId, ids);
  const unknown: Refusal = { code: 'scanMissing' };
  if (hashes.some((hash) => ids.includes(hash))) throw refused(unknown);
  return hashes;
}
