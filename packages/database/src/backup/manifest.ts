import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const Manifest = z.object({
  schema: z.literal('hengji.backup/1'),
  /** Wall time at which the snapshot was taken. */
  createdAt: z.iso.datetime(),
  postgres: z.string(),
  /** The schema that the rows fit. */
  migrations: z.array(z.object({ name: z.string(), checksum: Hash })),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/), columns: z.array(z.string()), rows: z.number().int(), bytes: z.number().int(), sha256: Hash })),
  blobs: z.object({ count: z.number().int(), bytes: z.number().int(), missing: z.array(Hash) }),
  /** Mails that waited in the snapshot and had left (or were given up) when the backup was done: a restored system must not send them again. */
  settledMails: z.array(z.object({ id: z.string(), status: z.enum(['sent', 'failed', 'kept']), sentAt: z.string().nullable() })),
});

export type Manifest = z.infer<typeof Manifest>;

/** The backup is not what was written. One sentence; nothing was restored from it. */
export class BackupDamagedError extends Error {
  override readonly name = 'BackupDamagedError';
}

export const manifestFile = 'manifest.json';
export const sealFile = 'manifest.json.sha256';
export const tableFile = (table: string): string => join('tables', `${table}.copy.gz`);
export const blobFile = (sha256: string): string => join('blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Reads the manifest of a finished backup. Throws `BackupDamagedError` when it is none, or was changed since it was sealed. */
export async function readManifest(folder: string): Promise<{ readonly manifest: Manifest; readonly seal: string }> {
  const [text, sealed] = await Promise.all([readFile(join(folder, manifestFile), 'utf8').catch(() => null), readFile(join(folder, sealFile), 'utf8').catch(() => null)]);
  if (text === null || sealed === null) throw new BackupDamagedError(`${folder} is no finished backup: ${text === null ? manifestFile : sealFile} is missing`);
  const seal = createHash('sha256').update(text).digest('hex');
  if (sealed.split(/\s/)[0] !== seal) throw new BackupDamagedError(`${manifestFile} of the backup is damaged: it does not give the hash in ${sealFile}`);
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new BackupDamagedError(`${manifestFile} is of another kind than this version reads`);
  return { manifest: parsed.data, seal };
}

/** Reads every byte of a backup. Throws `BackupDamagedError` naming the first file that is not what was written. */
export async function checkFiles(folder: string, manifest: Manifest): Promise<void> {
  for (const { name, bytes, sha256 } of manifest.tables) {
    const file = tableFile(name);
    const found = await stat(join(folder, file)).catch(() => null);
    if (found === null) throw new BackupDamagedError(`${file} of the backup is missing`);
    if (found.size !== bytes || (await fileHash(join(folder, file))) !== sha256) throw new BackupDamagedError(`${file} of the backup is damaged`);
  }
  let [count, bytes] = [0, 0];
  for (const sha256 of await listBlobs(folder)) {
    const path = join(folder, blobFile(sha256));
    const found = await stat(path).catch(() => null);
    if (found === null || (await fileHash(path)) !== sha256) throw new BackupDamagedError(`the uploaded file ${sha256} of the backup is damaged`);
    [count, bytes] = [count + 1, bytes + found.size];
  }
  if (count !== manifest.blobs.count || bytes !== manifest.blobs.bytes) throw new BackupDamagedError(`the backup holds ${count} uploaded files and not the ${manifest.blobs.count} that were written`);
}

/** Names of the uploaded files in a backup. */
export async function listBlobs(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name).sort();
}
