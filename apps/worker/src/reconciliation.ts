import { listAllLiveWorkflows, listOverdueAlarms, readEvaluation, readFinding, type Database, type LiveWorkflow } from '@hengji/database';
import type { OperationActivities, ReconciliationReport } from '@hengji/workflows';
import { openShellIds, repairShell, type ShellLabels } from '@hengji/workflows/client';
import { heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { withFailures } from './failures.js';
import { inLanes } from './loop.js';
import type { WorkerCounters } from './workerMetrics.js';

/** An alarm that should have rung so long ago: the shell lost its timer, or is not there. */
const overdueMinutes = 10;
const lanes = 5;

export type ReconciliationParts = { readonly db: Database; readonly client: Client; readonly logger: Logger; readonly counters?: Pick<WorkerCounters, 'shellRestarted'> };

/**
 * Nightly: PostgreSQL says which cases live, the server which shells run. What is missing, or slept through its alarm, is started anew;
 * so Temporal may be lost, restored older, or replaced. Two lists are compared; no shell is asked.
 */
export function reconciliationActivities(parts: ReconciliationParts): Pick<OperationActivities, 'reconcileShells'> {
  return { reconcileShells: withFailures(() => reconcileShells(parts, heartbeat)) };
}

/** The work itself; `alive` is called as it goes on. */
export async function reconcileShells({ db, client, logger, counters }: ReconciliationParts, alive: () => void = () => undefined): Promise<ReconciliationReport> {
  // The database first: a case opened in between has a shell that is only newer than the list.
  const live = await listAllLiveWorkflows(db);
  const overdue = new Set((await listOverdueAlarms(db, new Date().toISOString(), overdueMinutes)).map(({ workflowId }) => workflowId));
  const running = new Set<string>();
  for await (const workflowId of openShellIds(client)) {
    running.add(workflowId);
    alive();
  }
  const restarted: string[] = [];
  await inLanes(live, lanes, async (one) => {
    alive();
    if (running.has(one.workflowId) && !overdue.has(one.workflowId)) return;
    const labels = await labelsOf(db, one);
    if (labels === null) return;
    await repairShell(client, { kind: one.kind, id: one.id }, labels);
    restarted.push(one.workflowId);
    counters?.shellRestarted(running.has(one.workflowId) ? 'overslept' : 'missing');
    logger.warn({ workflowId: one.workflowId, missing: !running.has(one.workflowId) }, 'a shell was started anew');
  });
  return { compared: live.length, restarted };
}

async function labelsOf(db: Database, { kind, id }: LiveWorkflow): Promise<ShellLabels | null> {
  const found = kind === 'evaluation' ? await readEvaluation(db, id) : await readFinding(db, id);
  return found === null ? null : { countyId: found.countyId, unitId: found.unit.id, year: found.year, rehearsal: found.rehearsal };
}
