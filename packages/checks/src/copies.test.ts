import { readFileSync } from 'node:fs';
import { readDocument } from '@hengji/documents';
import { expect, test } from 'vitest';
import { sketchOfHtml } from '../../documents/test/containers.js';
import { copyOf, type Copy } from '../../documents/test/copies.js';
import { layouts, summaryOf } from '../test/layouts.js';

const ways: readonly Copy[] = ['blanks', 'scan', 'lines'];
const forms = layouts.filter(({ file }) => file.endsWith('.html'));

const tight = (rows: readonly string[]) => rows.map((row) => row.replaceAll(/\s/g, '')).sort();

test.each(forms.map((form, index) => ({ ...form, way: ways[index % ways.length] ?? 'blanks' })))('$name copied as text ($way) says the same, or that it was not read', async ({ bytes, golden, way }) => {
  const expected = JSON.parse(readFileSync(golden, 'utf8'));
  const { items, money, unread, findings } = summaryOf(await readDocument(new TextEncoder().encode(copyOf(sketchOfHtml(new TextDecoder().decode(bytes)), way)), 'form.txt'));
  const errorsIn = (all: readonly string[]) => new Set(all.flatMap((finding) => (finding.includes(' | error | ') ? [finding.slice(0, 2)] : [])));
  expect(errorsIn(expected.findings)).toEqual(errorsIn([...expected.findings, ...findings]));
  if (unread.some((reason) => !expected.unread.includes(reason))) return;
  expect(tight(items)).toEqual(tight(expected.items));
  // Of a row in whose cells nothing stands a copy may leave its label alone.
  const withFigures = (rows: readonly string[]) => tight(rows).filter((row) => /\d/.test(row));
  expect(withFigures(money)).toEqual(withFigures(expected.money));
});
