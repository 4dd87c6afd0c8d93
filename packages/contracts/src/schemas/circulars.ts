import { z } from 'zod';
import { DocumentNo, Id, Moment, PersonRef, Reason, UnitRef } from './common.js';
import { lineText, longText } from './text.js';

/** What the bureau writes to the departments of a campaign (布置通知): plain text, shown as it was typed. */
export const CircularBody = z
  .object({ documentNo: DocumentNo, title: lineText(200), text: longText(20_000), files: z.array(Id).max(20).default([]) })
  .meta({ id: 'CircularBody' });

/** A further version; `reason` says what is new. */
export const CircularAmendmentBody = CircularBody.extend({ reason: Reason }).meta({ id: 'CircularAmendmentBody' });

export const CircularFileView = z.object({ id: Id, name: z.string(), bytes: z.number().int(), mediaType: z.string(), sha256: z.string() }).meta({ id: 'CircularFile' });
export type CircularFileView = z.infer<typeof CircularFileView>;

export const CircularRow = z
  .object({
    id: Id,
    campaign: z.object({ id: Id, title: z.string() }),
    rehearsal: z.boolean(),
    /** Number of the version that counts. */
    number: z.number().int(),
    documentNo: z.string(),
    title: z.string(),
    issuedAt: Moment,
    issuedBy: PersonRef,
    /** The reader is to confirm that he has read it, and has not yet. */
    toRead: z.boolean(),
    readAt: Moment.nullable(),
  })
  .meta({ id: 'CircularRow' });
export type CircularRow = z.infer<typeof CircularRow>;

export const CircularRecord = CircularRow.extend({
  /** The latest first. */
  versions: z.array(
    z.object({
      number: z.number().int(),
      documentNo: z.string(),
      title: z.string(),
      text: z.string(),
      reason: z.string().nullable(),
      files: z.array(CircularFileView),
      issuedAt: Moment,
      issuedBy: PersonRef,
    }),
  ),
  /** People the latest version is for, and how many of them have read it; null for those who do not see the whole county. */
  followed: z.object({ recipients: z.number().int(), read: z.number().int() }).nullable(),
  allowedActions: z.array(z.enum(['acknowledge', 'amend', 'remind'])),
}).meta({ id: 'Circular' });
export type CircularRecord = z.infer<typeof CircularRecord>;

export const CircularReader = z.object({ person: PersonRef, unit: UnitRef, readAt: Moment.nullable() }).meta({ id: 'CircularReader' });
