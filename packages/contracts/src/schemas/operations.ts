import { irregularityCodes } from '@hengji/domain';
import { z } from 'zod';
import { Moment, PersonRef } from './common.js';

export const IrregularityRecord = z
  .object({
    code: z.enum(irregularityCodes),
    outcome: z.enum(['none', 'done', 'failed']).meta({ description: 'done: mended; failed: tried in vain; none: a person must look' }),
    what: z.string().meta({ description: 'What is irregular, in the reader’s language' }),
    todo: z.string().meta({ description: 'What was done, or what to do' }),
    evaluation: z.string().nullable().meta({ description: 'Where it can be looked at' }),
    finding: z.string().nullable(),
    campaign: z.string().nullable(),
  })
  .meta({ id: 'Irregularity' });
export type IrregularityRecord = z.output<typeof IrregularityRecord>;

export const ReconciliationRecord = z
  .object({
    origin: z.enum(['schedule', 'person', 'command']),
    by: PersonRef.nullable(),
    startedAt: Moment.meta({ description: 'Wall time' }),
    endedAt: Moment,
    compared: z.number().int(),
    left: z.number().int().meta({ description: 'How many of the items a person must see to' }),
    items: z.array(IrregularityRecord),
  })
  .meta({ id: 'Reconciliation' });

export const OperationsRecord = z
  .object({
    running: z.boolean().nullable().meta({ description: 'Whether a reconciliation that somebody asked for is under way; null: the process engine does not answer' }),
    last: ReconciliationRecord.nullable().meta({ description: 'Null: there was none yet' }),
  })
  .meta({ id: 'Operations' });
export type OperationsRecord = z.output<typeof OperationsRecord>;
