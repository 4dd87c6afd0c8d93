import { z } from 'zod';
import { TimelineEntry } from './schemas/timeline.js';

/**
 * RFC 9457 problem details: the one shape of every error. `code` is stable, `params` fill its sentence, `detail` is the
 * sentence in the reader's language, `errors` go to the fields by path.
 */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    params: z.record(z.string(), z.json()),
    errors: z.record(z.string(), z.string()),
    requestId: z.string(),
    /** What somebody else did to the case since the asker looked at it, where that explains a refusal. */
    meanwhile: TimelineEntry.optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** Codes of the HTTP edge; the process adds those of `Refusal` in the domain. */
export type EdgeCode =
  | 'invalidInput'
  | 'notSignedIn'
  | 'notAllowed'
  | 'notFound'
  | 'staleVersion'
  | 'editDisqualifies'
  | 'sectionClosed'
  | 'packageReviewed'
  | 'tooLarge'
  | 'fileTypeRefused'
  | 'fileUnreadable'
  | 'tooManyRequests'
  | 'crossSite'
  | 'idempotencyKeyRequired'
  | 'idempotencyKeyReused'
  | 'lockedOut'
  | 'sessionLocked'
  | 'wrongPassword'
  | 'secondFactorNeeded'
  | 'secondFactorRequired'
  | 'secondFactorUnchanged'
  | 'wrongCode'
  | 'providerUnavailable'
  | 'providerRefused'
  | 'providerUnknownPerson'
  | 'providerOtherPerson'
  | 'proofByProvider'
  | 'popupBlocked'
  | 'notARehearsal'
  | 'nothingToAdvance'
  | 'alreadyExists'
  | 'busy'
  | 'internal';
