import { findingCommandTypes, findingSources, findingStatuses, findingTypes } from '@hengji/domain';
import { z } from 'zod';
import { Day, DutyName, Id, Key, Moment, PersonRef, UnitRef, UrgencyName } from './common.js';
import { EvidenceView } from './fields.js';
import { TaskRecord } from './tasks.js';
import { TimelineEntry } from './timeline.js';

export const FindingRow = z
  .object({
    id: Id,
    number: z.string(),
    evaluationId: Id,
    unit: UnitRef,
    year: z.number().int(),
    rehearsal: z.boolean(),
    findingType: z.enum(findingTypes),
    source: z.enum(findingSources),
    status: z.enum(findingStatuses),
    urgency: UrgencyName,
    dueOn: Day.nullable(),
    description: z.string(),
    amountFen: z.string().nullable(),
    /** It stands still until an administrator resumes it. */
    suspended: z.boolean(),
  })
  .meta({ id: 'FindingRow' });

export type FindingRow = z.infer<typeof FindingRow>;

export const FindingRecord = FindingRow.extend({
  version: z.number().int(),
  processNow: Moment,
  basis: z.string(),
  effect: z.object({ indicator: Key, points: z.string() }).nullable(),
  noEffectReason: z.string(),
  raisedBy: PersonRef,
  plan: z.object({ measure: z.string(), deliverable: z.string(), responsible: PersonRef, dueOn: Day, hash: z.string(), preparedBy: PersonRef }).nullable(),
  /** Under the plan that lies there. */
  planSignature: z.object({ person: PersonRef, onBehalfOf: PersonRef.nullable(), acting: z.boolean(), signedAt: Moment, minutesNo: z.string().nullable() }).nullable(),
  /** Whom the administrator has appointed to sign it. */
  planSigner: PersonRef.nullable(),
  /** Who answers for the plan now; the plan names the first. */
  responsible: PersonRef.nullable(),
  /** Until when the department may object; null where it may not any more. */
  objectUntil: Day.nullable(),
  /** More time that waits for an answer. */
  extension: z.object({ askedBy: PersonRef, until: Day, reason: z.string() }).nullable(),
  /** The day the bureau granted for the evidence; null while the plan's own holds. */
  evidenceDueOn: Day.nullable(),
  slotsWithoutSigner: z.array(Key),
  trouble: z.string().nullable(),
  evidence: z.array(EvidenceView),
  verifiedBy: PersonRef.nullable(),
  tasks: z.array(TaskRecord),
  /** Tasks of a duty that this reader may take on now, also for an absent colleague. */
  claimable: z.array(z.string()),
  statements: z.array(Key),
  timeline: z.array(TimelineEntry),
  allowedActions: z.array(z.enum(findingCommandTypes)),
  people: z.array(PersonRef.extend({ duties: z.array(DutyName) })),
}).meta({ id: 'Finding' });

export type FindingRecord = z.infer<typeof FindingRecord>;
