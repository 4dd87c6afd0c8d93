import type { Refusal } from '../refusals.js';
import { findingScopes, type FindingCommandType } from './commands.js';
import type { FindingPosition } from './state.js';

/** What the position alone already forbids; see the evaluation's `precheck`. */
export function precheckFinding(position: FindingPosition, type: FindingCommandType): Refusal | null {
  if (position.suspended === true && type !== 'resume' && type !== 'tick') return { code: 'notOpen', status: 'suspended' };
  if (position.suspended !== true && type === 'resume') return { code: 'notSuspended' };
  const scope = findingScopes[type];
  return scope === 'any' || scope.includes(position.status) ? null : { code: 'findingStatus', status: position.status };
}
