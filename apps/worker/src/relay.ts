import { claimNudges, claimWorkflowStarts, loadEvaluationShell, loadFindingShell, markNudged, markWorkflowStarted, type Database, type Nudge, type WorkflowStart } from '@hengji/database';
import { executeCommand, startShell, wakeCampaign } from '@hengji/workflows/client';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { inLanes } from './loop.js';

/**
 * Carries outbox rows to Temporal. Rows are leased for a while (FOR UPDATE SKIP LOCKED), so any number of workers may relay, and what a
 * killed one had in hand comes again; both calls may be repeated.
 */
export type RelayParts = { readonly db: Database; readonly client: Client; readonly logger: Logger };

const batch = 50;
const lanes = 10;
const nudgeDeadlineMs = 8_000;

/** Starts the shells of newly opened cases. Answers how many rows it took. */
export async function relayStarts({ db, client, logger }: RelayParts): Promise<number> {
  const starts = await claimWorkflowStarts(db, batch);
  await inLanes(starts, lanes, async (start) => {
    const done = await startShell(client, { kind: start.kind, id: start.targetId }, labelsOf(start));
    await markWorkflowStarted(db, start.id);
    logger.debug({ workflowId: start.workflowId, done }, 'shell started');
  });
  return starts.length;
}

/** Wakes shells whose case may go on because of something outside (the plan of a finding was accepted), and those of campaigns. */
export async function relayNudges({ db, client, logger }: RelayParts): Promise<number> {
  const nudges = await claimNudges(db, batch);
  await inLanes(nudges, lanes, async (nudge) => {
    if (nudge.kind === 'campaign') {
      await wakeCampaign(client, nudge.targetId);
      await markNudged(db, nudge.id);
      return;
    }
    const answer = await executeCommand(client, {
      workflowId: nudge.workflowId,
      updateId: `nudge:${nudge.id}`,
      message: { command: { type: 'tick' }, from: null },
      deadlineMs: nudgeDeadlineMs,
    });
    // Not reached: the row comes again when its lease is over, unless there is nobody left to wake.
    if (answer.kind === 'unknown' && !(answer.reason === 'noShell' && (await isOver(db, nudge)))) {
      logger.warn({ workflowId: nudge.workflowId, reason: answer.reason }, 'a shell could not be woken; trying again later');
      return;
    }
    await markNudged(db, nudge.id);
  });
  return nudges.length;
}

async function isOver(db: Database, { kind, targetId }: Pick<Nudge, 'kind' | 'targetId'>): Promise<boolean> {
  const shell = kind === 'evaluation' ? await loadEvaluationShell(db, targetId) : await loadFindingShell(db, targetId);
  return shell.finished;
}

function labelsOf({ countyId, unitId, year, rehearsal }: WorkflowStart) {
  return { countyId, unitId, year, rehearsal };
}
