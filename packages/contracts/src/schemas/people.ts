import { z } from 'zod';
import { Day, DutyName, Id, PersonRef, UnitRef } from './common.js';

export const DutyHolding = z.object({ id: Id, duty: DutyName, title: z.string(), unit: UnitRef, startsOn: Day, endsOn: Day.nullable() });

export const PersonRecord = z
  .object({
    id: Id,
    name: z.string(),
    /** Empty for a colleague, and where there is no account. */
    username: z.string(),
    mailAddress: z.string().nullable(),
    /** Whether he may sign in. */
    active: z.boolean(),
    /** An authenticator app is tied to the account; not told of a colleague. */
    secondFactor: z.boolean(),
    holdings: z.array(DutyHolding),
  })
  .meta({ id: 'Person' });

export type PersonRecord = z.infer<typeof PersonRecord>;

export const LeadingGroupRecord = z
  .object({ id: Id, unit: UnitRef, documentNo: z.string(), leader: PersonRef, members: z.array(PersonRef), startsOn: Day, endsOn: Day.nullable(), /** Name of the scanned founding document. */ scan: z.string().nullable() })
  .meta({ id: 'LeadingGroup' });
