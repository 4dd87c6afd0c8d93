import type { Actor } from '../duties.js';
import type { Instant } from '../identifiers.js';
import { findingCommandTypes, type FindingCommandType } from './commands.js';
import { hasPartInFinding, holdsAs, isFindingJudgement, precheckFinding, type FindingFacts } from './decide.js';
import type { FindingState } from './state.js';

/** What the state says of one command for one person, before anything was typed. */
function fits(state: FindingState, facts: Pick<FindingFacts, 'holders' | 'delegations'>, actor: Actor, type: FindingCommandType, now: Instant): boolean {
  const by = actor.personId;
  if (isFindingJudgement(type)) return !hasPartInFinding(state, by);
  const isClerk = holdsAs(facts, actor, 'clerk', now) !== undefined;
  switch (type) {
    case 'raise':
    case 'tick':
      return false;
    case 'acknowledge':
    case 'object':
    case 'plan':
      return isClerk;
    case 'signPlan':
      return holdsAs(facts, actor, 'principal', now) !== undefined && state.plan?.preparedBy !== by;
    case 'addEvidence':
      return isClerk || state.plan?.responsible === by;
    case 'verifyEvidence':
      return state.plan?.responsible !== by && !state.evidenceBy.includes(by);
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
export function availableFindingCommands(state: FindingState, facts: Pick<FindingFacts, 'holders' | 'delegations'>, actor: Actor, now: Instant): readonly FindingCommandType[] {
  return findingCommandTypes.filter((type) => precheckFinding(state, type) === null && fits(state, facts, actor, type, now));
}
