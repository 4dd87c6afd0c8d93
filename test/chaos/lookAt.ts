import { diagnoseShell } from '@hengji/workflows/client';
import type { Client } from '@temporalio/client';
import { evaluationWorkflowId, findingWorkflowId } from '@hengji/domain';
import type { Stack } from '../support/stack.js';
import type { Asked } from './actor.js';

const said = (error: unknown) => (error instanceof Error ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}` : String(error));

/** What row, orders and process engine say of a case that does not answer, for whoever reads the log of a run. Throws nothing. */
export async function lookAt(stack: Stack, client: Client, { stream, id, command, key }: Pick<Asked, 'stream' | 'id' | 'command' | 'key'>): Promise<string> {
  const workflowId = stream === 'evaluation' ? evaluationWorkflowId(id) : findingWorkflowId(id);
  const tried = async (what: () => Promise<unknown>) => {
    try {
      return await what();
    } catch (error) {
      return said(error);
    }
  };
  const [row, receipts, nudges, workflow, history, shell] = await Promise.all([
    tried(() => stack.sql(`SELECT version, status, next_instant FROM ${stream} WHERE id = $1`, [id])),
    tried(() => stack.sql('SELECT update_id FROM receipt WHERE update_id = $1', [key])),
    tried(() => stack.sql('SELECT reason, created_at, claimed_until, nudged_at FROM workflow_nudge WHERE target_id = $1 ORDER BY created_at DESC LIMIT 4', [id])),
    tried(async () => {
      const { raw } = await client.workflow.getHandle(workflowId).describe();
      return { status: raw.workflowExecutionInfo?.status, task: raw.pendingWorkflowTask, activities: raw.pendingActivities };
    }),
    tried(async () => {
      const { events = [] } = await client.workflow.getHandle(workflowId).fetchHistory();
      return (events ?? []).slice(-12).map(({ eventId, eventType, eventTime, workflowTaskFailedEventAttributes: failed }) => `${String(eventId)} ${String(eventType)} ${new Date(Number(eventTime?.seconds ?? 0) * 1000).toISOString()} ${failed?.failure?.message ?? ''}`);
    }),
    tried(() => client.withDeadline(Date.now() + 5_000, () => diagnoseShell(client, workflowId))),
  ]);
  return JSON.stringify({ now: new Date().toISOString(), command, key, workflowId, row, receipts, nudges, workflow, history, shell });
}
