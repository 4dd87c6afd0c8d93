/**
 * Captures histories from a real Temporal server for replay.test.ts. Run after a release of changed workflows, and keep the older files:
 *
 *   npm run build && node --conditions=@hengji/source --import tsx test/replay/capture.ts NAME
 *       plays every scenario below on a server of its own and writes histories/NAME-<scenario>.json
 *   … capture.ts NAME --only SCENARIO …
 *       plays these alone, such as that of a workflow that has just come
 *   … capture.ts NAME --from HOST:PORT WORKFLOW_ID …
 *       fetches workflows of a running server instead, such as those of `hengji play`
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { campaignWorkflowId, civilDateOf } from '@hengji/domain';
import { advanceShell, executeCommand, shellWorkflowId, startShell, wakeCampaign } from '@hengji/workflows/client';
import { Client, Connection } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { eventually, Harness, installQuietRuntime, labels } from '../../workflows/test/harness.js';
import { serverWithShortRuns } from '../../workflows/test/short-runs.js';

const year = 365 * 86_400_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const claim = { type: 'claim', taskId: 'task' } as const;

/** Which machine it was, and where its files lay, is nobody's business and no part of a replay. */
function withoutTraces(key: string, value: unknown): unknown {
  if (key === 'stackTrace') return '';
  return key === 'identity' ? 'captured' : value;
}

async function save(client: Client, name: string, workflowId: string, runId?: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const file = fileURLToPath(new URL(`histories/${name}.json`, import.meta.url));
  await writeFile(file, `${JSON.stringify(JSON.parse(historyToJSON(history)), withoutTraces)}\n`);
  process.stderr.write(`${name}: ${history.events?.length ?? 0} events\n`);
}

type Scenario = (harness: Harness) => Promise<{ readonly workflowId: string; readonly runId?: string }>;

