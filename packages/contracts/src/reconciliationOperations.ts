import { z } from 'zod';
import { defaults, type Operation } from './operation.js';
import { OperationsRecord } from './schemas/operations.js';

/** For whoever runs the system: whether what the rows say and what the process engine runs agree. */
export const reconciliationOperations = {
  getOperations: { ...defaults, method: 'GET', path: '/operations', summary: 'What the last reconciliation found, and whether one is under way', response: OperationsRecord },
  reconcile: {
    ...defaults,
    method: 'POST',
    path: '/operations/reconciliations',
    summary: 'Compare rows and shells now, and mend what is safe; the result is read by getOperations',
    body: z.object({}),
    response: z.object({ begun: z.literal(true) }),
  },
} as const satisfies Readonly<Record<string, Operation>>;
