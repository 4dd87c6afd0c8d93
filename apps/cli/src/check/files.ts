import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { maximumDocumentBytes, UnreadableDocumentError, type UnreadableCode } from '@hengji/documents';

/** One sentence each: what is wrong with the file, and what to do. `failed` is a fault of the program. */
export const unreadableSentences: Readonly<Record<UnreadableCode | 'missing' | 'failed', string>> = {
  missing: '没有这个文件，请检查路径。',
  empty: '文件是空的，请换一个文件。',
  tooLarge: `文件太大（上限 ${maximumDocumentBytes / 1024 / 1024} MB），请只保留报告本身。`,
  binary: '这不是报告文件，请提供 Word（.docx）、Excel（.xlsx）、PDF、网页（.html）或纯文本（.txt）。',
  encrypted: '文件加了密码，请去掉密码再检查。',
  legacyOffice: '这是旧的 Office 格式（.doc、.xls），请另存为 .docx 或 .xlsx 再检查。',
  encoding: '文件的文字编码认不出来，请另存为 UTF-8 再检查。',
  wrongExtension: '文件的扩展名与内容不符，请改成正确的扩展名或重新导出。',
  damaged: '文件已损坏或不完整，请在原程序里打开后重新保存。',
  inflated: '文件解压后异常庞大，不像一份报告，已停止读取。',
  entities: '文件里有外部实体或自定义实体声明，出于安全不予读取，请在原程序里重新保存。',
  scanned: 'PDF 里没有文字层（可能是扫描件），请提供可以选中文字的 PDF 或原文档。',
  exhausting: '读取这份文件耗时或占用内存过多，已停止，请只保留报告本身。',
  nothingFound: '没有读到指标、金额或标题，这可能不是自评报告或绩效表。',
  failed: '读取这份文件时程序出错，请把文件交给维护人员。',
};

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
