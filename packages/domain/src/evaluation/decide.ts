import { assertNever } from '../assertNever.js';
import { civilDateOf } from '../civilDate.js';
import type { Instant } from '../identifiers.js';
import { isOvertaken } from '../lastChange.js';
import { accept, refuse, type Decision } from '../refusals.js';
import { dueReminders } from '../tasks.js';
import type { EvaluationCommand, EvaluationCommandType } from './commands.js';
import { answerCheck, decideCheck } from './checks.js';
import { claimTask, lapsedClaims, releaseTask, urgeTask } from './claiming.js';
import { barredFrom, contextOf, hasPart, type Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import { evolve } from './evolve.js';
import { blockedBy, type EvaluationFacts } from './facts.js';
import { assignSections, confirmSections, returnSection, submitForSigning, submitSection } from './filling.js';
import { moveTemplate } from './movingTemplate.js';
import { overrideScore } from './overriding.js';
import { precheck } from './precheck.js';
import { correctPublication, decideResultUse, proposeResultUse, publish, recordAccountsApproval, reviewSecrecy, withholdPublication } from './publishing.js';
import { adjustGoals, orderRectification, rescore, returnToDepartment, review } from './reviewing.js';
import { askExtension, delegate, grantExtension, handOver, movePhaseDate, refuseExtension, registerPaper, suspend } from './running.js';
import { changeCalendar } from './recounting.js';
import { advance, recorder, settle, type Recorder } from './settle.js';
import { appointActing, refuseToSign, sign, unlock, withdraw } from './signing.js';
import { positionOf, type EvaluationState } from './state.js';

type PersonCommand = Exclude<EvaluationCommand, { type: 'open' | 'tick' | 'suspend' }>;

/** Commands that judge what others prepared and signed; whoever had a part in it leaves them to a colleague of the bureau. */
const judgements: readonly EvaluationCommandType[] = [
  'approve', 'accept', 'acceptWithConditions', 'returnToDepartment', 'warn', 'adviseSuspension', 'orderRectification', 'adjustGoals', 'rescore', 'decideCheck',
  'decideResultUse',
];

export function isJudgement(type: EvaluationCommandType): boolean {
  return judgements.includes(type);
}

/** Verdicts, and what makes a version public: given on what the sender saw, or not at all. */
function isBoundToSeen(type: EvaluationCommandType): boolean {
  return isJudgement(type) || type === 'publish' || type === 'withholdPublication';
}

function byPerson(context: Context, command: PersonCommand): Decision<EvaluationEvent> {
  const { state, actor, now } = context;
  if ('reason' in command && command.reason.trim() === '') return refuse({ code: 'reasonRequired' });
  if (isJudgement(command.type) && hasPart(state, actor.personId)) return refuse({ code: 'preparerCannotReview' });
  if (isBoundToSeen(command.type) && isOvertaken(state.judged, context.facts.seen, actor.personId)) return refuse({ code: 'versionMismatch', version: state.version });
  switch (command.type) {
    case 'assignSections':
      return assignSections(context, command);
    case 'claim':
      return claimTask(context, state.tasks, command.taskId, barredFrom(state, actor.personId));
    case 'release':
      return releaseTask(context, state.tasks, command.taskId);
    case 'submitSection':
      return submitSection(context, command);
    case 'returnSection':
      return returnSection(context, command);
    case 'confirmSections':
      return confirmSections(context, command);
    case 'submitForSigning':
      return submitForSigning(context, command);
    case 'withdraw':
      return withdraw(context, command);
    case 'unlock':
      return unlock(context, command);
    case 'sign':
      return sign(context, command);
    case 'refuseToSign':
      return refuseToSign(context, command);
    case 'approve':
      return review(context, 'approved', null);
    case 'accept':
      return review(context, 'accepted', null);
    case 'acceptWithConditions':
      return review(context, 'acceptedWithConditions', command.reason);
    case 'warn':
      return review(context, 'warned', command.reason);
    case 'adviseSuspension':
      return review(context, 'suspensionAdvised', command.reason);
    case 'orderRectification':
      return orderRectification(context, command);
    case 'returnToDepartment':
      return returnToDepartment(context, command);
    case 'adjustGoals':
      return adjustGoals(context, command);
    case 'rescore':
      return rescore(context, command);
    case 'answerCheck':
      return answerCheck(context, command);
    case 'overrideScore':
      return overrideScore(context, command);
    case 'decideCheck':
      return decideCheck(context, command);
    case 'askExtension':
      return askExtension(context, command);
    case 'grantExtension':
      return grantExtension(context);
    case 'refuseExtension':
      return refuseExtension(context, command);
    case 'movePhaseDate':
      return movePhaseDate(context, command);
    case 'moveTemplate':
      return moveTemplate(context, command);
    case 'registerPaper':
      return registerPaper(context, command);
    case 'delegate':
      return delegate(context, command);
    case 'handOver':
      return handOver(context, command);
    case 'appointActing':
      return appointActing(context, command);
    case 'urge':
      return urgeTask(context, state.tasks, command.taskId);
    case 'recordAccountsApproval':
      return recordAccountsApproval(context, command);
    case 'reviewSecrecy':
      return reviewSecrecy(context, command);
    case 'publish':
      return publish(context);
    case 'withholdPublication':
      return withholdPublication(context);
    case 'correctPublication':
      return correctPublication(context, command);
    case 'proposeResultUse':
      return proposeResultUse(context, command);
    case 'decideResultUse':
      return decideResultUse(context, command);
    case 'close': {
      const blocked = blockedBy(context.facts);
      return blocked === null ? accept([advance(state, now)]) : refuse(blocked);
    }
    case 'cancel':
      return accept([{ type: 'cancelled', by: actor.personId, reason: command.reason }]);
    case 'resume':
      return accept([{ type: 'resumed', by: actor.personId, reason: command.reason }]);
    default:
      return assertNever(command);
  }
}

function open(command: Extract<EvaluationCommand, { type: 'open' }>, facts: EvaluationFacts, now: Instant): Decision<EvaluationEvent> {
  if (command.rules.stages[command.startStage] === undefined || command.onPaper.length !== command.startStage) return refuse({ code: 'stageUnknown' });
  if (command.onPaper.some((paper) => paper.documentNo.trim() === '')) return refuse({ code: 'documentNoRequired' });
  const { type: _, ...terms } = command;
  const opened: EvaluationEvent = { type: 'opened', ...terms };
  const record = recorder(evolve(null, opened));
  settle(record, facts, now);
  return accept([opened, ...record.events()]);
}

/** What the clock owes by now, and everything that follows from it. */
function ticked(record: Recorder, facts: EvaluationFacts, now: Instant): Decision<EvaluationEvent> {
  const before = record.state();
  // First, or who has left would be reminded of what he claimed.
  record.emit(...lapsedClaims({ state: before, facts, today: civilDateOf(now) }, before.tasks));
  const { tasks, rules } = record.state();
  record.emit(...dueReminders(tasks, rules, facts.calendar, now));
  settle(record, facts, now);
  return accept(record.events());
}

/**
 * The one place where the process of a year decides (design §2). Pure and total: `state` null only before `open`.
 * `now` is process time. Answers events, or the reason why nothing happens; a refusal changes nothing.
 */
export function decide(state: EvaluationState | null, facts: EvaluationFacts, command: EvaluationCommand, now: Instant): Decision<EvaluationEvent> {
  if (command.type === 'open') return state === null ? open(command, facts, now) : refuse({ code: 'alreadyDone' });
  if (state === null) return refuse({ code: 'notOpen', status: 'none' });
  const hopeless = precheck(positionOf(state), command.type);
  if (hopeless !== null) return refuse(hopeless);

  const record = recorder(state);
  if (command.type === 'tick') {
    // A suspended or finished case hears the clock and does nothing.
    if (state.status !== 'open') return accept([]);
    const { newerCalendar: calendar } = facts;
    if (calendar !== undefined && calendar.id !== state.calendarId) {
      record.emit(changeCalendar(state, facts.calendar, calendar, now));
      return ticked(record, { ...facts, calendar }, now);
    }
    return ticked(record, facts, now);
  } else if (command.type === 'suspend') {
    const decision = suspend(facts.actor, command);
    if (!decision.ok) return decision;
    record.emit(...decision.events);
  } else {
    if (facts.actor === null) return refuse({ code: 'personRequired' });
    const decision = byPerson(contextOf(state, facts, facts.actor, now), command);
    if (!decision.ok) return decision;
    record.emit(...decision.events);
  }
  settle(record, facts, now);
  return accept(record.events());
}
