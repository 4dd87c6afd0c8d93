import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BlobId, Sha256 } from '@hengji/domain';
import type { Database } from '../database.js';
import { headBytes, sniffMediaType } from './mediaType.js';
import { refused, type ContentOutcome } from './problems.js';

/** A content-addressed folder: each file is named by the SHA-256 of its bytes, so that nothing is stored twice and nothing changes. */
export type BlobStore = { readonly folder: string; readonly maximumBytes: number };

export type StoredBlob = { readonly id: BlobId; readonly sha256: Sha256; readonly bytes: number; readonly mediaType: string };

const defaultMaximumBytes = 50 * 1024 * 1024;

export function openBlobStore(folder: string, options: { readonly maximumBytes?: number } = {}): BlobStore {
  return { folder, maximumBytes: options.maximumBytes ?? defaultMaximumBytes };
}

/** Where a file lies, or would lie. Throws a RangeError for what is no hash. */
export function blobPath(store: BlobStore, sha256: Sha256): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
  return join(store.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/**
 * Stores a stream under its hash and records it; the same bytes twice are one blob. Refused when too large or of a type that is not
 * taken; nothing is left behind then. Throws errors of the file system and of the stream.
 */
export async function putBlob(db: Database, store: BlobStore, content: Readable): Promise<ContentOutcome<StoredBlob>> {
  const incoming = join(store.folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  const temporary = join(incoming, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  let head: Buffer = Buffer.alloc(0);
  const file = await open(temporary, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      const part: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      bytes += part.length;
      if (bytes > store.maximumBytes) return refused({ code: 'fileTooLarge', maximumBytes: store.maximumBytes });
      if (head.length < headBytes) head = Buffer.concat([head, part.subarray(0, headBytes - head.length)]);
      hash.update(part);
      await file.write(part);
    }
    const mediaType = sniffMediaType(head);
    if (mediaType === null) return refused({ code: 'fileTypeRefused', mediaType: null });
    // On disk before the row that names it: a row without its bytes would be evidence that nobody can open.
    await file.sync();
    const sha256 = hash.digest('hex');
    const target = blobPath(store, sha256);
    await mkdir(join(target, '..'), { recursive: true });
    await rename(temporary, target);
    await db.pool.query('INSERT INTO blob (sha256, bytes, media_type) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING', [sha256, bytes, mediaType]);
    return { ok: true, value: { id: sha256, sha256, bytes, mediaType } };
  } finally {
    await file.close();
    await rm(temporary, { force: true });
  }
}

/** A stored file and how to read it; null when there is no such blob, or its file is gone. */
export async function getBlob(db: Database, store: BlobStore, sha256: Sha256): Promise<(StoredBlob & { readonly stream: () => Readable }) | null> {
  const { rows } = await db.pool.query<{ bytes: string; media_type: string }>('SELECT bytes, media_type FROM blob WHERE sha256 = $1', [sha256]);
  const [row] = rows;
  if (row === undefined) return null;
  const path = blobPath(store, sha256);
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  return { id: sha256, sha256, bytes: Number(row.bytes), mediaType: row.media_type, stream: () => createReadStream(path) };
}
