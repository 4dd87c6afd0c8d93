import type { Language } from '@hengji/checks';
import { maximumDocumentBytes } from '../read/readDocument.js';
import type { UnreadableCode } from '../read/unreadable.js';

/** One sentence each: what is wrong with the file, and what to do. */
export const unreadableSentences: Readonly<Record<Language, Readonly<Record<UnreadableCode, string>>>> = {
  zh: {
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
  },
  en: {
    empty: 'The file is empty. Take another one.',
    tooLarge: `The file is too large (at most ${maximumDocumentBytes / 1024 / 1024} MB). Keep the report itself only.`,
    binary: 'This is no report. Take a Word (.docx), Excel (.xlsx), PDF, web page (.html) or plain text (.txt) file.',
    encrypted: 'The file has a password. Remove it first.',
    legacyOffice: 'This is an old Office format (.doc, .xls). Save it as .docx or .xlsx first.',
    encoding: 'The encoding of the text is not known. Save it as UTF-8 first.',
    wrongExtension: 'The content is not what the ending of the name promises. Correct the name or export the file again.',
    damaged: 'The file is damaged or incomplete. Open it in its own program and save it again.',
    inflated: 'The file unpacks to far more than a report holds, and was not read on. Take the report itself.',
    entities: 'The file declares entities, and is not read for safety. Save it again in its own program.',
    scanned: 'The PDF has no text (it may be a scan). Take a PDF whose text can be selected, or the document itself.',
    exhausting: 'Reading the file took too much time or memory and was ended. Keep the report itself only.',
    nothingFound: 'Neither indicators nor amounts nor a title were found. This may be no self-evaluation and no form.',
  },
};
