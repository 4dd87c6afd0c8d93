import type { FindingCommandBody, FindingRecord } from '@hengji/contracts';
import { commitFinding, findReceipt, listFindings, raiseFinding, readEvaluation, readEvaluationPlace, readEvidence, readFinding, readFindingFacts, readFindingPlace, readTimeline, type CasePlace, type Database, type FindingDetail } from '@hengji/database';
import { availableFindingCommands, barredFromFinding, claimable, isFindingOver, mayObjectUntil, precheckFinding, presenceOf, responsibleOf, type FindingCommand, type FindingOutcome, type FindingStatus, type Refusal } from '@hengji/domain';
import { row } from '@hengji/contracts';
import { pagingOf, requireOn, requireOnFinding, scopeOf } from '../access.js';
import { idFrom, storeInput } from '../commandInput.js';
import { meanwhileOf } from '../meanwhile.js';
import { HttpProblem, notFound, refused } from '../problem.js';
import type { RequestContext } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { standingAnswer } from '../standing.js';
import { troubleOf } from '../views/trouble.js';
import { findingText, findingView, planText } from '../views/finding.js';
import { timelineView } from '../views/timeline.js';
import { peopleView, taskView } from '../views/tasks.js';
import { evidenceView } from '../views/evidence.js';

async function commandOf(database: Database, context: RequestContext, findingId: string, body: FindingCommandBody): Promise<FindingCommand> {
  switch (body.type) {
    case 'plan': {
      const { measure, deliverable, responsible, dueOn } = body;
      // The transaction computes the hash, over the text as it stored it.
      return { type: 'plan', text: await storeInput(database, context, 'plan', { measure, deliverable }), responsible, dueOn, hash: '' };
    }
    case 'addEvidence':
      return { type: 'addEvidence', blobs: await hashesOf(database, findingId, body.evidence), text: await storeInput(database, context, 'text', body.text) };
    case 'serve':
    case 'acknowledge':
    case 'signPlan':
    case 'acceptPlan':
    case 'grantExtension':
    case 'claim':
    case 'release':
    case 'urge':
      return body;
    case 'object':
    case 'rejectObjection':
    case 'upholdObjection':
    case 'verifyEvidence':
    case 'returnFinding':
    case 'closeFinding':
    case 'handOver':
    case 'askExtension':
    case 'refuseExtension':
    case 'appointActing':
    case 'resume':
      return { ...body, reason: await storeInput(database, context, 'reason', body.reason) };
  }
}

/** Files are handed in by what they are (SHA-256), so that the record holds even if a name changes. Only the finding's own count. */
async function hashesOf(database: Database, findingId: string, ids: readonly string[]): Promise<readonly string[]> {
  const known = await Promise.all(ids.map((id) => readEvidence(database, id)));
  return known.map((evidence) => {
    if (evidence === null || evidence.stream !== 'finding' || evidence.streamId !== findingId) throw refused({ code: 'evidenceMissing' });
    return evidence.sha256;
  });
}

/** The shell's answer; a refusal by its dry run comes without a state. */
type FindingAnswer = Extract<FindingOutcome, { kind: 'accepted' }> | { readonly kind: 'refused'; readonly refusal: Refusal };

async function carryOut({ database, decisions, configuration }: Services, context: RequestContext, findingId: string, place: CasePlace<FindingStatus> & { readonly suspended: boolean }, command: FindingCommand, seen: number | undefined): Promise<FindingAnswer> {
  const updateId = context.idempotencyKey;
  const message = { command, from: { personId: context.who.personId, sessionId: context.who.sessionId }, ...(seen === undefined ? {} : { seen }) };
  // What is over has no shell any more; its row lock alone keeps the order, and the answer says why nothing happens.
  if (isFindingOver(place.status)) return commitFinding(database, { id: findingId, updateId, message, wallInstant: new Date().toISOString() });
  const answer = await decisions.finding({ id: findingId, updateId, message, deadlineMs: configuration.DECISION_DEADLINE_MS });
  return standingAnswer(database, answer, { stream: 'finding', id: findingId, place, hopeless: precheckFinding(place, command.type), receipt: () => findReceipt(database, 'finding', findingId, updateId) });
}

export function commandFinding(services: Services): Handler<'commandFinding'> {
  return async (context, { params, query, body }) => {
    const { database } = services;
    const place = requireOnFinding(context.who, await readFindingPlace(database, params.id), body.type);
    const command = await commandOf(database, context, params.id, body);
    const outcome = await carryOut(services, context, params.id, place, command, query.seen);
    if (outcome.kind === 'refused') {
      const asked = { stream: 'finding', id: params.id, seen: query.seen, by: context.who.personId, refusal: outcome.refusal.code } as const;
      throw refused(outcome.refusal, await meanwhileOf(database, asked, { template: null, english: context.language === 'en' }));
    }
    return { events: [...outcome.events], version: outcome.shell.position.version };
  };
}

