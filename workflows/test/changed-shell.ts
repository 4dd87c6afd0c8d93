import type { CampaignInput, EvaluationInput, RectificationInput } from '@hengji/domain';
import { sleep } from '@temporalio/workflow';
import * as workflows from '../src/index.js';

/** Workflows that were changed without `patched()`: each sleeps before it begins. test/replay must find them out. */
export async function evaluationWorkflow(input: EvaluationInput): Promise<void> {
  await sleep(1_000);
  await workflows.evaluationWorkflow(input);
}

export async function rectificationWorkflow(input: RectificationInput): Promise<void> {
  await sleep(1_000);
  await workflows.rectificationWorkflow(input);
}

export async function campaignWorkflow(input: CampaignInput): Promise<void> {
  await sleep(1_000);
  await workflows.campaignWorkflow(input);
}

export async function mailDeliveryWorkflow(): Promise<void> {
  await sleep(1_000);
  await workflows.mailDeliveryWorkflow();
}

export async function digestWorkflow(): Promise<void> {
  await sleep(1_000);
  await workflows.digestWorkflow();
}

export async function reconciliationWorkflow(): Promise<void> {
  await sleep(1_000);
  await workflows.reconciliationWorkflow();
}

export async function auditCheckWorkflow(): Promise<void> {
  await sleep(1_000);
  await workflows.auditCheckWorkflow();
}
