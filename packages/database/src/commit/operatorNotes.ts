import type { Queryable } from '../database.js';

/** With the commit that resumes a case its operators' notes are settled. */
export async function settleNotes(client: Queryable, subject: { readonly kind: 'evaluation' | 'finding'; readonly id: string }, events: readonly { readonly type: string }[]): Promise<void> {
  if (!events.some(({ type }) => type === 'resumed')) return;
  const ofCase = subject.kind === 'finding' ? 'finding_id = $1' : 'evaluation_id = $1 AND finding_id IS NULL';
  await client.query(`UPDATE operator_note SET resolved_at = now() WHERE ${ofCase} AND resolved_at IS NULL`, [subject.id]);
}