export function raise({ database }: Services): Handler<'raiseFinding'> {
  return async (context, { body }) => {
    const { who } = context;
    const place = requireOn(who, 'Evaluation', await readEvaluationPlace(database, body.evaluationId), 'read');
    if (!who.ability.can('raise', row('Finding', place))) throw new HttpProblem(403, 'notAllowed');
    const text = await storeInput(database, context, 'finding', { description: body.description, basis: body.basis, noEffectReason: body.noEffectReason });
    const raised = await raiseFinding(database, {
      updateId: context.idempotencyKey,
      from: { personId: who.personId, sessionId: who.sessionId },
      wallInstant: new Date().toISOString(),
      evaluationId: body.evaluationId,
      findingId: idFrom(context.idempotencyKey, 'finding'),
      findingType: body.findingType,
      source: body.source,
      text,
      amountFen: body.amountFen,
      effect: body.effect,
    });
    if (raised.outcome.kind === 'refused') throw refused(raised.outcome.refusal);
    return { id: raised.findingId };
  };
}

export function list({ database }: Services): Handler<'listFindings'> {
  return async ({ who }, { query }) => {
    const filter = {
      ...(query.unit === undefined ? {} : { unitId: query.unit }),
      ...(query.evaluation === undefined ? {} : { evaluationId: query.evaluation }),
      ...(query.status === undefined ? {} : { status: query.status }),
      ...(query.rehearsal === undefined ? {} : { rehearsal: query.rehearsal }),
    };
    const page = await listFindings(database, scopeOf(who), filter, pagingOf(query));
    who.lookedAt.add(...page.rows.map(({ unit }) => unit.id));
    return { data: page.rows.map(findingView), total: page.total };
  };
}

/** The signature that stands; one under a plan that was returned is void. */
function planSignatureOf({ signatures }: FindingDetail): FindingRecord['planSignature'] {
  const standing = signatures.findLast((one) => one.voided === null);
  if (standing === undefined) return null;
  const { person, onBehalfOf, acting, signedAt, minutesNo } = standing;
  return { person, onBehalfOf, acting, signedAt, minutesNo };
}

export function get({ database }: Services): Handler<'getFinding'> {
  return async ({ who }, { params }) => {
    const place = requireOnFinding(who, await readFindingPlace(database, params.id), 'read');
    const [finding, facts] = await Promise.all([readFinding(database, params.id), readFindingFacts(database, params.id, who.personId, new Date().toISOString())]);
    if (finding === null || facts === null) throw notFound();
    const evaluation = await readEvaluation(database, finding.evaluationId);
    if (evaluation === null) throw notFound();
    const name = (id: string) => ({ id, name: finding.names[id] ?? evaluation.names[id] ?? '' });
    const { state } = finding;
    const text = findingText(finding.texts[state.text]);
    const plan = state.plan === null ? null : planText(finding.texts[state.plan.text]);
    const responsible = responsibleOf(state);
    const timeline = await readTimeline(database, 'finding', params.id, { limit: 200 });
    return {
      ...findingView(finding),
      version: state.version,
      processNow: facts.now,
      basis: text.basis,
      effect: state.effect,
      noEffectReason: text.noEffectReason,
      raisedBy: name(state.raisedBy),
      plan: state.plan === null || plan === null ? null : { ...plan, responsible: name(state.plan.responsible), dueOn: state.plan.dueOn, hash: state.plan.hash, preparedBy: name(state.plan.preparedBy) },
      planSignature: planSignatureOf(finding),
      planSigner: state.acting === undefined || state.acting === null ? null : name(state.acting.person),
      responsible: responsible === null ? null : name(responsible),
      objectUntil: mayObjectUntil(state),
      extension: state.extension === undefined || state.extension === null ? null : { askedBy: name(state.extension.askedBy), until: state.extension.until, reason: finding.texts[state.extension.reason] ?? '' },
      evidenceDueOn: state.evidenceDueOn ?? null,
      slotsWithoutSigner: [...(state.slotsWithoutSigner ?? [])],
      trouble: await troubleOf(database, who, { findingId: params.id }),
      evidence: finding.evidence.map(evidenceView),
      verifiedBy: state.verifiedBy === null ? null : name(state.verifiedBy),
      tasks: state.tasks.map((task) => taskView(task, { kind: 'finding', id: finding.id }, { unit: finding.unit, year: finding.year, rehearsal: finding.rehearsal, phase: evaluation.phase, checkpoint: evaluation.checkpoint, now: facts.now, calendar: facts.facts.calendar, names: finding.names, sections: [] })),
      claimable: claimable(presenceOf(facts.facts, facts.actor, facts.now), state.tasks, barredFromFinding(state, facts.actor.personId)).map(({ id }) => id),
      statements: [...state.rules.statements],
      timeline: timeline.map(timelineView),
      allowedActions: availableFindingCommands(state, facts.facts, facts.actor, facts.now).filter((type) => type !== 'raise' && type !== 'tick' && type !== 'suspend' && who.ability.can(type, row('Finding', place))),
      people: peopleView(evaluation.holders),
    };
  };
}
