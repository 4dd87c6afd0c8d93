import { z } from 'zod';
import { defaults, type Operation } from './operation.js';
import { ExaminedDocument } from './schemas/examinations.js';
import { FileName } from './schemas/text.js';
import { TemplateId } from './schemas/templates.js';

/** 体检: a report or form from anywhere is read and held to the rules. */
export const examinationOperations = {
  examineDocument: {
    ...defaults,
    method: 'POST',
    path: '/examinations',
    summary: 'Read a report or form (Word, Excel, PDF with a text layer, web page, text) and name its defects. The file is not kept; who had which bytes examined is on record',
    query: z.object({ name: FileName, /** A template of the county, or one that came with the product, to hold it to. */ template: TemplateId.optional() }),
    body: 'binary',
    response: ExaminedDocument,
  },
  listExaminationTemplates: {
    ...defaults,
    method: 'GET',
    path: '/examinations/templates',
    summary: 'Templates that a document can be held to: the newest released version of each, and those that came with the product',
    response: z.object({ data: z.array(z.object({ id: TemplateId, title: z.string(), titleEn: z.string(), version: z.number().int() })) }),
  },
} as const satisfies Readonly<Record<string, Operation>>;
