import { assertNever } from '../assertNever.js';
import { isTooFar, latestDate, type WorkCalendar } from '../calendar.js';
import { civilDateOf, compareCivilDates } from '../civilDate.js';
import type { Actor, Duty } from '../duties.js';
import { deductionRefusal } from '../deductions.js';
import type { IndicatorKey, Instant, PersonId, Sha256 } from '../identifiers.js';
import { accept, refuse, type Decision, type Refusal } from '../refusals.js';
import { peopleOf } from '../evaluation/context.js';
import { delegatedTo, type Delegation, type DutyHolders } from '../evaluation/state.js';
import { dueReminders, settleTasks } from '../tasks.js';
import { findingScopes, type FindingCommand, type FindingCommandType } from './commands.js';
import { findingDemands } from './demands.js';
import type { FindingEvent } from './events.js';
import { evolveFinding, foldFinding } from './evolve.js';
import type { FindingState, FindingStatus } from './state.js';

/** What a finding's rules may look at beside its state. */
export type FindingFacts = {
  readonly actor: Actor | null;
  readonly calendar: WorkCalendar;
  readonly holders: DutyHolders;
  /** Absences recorded on the evaluation the finding belongs to. */
  readonly delegations: readonly Delegation[];
  readonly reauthenticatedFor: Sha256 | null;
  /** What each row of the template weighs; a finding takes off no more. */
  readonly weights: Readonly<Record<IndicatorKey, string>>;
};

export type FindingPosition = { readonly status: FindingStatus; readonly version: number };

/** What the status alone already forbids; see the evaluation's `precheck`. */
export function precheckFinding(position: FindingPosition, type: FindingCommandType): Refusal | null {
  const scope = findingScopes[type];
  return scope === 'any' || scope.includes(position.status) ? null : { code: 'findingStatus', status: position.status };
}

type PersonCommand = Exclude<FindingCommand, { type: 'raise' | 'tick' }>;
type Outcome = Decision<FindingEvent>;

/** The absent colleague the actor stands in for, or null when he holds the duty himself; undefined when neither. */
export function holdsAs(facts: Pick<FindingFacts, 'holders' | 'delegations'>, actor: Actor, duty: Duty, now: Instant): PersonId | null | undefined {
  if (actor.duties.includes(duty)) return null;
  return delegatedTo(facts, actor.personId, civilDateOf(now)).find((person) => facts.holders[duty]?.includes(person));
}

/** Whether the actor is the one whom the plan names, or stands in for him. */
function answersFor(state: FindingState, facts: FindingFacts, person: PersonId, now: Instant): boolean {
  const responsible = state.plan?.responsible;
  return responsible !== undefined && (responsible === person || delegatedTo(facts, person, civilDateOf(now)).includes(responsible));
}

const judgements: readonly FindingCommandType[] = ['rejectObjection', 'upholdObjection', 'acceptPlan', 'returnFinding', 'closeFinding'];

export function isFindingJudgement(type: FindingCommandType): boolean {
  return judgements.includes(type);
}

/** Whether a person answers for the finding on the department's side; then he does not judge the answer. */
export function hasPartInFinding(state: FindingState, person: PersonId): boolean {
  return [state.plan?.preparedBy, state.plan?.responsible, state.planSignedBy, ...state.evidenceBy].includes(person);
}

function byPerson(state: FindingState, facts: FindingFacts, actor: Actor, command: PersonCommand, now: Instant): Outcome {
  const by = actor.personId;
  const isClerk = () => holdsAs(facts, actor, 'clerk', now) !== undefined;
  if ('reason' in command && command.reason.trim() === '') return refuse({ code: 'reasonRequired' });
  if (isFindingJudgement(command.type) && hasPartInFinding(state, by)) return refuse({ code: 'preparerCannotReview' });
  switch (command.type) {
    case 'serve':
      return command.documentNo.trim() === '' ? refuse({ code: 'documentNoRequired' }) : accept([{ type: 'served', documentNo: command.documentNo, by }]);
    case 'acknowledge':
      return isClerk() ? accept([{ type: 'acknowledged', by }]) : refuse({ code: 'notYourTask' });
    case 'object':
      return isClerk() ? accept([{ type: 'objected', by, reason: command.reason }]) : refuse({ code: 'notYourTask' });
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
      return accept([{ type: 'planned', plan: { text, responsible, dueOn, hash, preparedBy: by } }]);
    }
    case 'signPlan': {
      const onBehalfOf = holdsAs(facts, actor, 'principal', now);
      if (onBehalfOf === undefined) return refuse({ code: 'notYourSlot', slot: 'principal' });
      if (state.plan === null || state.plan.hash !== command.hash) return refuse({ code: 'planMoved' });
      if (state.plan.preparedBy === by) return refuse({ code: 'preparerCannotSign' });
      if (!state.rules.statements.every((statement) => command.statements.includes(statement))) return refuse({ code: 'statementsMissing' });
      if (facts.reauthenticatedFor !== state.plan.hash) return refuse({ code: 'reauthenticationRequired' });
      return accept([{ type: 'planSigned', person: by, onBehalfOf, hash: state.plan.hash, minutesNo: command.minutesNo, at: now }]);
    }
    case 'acceptPlan':
      return accept([{ type: 'planAccepted', by }]);
    case 'addEvidence':
      if (!isClerk() && !answersFor(state, facts, by, now)) return refuse({ code: 'notYourTask' });
      if (command.blobs.length === 0) return refuse({ code: 'evidenceMissing' });
      return accept([{ type: 'evidenceAdded', blobs: command.blobs, text: command.text, by }]);
    case 'verifyEvidence':
      // 验收人 ≠ 责任人 (domain.md C6): nobody accepts his own proof.
      if (state.plan?.responsible === by || state.evidenceBy.includes(by)) return refuse({ code: 'verifierIsResponsible' });
      return accept([{ type: 'evidenceVerified', by, reason: command.reason }]);
    case 'returnFinding':
      return accept([{ type: 'findingReturned', to: state.status === 'planSigned' ? 'plan' : 'evidence', by, reason: command.reason }]);
    case 'closeFinding':
      return accept([{ type: 'findingClosed', by, reason: command.reason, at: now }]);
    default:
      return assertNever(command);
  }
}

/** The one place where the process of a finding decides; pure and total like the evaluation's `decide`. */
export function decideFinding(state: FindingState | null, facts: FindingFacts, command: FindingCommand, now: Instant): Outcome {
  const settled = (from: FindingState | null, events: readonly FindingEvent[]): Outcome => {
    const after = foldFinding(from, events);
    return accept(after === null ? events : [...events, ...settleTasks(after.tasks, findingDemands(after), after.rules, facts.calendar, now)]);
  };
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
  const hopeless = precheckFinding(state, command.type);
  if (hopeless !== null) return refuse(hopeless);
  if (command.type === 'tick') return settled(state, dueReminders(state.tasks, state.rules, facts.calendar, now));
  if (facts.actor === null) return refuse({ code: 'personRequired' });
  const decision = byPerson(state, facts, facts.actor, command, now);
  return decision.ok ? settled(state, decision.events) : decision;
}
