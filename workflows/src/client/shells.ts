import { assertNever, campaignWorkflowId, evaluationWorkflowId, findingWorkflowId, signalNames, taskQueues, type CampaignId, type CampaignInput, type EvaluationId, type EvaluationInput, type FindingId, type RectificationInput } from '@hengji/domain';
import { isGrpcServiceError, WorkflowExecutionAlreadyStartedError, type Client, type Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributePair } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';

/** Which case a shell serves. */
export type Shell = { readonly kind: 'evaluation'; readonly id: EvaluationId } | { readonly kind: 'finding'; readonly id: FindingId };

/** What operators search workflows by; ids only. Set at start, never changed. */
export type ShellLabels = { readonly countyId: string; readonly unitId: string; readonly year: number; readonly rehearsal: boolean };

const county = defineSearchAttributeKey('HengjiCounty', SearchAttributeType.KEYWORD);
const unit = defineSearchAttributeKey('HengjiUnit', SearchAttributeType.KEYWORD);
const year = defineSearchAttributeKey('HengjiYear', SearchAttributeType.INT);
const rehearsal = defineSearchAttributeKey('HengjiRehearsal', SearchAttributeType.BOOL);
const kind = defineSearchAttributeKey('HengjiKind', SearchAttributeType.KEYWORD);

/** What the server must know before a shell can be started. */
export const searchAttributeNames: readonly string[] = [county.name, unit.name, year.name, rehearsal.name, kind.name];

/** ms. A worker that died in the middle of a task gives it back after this time. */
const workflowTaskTimeout = 5_000;

export function shellWorkflowId(shell: Shell): string {
  switch (shell.kind) {
    case 'evaluation':
      return evaluationWorkflowId(shell.id);
    case 'finding':
      return findingWorkflowId(shell.id);
    default:
      return assertNever(shell);
  }
}

function startOptions(shell: Shell, labels: ShellLabels, taskQueue: string) {
  const typedSearchAttributes: SearchAttributePair[] = [
    { key: county, value: labels.countyId },
    { key: unit, value: labels.unitId },
    { key: year, value: labels.year },
    { key: rehearsal, value: labels.rehearsal },
    { key: kind, value: shell.kind },
  ];
  return { workflowId: shellWorkflowId(shell), taskQueue, workflowTaskTimeout, typedSearchAttributes };
}

function typeAndInput(shell: Shell): { type: string; args: [EvaluationInput] | [RectificationInput] } {
  return shell.kind === 'evaluation' ? { type: 'evaluationWorkflow', args: [{ evaluationId: shell.id }] } : { type: 'rectificationWorkflow', args: [{ findingId: shell.id }] };
}

/** Starts a case's shell. A shell that runs, or ran to its end, is left alone: `existed`. */
export async function startShell(client: Client, shell: Shell, labels: ShellLabels, taskQueue: string = taskQueues.process): Promise<'started' | 'existed'> {
  const { type, args } = typeAndInput(shell);
  try {
    await client.workflow.start(type, { ...startOptions(shell, labels, taskQueue), args, workflowIdConflictPolicy: 'FAIL', workflowIdReusePolicy: 'REJECT_DUPLICATE' });
    return 'started';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'existed';
    throw error;
  }
}

/**
 * Ends a case's shell, in whatever state it is, and starts a fresh one that reads everything from the database. Nothing is lost:
 * receipts there answer commands that were already carried out.
 */
export async function repairShell(client: Client, shell: Shell, labels: ShellLabels, taskQueue: string = taskQueues.process): Promise<void> {
  const { type, args } = typeAndInput(shell);
  await client.workflow.start(type, {
    ...startOptions(shell, labels, taskQueue),
    args,
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}

/** Workflow ids of all shells, or of those of one county, that the server calls running; eventually consistent (about a second). */
export async function* openShellIds(client: Client, countyId: string | null = null): AsyncGenerator<string> {
  const ofCounty = countyId === null ? '' : ` AND ${county.name} = '${countyId.replaceAll("'", "''")}'`;
  const query = `ExecutionStatus = 'Running' AND WorkflowType IN ('evaluationWorkflow', 'rectificationWorkflow')${ofCounty}`;
  for await (const { workflowId } of client.workflow.list({ query })) yield workflowId;
}

/** Sees to it that a campaign's work is carried out, now or by the shell that is at it. Repeating it does no harm. */
export async function wakeCampaign(client: Client, campaignId: CampaignId, taskQueue: string = taskQueues.process): Promise<void> {
  const args: [CampaignInput] = [{ campaignId }];
  await client.workflow.signalWithStart('campaignWorkflow', { workflowId: campaignWorkflowId(campaignId), taskQueue, workflowTaskTimeout, args, signal: signalNames.wake, signalArgs: [] });
}

/** Sees to it that pending mail is sent, now or by the delivery that is on its way. */
export async function wakeMailDelivery(client: Client): Promise<void> {
  await client.workflow.signalWithStart('mailDeliveryWorkflow', { workflowId: 'mail:delivery', taskQueue: taskQueues.mail, signal: 'wake', args: [] });
}

/**
 * Throws an Error that names the variable when the server has no such namespace. A server may learn of a new one with some seconds' delay.
 */
export async function requireNamespace(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === 5) {
      throw new Error(`TEMPORAL_NAMESPACE: the Temporal server has no namespace "${namespace}"; create it with "temporal operator namespace create", or name one that is there`);
    }
    throw error;
  }
}

/** ms. How long a server may take to tell all its parts of new attributes. */
const learnsWithin = 30_000;

/** A server on PostgreSQL registers an attribute at once and refuses workflows that bear it for some seconds more; what it can be asked for, it takes. */
async function untilKnown(connection: Connection, namespace: string, attributes: readonly string[]): Promise<void> {
  const end = Date.now() + learnsWithin;
  for (;;) {
    try {
      await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1, query: attributes.map((name) => `${name} IS NULL`).join(' AND ') });
      return;
    } catch (error) {
      if (!isGrpcServiceError(error) || error.code !== 3 || Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

/**
 * Registers the search attributes, and returns when the server takes workflows that bear them. Does nothing when they are there; throws an Error with the way out where the server does not let us
 * (Temporal Cloud: by its own tools).
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { KEYWORD: keyword, INT: int, BOOL: bool } = { KEYWORD: 2, INT: 3, BOOL: 5 } satisfies Record<string, temporal.api.enums.v1.IndexedValueType>;
  const wanted: Readonly<Record<string, temporal.api.enums.v1.IndexedValueType>> = { [county.name]: keyword, [unit.name]: keyword, [year.name]: int, [rehearsal.name]: bool, [kind.name]: keyword };
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.fromEntries(Object.entries(wanted).filter(([name]) => customAttributes[name] === undefined));
    if (Object.keys(missing).length === 0) return;
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: missing });
    await untilKnown(connection, namespace, Object.keys(missing));
  } catch (error) {
    // ALREADY_EXISTS: another worker was quicker.
    if (isGrpcServiceError(error) && error.code === 6) return;
    if (isGrpcServiceError(error) && [7, 12].includes(error.code)) {
      throw new Error(`Temporal does not let us register search attributes; create them with its own tools: ${Object.keys(wanted).join(', ')}`);
    }
    throw error;
  }
}
