import { z } from 'zod';
import { Id, Moment, PersonRef, UnitRef } from './common.js';

/** What a walk over the chains found: the number of rows, and the first that does not hold. */
export const AuditResult = z.object({
  events: z.number().int(),
  verified: z.boolean(),
  firstBroken: z.object({ stream: z.string(), seq: z.number().int(), why: z.string() }).nullable(),
});

/** One walk on record; `by` null: by Schedule. Wall time. */
export const AuditCheckRecord = AuditResult.extend({ id: Id, by: PersonRef.nullable(), startedAt: Moment, endedAt: Moment }).meta({ id: 'AuditCheck' });
export type AuditCheckRecord = z.infer<typeof AuditCheckRecord>;

/** One look: who, when (wall time), by which operation at which case, and the units whose data the answer held. */
export const ReadRecord = z
  .object({ id: Id, at: Moment, person: PersonRef, operation: z.string(), path: z.string(), evaluation: Id.nullable(), finding: Id.nullable(), units: z.array(UnitRef) })
  .meta({ id: 'Read' });
export type ReadRecord = z.infer<typeof ReadRecord>;

/** A case that stands still until somebody mends the cause and resumes it. */
export const TroubleRecord = z
  .object({
    id: Id,
    evaluationId: Id,
    /** Null when it is the evaluation itself. */
    finding: z.object({ id: Id, number: z.string() }).nullable(),
    unit: UnitRef,
    year: z.number().int(),
    rehearsal: z.boolean(),
    why: z.string(),
    /** Wall time. */
    since: Moment,
  })
  .meta({ id: 'Trouble' });
