import { inflateRawSync } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { zipSync } from 'fflate';
import { isTooDeep } from './nesting.js';
import { UnreadableDocumentError } from './unreadable.js';

/** Parts of an office file by their path in it. */
export type ZipParts = ReadonlyMap<string, Uint8Array>;

/** Bytes that all text of one file may unpack to; three hundred pages of forms stay below a third of it. */
const maximumUnpackedBytes = 24 * 1024 * 1024;
/** Entries in the directory of the file, wanted or not; each costs an object before it can be skipped. */
const maximumEntries = 5000;

/** A document type or an entity declaration; the readers would expand or fetch what it names. */
const declaration = /<!(?:DOCTYPE|ENTITY)/i;

async function open(bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true });
  } catch {
    throw new UnreadableDocumentError('damaged');
  }
}

/**
 * One entry, stopped as soon as it grows over what is left: what its header claims is not believed. In one piece, because a busy machine
 * lets every handover of a stream wait.
 */
async function unpack(zip: ZipFile, entry: Entry, left: number): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw new UnreadableDocumentError('encrypted');
  if (entry.uncompressedSize > left) throw new UnreadableDocumentError('inflated');
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry, { decodeFileData: false })) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const packed = Buffer.concat(chunks);
  if (entry.compressionMethod === 0) return packed;
  if (entry.compressionMethod !== 8) throw new UnreadableDocumentError('damaged');
  try {
    return inflateRawSync(packed, { maxOutputLength: left });
  } catch (error) {
    throw new UnreadableDocumentError(error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'inflated' : 'damaged');
  }
}

/**
 * The wanted parts of an office file and nothing else: macros, pictures and embedded files are never unpacked. Throws
 * `UnreadableDocumentError` for a damaged or encrypted file, one that unpacks to too much, and one whose XML declares entities or has no bottom.
 */
export async function unzipParts(bytes: Uint8Array, wanted: (path: string) => boolean): Promise<ZipParts> {
  const zip = await open(bytes);
  const parts = new Map<string, Uint8Array>();
  let left = maximumUnpackedBytes;
  if (zip.entryCount > maximumEntries) throw new UnreadableDocumentError('inflated');
  try {
    for await (const entry of zip.eachEntry()) {
      if (!wanted(entry.fileName) || parts.has(entry.fileName)) continue;
      const part = await unpack(zip, entry, left);
      const xml = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1');
      if (declaration.test(xml)) throw new UnreadableDocumentError('entities');
      if (isTooDeep(xml)) throw new UnreadableDocumentError('damaged');
      left -= part.length;
      parts.set(entry.fileName, part);
    }
  } catch (error) {
    throw error instanceof UnreadableDocumentError ? error : new UnreadableDocumentError('damaged');
  } finally {
    zip.close();
  }
  return parts;
}

/** An uncompressed office file of these parts, for a library that opens files itself. */
export function zipOfParts(parts: ZipParts): Uint8Array {
  return zipSync(Object.fromEntries(parts), { level: 0 });
}
