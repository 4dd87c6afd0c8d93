import type { Actor } from '../duties.js';
import type { Instant } from '../identifiers.js';
import { isLive } from '../phases.js';
import { evaluationCommandTypes, type EvaluationCommandType } from './commands.js';
import { assessmentSection } from '../content.js';
import { mayAnswer, ownerOf } from './checks.js';
import { mayClaim } from './claiming.js';
import { barredFrom, contextOf, eligibleSigners, hasPart, isMeant, isPreparer, mayActOn, signsAs, type Context } from './context.js';
import { precheck } from './precheck.js';
import { openSlots } from './demands.js';
import { keepsTemplate } from './movingTemplate.js';
import { hasLiveFinding } from './running.js';
import { mayConfirm } from './filling.js';
import type { EvaluationFacts } from './facts.js';
import { allSubmitted, phaseOf, positionOf, stageOf, type EvaluationState } from './state.js';

/** Whether a section is open and the actor owns it. */
function isOpenTo(context: Context, key: string): boolean {
  const section = context.state.sections.find((one) => one.key === key);
  return section !== undefined && (section.status === 'open' || section.status === 'returned') && isMeant(context, ownerOf(context.state, key));
}

/** What the state says of one command for one person, before anything was typed. */
function fits(context: Context, type: EvaluationCommandType): boolean {
  const { state, facts, actor } = context;
  const myTasks = state.tasks.filter((task) => mayActOn(context, task));
  switch (type) {
    case 'open':
    case 'tick':
    case 'suspend':
      return false;
    case 'claim':
      return mayClaim(context, state.tasks, barredFrom(state, actor.personId));
    case 'release':
      return state.tasks.some((task) => task.claimedBy === actor.personId);
    case 'submitSection':
      return myTasks.some((task) => task.kind === 'fillSection');
    case 'returnSection':
      return state.sections.some((section) => section.status === 'submitted' || section.status === 'confirmed');
    case 'confirmSections':
      return state.sections.some((section) => mayConfirm(context, section));
    case 'submitForSigning':
      return allSubmitted(state) && isMeant(context, { duty: 'clerk' }) && (phaseOf(state) !== 'publication' || state.secrecy?.result === 'publish');
    case 'withdraw':
      return state.revision !== null && isMeant(context, { duty: 'clerk' });
    case 'unlock':
      return state.revision !== null;
    case 'sign':
    case 'refuseToSign':
      return openSlots(state).some((slot) => signsAs(context, slot) !== null) && !isPreparer(state, actor.personId);
    case 'appointActing':
      return stageOf(state)
        .signing.flatMap((group) => group.slots)
        .some((slot) => eligibleSigners(state, facts, slot, context.today).length === 0);
    case 'answerCheck':
      return (facts.content?.warnings ?? []).some((warning) => mayAnswer(context, warning));
    case 'overrideScore':
      return isOpenTo(context, assessmentSection) && Object.keys(facts.content?.computedScores ?? {}).length > 0;
    case 'decideCheck':
      return (facts.content?.warnings ?? []).length > 0 && !hasPart(state, actor.personId);
    case 'askExtension':
      return state.extension === null && myTasks.length > 0;
    case 'grantExtension':
    case 'refuseExtension':
      return state.extension !== null;
    case 'movePhaseDate':
      return state.stages.some((stage, index) => stage.opensOn !== null && (index > state.stageIndex || (index === state.stageIndex && state.step === 'waiting')));
    case 'moveTemplate':
      return keepsTemplate(state) === null;
    case 'registerPaper':
      return state.stages.some((stage) => stage.outcome === 'onPaper');
    case 'recordAccountsApproval':
      return state.accounts === null;
    case 'reviewSecrecy':
      return isMeant(context, { duty: 'deputyLeader' });
    case 'publish':
      return state.accounts !== null && isMeant(context, { duty: 'clerk' });
    case 'withholdPublication':
      return state.secrecy?.result === 'withhold' && isMeant(context, { duty: 'principal' });
    case 'correctPublication':
      return state.publication !== null;
    case 'proposeResultUse':
      return isMeant(context, { duty: 'clerk' });
    case 'urge':
      return state.tasks.length > 0;
    case 'approve':
    case 'accept':
    case 'acceptWithConditions':
    case 'returnToDepartment':
    case 'warn':
    case 'adviseSuspension':
    case 'orderRectification':
    case 'adjustGoals':
    case 'rescore':
    case 'decideResultUse':
      return !hasPart(state, actor.personId);
    case 'delegate':
      return isLive(state.status) || hasLiveFinding(facts);
    case 'assignSections':
    case 'handOver':
    case 'close':
    case 'cancel':
    case 'resume':
      return true;
  }
}

/**
 * The commands the state would take from this person now. The API offers only those that the permissions allow as well;
 * the pages show buttons for nothing else.
 */
export function availableCommands(state: EvaluationState, facts: EvaluationFacts, actor: Actor, now: Instant): readonly EvaluationCommandType[] {
  const context = contextOf(state, facts, actor, now);
  return evaluationCommandTypes.filter((type) => precheck(positionOf(state), type) === null && fits(context, type));
}
