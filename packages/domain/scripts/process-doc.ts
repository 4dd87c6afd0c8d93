/** Writes docs/process.md from the code and the department's template: `npx tsx packages/domain/scripts/process-doc.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { processDocument } from '../src/testing/processDocument.js';

const root = new URL('../../../', import.meta.url);
const { process: rules } = JSON.parse(readFileSync(new URL('prisma/seed/template.department.json', root), 'utf8'));
writeFileSync(new URL('docs/process.md', root), processDocument(rules));
