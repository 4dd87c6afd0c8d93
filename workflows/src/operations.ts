import { continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { AuditCheckReport, DigestReport, MailActivities, OperationActivities, ReconciliationReport, ReconciliationRequest } from './activity-contract.js';

const { reconcileShells, checkAudit } = proxyActivities<OperationActivities>({
  startToCloseTimeout: 1_800_000,
  heartbeatTimeout: 30_000,
  retry: { initialInterval: 5_000, backoffCoefficient: 2, maximumInterval: 300_000, maximumAttempts: 10 },
});

/** An outage of the mail server is waited out by Temporal: in pauses of up to five minutes, without end. */
const { deliverMails } = proxyActivities<MailActivities>({
  startToCloseTimeout: 1_800_000,
  heartbeatTimeout: 60_000,
  retry: { initialInterval: 2_000, backoffCoefficient: 2, maximumInterval: 300_000 },
});

const { makeDigests } = proxyActivities<MailActivities>({
  startToCloseTimeout: 600_000,
  retry: { initialInterval: 5_000, backoffCoefficient: 2, maximumInterval: 300_000, maximumAttempts: 20 },
});

/** Nightly by Schedule, and on request: what rows and server disagree about is mended where that is safe, and told where not. */
export async function reconciliationWorkflow(request?: ReconciliationRequest): Promise<ReconciliationReport> {
  return request === undefined ? reconcileShells() : reconcileShells(request);
}

/** Nightly, by Schedule: whether anything on record was changed behind the application's back. */
export async function auditCheckWorkflow(): Promise<AuditCheckReport> {
  return checkAudit();
}

/** Working days at nine, by Schedule: what needed no mail of its own, in one mail per person. */
export async function digestWorkflow(): Promise<DigestReport> {
  return makeDigests();
}

/**
 * Sends pending mail, on a task queue of its own: an outage of the mail server must not starve decisions. Woken by signal-with-start,
 * so that mail made while the last one is leaving is not forgotten.
 */
export async function mailDeliveryWorkflow(): Promise<void> {
  let woken = true;
  setHandler(defineSignal('wake'), () => {
    woken = true;
  });
  while (woken) {
    woken = false;
    await deliverMails();
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof mailDeliveryWorkflow>();
  }
}
