import { requestNudge, type Database, type StreamKind } from '@hengji/database';
import type { CommitOutcome, Refusal } from '@hengji/domain';
import type { CommandAnswer, DryRefusal } from '@hengji/workflows/client';
import { HttpProblem } from './problem.js';

export type Standing<Place> = {
  readonly stream: StreamKind;
  readonly id: string;
  /** The row, as it was before the shell was asked. */
  readonly place: { readonly countyId: string; readonly version: number };
  /** What the row's own position says of the command; null when it could be. */
  readonly hopeless: Refusal | null;
  /** What was answered to the same key before; null when nothing was. */
  readonly receipt: () => Promise<CommitOutcome<Place> | null>;
};

/**
 * What stands of a shell's answer. The row is ahead of the shell for a moment after each commit, and for longer where the server died before
 * it kept that the order was carried out: then the receipt is the answer, a refusal from an outdated position is none, and the shell is told
 * to look again. Files of a section are put on record beside the shell: where the row's own position refuses the command too, it is refused.
 */
export async function standingAnswer<Place>(database: Database, answer: CommandAnswer<CommitOutcome<Place>>, { stream, id, place, hopeless, receipt }: Standing<Place>): Promise<CommitOutcome<Place> | DryRefusal> {
  const unreached = answer.kind === 'unknown';
  if (!unreached && !('at' in answer)) return answer;
  const kept = await receipt();
  if (!unreached && kept === null && hopeless !== null) return { kind: 'refused', refusal: hopeless, at: place.version };
  const behind = unreached ? kept !== null : answer.at !== null && answer.at < place.version;
  if (behind) await requestNudge(database, stream, id, place.countyId);
  if (kept !== null) return kept;
  if (unreached || behind) throw new HttpProblem(503, 'busy', { retryAfterSeconds: 2 });
  return answer;
}