const scenarios: Readonly<Record<string, Scenario>> = {
  /** Commands, a refusal, a date moved, the clock of a rehearsal advanced, ticks, cancelled at the end. */
  year: async (harness) => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year), fromNow(2 * year), fromNow(3 * year)]));
    await harness.give(one.workflowId, claim);
    await harness.give(one.workflowId, { type: 'claim', taskId: 'unknown' });
    await harness.give(one.workflowId, { type: 'movePhaseDate', stage: 0, date: civilDateOf(fromNow(year / 2)), documentNo: '1' });
    one.clockOffsetMs = year / 2 + 86_400_000;
    await advanceShell(harness.client, one.workflowId, { clockOffsetMs: one.clockOffsetMs }, 10_000);
    await harness.give(one.workflowId, claim);
    await harness.give(one.workflowId, { type: 'cancel', reason: 'input' });
    await harness.client.workflow.getHandle(one.workflowId).result();
    return one;
  },
  /** A timer that fires, a tick that fails for good, resumed. */
  suspended: async (harness) => {
    const one = await harness.open((prepared) => {
      prepared.instants = [fromNow(300)];
      prepared.before = ({ message }) => {
        if (message.command.type === 'tick') throw ApplicationFailure.nonRetryable('division by zero', '22012');
      };
    });
    await eventually(() => one.status === 'suspended');
    one.before = () => undefined;
    one.instants = [fromNow(year)];
    await harness.give(one.workflowId, { type: 'resume', reason: 'input' });
    await harness.give(one.workflowId, claim);
    return one;
  },
  /** Eight people at once. */
  crowd: async (harness) => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    await Promise.all(Array.from({ length: 8 }, () => harness.give(one.workflowId, claim)));
    return one;
  },
  /** A database that is away so long that the pauses become timers. */
  outage: async (harness) => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    const backAt = Date.now() + 8_000;
    one.before = () => {
      if (Date.now() < backAt) throw new Error('connection refused');
    };
    await harness.give(one.workflowId, claim, randomUUID(), 60_000);
    return one;
  },
  /** The run that began the next one. */
  continued: async (harness) => {
    const one = await harness.open((prepared) => (prepared.instants = [fromNow(year)]));
    const { runId } = await harness.client.workflow.getHandle(one.workflowId).describe();
    while (one.loads < 2) await harness.give(one.workflowId, claim);
    return { workflowId: one.workflowId, runId };
  },
  finding: async (harness) => {
    const shell = { kind: 'finding', id: randomUUID() } as const;
    await startShell(harness.client, shell, labels, harness.taskQueue);
    const workflowId = shellWorkflowId(shell);
    const message = { command: { type: 'upholdObjection', reason: 'input' }, from: { personId: 'person', sessionId: 'session' } } as const;
    await executeCommand(harness.client, { workflowId, updateId: randomUUID(), message, deadlineMs: 10_000 });
    await harness.client.workflow.getHandle(workflowId).result();
    return { workflowId };
  },
  /** Opened in rounds, paused and resumed, and with shells that do not answer at once. */
  campaign: async (harness) => {
    const campaignId = randomUUID();
    const workflowId = campaignWorkflowId(campaignId);
    harness.campaigns.rounds.set(campaignId, ['more', 'more', 'paused', 'later']);
    await wakeCampaign(harness.client, campaignId, harness.taskQueue);
    await eventually(() => harness.campaigns.count(campaignId) === 3);
    await wakeCampaign(harness.client, campaignId, harness.taskQueue);
    await eventually(() => harness.campaigns.count(campaignId) === 4);
    await wakeCampaign(harness.client, campaignId, harness.taskQueue);
    await harness.client.workflow.getHandle(workflowId).result();
    return { workflowId };
  },
  /** Woken again while the mail server refuses. */
  mail: async (harness) => {
    const options = { workflowId: randomUUID(), taskQueue: harness.taskQueue, signal: 'wake', args: [] };
    for (let times = 0; times < 3; times += 1) await harness.client.workflow.signalWithStart('mailDeliveryWorkflow', options);
    await harness.client.workflow.getHandle(options.workflowId).result();
    return options;
  },
  digest: async (harness) => {
    const workflowId = randomUUID();
    await harness.client.workflow.execute('digestWorkflow', { workflowId, taskQueue: harness.taskQueue });
    return { workflowId };
  },
  reconciliation: async (harness) => {
    const workflowId = randomUUID();
    await harness.client.workflow.execute('reconciliationWorkflow', { workflowId, taskQueue: harness.taskQueue });
    return { workflowId };
  },
  auditCheck: async (harness) => {
    const workflowId = randomUUID();
    await harness.client.workflow.execute('auditCheckWorkflow', { workflowId, taskQueue: harness.taskQueue });
    return { workflowId };
  },
};

async function play(prefix: string, wanted: (name: string) => boolean): Promise<void> {
  installQuietRuntime();
  const server: TestWorkflowEnvironment = await serverWithShortRuns();
  const harness = await Harness.connect(server.address);
  try {
    await harness.startWorker();
    for (const [name, scenario] of Object.entries(scenarios).filter(([one]) => wanted(one))) {
      const { workflowId, runId } = await scenario(harness);
      await save(harness.client, `${prefix}-${name}`, workflowId, runId);
    }
  } finally {
    await harness.close();
    await server.teardown();
  }
}

const [prefix, mode, ...rest] = process.argv.slice(2);
const [address, ...workflowIds] = rest;
if (prefix === undefined) throw new Error('capture.ts NAME [--only SCENARIO … | --from HOST:PORT WORKFLOW_ID …]');
if (mode === undefined) await play(prefix, () => true);
else if (mode === '--only' && rest.length > 0 && rest.every((name) => Object.hasOwn(scenarios, name))) await play(prefix, (name) => rest.includes(name));
else if (mode === '--from' && address !== undefined && workflowIds.length > 0) {
  const connection = await Connection.connect({ address });
  for (const [index, workflowId] of workflowIds.entries()) await save(new Client({ connection }), `${prefix}-${index + 1}`, workflowId);
  await connection.close();
} else throw new Error(`capture.ts does not know ${[mode, ...rest].join(' ')}`);
