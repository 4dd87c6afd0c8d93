import { findingTypes } from '@hengji/domain';
import { z } from 'zod';
import { Day, Id, Key, Moment, PersonRef, PhaseName, RecipientRef, UnitRef, UrgencyName } from './common.js';

const TargetRef = z.object({ kind: z.enum(['evaluation', 'finding']), id: Id });

export const SectionTitle = z.object({ key: Key, title: z.string(), titleEn: z.string() });

/** One thing that waits for somebody. `workingDaysLeft` counts on the process date, negative when overdue. */
export const TaskRecord = z
  .object({
    id: z.string(),
    taskId: z.string(),
    kind: z.string(),
    target: TargetRef,
    unit: UnitRef,
    year: z.number().int(),
    rehearsal: z.boolean(),
    phase: PhaseName,
    checkpoint: z.string().nullable(),
    section: SectionTitle.nullable(),
    slot: z.string().nullable(),
    assignee: RecipientRef,
    claimedBy: PersonRef.nullable(),
    openedAt: Moment,
    dueOn: Day,
    dueCovered: z.boolean(),
    earlierDueOn: z.array(Day),
    urgency: UrgencyName,
    workingDaysLeft: z.number().int(),
    /** Today on the clock of the case; groups the inbox without a look at the reader's clock. */
    processDate: Day,
    returnReason: z.string().nullable(),
    /** Which finding it is about, where it is about one. */
    finding: z.object({ number: z.string(), findingType: z.enum(findingTypes) }).nullable(),
  })
  .meta({ id: 'Task' });

export type TaskRecord = z.infer<typeof TaskRecord>;
