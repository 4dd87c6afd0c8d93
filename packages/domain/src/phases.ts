import { assertNever } from './assertNever.js';

/** The phases of a department's year, in order (design: phase table; domain.md A1.2, B5). */
export const phases = [
  'draft',
  'dataCollection',
  'monitoring',
  'selfAssessment',
  'financeReview',
  'rectification',
  'publication',
  'resultUse',
  'closed',
] as const;
export type Phase = (typeof phases)[number];

/**
 * Where a phase stands. `waiting`: the phase before is done, this one's opening date has not come.
 * `release` is the act after signing or deciding: publishing, or archiving after the use of results.
 */
export const steps = ['waiting', 'fill', 'confirm', 'sign', 'review', 'release', 'done'] as const;
export type Step = (typeof steps)[number];

/** The part of the cycle fill → check → sign → review that a phase has by default; templates may only leave parts out. */
export const cycleOf: Readonly<Record<Phase, readonly Step[]>> = {
  draft: ['fill', 'sign', 'review'],
  dataCollection: ['fill', 'confirm'],
  monitoring: ['fill', 'sign', 'review'],
  selfAssessment: ['fill', 'sign'],
  financeReview: ['review'],
  rectification: ['fill'],
  publication: ['fill', 'sign', 'release'],
  resultUse: ['fill', 'review', 'release'],
  closed: ['done'],
};

/** The phase's name in the words of the forms. */
export function phaseTitle(phase: Phase): string {
  switch (phase) {
    case 'draft':
      return '绩效目标编制';
    case 'dataCollection':
      return '数据采集';
    case 'monitoring':
      return '运行监控';
    case 'selfAssessment':
      return '绩效自评';
    case 'financeReview':
      return '财政复核';
    case 'rectification':
      return '问题整改';
    case 'publication':
      return '结果公开';
    case 'resultUse':
      return '结果应用';
    case 'closed':
      return '归档';
    default:
      return assertNever(phase);
  }
}

export type EvaluationStatus = 'open' | 'suspended' | 'cancelled' | 'closed';

/** Whether anything can still happen to the evaluation; its shell ends when this is false. */
export function isLive(status: EvaluationStatus): boolean {
  return status === 'open' || status === 'suspended';
}
