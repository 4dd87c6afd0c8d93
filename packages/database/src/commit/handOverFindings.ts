import { answeredFor, decideFinding, isSuspended, responsibleOf, type CommitRequest, type EvaluationCommand, type EvaluationEvent, type EvaluationId } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { actorOf, type Circumstances } from './circumstances.js';
import type { EvaluationCase } from './evaluationRow.js';
import { findingFacts } from './finding.js';
import { readFindingCase } from './findingRow.js';
import { recordFinding } from './recordFinding.js';
import type { Reference } from './reference.js';

/**
 * What somebody hands over in an evaluation includes the findings whose plans he answers for, in the same transaction. One that stands
 * still keeps its man until it is resumed.
 */
export async function handOverFindings(
  client: Queryable,
  { message, updateId }: Pick<CommitRequest<EvaluationId, EvaluationCommand>, 'message' | 'updateId'>,
  evaluation: EvaluationCase,
  around: Circumstances,
  reference: Reference,
  events: readonly EvaluationEvent[],
): Promise<void> {
  const handed = events.find((event) => event.type === 'handedOver');
  if (handed?.type !== 'handedOver') return;
  const { rows } = await client.query<{ id: string }>('SELECT id FROM finding WHERE evaluation_id = $1 AND status = ANY ($2::text[]) ORDER BY number', [evaluation.id, answeredFor]);
  for (const { id } of rows) {
    const finding = await readFindingCase(client, id, true);
    if (finding === null || responsibleOf(finding.state) !== handed.from || isSuspended(finding.state)) continue;
    const facts = findingFacts(finding, around, reference, actorOf(message.from, around.holders));
    const decision = decideFinding(finding.state, facts, { type: 'handOver', to: handed.to, reason: handed.reason }, around.now);
    if (decision.ok) await recordFinding(client, message.from, updateId, finding, around, decision.events);
  }
}
