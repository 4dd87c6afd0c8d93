import { isLive } from '../phases.js';
import type { Refusal } from '../refusals.js';
import { commandScopes, type EvaluationCommandType } from './commands.js';
import type { Position } from './state.js';

/**
 * The advisory dry run: what the position alone already forbids. The shell's validator and the pages' buttons use it;
 * `decide` begins with it, so that both can never disagree.
 */
export function precheck(position: Position, type: EvaluationCommandType): Refusal | null {
  const lifecycle = type === 'cancel' || type === 'resume' || type === 'tick';
  if (position.status === 'suspended' && type === 'resume') return null;
  if (type === 'resume') return { code: 'notSuspended' };
  if (type === 'correctPublication' && position.status === 'closed') return null;
  // A finding may outlast the year it was raised in, and its people fall ill; the command itself asks whether one is alive.
  if (type === 'delegate' && !isLive(position.status)) return null;
  if (type === 'tick') return null;
  if (position.status !== 'open' && !(lifecycle && isLive(position.status))) return { code: 'notOpen', status: position.status };
  const scope = commandScopes[type];
  const inPhase = scope.phases === 'any' || scope.phases.includes(position.phase);
  const inStep = scope.steps === 'any' || scope.steps.includes(position.step);
  return inPhase && inStep ? null : { code: 'wrongPhase', phase: position.phase, step: position.step };
}
