import { registryEventTypes, unitKinds } from '@hengji/domain';
import { z } from 'zod';
import { Day, DutyName, Id, Moment, PersonRef } from './common.js';

export const UnitRecord = z
  .object({
    id: Id,
    name: z.string(),
    /** 预算单位编码; null where none was given. */
    code: z.string().nullable(),
    kind: z.enum(unitKinds),
    /** The unit above it today. */
    parent: Id.nullable(),
    parentName: z.string().nullable(),
  })
  .meta({ id: 'Unit' });
export type UnitRecord = z.infer<typeof UnitRecord>;

const TermView = z.object({ startsOn: Day, endsOn: Day.nullable() });

/** One change: what, who, when by the wall's clock, and the old and the new value by name. What was erased by law is null. */
export const RegistryEntryRecord = z
  .object({
    seq: z.number().int(),
    type: z.enum(registryEventTypes),
    at: Moment,
    /** Null: set up with the system. */
    actor: PersonRef.nullable(),
    person: z.string().nullable(),
    unit: z.string().nullable(),
    /** The unit above. */
    parent: z.string().nullable(),
    duty: DutyName.nullable(),
    /** Of a post, or the number of a founding document. */
    title: z.string().nullable(),
    members: z.array(z.string()),
    old: TermView.nullable(),
    new: TermView.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'RegistryEntry' });
export type RegistryEntryRecord = z.infer<typeof RegistryEntryRecord>;
