import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { check } from '@hengji/checks';
import { checkReport, readDocument } from '@hengji/documents';
import { expect, test } from 'vitest';
import { checkReportJsonSchema, checkReportSchema } from './schema.js';

const root = new URL('../../../../', import.meta.url);
const file = new URL('docs/check-report.schema.json', root);

/** `UPDATE_CHECK_SCHEMA=1 npx vitest run --project unit apps/cli/src/check` writes the file anew after a wanted change. */
test('the kept JSON Schema is the one of the code', () => {
  const made = `${JSON.stringify(checkReportJsonSchema(), null, 2)}\n`;
  if (process.env['UPDATE_CHECK_SCHEMA'] === '1') writeFileSync(file, made);
  expect(readFileSync(file, 'utf8')).toBe(made);
});

const layouts = new URL('packages/checks/test/layouts/', root);
const samples = [...readdirSync(layouts).filter((name) => /\.(?:html|txt)$/.test(name)).map((name) => new URL(name, layouts)), new URL('packages/checks/test/golden/report-2023-twin.txt', root)];

test.each(samples.map((path) => [path.pathname.split('/').at(-1), path] as const))('what is printed of %s fits it', async (_, path) => {
  const document = await readDocument(readFileSync(path));
  const printed: unknown = JSON.parse(JSON.stringify(checkReport(document, check(document))));
  expect(checkReportSchema.safeParse(printed).error).toBeUndefined();
});
