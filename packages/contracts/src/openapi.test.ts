import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.js';
import { operations } from './operations.js';

const file = new URL('../openapi.json', import.meta.url);

/** `UPDATE_OPENAPI=1 npx vitest run --project unit packages/contracts` writes the file anew after a wanted change. */
test('the kept OpenAPI document is the one the operations make', () => {
  const made = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
  if (process.env['UPDATE_OPENAPI'] === '1') writeFileSync(file, made);
  expect(readFileSync(file, 'utf8')).toBe(made);
});

test('every operation is documented, and every reference in the document leads somewhere', () => {
  const document = JSON.stringify(openApiDocument());
  for (const id of Object.keys(operations)) expect(document).toContain(`"operationId":"${id}"`);
  const references = [...document.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
  expect(references.length).toBeGreaterThan(20);
  expect(references.filter((reference) => !reference?.startsWith('#/components/schemas/'))).toEqual([]);
  for (const [, name] of document.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) expect(document).toContain(`"${name}":{`);
});

test('no answer of an operation is undocumented JSON', () => {
  const document: { paths: Record<string, Record<string, { responses: { 200: { content: Record<string, { schema: object }> } } }>> } = JSON.parse(JSON.stringify(openApiDocument()));
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) expect(Object.keys(operation.responses[200].content['application/json']?.schema ?? {})).not.toHaveLength(0);
  }
});
