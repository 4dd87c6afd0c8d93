import { z } from 'zod';
import { defaults, type Operation } from './operation.js';
import { FileName } from './schemas/text.js';
import { ReleaseTemplateBody, TemplateCheckRecord, TemplateId, TemplateRecord, TemplateRow } from './schemas/templates.js';

/** The forms a county evaluates by: what is released, a file looked at before, and its release. */
export const templateOperations = {
  listTemplates: { ...defaults, method: 'GET', path: '/templates', summary: 'Released versions of templates, the newest first, and those that came with the product and were not released yet', response: z.object({ data: z.array(TemplateRow), total: z.number().int() }) },
  getTemplate: { ...defaults, method: 'GET', path: '/templates/{id}', summary: 'One version as the tree of its form, with what the linter says', params: z.object({ id: TemplateId }), response: TemplateRecord },
  checkTemplate: {
    ...defaults,
    method: 'POST',
    path: '/templates/check',
    summary: 'Look at a file (JSON, or Excel as it was downloaded): what is wrong in it, and what it changes against the newest version. Releases nothing',
    query: z.object({ name: FileName }),
    body: 'binary',
    response: TemplateCheckRecord,
  },
  releaseTemplate: {
    ...defaults,
    method: 'POST',
    path: '/templates',
    summary: 'Release a version, for good: years can be opened by it from now on',
    body: ReleaseTemplateBody,
    response: z.object({ id: TemplateId, version: z.number().int() }),
    idempotent: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
