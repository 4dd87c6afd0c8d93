import { mailKinds } from '@hengji/domain';
import { z } from 'zod';
import { Day, Id, Moment, PersonRef } from './common.js';

export const MailRecord = z
  .object({
    id: Id,
    kind: z.enum(mailKinds),
    recipient: PersonRef,
    address: z.string().nullable(),
    subject: z.string(),
    text: z.string(),
    /** The other form of the same mail; show it in a sandbox. */
    html: z.string(),
    status: z.enum(['pending', 'sent', 'kept', 'failed']),
    rehearsal: z.boolean(),
    processDate: Day,
    createdAt: Moment,
    sentAt: Moment.nullable(),
    items: z.number().int(),
  })
  .meta({ id: 'Mail' });

export type MailRecord = z.infer<typeof MailRecord>;
