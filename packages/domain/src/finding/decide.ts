import { assertNever } from '../assertNever.js';
import { isTooFar, latestDate } from '../calendar.js';
import { civilDateOf, compareCivilDates } from '../civilDate.js';
import type { Actor, Duty, Recipient } from '../duties.js';
import { deductionRefusal } from '../deductions.js';
import type { Instant, PersonId } from '../identifiers.js';
import { isOvertaken } from '../lastChange.js';
import { accept, refuse, type Decision } from '../refusals.js';
import { claimTask, lapsedClaims, releaseTask, urgeTask } from '../evaluation/claiming.js';
import { inPlaceOf, isMeant, peopleOf, type BarredFrom, type Presence } from '../evaluation/context.js';
import { suspend } from '../evaluation/running.js';
import { delegatedTo } from '../evaluation/state.js';
import { dueReminders, settleTasks } from '../tasks.js';
import type { FindingCommand, FindingCommandType } from './commands.js';
import { findingDemands } from './demands.js';
import type { FindingEvent } from './events.js';
import { askExtension, grantExtension, refuseExtension } from './extending.js';
import { evolveFinding, foldFinding } from './evolve.js';
import type { FindingFacts } from './facts.js';
import { daysLeftOf, objectionRefusal, objectionTerm } from './objecting.js';
import { precheckFinding } from './precheck.js';
import { changeFindingCalendar } from './recounting.js';
import { appointPlanSigner, missingSigner, signPlan } from './signing.js';
import { findingPositionOf, isSuspended, responsibleOf, responsibles, type FindingState } from './state.js';

type PersonCommand = Exclude<FindingCommand, { type: 'raise' | 'tick' | 'suspend' }>;
type Outcome = Decision<FindingEvent>;

/** The absent colleague the actor stands in for, or null when he holds the duty himself; undefined when neither. */
export function holdsAs(facts: Pick<FindingFacts, 'holders' | 'delegations'>, actor: Actor, duty: Duty, now: Instant): PersonId | null | undefined {
  if (actor.duties.includes(duty)) return null;
  return delegatedTo(facts, actor.personId, civilDateOf(now)).find((person) => facts.holders[duty]?.includes(person));
}

/** Who acts for whom on a finding; absences are those of its evaluation. */
export function presenceOf(facts: Pick<FindingFacts, 'holders' | 'delegations'>, actor: Actor, now: Instant): Presence {
  return { state: facts, facts, actor, today: civilDateOf(now) };
}

const clerk: Recipient = { duty: 'clerk' };

/** Whom the plan or its evidence is asked of, for the actor: the clerk, or the one who answers for the plan where he comes for that one. */
function owedBy(state: FindingState, around: Presence): Recipient {
  const responsible = responsibleOf(state);
  return responsible === null || isMeant(around, clerk) ? clerk : { person: responsible };
}

/** Whether the actor is the one whom the plan names, or stands in for him. */
export function answersFor(state: FindingState, facts: Pick<FindingFacts, 'delegations'>, person: PersonId, now: Instant): boolean {
  const responsible = responsibleOf(state);
  return responsible !== null && (responsible === person || delegatedTo(facts, person, civilDateOf(now)).includes(responsible));
}

const judgements: readonly FindingCommandType[] = ['rejectObjection', 'upholdObjection', 'acceptPlan', 'returnFinding', 'closeFinding', 'grantExtension', 'refuseExtension'];

export function isFindingJudgement(type: FindingCommandType): boolean {
  return judgements.includes(type);
}

/** Whether the actor may bring what is owed now: the plan is the clerk's, the evidence also the responsible person's. */
export function owes(state: FindingState, facts: Pick<FindingFacts, 'holders' | 'delegations'>, actor: Actor, now: Instant): boolean {
  return holdsAs(facts, actor, 'clerk', now) !== undefined || (state.status === 'planAccepted' && answersFor(state, facts, actor.personId, now));
}

/** Whether a person answers for the finding on the department's side; then he does not judge the answer. */
export function hasPartInFinding(state: FindingState, person: PersonId): boolean {
  return [state.plan?.preparedBy, ...responsibles(state), state.planSignedBy, state.extension?.askedBy, ...state.evidenceBy].includes(person);
}

