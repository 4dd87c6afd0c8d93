import { periods, phases, ratings, type RevisionContent } from '@hengji/domain';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const versioned = z.object({ id: z.string(), sha256 });

/** Shape of `hengji.revision/1` as it is frozen (domain: `RevisionContent`). */
const revision = z.object({
  schema: z.literal('hengji.revision/1'),
  evaluation: z.string(),
  unit: z.string(),
  project: z.string().exactOptional(),
  year: z.int(),
  phase: z.enum(phases),
  checkpoint: z.string().nullable(),
  period: z.enum(periods).nullable(),
  template: versioned,
  calendar: versioned,
  figures: z.record(z.string(), z.record(z.string(), z.string())),
  indicators: z.array(z.json()),
  evidence: z.array(z.object({ section: z.string(), indicator: z.string().exactOptional(), name: z.string(), sha256, bytes: z.int().nonnegative() })),
  warned: z.array(z.object({ indicator: z.string(), rate: z.string(), below: z.string() })).exactOptional(),
  checks: z
    .array(z.object({ rule: z.string(), place: z.string(), said: z.string(), hash: sha256, answer: z.string().nullable(), effect: z.object({ indicator: z.string(), points: z.string() }).nullable(), decision: z.object({ accepted: z.boolean(), reason: z.string() }).nullable() }))
    .exactOptional(),
  score: z.object({ self: z.string(), reviewed: z.string().nullable(), grade: z.enum(ratings) }).nullable(),
});

/** Shape of a frozen row (domain: `frozenRow`). */
const row = z.object({
  indicator: z.string(),
  weight: z.string(),
  target: z.string(),
  actual: z.string(),
  score: z.string().nullable(),
  notApplicable: z.boolean(),
  entered: z.object({ score: z.string(), reason: z.string() }).nullable(),
  varianceReason: z.string(),
  improvementAction: z.string(),
  deduction: z.string().nullable(),
  override: z.object({ computed: z.string(), reason: z.string() }).exactOptional(),
});

export type FrozenRow = z.infer<typeof row>;

/** The stored text is no revision of this schema. The text is not in the message: it would land in logs. */
export class UnreadableRevisionError extends Error {
  constructor(options?: ErrorOptions) {
    super('the stored text is no revision of schema hengji.revision/1', options);
    this.name = 'UnreadableRevisionError';
  }
}

/** Reads the canonical JSON of a revision. Throws an `UnreadableRevisionError` when it is none. */
export function readRevision(text: string): RevisionContent {
  try {
    return revision.parse(JSON.parse(text));
  } catch (error) {
    throw new UnreadableRevisionError({ cause: error });
  }
}

/** The score sheet of a revision. Throws an `UnreadableRevisionError` when a row is none. */
export function rowsOf(content: RevisionContent): readonly FrozenRow[] {
  return content.indicators.map((value) => {
    const read = row.safeParse(value);
    if (!read.success) throw new UnreadableRevisionError({ cause: read.error });
    return read.data;
  });
}
