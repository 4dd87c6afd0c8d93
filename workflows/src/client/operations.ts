import { taskQueues } from '@hengji/domain';
import { isGrpcServiceError, ServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ReconciliationReport, ReconciliationRequest } from '../activity-contract.js';

/** gRPC's code for a workflow that is not there, or not running any more. */
const notFound = 5;

function isGone(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return error instanceof WorkflowNotFoundError || (isGrpcServiceError(cause) && cause.code === notFound);
}

/** Whether a workflow runs now. Unlike the server's lists this is never late. */
export async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Ends a workflow at once, with a reason that stands in its history. One that has ended meanwhile is left alone. */
export async function endWorkflow(client: Client, workflowId: string, reason: string): Promise<void> {
  try {
    await client.workflow.getHandle(workflowId).terminate(reason);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** One on request at a time for each county, and one for all of them. */
function reconciliationId(countyId: string | null): string {
  return `hengji:reconciliation-asked${countyId === null ? '' : `:${countyId}`}`;
}

/** Begins a reconciliation, or joins the one that is under way; answers when it ends. Waits without end where no worker polls. */
export async function beginReconciliation(client: Client, request: ReconciliationRequest): Promise<{ readonly result: () => Promise<ReconciliationReport> }> {
  const args: [ReconciliationRequest] = [request];
  const handle = await client.workflow.start('reconciliationWorkflow', {
    workflowId: reconciliationId(request.countyId), taskQueue: taskQueues.process, args, workflowIdConflictPolicy: 'USE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  return { result: () => handle.result() };
}

/** Whether a reconciliation that somebody asked for a county runs now. */
export function isReconciling(client: Client, countyId: string): Promise<boolean> {
  return isRunning(client, reconciliationId(countyId));
}
