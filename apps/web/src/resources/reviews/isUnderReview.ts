import type { EvaluationRecord } from '@hengji/contracts';

/** Verdicts of the bureau on what a department handed in. */
export const verdicts = ['approve', 'accept', 'acceptWithConditions', 'warn', 'adviseSuspension', 'orderRectification', 'returnToDepartment'] as const;

/** Whether this reader is asked for a verdict. */
export function isUnderReview(record: Pick<EvaluationRecord, 'allowedActions'>): boolean {
  return verdicts.some((verdict) => record.allowedActions.includes(verdict));
}
