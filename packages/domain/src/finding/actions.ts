import { civilDateOf } from '../civilDate.js';
import type { Actor } from '../duties.js';
import type { Instant } from '../identifiers.js';
import { findingCommandTypes, type FindingCommandType } from './commands.js';
import { mayClaim } from '../evaluation/claiming.js';
import { answersFor, barredFromFinding, hasPartInFinding, holdsAs, isFindingJudgement, mayVerify, owes, presenceOf } from './decide.js';
import { precheckFinding } from './precheck.js';
import type { FindingFacts } from './facts.js';
import { objectionRefusal } from './objecting.js';
import { eligiblePlanSigners } from './signing.js';
import { findingPositionOf, type FindingState } from './state.js';

/** What the state says of one command for one person, before anything was typed. */
function fits(state: FindingState, facts: Pick<FindingFacts, 'holders' | 'delegations' | 'leadingGroup'>, actor: Actor, type: FindingCommandType, now: Instant): boolean {
  const by = actor.personId;
  if (isFindingJudgement(type) && hasPartInFinding(state, by)) return false;
  const isClerk = holdsAs(facts, actor, 'clerk', now) !== undefined;
  switch (type) {
    case 'raise':
    case 'suspend':
    case 'tick':
      return false;
    case 'object':
      return isClerk && objectionRefusal(state, now) === null;
    case 'acknowledge':
    case 'plan':
      return isClerk;
    case 'signPlan':
      return eligiblePlanSigners(state, facts, civilDateOf(now)).includes(by);
    case 'appointActing':
      return eligiblePlanSigners(state, facts, civilDateOf(now)).length === 0;
    case 'askExtension':
      return (state.extension ?? null) === null && owes(state, facts, actor, now);
    case 'grantExtension':
    case 'refuseExtension':
      return (state.extension ?? null) !== null;
    case 'claim':
      return mayClaim(presenceOf(facts, actor, now), state.tasks, barredFromFinding(state, by));
    case 'release':
      return state.tasks.some((task) => task.claimedBy === by);
    case 'urge':
      return state.tasks.length > 0;
    case 'resume':
      return true;
    case 'addEvidence':
      return isClerk || answersFor(state, facts, by, now);
    case 'verifyEvidence':
      return mayVerify(state, by);
    case 'handOver':
    case 'serve':
    case 'rejectObjection':
    case 'upholdObjection':
    case 'acceptPlan':
    case 'returnFinding':
    case 'closeFinding':
      return true;
  }
}

/** The commands a finding would take from this person now; see the evaluation's `availableCommands`. */
export function availableFindingCommands(state: FindingState, facts: Pick<FindingFacts, 'holders' | 'delegations' | 'leadingGroup'>, actor: Actor, now: Instant): readonly FindingCommandType[] {
  return findingCommandTypes.filter((type) => precheckFinding(findingPositionOf(state), type) === null && fits(state, facts, actor, type, now));
}
