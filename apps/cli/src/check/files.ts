import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { maximumDocumentBytes, UnreadableDocumentError, type UnreadableCode } from '@hengji/documents';

/** One sentence each: what is wrong with the file, and what to do. */
export const unreadableSentences: Readonly<Record<UnreadableCode | 'missing', string>> = {
  missing: '没有这个文件，请检查路径。',
  empty: '文件是空的，请换一个文件。',
  tooLarge: `文件超过 ${maximumDocumentBytes / 1024 / 1024} MB，请只保留报告本身。`,
  binary: '这不是文字文件，请另存为网页（.html）或纯文本（.txt）再检查。',
  encrypted: '文件加了密或是旧的 Office 格式，请去掉密码，另存为网页（.html）或纯文本（.txt）再检查。',
  encoding: '文件的文字编码认不出来，请另存为 UTF-8 再检查。',
  notYetRead: '还不能直接读 Word、Excel 和 PDF 文件，请在原程序里另存为网页（.html）或纯文本（.txt）再检查。',
  nothingFound: '没有读到指标、金额或标题，这可能不是自评报告或绩效表。',
};

/** Kinds of file that are looked for in a folder. */
const readable = /\.(?:txt|html?|text)$/i;

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
