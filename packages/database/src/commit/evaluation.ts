import {
  assertNever, decide, phaseOf, type CommitRequest, type EvaluationCommand, type EvaluationCommandType, type EvaluationFacts, type EvaluationId, type EvaluationOutcome, type EvaluationShell, type EvaluationState,
} from '@hengji/domain';
import { missingScan } from '../content/documentScans.js';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { actorOf, inputsOf, missingText, readCircumstances, type Circumstances } from './circumstances.js';
import { contentFacts, lockSections, readContent, type Freezable } from './content.js';
import { readEvaluationCase, shellOf, type EvaluationCase } from './evaluationRow.js';
import { handOverFindings } from './handOverFindings.js';
import { raiseOrdered } from './raise.js';
import { recordEvaluation } from './recordEvaluation.js';
import { calendarAhead, referenceOf, type Reference } from './reference.js';
import { reported } from './report.js';
import { gatherTemplateMove, keepLostText, writeMovedContent } from './templateMove.js';
import { writeReceipt } from './writeStream.js';

/** Whether the decision looks at figures, scores or texts; the others are decided without reading them. */
function needsContent(type: EvaluationCommandType): boolean {
  switch (type) {
    case 'submitSection':
    case 'submitForSigning':
    case 'confirmSections':
    case 'sign':
    case 'publish':
    case 'withholdPublication':
    case 'close':
    case 'approve':
    case 'accept':
    case 'acceptWithConditions':
    case 'warn':
    case 'adviseSuspension':
    case 'orderRectification':
    case 'adjustGoals':
    case 'rescore':
    case 'answerCheck':
    case 'decideCheck':
    case 'overrideScore':
      return true;
    case 'open':
    case 'assignSections':
    case 'claim':
    case 'release':
    case 'returnSection':
    case 'withdraw':
    case 'unlock':
    case 'refuseToSign':
    case 'returnToDepartment':
    case 'askExtension':
    case 'grantExtension':
    case 'refuseExtension':
    case 'movePhaseDate':
    // It reads more than the stage's content, by itself.
    case 'moveTemplate':
    case 'registerPaper':
    case 'delegate':
    case 'handOver':
    case 'appointActing':
    case 'urge':
    case 'recordAccountsApproval':
    case 'reviewSecrecy':
    case 'correctPublication':
    case 'proposeResultUse':
    case 'decideResultUse':
    case 'cancel':
    case 'suspend':
    case 'resume':
    case 'tick':
      return false;
    default:
      return assertNever(type);
  }
}

/** The clock, or a plan that was accepted elsewhere, ends this phase: no phase ends with an open blocking check, whoever brings the end. */
function endsOnContent(state: EvaluationState): boolean {
  return phaseOf(state) === 'rectification';
}

export function evaluationFacts(evaluation: Pick<EvaluationCase, 'state'>, around: Circumstances, reference: Reference, content: Freezable | null, actor: EvaluationFacts['actor'], lookedAt?: number): EvaluationFacts {
  const seen = evaluation.state.revision?.hash;
  return {
    actor,
    ...(lookedAt === undefined ? {} : { seen: lookedAt }),
    calendar: reference.calendar,
    content: content?.facts ?? null,
    holders: around.holders,
    leadingGroup: around.leadingGroup,
    reauthenticatedFor: seen !== undefined && around.proofs.includes(seen) ? seen : null,
    findings: around.findings,
  };
}

async function gatherContent(client: Queryable, evaluation: EvaluationCase, reference: Reference): Promise<Freezable> {
  await lockSections(client, evaluation.id, evaluation.state.stageIndex);
  return contentFacts(evaluation, evaluation.state, reference, await readContent(client, evaluation.id, evaluation.state));
}

/** An answer given before, with the state as it is now: the shell must never adopt an older one. */
function replayed(outcome: string, shell: EvaluationShell): EvaluationOutcome {
  const stored: EvaluationOutcome = JSON.parse(outcome);
  return { ...stored, shell };
}