/** 验收人 ≠ 责任人 (domain.md C6): nobody accepts his own proof, nor what he answered for before it was handed over. */
export function mayVerify(state: FindingState, person: PersonId): boolean {
  return !responsibles(state).includes(person) && !state.evidenceBy.includes(person);
}

/** Another answers for the plan; the plan itself stays as it was signed. */
function handOver(state: FindingState, facts: FindingFacts, { to, reason }: Extract<FindingCommand, { type: 'handOver' }>): Outcome {
  const from = responsibleOf(state);
  if (from === null || from === to) return refuse({ code: 'delegateToSelf' });
  if (!peopleOf(facts, 'department').includes(to)) return refuse({ code: 'personUnknown', person: to });
  // Whoever has found the proof good does not answer for it afterwards.
  if (state.verifiedBy === to) return refuse({ code: 'verifierIsResponsible' });
  return accept([{ type: 'handedOver', from, to, reason }]);
}

/** What a person may not take on with a task of this finding. */
export function barredFromFinding(state: FindingState, person: PersonId): BarredFrom {
  return (kind) => {
    if (kind === 'signPlan') return state.plan?.preparedBy === person ? { code: 'preparerCannotSign' } : null;
    const judges = kind === 'answerObjection' || kind === 'acceptPlan' || kind === 'verifyEvidence' || kind === 'closeFinding' || kind === 'decideExtension';
    return judges && hasPartInFinding(state, person) ? { code: 'preparerCannotReview' } : null;
  };
}

function byPerson(state: FindingState, facts: FindingFacts, actor: Actor, command: PersonCommand, now: Instant): Outcome {
  const by = actor.personId;
  const isClerk = () => holdsAs(facts, actor, 'clerk', now) !== undefined;
  const around = presenceOf(facts, actor, now);
  if ('reason' in command && command.reason.trim() === '') return refuse({ code: 'reasonRequired' });
  if (isFindingJudgement(command.type) && hasPartInFinding(state, by)) return refuse({ code: 'preparerCannotReview' });
  const bound = isFindingJudgement(command.type) || command.type === 'verifyEvidence';
  if (bound && isOvertaken(state.judged, facts.seen, by)) return refuse({ code: 'versionMismatch', version: state.version });
  switch (command.type) {
    case 'serve':
      return command.documentNo.trim() === '' ? refuse({ code: 'documentNoRequired' }) : accept([{ type: 'served', documentNo: command.documentNo, by, ...objectionTerm(state, facts, now) }]);
    case 'acknowledge':
      return isClerk() ? accept([{ type: 'acknowledged', by, ...inPlaceOf(around, clerk) }]) : refuse({ code: 'notYourTask' });
    case 'object': {
      if (!isClerk()) return refuse({ code: 'notYourTask' });
      const problem = objectionRefusal(state, now);
      return problem === null ? accept([{ type: 'objected', by, ...inPlaceOf(around, clerk), reason: command.reason, daysLeft: daysLeftOf(state, facts, now) }]) : refuse(problem);
    }
    case 'rejectObjection':
      return accept([{ type: 'objectionRejected', by, reason: command.reason }]);
    case 'upholdObjection':
      return accept([{ type: 'withdrawnByBureau', by, reason: command.reason }]);
    case 'plan': {
      if (!isClerk()) return refuse({ code: 'notYourTask' });
      if (command.text.trim() === '') return refuse({ code: 'planIncomplete' });
      const today = civilDateOf(now);
      if (compareCivilDates(command.dueOn, today) <= 0) return refuse({ code: 'dateInPast' });
      if (isTooFar(command.dueOn, today)) return refuse({ code: 'dateTooFar', latest: latestDate(today) });
      if (!peopleOf(facts, 'department').includes(command.responsible)) return refuse({ code: 'personUnknown', person: command.responsible });
      const { text, responsible, dueOn, hash } = command;
      return accept([{ type: 'planned', plan: { text, responsible, dueOn, hash, preparedBy: by }, ...inPlaceOf(around, clerk) }]);
    }
    case 'signPlan':
      return signPlan(state, facts, actor, command, now);
    case 'appointActing':
      return appointPlanSigner(state, facts, command, now);
    case 'askExtension':
      return owes(state, facts, actor, now) ? askExtension(state, { by, ...inPlaceOf(around, owedBy(state, around)) }, command, now) : refuse({ code: 'notYourTask' });
    case 'grantExtension':
      return grantExtension(state, facts, by, now);
    case 'refuseExtension':
      return refuseExtension(state, by, command);
    case 'handOver':
      return handOver(state, facts, command);
    case 'claim':
      return claimTask(around, state.tasks, command.taskId, barredFromFinding(state, by));
    case 'release':
      return releaseTask(around, state.tasks, command.taskId);
    case 'urge':
      return urgeTask(around, state.tasks, command.taskId);
    case 'resume':
      return accept([{ type: 'resumed', by, reason: command.reason }]);
    case 'acceptPlan':
      return accept([{ type: 'planAccepted', by }]);
    case 'addEvidence':
      if (!isClerk() && !answersFor(state, facts, by, now)) return refuse({ code: 'notYourTask' });
      if (command.blobs.length === 0) return refuse({ code: 'evidenceMissing' });
      return accept([{ type: 'evidenceAdded', blobs: command.blobs, text: command.text, by, ...inPlaceOf(around, owedBy(state, around)) }]);
    case 'verifyEvidence':
      if (!mayVerify(state, by)) return refuse({ code: 'verifierIsResponsible' });
      return accept([{ type: 'evidenceVerified', by, reason: command.reason }]);
    case 'returnFinding':
      return accept([{ type: 'findingReturned', to: state.status === 'planSigned' ? 'plan' : 'evidence', by, reason: command.reason }]);
    case 'closeFinding':
      return accept([{ type: 'findingClosed', by, reason: command.reason, at: now }]);
    default:
      return assertNever(command);
  }
}

