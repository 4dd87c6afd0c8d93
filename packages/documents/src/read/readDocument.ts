import type { ReadDocument } from '@hengji/domain';
import type { Flow } from './flow.js';
import { flowOfHtml } from './html.js';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

/** Why a file cannot be read; the sentence is in the language of whoever asked. */
export type UnreadableCode = 'empty' | 'tooLarge' | 'binary' | 'encrypted' | 'encoding' | 'notYetRead' | 'nothingFound';

export class UnreadableDocumentError extends Error {
  override readonly name = 'UnreadableDocumentError';
  readonly code: UnreadableCode;
  constructor(code: UnreadableCode) {
    super(code);
    this.code = code;
  }
}

/** Bytes. A report is a few hundred kilobytes; more is no report, or one that would fill the memory. */
export const maximumDocumentBytes = 20 * 1024 * 1024;

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

function flowOf(bytes: Uint8Array): Flow {
  if (bytes.length === 0) throw new UnreadableDocumentError('empty');
  if (bytes.length > maximumDocumentBytes) throw new UnreadableDocumentError('tooLarge');
  // By content, never by the file's name: a renamed program is no report.
  if (startsWith(bytes, 0x50, 0x4b) || startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw new UnreadableDocumentError('notYetRead');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new UnreadableDocumentError('encrypted');
  const text = decode(bytes);
  if (text === null) throw new UnreadableDocumentError('encoding');
  if (text.includes('\0')) throw new UnreadableDocumentError('binary');
  return /^\s*(?:<!doctype html|<html|<table|<body|<div|<p[\s>])/i.test(text.replace(/^\uFEFF/, '')) ? flowOfHtml(text) : flowOfText(text.replace(/^\uFEFF/, ''));
}

/** Reads a report or form: text or HTML today. Throws `UnreadableDocumentError`, also where nothing in it looks like one. */
export function readDocument(bytes: Uint8Array): ReadDocument {
  const document = understand(flowOf(bytes));
  if (document.items.length === 0 && document.money.length === 0 && document.title === null) throw new UnreadableDocumentError('nothingFound');
  return document;
}
