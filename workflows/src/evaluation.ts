import type { EvaluationInput } from '@hengji/domain';
import { precheck } from '@hengji/domain/shell';
import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { ProcessActivities } from './activity-contract.js';
import { commitOptions } from './commit-options.js';
import { runShell } from './shell.js';

const activities = proxyLocalActivities<ProcessActivities>(commitOptions);

/** One subject's year. Workflow id: `evaluationWorkflowId(evaluationId)`. */
export async function evaluationWorkflow({ evaluationId, processed = [] }: EvaluationInput): Promise<void> {
  await runShell({
    id: evaluationId,
    tick: { type: 'tick' },
    processed,
    load: activities.loadEvaluation,
    commit: activities.commitEvaluation,
    suspend: activities.suspendEvaluation,
    precheck,
    continueAsNew: (carried) => continueAsNew<typeof evaluationWorkflow>({ evaluationId, processed: carried }),
  });
}
