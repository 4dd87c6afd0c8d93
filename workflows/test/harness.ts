import { randomUUID } from 'node:crypto';
import type { EvaluationCommand } from '@hengji/domain';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { CampaignActivities, CampaignRound, MailActivities, OperationActivities } from '../src/activity-contract.js';
import { bundlePath, executeCommand, shellWorkflowId, startShell, type ShellLabels } from '../src/client.js';
import { FakeCases, type FakeCase } from './fake-cases.js';

export const labels: ShellLabels = { countyId: 'county', unitId: 'unit', year: 2023, rehearsal: true };

let refusals = 2;

const operations: MailActivities & OperationActivities = {
  deliverMails: async () => {
    refusals -= 1;
    if (refusals >= 0) throw new Error('450 try again later');
    return { sent: 1, failed: 0, left: 0 };
  },
  makeDigests: async () => ({ workingDay: true, made: 1 }),
  reconcileShells: async () => ({ compared: 1, restarted: [], found: 0, left: 0 }),
  checkAudit: async () => ({ events: 7, broken: [] }),
};

/** Campaigns in memory: what each next round leaves, by campaign. Without anything planned there is nothing to do. */
export class FakeCampaigns {
  readonly rounds = new Map<string, CampaignRound['left'][]>();
  readonly worked: string[] = [];
  readonly activities: CampaignActivities = {
    workOnCampaign: async (campaignId) => {
      this.worked.push(campaignId);
      return { left: this.rounds.get(campaignId)?.shift() ?? 'nothing' };
    },
  };

  /** How often a campaign was worked on. */
  count(campaignId: string): number {
    return this.worked.filter((one) => one === campaignId).length;
  }
}

/** A worker on the built bundle, with activities in memory, on a task queue of its own. */
export class Harness {
  readonly cases = new FakeCases();
  readonly campaigns = new FakeCampaigns();
  readonly taskQueue = `test-${randomUUID()}`;
  readonly client: Client;
  private readonly connection: Connection;
  private readonly native: NativeConnection;
  private worker: { readonly worker: Worker; readonly done: Promise<void> } | null = null;

  private constructor(connection: Connection, native: NativeConnection) {
    this.connection = connection;
    this.native = native;
    this.client = new Client({ connection });
  }

  static async connect(address: string): Promise<Harness> {
    installQuietRuntime();
    return new Harness(await Connection.connect({ address }), await NativeConnection.connect({ address }));
  }

  async startWorker(): Promise<void> {
    const worker = await Worker.create({
      connection: this.native,
      taskQueue: this.taskQueue,
      workflowBundle: { codePath: bundlePath() },
      activities: { ...this.cases.activities, ...this.campaigns.activities, ...operations },
      maxCachedWorkflows: 50,
    });
    this.worker = { worker, done: worker.run() };
  }

  async stopWorker(): Promise<void> {
    this.worker?.worker.shutdown();
    await this.worker?.done;
    this.worker = null;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.connection.close();
    await this.native.close();
  }

  /** A case with a running shell. */
  async open(prepare: (one: FakeCase) => void = () => undefined): Promise<FakeCase & { readonly workflowId: string }> {
    const one = this.cases.add(randomUUID());
    prepare(one);
    await startShell(this.client, { kind: 'evaluation', id: one.id }, labels, this.taskQueue);
    return Object.assign(one, { workflowId: shellWorkflowId({ kind: 'evaluation', id: one.id }) });
  }

  async give(workflowId: string, command: EvaluationCommand, updateId: string = randomUUID(), deadlineMs = 20_000) {
    return executeCommand(this.client, { workflowId, updateId, message: { command, from: { personId: 'person', sessionId: 'session' } }, deadlineMs });
  }
}

let installed = false;

/** Must run before anything else of the SDK's native part. */
export function installQuietRuntime(): void {
  if (installed) return;
  installed = true;
  const silent = () => undefined;
  Runtime.install({ logger: { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent }, telemetryOptions: { logging: { filter: 'OFF', forward: {} } } });
}

/** Waits until something is so; throws when it is not so in time. */
export async function eventually(isSo: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const until = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error('what was waited for did not happen');
    await new Promise((done) => setTimeout(done, 20));
  }
}
