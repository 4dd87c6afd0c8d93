import { expect } from 'vitest';
import type { Stack } from '../support/stack.js';

/** How far an evaluation has come, counted in each of the tables that one commit writes together; without the receipts of shells that were told to look again. */
export type Stream = { readonly evaluationId: string; readonly version: number; readonly events: number; readonly audit: number; readonly receipts: number };

export async function streamOf(stack: Stack, evaluationId: string): Promise<Stream> {
  const [row] = await stack.sql<Omit<Stream, 'evaluationId'>>(
    `SELECT e.version,
       (SELECT count(*)::int FROM process_event WHERE stream_kind = 'evaluation' AND stream_id = e.id) AS events,
       (SELECT count(*)::int FROM audit_event WHERE stream_kind = 'evaluation' AND stream_id = e.id) AS audit,
       (SELECT count(*)::int FROM receipt WHERE stream_kind = 'evaluation' AND stream_id = e.id AND update_id NOT LIKE 'nudge:%') AS receipts
     FROM evaluation e WHERE e.id = $1`,
    [evaluationId],
  );
  if (row === undefined) throw new Error(`no evaluation ${evaluationId}`);
  return { evaluationId, ...row };
}

/** Since `before` exactly one thing happened to the evaluation: the command with that key, with these events, in all tables. */
export async function expectOnce(stack: Stack, before: Stream, key: string, types: readonly string[]): Promise<void> {
  const { evaluationId } = before;
  const after = await streamOf(stack, evaluationId);
  expect(after).toEqual({ evaluationId, version: before.version + types.length, events: before.events + types.length, audit: before.audit + types.length, receipts: before.receipts + 1 });
  const receipts = await stack.sql('SELECT stream_id FROM receipt WHERE update_id = $1', [key]);
  expect(receipts).toEqual([{ stream_id: evaluationId }]);
  const events = await stack.sql<{ seq: number; type: string }>("SELECT seq, type FROM process_event WHERE stream_kind = 'evaluation' AND stream_id = $1 AND seq > $2 ORDER BY seq", [evaluationId, before.version]);
  expect(events).toEqual(types.map((type, index) => ({ seq: before.version + index + 1, type })));
}
