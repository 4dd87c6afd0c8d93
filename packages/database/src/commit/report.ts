import type { CommitOutcome, CommitRequest } from '@hengji/domain';
import type { CommitReport, Database } from '../database.js';
import type { StreamKind } from '../relay.js';

/** Runs one call of the writer and tells the listener how it ended. `repeated` is to be called when a receipt gave the answer. */
export async function reported<Outcome extends CommitOutcome<unknown>>(
  db: Database,
  stream: StreamKind,
  request: CommitRequest<string, { readonly type: string }>,
  work: (repeated: () => void) => Promise<Outcome>,
): Promise<Outcome> {
  if (db.onCommit === null) return work(() => undefined);
  const begun = process.hrtime.bigint();
  let again = false;
  const tell = (outcome: CommitReport['outcome'], refused: string | null, events: readonly string[]) =>
    db.onCommit?.({ stream, id: request.id, updateId: request.updateId, command: request.message.command.type, outcome, refused, events, seconds: Number(process.hrtime.bigint() - begun) / 1e9 });
  try {
    const outcome = await work(() => {
      again = true;
    });
    if (outcome.kind === 'refused') tell(again ? 'repeated' : 'refused', outcome.refusal.code, []);
    else tell(again ? 'repeated' : 'accepted', null, outcome.events);
    return outcome;
  } catch (error) {
    tell('failed', null, []);
    throw error;
  }
}
