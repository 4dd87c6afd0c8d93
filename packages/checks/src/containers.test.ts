import { existsSync, readFileSync } from 'node:fs';
import { readDocument } from '@hengji/documents';
import { describe, expect, test } from 'vitest';
import { docxOf, htmlOf, pdfOf, sketchOf, xlsxOf } from '../../documents/test/containers.js';
import { check } from './check.js';
import { sentenceOf } from './messages/sentence.js';

const reports = ['../test/golden/report-2023-twin.txt', '../../../../shared/seed/report-2023.txt'].map((path) => new URL(path, import.meta.url)).filter((path) => existsSync(path));

async function findingsOf(bytes: Uint8Array) {
  const document = await readDocument(bytes);
  const { findings, summary, reconciled } = check(document);
  return { totals: document.totals.weight, findings: findings.map((finding) => [finding.rule, finding.severity, sentenceOf(finding, 'zh'), finding.expected, finding.actual, finding.proposal]), summary, reconciled };
}

/** Places differ, since each container counts its own; everything else is the same. */
describe.each(reports.map((path) => [path.pathname.split('/').at(-1), path] as const))('%s in other containers', (_, path) => {
  const bytes = readFileSync(path);
  const sketch = sketchOf(bytes.toString('utf8'));

  test.each(Object.entries({ docx: docxOf, html: htmlOf, xlsx: xlsxOf, pdf: pdfOf }))('gives the same findings as .%s', async (_name, write) => {
    expect(await findingsOf(write(sketch))).toEqual(await findingsOf(bytes));
  }, 60_000);
});
