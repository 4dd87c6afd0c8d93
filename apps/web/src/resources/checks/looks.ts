import type { CheckView, EvaluationRecord } from '@hengji/contracts';
import type { Tone } from '../../components/StatusTag.js';

export type CheckLook = { readonly tone: Tone; readonly state: 'error' | 'open' | 'answered' | 'accepted' | 'refused' | 'warning' | 'note' };

/** In what state a check stands, by what was said to it last. */
export function lookOf({ severity, open, answer, decision }: Pick<CheckView, 'severity' | 'open' | 'answer' | 'decision'>): CheckLook {
  if (severity === 'error') return { tone: 'bad', state: 'error' };
  if (severity === 'note') return { tone: 'quiet', state: 'note' };
  if (decision !== null) return decision.accepted ? { tone: 'done', state: 'accepted' } : { tone: 'bad', state: 'refused' };
  if (open) return { tone: 'warning', state: 'open' };
  return answer === null ? { tone: 'quiet', state: 'warning' } : { tone: 'done', state: 'answered' };
}

/** Whether the phase lays the sheet before signers or the bureau: what the checker says of it concerns somebody then. */
export function hasChecks({ phase, step }: Pick<EvaluationRecord, 'phase' | 'step'>): boolean {
  return (phase === 'draft' || phase === 'selfAssessment' || phase === 'financeReview') && step !== 'waiting';
}
