import { duties, isCivilDate, parseCivilDate, phases, steps, type CivilDate } from '@hengji/domain';
import { z } from 'zod';
import { lineText, longText } from './text.js';

/** Opaque ids are UUIDs everywhere; a path or body with anything else is refused before it reaches the database. */
export const Id = z.uuid().meta({ description: 'Opaque id' });

/** A day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'dateInvalid' })
  .refine((text): text is CivilDate => parseCivilDate(text) !== null && isCivilDate(text), { error: 'dateInvalid' })
  .meta({ format: 'date', description: 'Civil date in Asia/Shanghai, YYYY-MM-DD' });

/** A moment, ISO 8601 in UTC. Process time unless the name says `recorded`. */
export const Moment = z.iso.datetime().meta({ description: 'UTC instant' });

/** A text a person must write; trimmed, never empty, never longer than a page. */
export const Reason = longText(2000, 'reasonRequired');
export const DocumentNo = lineText(100, 'documentNoRequired');

export const Key = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/, { error: 'keyInvalid' });
/** Names a task within its case: stage or cycle, kind, section or slot, as the process made it. */
export const TaskId = z.string().regex(/^\d{1,4}(\.[A-Za-z0-9~]{1,60}){1,4}$/, { error: 'taskIdInvalid' });
/** SHA-256 in lower-case hexadecimal. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'hashInvalid' });
export const DecimalText = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/, { error: 'decimalInvalid' });

export const PhaseName = z.enum(phases);
export const StepName = z.enum(steps);
export const DutyName = z.enum(duties);
export const RatingName = z.enum(['excellent', 'good', 'fair', 'poor']);
export const UrgencyName = z.enum(['onTime', 'dueSoon', 'overdue', 'escalated']);
export const StatusName = z.enum(['open', 'suspended', 'cancelled', 'closed']);

/** Where an evaluation stands, in every list of them. */
export const caseStanding = { status: StatusName, phase: PhaseName, checkpoint: z.string().nullable(), step: StepName, urgency: UrgencyName, dueOn: Day.nullable() };

export const PersonRef = z.object({ id: Id, name: z.string() }).meta({ id: 'PersonRef' });
export const UnitRef = z.object({ id: Id, name: z.string() }).meta({ id: 'UnitRef' });
export const RecipientRef = z
  .union([z.object({ person: PersonRef }), z.object({ duty: DutyName })])
  .meta({ id: 'RecipientRef', description: 'One person, or everybody who holds a duty towards the case' });

/** Numbers of versions and revisions are counted in columns of four bytes: a larger one would be an error of the database. */
export const largestNumber = 2_147_483_647;

/** Lists: one dialect for all. `sort` names a field of the row, `-field` descends. */
export const Paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  perPage: z.coerce.number().int().min(1).max(200).default(25),
  sort: z.string().regex(/^-?[A-Za-z]{1,60}$/).optional(),
};

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), total: z.number().int() });
}

/** Query flags arrive as text. */
export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

