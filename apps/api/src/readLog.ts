import { recordRead, type Database } from '@hengji/database';
import { requestIdOf, type SignedIn } from './requestContext.js';

/** What of a request is kept: which operation, on which case, under which address. */
export type Look = { readonly operation: string; readonly path: string; readonly evaluation?: string; readonly finding?: string };

/** Writes the read log before an answer is given: what cannot be put on record is not shown. One row for one answer, however long its list is. */
export async function recordLook(database: Database, who: SignedIn, request: { readonly id: unknown }, look: Look): Promise<void> {
  const { units } = who.lookedAt;
  if (units.length === 0) return;
  await recordRead(database, {
    countyId: who.countyId,
    personId: who.personId,
    operation: look.operation,
    path: look.path,
    evaluationId: look.evaluation ?? null,
    findingId: look.finding ?? null,
    unitIds: units,
    requestId: requestIdOf(request),
  });
}
