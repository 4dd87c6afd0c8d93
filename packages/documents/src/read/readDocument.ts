import type { ReadDocument } from '@hengji/domain';
import { flowOfDocx } from './docx.js';
import type { Flow } from './flow.js';
import { flowOfHtml } from './html.js';
import { flowOfPdf } from './pdf.js';
import { flowOfText } from './text.js';
import { understand } from './understand.js';
import { UnreadableDocumentError } from './unreadable.js';
import { flowOfXlsx } from './xlsx.js';

/** Bytes. A report is a few hundred kilobytes; more is no report, or one that would fill the memory. */
export const maximumDocumentBytes = 20 * 1024 * 1024;
/** Characters of a text or web page; a report of a hundred pages has a twentieth of it. */
const maximumCharacters = 2_000_000;

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);

/** The text of a file by its byte order mark, as UTF-8, or as GB18030, which most Chinese office programs write; null when it is neither. */
function decode(bytes: Uint8Array): string | null {
  const encodings = startsWith(bytes, 0xff, 0xfe) ? ['utf-16le'] : startsWith(bytes, 0xfe, 0xff) ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding is tried.
    }
  }
  return null;
}

type Container = 'docx' | 'xlsx' | 'pdf' | 'html' | 'text';

function contains(bytes: Uint8Array, text: string, encoding: 'latin1' | 'utf16le' = 'latin1'): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, encoding));
}

/** The kind of office file in a zip container, by its directory; a picture archive or a program is neither. */
function officeKind(bytes: Uint8Array): Container {
  if (contains(bytes, 'word/document')) return 'docx';
  if (contains(bytes, 'xl/workbook')) return 'xlsx';
  throw new UnreadableDocumentError(contains(bytes, 'PK\u0005\u0006') ? 'binary' : 'damaged');
}

/** Control characters that stand in no text; a picture or a program that happens to decode has many. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b) return true;
  }
  return false;
}

/** How a web page or a piece of one begins, whatever comments and declarations stand before. */
const webPage = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype html|html|head|meta|title|style|body|table|div|section|article|center|font|span|h[1-6]|p)[\s>]/i;

/** What the content is. */
function sniff(bytes: Uint8Array): { readonly container: Container; readonly text: string } {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return { container: officeKind(bytes), text: '' };
  // Some programs write a few bytes before the mark of a PDF.
  if (contains(bytes.subarray(0, 1024), '%PDF-')) return { container: 'pdf', text: '' };
  // An encrypted Office file is wrapped in the container of the old formats.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableDocumentError(contains(bytes, 'EncryptedPackage', 'utf16le') ? 'encrypted' : 'legacyOffice');
  const decoded = decode(bytes);
  if (decoded === null) throw new UnreadableDocumentError(bytes.includes(0) ? 'binary' : 'encoding');
  const text = decoded.replace(/^\uFEFF/, '');
  if (hasControls(text)) throw new UnreadableDocumentError('binary');
  if (text.length > maximumCharacters) throw new UnreadableDocumentError('tooLarge');
  return { container: webPage.test(text.slice(0, 4000)) ? 'html' : 'text', text };
}

/** Containers that a file name may promise; names that promise none (.doc, .wps, none at all) are read by their content. */
const promised: readonly (readonly [RegExp, readonly Container[]])[] = [
  [/\.(?:docx|docm|dotx)$/i, ['docx']],
  [/\.(?:xlsx|xlsm|xltx)$/i, ['xlsx']],
  [/\.pdf$/i, ['pdf']],
  [/\.(?:html?|txt|text|md)$/i, ['html', 'text']],
];

/** A file unpacked to its lines and tables, told by content; a name that promises another container is refused. Throws `UnreadableDocumentError`. */
export async function readFlow(bytes: Uint8Array, name?: string): Promise<Flow> {
  if (bytes.length === 0) throw new UnreadableDocumentError('empty');
  if (bytes.length > maximumDocumentBytes) throw new UnreadableDocumentError('tooLarge');
  const { container, text } = sniff(bytes);
  const containers = promised.find(([pattern]) => name !== undefined && pattern.test(name))?.[1];
  if (containers !== undefined && !containers.includes(container)) throw new UnreadableDocumentError('wrongExtension');
  switch (container) {
    case 'docx':
      return flowOfDocx(bytes);
    case 'xlsx':
      return flowOfXlsx(bytes);
    case 'pdf':
      return flowOfPdf(bytes);
    case 'html':
      return flowOfHtml(text);
    case 'text':
      return flowOfText(text);
  }
}

/** The document that lines and tables make. Throws `UnreadableDocumentError` where nothing in them looks like a report. */
export function documentOf(flow: Flow): ReadDocument {
  const document = understand(flow);
  if (document.items.length === 0 && document.money.length === 0 && document.title === null) throw new UnreadableDocumentError('nothingFound');
  return document;
}

/** Reads a report or form: Word, Excel, PDF with a text layer, web page or text. Throws `UnreadableDocumentError`. */
export async function readDocument(bytes: Uint8Array, name?: string): Promise<ReadDocument> {
  return documentOf(await readFlow(bytes, name));
}
