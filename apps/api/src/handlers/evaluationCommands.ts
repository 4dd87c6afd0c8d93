import type { EvaluationCommandBody } from '@hengji/contracts';
import { commitEvaluation, findReceipt, readEvaluationPlace, type CasePlace, type Database } from '@hengji/database';
import { precheck, type EvaluationCommand, type EvaluationOutcome, type EvaluationStatus, type Position, type Refusal } from '@hengji/domain';
import { requireOn } from '../access.js';
import { idFrom, storeInput } from '../commandInput.js';
import { meanwhileOf } from '../meanwhile.js';
import { refused } from '../problem.js';
import { readable, templateOf } from '../readableRefusal.js';
import { hashesOrIds } from './documentScans.js';
import type { RequestContext } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { standingAnswer } from '../standing.js';

/** Turns what was typed into a command of ids and codes; texts are stored on the way. */
async function commandOf(database: Database, context: RequestContext, body: EvaluationCommandBody): Promise<EvaluationCommand> {
  const store = (part: string, text: string) => storeInput(database, context, part, text);
  switch (body.type) {
    case 'reviewSecrecy':
      return { type: body.type, result: body.result, basis: body.basis === null || body.basis === '' ? null : await store('basis', body.basis) };
    case 'orderRectification': {
      const { type, findingType, effect, reason, noEffectReason } = body;
      const text = await storeInput(database, context, 'finding', { description: reason, basis: '', noEffectReason });
      return { type, findingId: idFrom(context.idempotencyKey, 'finding'), findingType, reason: await store('reason', reason), text, effect };
    }
    case 'proposeResultUse':
    case 'decideResultUse': {
      const lines = body.lines.map(async ({ line, outcome, note }, index) => ({ line, outcome, note: note === undefined || note === '' ? null : await store(`note.${index}`, note) }));
      return { type: body.type, lines: await Promise.all(lines) };
    }
    case 'registerPaper':
      return { ...body, scans: await hashesOrIds(database, context.who.countyId, body.scans) };
    case 'submitSection':
      return { type: body.type, section: body.section, acceptDisqualification: body.acceptDisqualification ?? false };
    case 'submitForSigning':
      return { type: body.type, acceptDisqualification: body.acceptDisqualification ?? false };
    case 'assignSections':
    case 'claim':
    case 'release':
    case 'confirmSections':
    case 'sign':
    case 'approve':
    case 'accept':
    case 'grantExtension':
    case 'movePhaseDate':
    case 'urge':
    case 'recordAccountsApproval':
    case 'publish':
    case 'withholdPublication':
    case 'close':
      return body;
    case 'returnSection':
    case 'withdraw':
    case 'unlock':
    case 'refuseToSign':
    case 'acceptWithConditions':
    case 'returnToDepartment':
    case 'warn':
    case 'adviseSuspension':
    case 'adjustGoals':
    case 'rescore':
    case 'answerCheck':
    case 'decideCheck':
    case 'overrideScore':
    case 'askExtension':
    case 'refuseExtension':
    case 'delegate':
    case 'handOver':
    case 'appointActing':
    case 'correctPublication':
    case 'cancel':
    case 'resume':
      return { ...body, reason: await store('reason', body.reason) };
  }
}

/** The shell's answer; a refusal by its dry run comes without a state. */
type Answer = Extract<EvaluationOutcome, { kind: 'accepted' }> | { readonly kind: 'refused'; readonly refusal: Refusal };

async function carryOut(services: Services, context: RequestContext, evaluationId: string, place: CasePlace<EvaluationStatus> & Position, command: EvaluationCommand, seen: number | undefined): Promise<Answer> {
  const { database, decisions, configuration } = services;
  const message = { command, from: { personId: context.who.personId, sessionId: context.who.sessionId }, ...(seen === undefined ? {} : { seen }) };
  const updateId = context.idempotencyKey;
  // A finished year has no shell any more; its row lock alone keeps the order.
  if (place.status === 'closed' || place.status === 'cancelled') return commitEvaluation(database, { id: evaluationId, updateId, message, wallInstant: new Date().toISOString() });
  const answer = await decisions.evaluation({ id: evaluationId, updateId, message, deadlineMs: configuration.DECISION_DEADLINE_MS });
  return standingAnswer(database, answer, { stream: 'evaluation', id: evaluationId, place, hopeless: precheck(place, command.type), receipt: () => findReceipt(database, 'evaluation', evaluationId, updateId) });
}

/** A command: may he, as far as the unit goes; then the shell, where the state decides. */
export function commandEvaluation(services: Services): Handler<'commandEvaluation'> {
  return async (context, { params, query, body }) => {
    const { database } = services;
    const place = requireOn(context.who, 'Evaluation', await readEvaluationPlace(database, params.id), body.type);
    const command = await commandOf(database, context, body);
    const outcome = await carryOut(services, context, params.id, place, command, query.seen);
    if (outcome.kind === 'refused') {
      const titles = { template: await templateOf(database, params.id), english: context.language === 'en' };
      const asked = { stream: 'evaluation', id: params.id, seen: query.seen, by: context.who.personId, refusal: outcome.refusal.code } as const;
      throw refused(readable(outcome.refusal, titles), await meanwhileOf(database, asked, titles));
    }
    return { events: [...outcome.events], version: outcome.shell.position.version };
  };
}