/** Everything that follows from what happened: who is missing, and which tasks the finding demands now. */
function settled(from: FindingState, facts: FindingFacts, events: readonly FindingEvent[], now: Instant): Outcome {
  const after = foldFinding(from, events);
  // A suspended finding keeps its tasks and their dates.
  if (after === null || isSuspended(after)) return accept(events);
  const missing = missingSigner(after, facts, now);
  const waiting = foldFinding(after, missing) ?? after;
  return accept([...events, ...missing, ...settleTasks(waiting.tasks, findingDemands(waiting), waiting.rules, facts.calendar, now)]);
}

/**
 * What the clock owes by now. A newer calendar of the county comes first, or its dates would be reminded of by the old one, and so do claims
 * that lapsed, or who has left would be reminded.
 */
function tick(state: FindingState, facts: FindingFacts, now: Instant): Outcome {
  const { newerCalendar: newer } = facts;
  const calendar = newer === undefined || newer.id === state.calendarId ? facts.calendar : newer;
  const changed = calendar === facts.calendar ? [] : [changeFindingCalendar(state, facts.calendar, calendar, now)];
  const first: FindingEvent[] = [...changed, ...lapsedClaims({ state: facts, facts, today: civilDateOf(now) }, state.tasks)];
  const { tasks, rules } = foldFinding(state, first) ?? state;
  return settled(state, { ...facts, calendar }, [...first, ...dueReminders(tasks, rules, calendar, now)], now);
}

/** The one place where the process of a finding decides; pure and total like the evaluation's `decide`. */
export function decideFinding(state: FindingState | null, facts: FindingFacts, command: FindingCommand, now: Instant): Outcome {
  if (command.type === 'raise') {
    if (state !== null) return refuse({ code: 'alreadyDone' });
    if (facts.actor === null) return refuse({ code: 'personRequired' });
    const problem = command.effect === null ? null : deductionRefusal(command.effect, facts.weights);
    if (problem !== null) return refuse(problem);
    const { type: _, ...terms } = command;
    const raised: FindingEvent = { type: 'raised', by: facts.actor.personId, ...terms };
    const begun = evolveFinding(null, raised);
    return accept([raised, ...settleTasks([], findingDemands(begun), begun.rules, facts.calendar, now)]);
  }
  if (state === null) return refuse({ code: 'notOpen', status: 'none' });
  const hopeless = precheckFinding(findingPositionOf(state), command.type);
  if (hopeless !== null) return refuse(hopeless);
  if (command.type === 'tick') return isSuspended(state) ? accept([]) : tick(state, facts, now);
  if (command.type === 'suspend') return suspend(facts.actor, command);
  if (facts.actor === null) return refuse({ code: 'personRequired' });
  const decision = byPerson(state, facts, facts.actor, command, now);
  return decision.ok ? settled(state, facts, decision.events, now) : decision;
}
