import { zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { docxOf, docxParts, pdfOf, wordBody, xlsxParts, zipOf } from '../../test/containers.js';
import { readDocument, readFlow } from './readDocument.js';
import { UnreadableDocumentError } from './unreadable.js';

// The library for PDF is large; on a busy machine its first page takes seconds.
vi.setConfig({ testTimeout: 60_000 });

async function codeOf(content: Uint8Array, name?: string): Promise<string> {
  try {
    await readDocument(content, name);
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return error.code;
    throw error;
  }
  return 'read';
}

const title = '2023年度部门整体支出绩效自评报告';

test('a name that promises another container is refused; one that promises none is not asked', async () => {
  const word = docxOf([title]);
  expect(await codeOf(word, 'report.docx')).toBe('read');
  expect(await codeOf(word, 'report.pdf')).toBe('wrongExtension');
  expect(await codeOf(word, 'report.txt')).toBe('wrongExtension');
  expect(await codeOf(new TextEncoder().encode(title), 'report.docx')).toBe('wrongExtension');
  expect(await codeOf(word, 'report')).toBe('read');
  expect(await codeOf(zipSync({ 'picture.png': new Uint8Array(100) }), 'report.docx')).toBe('binary');
});

test('a file that unpacks to far more than a report is stopped while it unpacks', async () => {
  const zeros = new Uint8Array(64 * 1024 * 1024);
  const bomb = zipOf({ ...docxParts(''), 'word/document.xml': zeros });
  expect(await codeOf(bomb)).toBe('inflated');
  // What the directory claims is not believed.
  const bytes = Buffer.from(bomb);
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1)) if (bytes.readUInt32LE(at + 24) === zeros.length) bytes.writeUInt32LE(1000, at + 24);
  expect(['inflated', 'damaged']).toContain(await codeOf(bytes));
  const many = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`word/${index}.xml`, new Uint8Array()]));
  expect(await codeOf(zipSync({ 'word/document.xml': new Uint8Array(), ...many }))).toBe('inflated');
});

test('entities are refused before anything could expand or fetch them', async () => {
  const document = `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${wordBody([title])}<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`;
  expect(await codeOf(zipOf(docxParts('', { 'word/document.xml': document })))).toBe('entities');
  expect(await codeOf(zipOf(xlsxParts('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')))).toBe('entities');
});

test('encrypted files are told from damaged ones', async () => {
  const bytes = Buffer.from(docxOf([title]));
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 1)) bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
  expect(await codeOf(bytes)).toBe('encrypted');
  expect(await codeOf(docxOf([title]).subarray(0, 400))).toBe('damaged');
  expect(await codeOf(zipOf(docxParts('', { 'word/document.xml': '<w:document' })))).toBe('damaged');
  expect(await codeOf(zipOf(xlsxParts('<worksheet><sheetData><row><c')))).not.toBe('read');
});

/** A page behind a password (RC4, 40 bits), which nobody needs to know. */
const locked =
  'JVBERi0xLjMKJeLjz9MKMSAwIG9iago8PAovUHJvZHVjZXIgPGRiOWU4ZjNjOTE+Cj4+CmVuZG9iagoyIDAgb2JqCjw8Ci9UeXBlIC9QYWdlcwovQ291bnQgMQovS2lkcyBbIDQgMCBSIF0KPj4KZW5kb2JqCjMgMCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDIgMCBSCj4+CmVuZG9iago0IDAgb2JqCjw8Ci9UeXBlIC9QYWdlCi9SZXNvdXJjZXMgPDwKPj4KL01lZGlhQm94IFsgMC4wIDAuMCAxMDAgMTAwIF0KL1BhcmVudCAyIDAgUgo+PgplbmRvYmoKNSAwIG9iago8PAovViAxCi9SIDIKL0xlbmd0aCA0MAovUCA0Mjk0OTY3MjkyCi9GaWx0ZXIgL1N0YW5kYXJkCi9PIDw5MTBlN2I1NzgyMDE4OTA0OGI4MTBhYmQ3MzQ0NjM2ZjIyYjFiNjg1MmMyOTNjYzg1NWMwYzBiNDA2YWNhNDYyPgovVSA8ZGIzNDI0MWY4NDEyZTY1YWQ5OGZkY2RiNjc3OWJjNTViOTQyMmQyNWZhZjExZjFmY2YzODQzMTMwNWQ3NDgxNj4KPj4KZW5kb2JqCnhyZWYKMCA2CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAwMDAwMCBuIAowMDAwMDAwMDU5IDAwMDAwIG4gCjAwMDAwMDAxMTggMDAwMDAgbiAKMDAwMDAwMDE2NyAwMDAwMCBuIAowMDAwMDAwMjYxIDAwMDAwIG4gCnRyYWlsZXIKPDwKL1NpemUgNgovUm9vdCAzIDAgUgovSW5mbyAxIDAgUgovSUQgWyA8YmY4OTc5NDlhMTlkNDllZDYyZWQ5NzJhYTRmNTQ1YmQ+IDxiZjg5Nzk0OWExOWQ0OWVkNjJlZDk3MmFhNGY1NDViZD4gXQovRW5jcnlwdCA1IDAgUgo+PgpzdGFydHhyZWYKNDc1CiUlRU9GCg==';

test('a PDF without a text layer or behind a password says so', async () => {
  expect(await codeOf(Buffer.from(locked, 'base64'), 'report.pdf')).toBe('encrypted');
  expect(await codeOf(pdfOf([]))).toBe('scanned');
  expect(await codeOf(pdfOf([title]).subarray(0, 300))).not.toBe('read');
});

test('elements within one another without end are refused, and no stack overflows', async () => {
  const page = (depth: number) => new TextEncoder().encode(`<html><body>${'<div>'.repeat(depth)}绩效`);
  const tables = new TextEncoder().encode(`<html><body>${'<table><tr><td>'.repeat(2000)}绩效`);
  for (const bytes of [page(20_000), tables]) await expect(readFlow(bytes, 'a.html')).rejects.toMatchObject({ code: 'damaged' });
  expect(await readFlow(page(400), 'a.html')).toMatchObject([{ text: '绩效' }]);
});

test('parts of an office file whose elements stand within one another without end are refused before anything is made of them', async () => {
  const nested = (depth: number, ...names: readonly string[]) => `${names.map((name) => `<${name}>`).join('').repeat(depth)}${names.toReversed().map((name) => `</${name}>`).join('').repeat(depth)}`;
  const word = (inner: string) => zipOf(docxParts(`${wordBody([title])}${inner}`));
  const [deep, clock] = [word('<w:p><w:r>'.repeat(400_000)), process.cpuUsage()];
  expect(await codeOf(deep)).toBe('damaged');
  // To build a tree of it took three and a half, after which a reader is ended.
  expect(process.cpuUsage(clock).user / 1e6).toBeLessThan(1);
  expect(await codeOf(word(nested(600, 'w:p', 'w:r')))).toBe('damaged');
  expect(await codeOf(zipOf(xlsxParts(nested(1100, 'row'))))).toBe('damaged');
  // Tables within tables, and what opens no element or closes itself, however much of it.
  expect(await codeOf(word(nested(40, 'w:tbl', 'w:tr', 'w:tc')))).toBe('read');
  expect(await codeOf(word(`<!-- ${'<w:p>'.repeat(2000)} --><?x ${'<w:p>'.repeat(2000)}?>${'<w:p/><w:p w:rsidR="a>b" />'.repeat(2000)}<w:p><w:r><w:t><![CDATA[${'<w:p>'.repeat(2000)}]]></w:t></w:r></w:p>`))).toBe('read');
});
