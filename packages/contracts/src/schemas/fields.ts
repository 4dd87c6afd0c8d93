import { z } from 'zod';
import { Id, Key, Moment, PersonRef } from './common.js';

export const FieldView = z.object({
  key: z.string(),
  label: z.string(),
  labelEn: z.string(),
  type: z.enum(['money', 'percent', 'decimal', 'count', 'text', 'longText', 'date', 'boolean', 'choice']),
  required: z.boolean(),
  unit: z.string().optional(),
  unitEn: z.string().optional(),
  hint: z.string().optional(),
  hintEn: z.string().optional(),
  signed: z.boolean().optional(),
  maximum: z.string().optional(),
  atMost: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string(), labelEn: z.string() })).optional(),
});

export const EvidenceView = z
  .object({
    id: Id,
    /** The row it supports; null for a whole section, and on a finding. */
    indicator: Key.nullable(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    uploadedBy: PersonRef,
    uploadedAt: Moment,
  })
  .meta({ id: 'Evidence' });

export type EvidenceView = z.infer<typeof EvidenceView>;
