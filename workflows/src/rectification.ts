import type { RectificationInput } from '@hengji/domain';
import { precheckFinding } from '@hengji/domain/shell';
import { continueAsNew, proxyLocalActivities } from '@temporalio/workflow';
import type { ProcessActivities } from './activity-contract.js';
import { commitOptions } from './commit-options.js';
import { runShell } from './shell.js';

const activities = proxyLocalActivities<ProcessActivities>(commitOptions);

/** One finding, from raising to 销号; it may outlive its evaluation. Workflow id: `findingWorkflowId(findingId)`. */
export async function rectificationWorkflow({ findingId, processed = [] }: RectificationInput): Promise<void> {
  await runShell({
    id: findingId,
    tick: { type: 'tick' },
    processed,
    load: activities.loadFinding,
    commit: activities.commitFinding,
    suspend: activities.suspendFinding,
    precheck: precheckFinding,
    continueAsNew: (carried) => continueAsNew<typeof rectificationWorkflow>({ findingId, processed: carried }),
  });
}
