import { rm, writeFile } from 'node:fs/promises';
import { closeDatabase, openDatabase, pingDatabase, type CommitListener } from '@hengji/database';
import { taskQueues } from '@hengji/domain';
import { createMailTransport } from '@hengji/mail';
import { createLogger, createMetrics, refuseWhile, startOperationsServer, stopOnSignals, watchDecisions } from '@hengji/service';
import { bundlePath, ensureSearchAttributes, requireNamespace, wakeMailDelivery } from '@hengji/workflows/client';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker, type NativeConnectionOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { auditCheckActivities } from './auditCheck.js';
import { campaignActivities } from './campaignActivities.js';
import { readConfiguration, type Configuration } from './configuration.js';
import { mailActivities } from './mailActivities.js';
import { mailRound } from './mailMaking.js';
import { processActivities } from './processActivities.js';
import { reconciliationActivities } from './reconciliation.js';
import { relayNudges, relayStarts } from './relay.js';
import { ensureSchedules } from './schedules.js';
import { startTakers, type Takers } from './takers.js';
import { installRuntime } from './temporalRuntime.js';
import { addBacklog, workerCounters } from './workerMetrics.js';

/** ms. How long running activities may go on after the signal to stop. */
const shutdownGraceTime = 10_000;
/** ms. After that the process ends anyway; what was under way is taken up by another worker. */
const shutdownForceTime = 15_000;
/** ms. Temporal may start at the same time as this process. */
const connectPatienceMs = 60_000;
/** The SDK takes no fewer. */
const leastTasks = 2;

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = createLogger({ app: 'worker', level: configuration.logLevel });
  installRuntime(logger, configuration);
  const stopping = new AbortController();
  const served = serve(configuration, logger, stopping);
  const stop = async () => {
    stopping.abort();
    await served;
  };
  stopOnSignals({ logger, delayMs: 0, stop });
  await served;
}

async function serve(configuration: Configuration, logger: Logger, stopping: AbortController): Promise<void> {
  const { temporal, smtp, publicUrl, readyFile } = configuration;
  const metrics = createMetrics('worker');
  const counters = workerCounters(metrics);
  const watch = watchDecisions(logger, metrics);
  let takers: Takers | null = null;
  const onCommit: CommitListener = (decision) => {
    watch(decision);
    takers?.decided();
  };
  const db = openDatabase(configuration.databaseUrl, { max: configuration.databaseConnections, onCommit });
  addBacklog(metrics, db, logger);
  let workers: readonly Worker[] = [];
  const ready = async () => {
    refuseWhile(stopping.signal);
    if (workers.length === 0 || !workers.every((worker) => worker.getState() === 'RUNNING')) throw new Error('the worker does not poll yet');
    await pingDatabase(db);
  };
  const operations = await startOperationsServer({ ...configuration.operations, logger, metrics, ready });
  const options = { address: temporal.address, tls: temporal.tls, ...(temporal.apiKey === null ? {} : { apiKey: temporal.apiKey }) };
  const native = await connectNative(options, logger, stopping.signal);
  if (native === null) {
    await closeDatabase(db);
    return operations.close();
  }
  const connection = await Connection.connect(options);
  const client = new Client({ connection, namespace: temporal.namespace });
  await requireNamespace(connection, temporal.namespace);
  await ensureSearchAttributes(connection, temporal.namespace);
  await ensureSchedules(client);

  const transport = smtp === null ? null : createMailTransport(smtp.url, smtp.from);
  const wakeDelivery = async () => {
    if (transport !== null) await wakeMailDelivery(client);
  };
  const mail = { db, transport, publicUrl, logger, counters, stopping: stopping.signal, wakeDelivery };
  const shared = { connection: native, namespace: temporal.namespace, workflowBundle: { codePath: bundlePath() }, shutdownGraceTime, shutdownForceTime };
  const processWorker = await Worker.create({
    ...shared,
    taskQueue: taskQueues.process,
    activities: {
      ...processActivities(db, logger),
      ...reconciliationActivities({ db, client, logger, counters, mailServer: transport !== null }),
      ...auditCheckActivities({ db, logger }),
      ...campaignActivities({ db, client, logger }),
    },
    maxCachedWorkflows: configuration.maxCachedWorkflows,
    // Each task commits on a connection. More of them would wait for one here, where each has five seconds and is lost after them: after a restart
    // on a busy machine, when every case is read anew, tasks were lost faster than done. Those that wait with the server lose nothing.
    maxConcurrentWorkflowTaskExecutions: Math.max(leastTasks, configuration.databaseConnections),
  });
  // A queue of its own: a mail server that hangs must not hold up decisions.
  const mailWorker = await Worker.create({ ...shared, taskQueue: taskQueues.mail, activities: { ...mailActivities(mail) }, maxCachedWorkflows: 10, maxConcurrentActivityTaskExecutions: 5 });

  workers = [processWorker, mailWorker];
  const stopWorkers = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  stopping.signal.addEventListener('abort', stopWorkers);
  // One that fails takes the other with it: the process ends and is started anew by whoever watches it.
  const running = workers.map(async (worker) => {
    try {
      await worker.run();
    } finally {
      stopping.abort();
    }
  });
  if (stopping.signal.aborted) stopWorkers();
  takers = startTakers({
    db, logger, onFailure: counters.loopFailure,
    rounds: { starts: () => relayStarts({ db, client, logger }), nudges: () => relayNudges({ db, client, logger }), mails: mailRound(mail) },
  });
  if (readyFile !== null) await writeFile(readyFile, `${process.pid}\n`);
  logger.info({ temporal: temporal.address, namespace: temporal.namespace, mail: transport !== null }, 'worker polls');

  const ends = await Promise.allSettled(running);
  if (readyFile !== null) await rm(readyFile, { force: true });
  await takers.stop();
  transport?.close();
  await connection.close();
  await native.close();
  await operations.close();
  await closeDatabase(db);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Null when the process was told to stop meanwhile. */
async function connectNative(options: NativeConnectionOptions, logger: Logger, signal: AbortSignal): Promise<NativeConnection | null> {
  const until = Date.now() + connectPatienceMs;
  for (let told = false; ; told = true) {
    try {
      return await NativeConnection.connect(options);
    } catch (error) {
      if (signal.aborted) return null;
      if (Date.now() > until) throw new Error(`Temporal does not answer at ${options.address ?? ''}: is it running, and is TEMPORAL_ADDRESS right?`, { cause: error });
      if (!told) logger.warn({ address: options.address }, 'waiting for Temporal');
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // Nothing that was opened on the way, such as the health port, may keep a failed process alive.
  process.exit(1);
});
