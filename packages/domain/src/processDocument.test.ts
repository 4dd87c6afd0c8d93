import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Template } from './template.js';
import { processDocument } from './testing/processDocument.js';

const root = new URL('../../../', import.meta.url);

it('docs/process.md says what the code does; else run `npx tsx packages/domain/scripts/process-doc.ts`', () => {
  const template = JSON.parse(readFileSync(new URL('prisma/seed/template.department.json', root), 'utf8')) as Template;
  expect(readFileSync(new URL('docs/process.md', root), 'utf8')).toBe(processDocument(template.process));
});
