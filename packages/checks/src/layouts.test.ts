import { readFileSync } from 'node:fs';
import { readDocument } from '@hengji/documents';
import { describe, expect, test, vi } from 'vitest';
import { docxOf, pdfOf, sketchOfHtml, xlsxOf } from '../../documents/test/containers.js';
import { layouts, summaryOf } from '../test/layouts.js';

// The library for PDF is large; on a busy machine its first page takes seconds.
vi.setConfig({ testTimeout: 60_000 });

test.each(layouts)('$name is read and judged as its golden file says', async ({ file, bytes, golden }) => {
  expect(summaryOf(await readDocument(bytes, file))).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
});

describe.each(Object.entries({ docx: docxOf, xlsx: xlsxOf, pdf: pdfOf }))('as .%s', (name, write) => {
  test.each(layouts.filter(({ file }) => file.endsWith('.html')))('$name says the same', async ({ bytes, golden }) => {
    const document = await readDocument(write(sketchOfHtml(new TextDecoder().decode(bytes))), `form.${name}`);
    expect(summaryOf(document)).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});

/** Money on its side that no rules keep apart: what cannot be told is left unread, and said to be. */
const unreadWithoutRules = new Set(['entity-money-two-row-head', 'project-money-on-its-side', 'project-two-row-head']);

describe('as .pdf without rules', () => {
  test.each(layouts.filter(({ file }) => file.endsWith('.html')))('$name raises no false alarm', async ({ name, bytes, golden }) => {
    const { items, money, totals, unread, findings } = summaryOf(await readDocument(pdfOf(sketchOfHtml(new TextDecoder().decode(bytes)), { ruled: false }), 'form.pdf'));
    const expected = JSON.parse(readFileSync(golden, 'utf8'));
    if (money.length === 0 && expected.money.length > 0) expect(unread).not.toEqual([]);
    const errorsIn = (all: readonly string[]) => [...new Set(all.flatMap((finding) => (finding.includes(' | error | ') ? [finding.slice(0, 2)] : [])))];
    if (unreadWithoutRules.has(name)) expect(errorsIn(findings)).toEqual([]);
    else {
      expect([items.length, totals.weight, totals.score]).toEqual([expected.items.length, expected.totals.weight, expected.totals.score]);
      expect(errorsIn(findings)).toEqual(errorsIn(expected.findings));
    }
  });
});
