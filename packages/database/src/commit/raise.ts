import {
  allDeadlines, decideFinding, foldFinding, weightsOf, type CommitRequest, type EvaluationCommand, type EvaluationEvent, type EvaluationId, type FindingCommand, type FindingOutcome, type FindingRules, type ProcessRules, type Sender,
} from '@hengji/domain';
import { randomUUID } from 'node:crypto';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { actorOf, readCircumstances, type Circumstances } from './circumstances.js';
import { readEvaluationCase, type EvaluationCase } from './evaluationRow.js';
import { insertFinding } from './findingRow.js';
import { recordFinding } from './recordFinding.js';
import { referenceOf, type Reference } from './reference.js';

type Raise = Extract<FindingCommand, { type: 'raise' }>;

export type RaiseFinding = Pick<Raise, 'evaluationId' | 'findingType' | 'source' | 'text' | 'amountFen' | 'effect'> & {
  readonly updateId: string;
  readonly from: Sender;
  /** Wall time. */
  readonly wallInstant: string;
  /** Absent: a new uuid. */
  readonly findingId?: string;
};

/** A finding keeps the rules of the evaluation it was raised in. */
function rulesOf({ deadlines, ladder, repeatEveryWorkingDays, statements }: ProcessRules): FindingRules {
  return { deadlines: allDeadlines(deadlines), ladder, repeatEveryWorkingDays, statements };
}

async function raise(client: Queryable, from: Sender | null, updateId: string, evaluation: EvaluationCase, around: Circumstances, reference: Reference, command: Raise): Promise<FindingOutcome> {
  const facts = { actor: actorOf(from, around.holders), calendar: reference.calendar, holders: around.holders, leadingGroup: around.leadingGroup, delegations: evaluation.state.delegations, reauthenticatedFor: null, weights: weightsOf(reference.template) };
  const decision = decideFinding(null, facts, command, around.now);
  const state = decision.ok ? foldFinding(null, decision.events) : null;
  if (!decision.ok || state === null) {
    const refusal = decision.ok ? { code: 'findingExists' as const } : decision.refusal;
    return { kind: 'refused', refusal, shell: { position: { status: 'withdrawn', version: 0 }, nextInstant: null, clockOffsetMs: around.clockOffsetMs, finished: true } };
  }
  const stage = evaluation.state.rules.stages[evaluation.state.stageIndex];
  const finding = { ...evaluation, id: command.findingId, head: { seq: 0, hash: '' }, delegations: evaluation.state.delegations, phase: stage?.phase ?? 'rectification', checkpoint: stage?.checkpoint ?? null };
  await insertFinding(client, finding, state, around.now);
  return recordFinding(client, from, updateId, { ...finding, state: null }, around, decision.events);
}

/** The findings that a checkpoint's verdict ordered, in the same transaction. */
export async function raiseOrdered(
  client: Queryable,
  request: CommitRequest<EvaluationId, EvaluationCommand>,
  evaluation: EvaluationCase,
  around: Circumstances,
  reference: Reference,
  events: readonly EvaluationEvent[],
): Promise<void> {
  for (const event of events) {
    if (event.type !== 'rectificationOrdered') continue;
    await raise(client, request.message.from, request.updateId, evaluation, around, reference, {
      type: 'raise',
      findingId: event.findingId,
      evaluationId: evaluation.id,
      findingType: event.findingType,
      source: 'monitoring',
      calendarId: evaluation.calendarId,
      rules: rulesOf(evaluation.state.rules),
      text: event.text ?? event.reason,
      amountFen: null,
      effect: event.effect ?? null,
    });
  }
}

/**
 * Raises a finding on an evaluation: row, first commit and the order to start its shell in one transaction, idempotent by `updateId`.
 * Throws `NotFoundError` when there is no such evaluation.
 */
export async function raiseFinding(db: Database, request: RaiseFinding): Promise<{ readonly findingId: string; readonly outcome: FindingOutcome }> {
  const { from, updateId, evaluationId, findingType, source, text, amountFen, effect } = request;
  return inTransaction(db, async (client) => {
    // Two tries of one request at the same time: the second waits and finds the receipt.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`raise ${updateId}`]);
    const { rows } = await client.query<{ stream_id: string; outcome: string }>("SELECT stream_id, outcome FROM receipt WHERE update_id = $1 AND stream_kind = 'finding'", [updateId]);
    const [known] = rows;
    if (known !== undefined) return { findingId: known.stream_id, outcome: JSON.parse(known.outcome) };
    const evaluation = await readEvaluationCase(client, evaluationId, false);
    if (evaluation === null) throw new NotFoundError('evaluation', evaluationId);
    const findingId = request.findingId ?? randomUUID();
    const around = await readCircumstances(client, evaluation, { kind: 'finding', id: findingId, updateId, from, wallInstant: request.wallInstant, inputs: [text] });
    if (!around.texts.has(text)) {
      return { findingId, outcome: { kind: 'refused', refusal: { code: 'reasonRequired' }, shell: { position: { status: 'withdrawn', version: 0 }, nextInstant: null, clockOffsetMs: around.clockOffsetMs, finished: true } } };
    }
    const reference = await referenceOf(client, evaluation);
    const outcome = await raise(client, from, updateId, evaluation, around, reference, {
      type: 'raise', findingId, evaluationId, findingType, source, calendarId: evaluation.calendarId, rules: rulesOf(evaluation.state.rules), text, amountFen, effect,
    });
    return { findingId, outcome };
  });
}
