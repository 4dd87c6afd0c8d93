import { z } from 'zod';
import { Moment, PersonRef } from './common.js';

/** One thing that happened, newest first. `params` hold codes and ids, and names in place of the ids of people. */
export const TimelineEntry = z
  .object({
    seq: z.number().int(),
    type: z.string(),
    at: Moment,
    recordedAt: Moment,
    actor: PersonRef.nullable(),
    params: z.record(z.string(), z.json()),
    text: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Moves of tasks and reminders: of interest when one looks for them, and noise otherwise. */
const quiet: ReadonlySet<string> = new Set(['taskOpened', 'taskClosed', 'taskClaimed', 'taskReleased', 'taskReassigned', 'reminded', 'stepEntered']);

export function isQuietEvent(type: string): boolean {
  return quiet.has(type);
}
