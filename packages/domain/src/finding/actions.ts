import type { Actor } from '../duties.js';
import { findingCommandTypes, type FindingCommandType } from './commands.js';
import { hasPartInFinding, isFindingJudgement, precheckFinding } from './decide.js';
import type { FindingState } from './state.js';

/** The commands a finding would take from this person now; see the evaluation's `availableCommands`. */
export function availableFindingCommands(state: FindingState, actor: Actor): readonly FindingCommandType[] {
  return findingCommandTypes.filter((type) => {
    if (type === 'raise' || type === 'tick' || precheckFinding(state, type) !== null) return false;
    if (isFindingJudgement(type)) return !hasPartInFinding(state, actor.personId);
    if (type === 'signPlan') return state.plan?.preparedBy !== actor.personId;
    if (type === 'verifyEvidence') return state.plan?.responsible !== actor.personId && !state.evidenceBy.includes(actor.personId);
    return true;
  });
}
