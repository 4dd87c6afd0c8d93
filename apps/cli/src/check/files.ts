import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { maximumDocumentBytes, UnreadableDocumentError, unreadableSentences, type UnreadableCode } from '@hengji/documents';

/** What is wrong with a file that was not even read; `failed` is a fault of the program. */
const unreachableSentences = { missing: '没有这个文件，请检查路径。', failed: '读取这份文件时程序出错，请把文件交给维护人员。' } as const;

export const fileSentences: Readonly<Record<UnreadableCode | keyof typeof unreachableSentences, string>> = { ...unreadableSentences.zh, ...unreachableSentences };

/** Kinds of file that are looked for in a folder; what Office keeps beside an open document (~$…) is none. */
const readable = /(?:^|[\\/])(?!~\$)[^\\/]*\.(?:txt|text|html?|docx|docm|xlsx|xlsm|pdf)$/i;

/** Files named, and those in folders named; `-` is standard input. Sorted within a folder, so that two runs give the same order. */
export async function filesOf(names: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(
    names.map(async (name) => {
      const found = name === '-' ? null : await stat(name).catch(() => null);
      if (found === null || !found.isDirectory()) return [name];
      const entries = await readdir(name, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile() && readable.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).sort();
    }),
  );
  return lists.flat();
}

/** Bytes of a file or of standard input. Throws `UnreadableDocumentError` before reading what is too large. */
export async function bytesOf(name: string): Promise<Uint8Array | 'missing'> {
  if (name === '-') {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of process.stdin) {
      const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += part.length;
      if (size > maximumDocumentBytes) throw new UnreadableDocumentError('tooLarge');
      chunks.push(part);
    }
    return Buffer.concat(chunks);
  }
  const found = await stat(name).catch(() => null);
  if (found === null || !found.isFile()) return 'missing';
  if (found.size > maximumDocumentBytes) throw new UnreadableDocumentError('tooLarge');
  return readFile(name);
}
