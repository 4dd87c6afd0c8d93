import { z } from 'zod';
import { Hash, Key, PersonRef, RecipientRef } from './common.js';

/** What the checker says of an evaluation's content, and what was said to it. */
export const CheckView = z
  .object({
    hash: Hash,
    rule: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    /** The row or the field in the words of the form; null where it is the whole. */
    place: z.string().nullable(),
    section: z.object({ key: Key, title: z.string() }),
    /** Whom a warning waits for. */
    owner: RecipientRef,
    /** What was read, what it should be and how to put it right, in the reader's language. */
    said: z.string(),
    actual: z.string().nullable(),
    expected: z.string().nullable(),
    /** The answer names what comes off which row (rule X2). */
    asksEffect: z.boolean(),
    /** Whether it has to be answered or decided in this phase, and nobody has. */
    open: z.boolean(),
    /** The reader may answer it now. */
    mine: z.boolean(),
    answer: z.object({ reason: z.string(), effect: z.object({ indicator: Key, name: z.string(), points: z.string() }).nullable(), by: PersonRef }).nullable(),
    decision: z.object({ accepted: z.boolean(), reason: z.string(), by: PersonRef }).nullable(),
  })
  .meta({ id: 'Check' });
export type CheckView = z.infer<typeof CheckView>;

export const ChecksRecord = z
  .object({
    checks: z.array(CheckView),
    /** How many stand open: errors block every end of a phase, open warnings block signing. */
    errors: z.number().int(),
    open: z.number().int(),
    /** Rows that an effect can be named for, with what each has. */
    rows: z.array(z.object({ indicator: Key, name: z.string(), score: z.string() })),
  })
  .meta({ id: 'Checks' });
export type ChecksRecord = z.infer<typeof ChecksRecord>;
