import type { Actor, EvaluationFacts, EvaluationId, EvaluationState, FindingFacts, FindingId, FindingState, Instant, PersonId, UnitId } from '@hengji/domain';
import type { Database } from '../database.js';
import { actorOf, readCircumstances } from '../commit/circumstances.js';
import { contentFacts, readContent } from '../commit/content.js';
import type { StageFinding } from '../commit/contentChecks.js';
import { evaluationFacts } from '../commit/evaluation.js';
import { readEvaluationCase } from '../commit/evaluationRow.js';
import { findingFacts } from '../commit/finding.js';
import { readFindingCase } from '../commit/findingRow.js';
import { referenceOf } from '../commit/reference.js';

/** What the pure functions of the domain need to say what a person may do now; read without locks, so advisory. */
export type FactsOf<State, Facts> = {
  readonly state: State;
  readonly facts: Facts;
  readonly actor: Actor;
  /** Process time. */
  readonly now: Instant;
  readonly countyId: string;
  readonly unitId: UnitId;
};

/** For `availableCommands`, `slotsLost` and `decide` as a dry run; with what the checker says of the content. */
export async function readEvaluationFacts(db: Database, id: EvaluationId, personId: PersonId, wallInstant: Instant): Promise<(FactsOf<EvaluationState, EvaluationFacts> & { readonly findings: () => readonly StageFinding[] }) | null> {
  const evaluation = await readEvaluationCase(db.pool, id, false);
  if (evaluation === null) return null;
  const from = { personId, sessionId: '' };
  const around = await readCircumstances(db.pool, evaluation, { kind: 'evaluation', id, updateId: '', from, wallInstant, inputs: [] });
  const reference = await referenceOf(db.pool, evaluation);
  const content = contentFacts(evaluation, evaluation.state, reference, await readContent(db.pool, id, evaluation.state));
  const actor = actorOf(from, around.holders) ?? { personId, duties: [] };
  return { state: evaluation.state, facts: evaluationFacts(evaluation, around, reference, content, actor), actor, now: around.now, countyId: evaluation.countyId, unitId: evaluation.unitId, findings: content.findings };
}

/** For `availableFindingCommands`. */
export async function readFindingFacts(db: Database, id: FindingId, personId: PersonId, wallInstant: Instant): Promise<FactsOf<FindingState, FindingFacts> | null> {
  const finding = await readFindingCase(db.pool, id, false);
  if (finding === null) return null;
  const from = { personId, sessionId: '' };
  const around = await readCircumstances(db.pool, finding, { kind: 'finding', id, updateId: '', from, wallInstant, inputs: [] });
  const reference = await referenceOf(db.pool, finding);
  const actor = actorOf(from, around.holders) ?? { personId, duties: [] };
  return { state: finding.state, facts: findingFacts(finding, around, reference, actor), actor, now: around.now, countyId: finding.countyId, unitId: finding.unitId };
}
