import type { CampaignInput } from '@hengji/domain';
import { signalNames } from '@hengji/domain/shell';
import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { CampaignActivities } from './activity-contract.js';

/** An outage of the database is waited out by Temporal, without end; a fault of the program is corrected and tried again. */
const { workOnCampaign } = proxyActivities<CampaignActivities>({
  startToCloseTimeout: 600_000,
  heartbeatTimeout: 30_000,
  retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: 60_000 },
});

/** ms. Shells that did not answer are asked again then. */
const laterMs = 15_000;

/**
 * Carries a campaign's work out, round by round; it takes no decision, and the rows say what is left. Lives while there is work, also
 * while that is paused, and ends without; woken by signal-with-start, so that an order given while it ends is not forgotten.
 * Workflow id: `campaignWorkflowId(campaignId)`.
 */
export async function campaignWorkflow(input: CampaignInput): Promise<void> {
  let woken = true;
  setHandler(defineSignal(signalNames.wake), () => {
    woken = true;
  });
  while (woken) {
    woken = false;
    const { left } = await workOnCampaign(input.campaignId);
    if (left === 'more') woken = true;
    else if (left === 'paused') await condition(() => woken);
    else if (left === 'later') {
      await condition(() => woken, laterMs);
      woken = true;
    }
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof campaignWorkflow>(input);
  }
}