/**
 * The only writer of an evaluation's process state, in one transaction at READ COMMITTED: lock the row; answer a known update from its
 * receipt; gather the facts; `decide`; write events, snapshot, projections, audit chain, notices and receipt. A refusal is a receipt
 * too and changes nothing else. Called as often as needed it happens once. Throws `NotFoundError`, and errors of the database, which
 * `classifyDatabaseError` sorts.
 */
export async function commitEvaluation(db: Database, request: CommitRequest<EvaluationId, EvaluationCommand>): Promise<EvaluationOutcome> {
  const { id, updateId, message } = request;
  const { command, from } = message;
  return reported(db, 'evaluation', request, (repeated) => inTransaction(db, async (client) => {
    const evaluation = await readEvaluationCase(client, id, true);
    if (evaluation === null) throw new NotFoundError('evaluation', id);
    const inputs = inputsOf(command);
    // A statement of its own: the one that waited for the lock may not see what the other transaction wrote.
    const around = await readCircumstances(client, evaluation, { kind: 'evaluation', id, updateId, from, wallInstant: request.wallInstant, inputs });
    const shell = shellOf(evaluation.state, around.clockOffsetMs);
    if (around.outcome !== null) {
      repeated();
      return replayed(around.outcome, shell);
    }
    const reference = await referenceOf(client, evaluation);
    const content = needsContent(command.type) || endsOnContent(evaluation.state) ? await gatherContent(client, evaluation, reference) : null;
    const newerCalendar = command.type === 'tick' ? await calendarAhead(client, evaluation) : {};
    const move = command.type === 'moveTemplate' ? await gatherTemplateMove(client, evaluation, reference, command, true) : null;
    const facts = { ...evaluationFacts(evaluation, around, reference, content, actorOf(from, around.holders), message.seen), ...newerCalendar, ...(move === null ? {} : { templateMove: move.facts }) };
    const unwritten = missingText(inputs, around);
    const decided = unwritten === null ? decide(evaluation.state, facts, command, around.now) : { ok: false as const, refusal: unwritten };
    const unkept = decided.ok && command.type === 'registerPaper' ? await missingScan(client, evaluation.countyId, command.scans) : null;
    const decision = unkept === null ? decided : { ok: false as const, refusal: unkept };
    if (!decision.ok) {
      const outcome: EvaluationOutcome = { kind: 'refused', refusal: decision.refusal, shell };
      await writeReceipt(client, 'evaluation', id, evaluation.countyId, { updateId, outcome: JSON.stringify(outcome) });
      return outcome;
    }
    const canonical = content?.canonical ?? (() => {
      throw new Error(`${command.type} froze a revision without reading the content`);
    });
    const lost = move === null || from === null ? around.texts : new Map([...around.texts, ...(await keepLostText(client, evaluation.countyId, from.personId, move))]);
    const recorded = await recordEvaluation(client, from, updateId, evaluation, { ...around, texts: lost }, decision.events, canonical);
    if (move !== null && move.plan !== null && from !== null) await writeMovedContent(client, evaluation, recorded.state, from.personId, move.plan);
    await raiseOrdered(client, request, evaluation, around, reference, decision.events);
    await handOverFindings(client, request, evaluation, around, reference, decision.events);
    return recorded.outcome;
  }));
}

/** What a shell needs to start or to go on. Throws `NotFoundError`. */
export async function loadEvaluationShell(db: Database, id: EvaluationId): Promise<EvaluationShell> {
  const evaluation = await readEvaluationCase(db.pool, id, false);
  if (evaluation === null) throw new NotFoundError('evaluation', id);
  const { rows } = await db.pool.query<{ clock_offset_ms: string }>('SELECT clock_offset_ms FROM campaign WHERE id = $1', [evaluation.campaignId]);
  return shellOf(evaluation.state, Number(rows[0]?.clock_offset_ms ?? 0));
}
