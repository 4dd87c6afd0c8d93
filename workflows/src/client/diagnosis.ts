import { taskQueues } from '@hengji/domain';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { endWorkflow } from './operations.js';
import { searchAttributeNames } from './shells.js';

/** What a Temporal server shows of itself; for `hengji doctor`. */
export type EngineDiagnosis = {
  readonly serverVersion: string;
  /** How long the history of what ended can be read, in ms; null: there is no such namespace. */
  readonly retentionMs: number | null;
  readonly missingSearchAttributes: readonly string[];
  /** Workers that ask for work, by task queue; one that has died is counted for another minute. */
  readonly pollers: Readonly<Record<keyof typeof taskQueues, number>>;
  /** The server's clock when it began something, and the time between question and answer, both in ms. */
  readonly clockMs: number;
  readonly askedMs: number;
  readonly answeredMs: number;
};

const notFound = 5;
/** Nobody asks for its work: what the clock is read from is never carried out. */
const nobody = 'hengji-doctor';

/** Asks the server. Throws what the connection throws. */
export async function diagnoseEngine(client: Client, namespace: string): Promise<EngineDiagnosis> {
  const { serverVersion } = await client.workflowService.getSystemInfo({});
  const retentionMs = await retentionOf(client, namespace);
  const none = { process: 0, mail: 0 };
  if (retentionMs === null) return { serverVersion, retentionMs, missingSearchAttributes: [], pollers: none, clockMs: Date.now(), askedMs: Date.now(), answeredMs: Date.now() };
  const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
  const clock = await readClock(client);
  const [atProcess, atMail] = await Promise.all([pollersOf(client, namespace, taskQueues.process, clock.clockMs), pollersOf(client, namespace, taskQueues.mail, clock.clockMs)]);
  return { serverVersion, retentionMs, missingSearchAttributes: searchAttributeNames.filter((name) => customAttributes[name] === undefined), pollers: { process: atProcess, mail: atMail }, ...clock };
}

async function retentionOf(client: Client, namespace: string): Promise<number | null> {
  try {
    const { config } = await client.workflowService.describeNamespace({ namespace });
    return Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) * 1000;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === notFound) return null;
    throw error;
  }
}

/** ms. A worker asks anew at least every minute; the server lists those of five. */
const askingMs = 70_000;

async function pollersOf(client: Client, namespace: string, name: string, nowMs: number): Promise<number> {
  const { pollers } = await client.workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType: 1 });
  const asking = (pollers ?? []).filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 >= nowMs - askingMs);
  return new Set(asking.map(({ identity }) => identity)).size;
}

/** The server tells its time only of what it does: a workflow is begun for nobody and ended at once. */
async function readClock(client: Client): Promise<Pick<EngineDiagnosis, 'clockMs' | 'askedMs' | 'answeredMs'>> {
  const workflowId = `hengji:doctor:${crypto.randomUUID()}`;
  const askedMs = Date.now();
  const handle = await client.workflow.start('nothing', { workflowId, taskQueue: nobody, workflowExecutionTimeout: 10_000 });
  const answeredMs = Date.now();
  const { startTime } = await handle.describe();
  await endWorkflow(client, workflowId, 'only the clock was read');
  return { clockMs: startTime.getTime(), askedMs, answeredMs };
}
