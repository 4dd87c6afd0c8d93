import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

/** What the year cost on the server. */
export type HistoryStatistics = { readonly historyEvents: number; readonly actions: number };

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/**
 * Counts one run's history by the rules Temporal bills by: an action is a workflow start, an activity attempt, a timer started,
 * a signal received, an Update accepted, an upsert of search attributes; a child counts two; local activities that follow one another
 * in one workflow task count as one.
 */
export function statisticsOf(events: readonly HistoryEvent[]): HistoryStatistics {
  let actions = 0;
  const tasksWithLocalActivities = new Set<string>();
  for (const event of events) {
    if (event.workflowExecutionStartedEventAttributes) actions += 1;
    else if (event.activityTaskStartedEventAttributes) actions += event.activityTaskStartedEventAttributes.attempt ?? 1;
    else if (event.timerStartedEventAttributes) actions += 1;
    else if (event.workflowExecutionSignaledEventAttributes) actions += 1;
    else if (event.workflowExecutionUpdateAcceptedEventAttributes) actions += 1;
    else if (event.upsertWorkflowSearchAttributesEventAttributes) actions += 1;
    else if (event.startChildWorkflowExecutionInitiatedEventAttributes) actions += 2;
    else if (event.markerRecordedEventAttributes?.markerName === 'core_local_activity') tasksWithLocalActivities.add(String(event.markerRecordedEventAttributes.workflowTaskCompletedEventId));
  }
  return { historyEvents: events.length, actions: actions + tasksWithLocalActivities.size };
}

/**
 * Adds the histories of workflows up, every run that continued into the next one included. Runs that `repair` ended are not: they were
 * replaced, not continued. A history that is not there counts nothing: its shell was not started yet, or the server's retention is over.
 */
export async function historyStatistics(client: Client, workflowIds: readonly string[]): Promise<HistoryStatistics> {
  let historyEvents = 0;
  let actions = 0;
  for (const workflowId of workflowIds) {
    for (let runId: string | undefined = ''; runId !== undefined; ) {
      const events = await historyOf(client, workflowId, runId);
      const run = statisticsOf(events);
      historyEvents += run.historyEvents;
      actions += run.actions;
      runId = events[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    }
  }
  return { historyEvents, actions };
}

/** gRPC's code for it: this call of the SDK hands the server's error on as it is. */
const notFound = 5;

async function historyOf(client: Client, workflowId: string, runId: string): Promise<readonly HistoryEvent[]> {
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId === '' ? undefined : runId).fetchHistory();
    return events ?? [];
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound) return [];
    throw error;
  }
}

/** Version of the Temporal server, as it says. */
export async function serverVersion(client: Client): Promise<string> {
  return (await client.workflowService.getSystemInfo({})).serverVersion;
}
