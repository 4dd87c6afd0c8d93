import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { labelsOf } from './requestLog.js';

export type Metrics = Registry;

/** ms. Each look wakes the process: at the library's own ten, that was nine tenths of what an idle worker computed. */
const eventLoopLookMs = 100;

/** A process's own figures: memory, event loop, garbage collection, and what is added to them. Served on METRICS_PORT. */
export function createMetrics(app: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopLookMs });
  return registry;
}

/** Seconds. From a read by index to a decision that waits its longest. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts requests by operation and status, and times them. What is no operation is counted together: its path was typed by somebody. */
export function countRequests(registry: Metrics): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  const requests = new Counter({ name: 'hengji_requests_total', help: 'Requests answered, by operation and HTTP status; "aborted" where the asker left first', labelNames: ['operation', 'status'], registers: [registry] });
  const seconds = new Histogram({ name: 'hengji_request_seconds', help: 'How long requests took', labelNames: ['operation'], buckets, registers: [registry] });
  return (_request, response, next) => {
    const begun = process.hrtime.bigint();
    response.once('close', () => {
      const operation = labelsOf(response)?.operation ?? 'none';
      requests.inc({ operation, status: response.writableFinished ? String(response.statusCode) : 'aborted' });
      seconds.observe({ operation }, Number(process.hrtime.bigint() - begun) / 1e9);
    });
    next();
  };
}

/** One call of the writer of process state, as the database reports it. */
export type Decision = {
  readonly stream: 'evaluation' | 'finding';
  readonly id: string;
  readonly updateId: string;
  readonly command: string;
  /** `repeated`: answered from the receipt, nothing was done again. `failed`: an error, nothing was written. */
  readonly outcome: 'accepted' | 'refused' | 'repeated' | 'failed';
  /** Code of the refusal. */
  readonly refused: string | null;
  readonly events: readonly string[];
  readonly seconds: number;
};

/** Writes a line per decision and counts it: who decided what stands in the audit, here are codes and ids only. */
export function watchDecisions(logger: Logger, registry: Metrics): (decision: Decision) => void {
  const decisions = new Counter({ name: 'hengji_commits_total', help: 'Decisions by command and outcome', labelNames: ['stream', 'command', 'outcome'], registers: [registry] });
  const duration = new Histogram({ name: 'hengji_commit_seconds', help: 'How long the transaction of a decision took', labelNames: ['stream'], buckets, registers: [registry] });
  return ({ stream, id, updateId, command, outcome, refused, events, seconds }) => {
    decisions.inc({ stream, command, outcome });
    duration.observe({ stream }, seconds);
    logger.info({ [stream]: id, update: updateId, command, outcome, ...(refused === null ? {} : { refused }), ...(events.length === 0 ? {} : { events }) }, 'decided');
  };
}

/** What is looked up only when somebody asks for the metrics. */
export type Reading = { readonly name: string; readonly help: string; readonly labelNames: readonly string[]; readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[] };

/** ms. Several collectors that ask at once are answered by one look. */
const keptMs = 2_000;

/** Adds gauges whose values are read at the time of asking. A look that fails leaves them out and says so: old values would be lies. */
export function addReadings(registry: Metrics, logger: Logger, names: readonly Omit<Reading, 'values'>[], read: () => Promise<readonly Pick<Reading, 'name' | 'values'>[]>): void {
  let last: { readonly at: number; readonly answer: Promise<readonly Pick<Reading, 'name' | 'values'>[]> } | null = null;
  const answer = () => {
    if (last === null || Date.now() - last.at > keptMs) last = { at: Date.now(), answer: read() };
    return last.answer;
  };
  for (const { name, help, labelNames } of names) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      collect: async () => {
        gauge.reset();
        // A gauge without labels is reset to 0, which would be an answer.
        gauge.remove({});
        try {
          for (const { labels, value } of (await answer()).find((one) => one.name === name)?.values ?? []) gauge.set({ ...labels }, value);
        } catch (error) {
          logger.warn({ err: error, metric: name }, 'a metric could not be read');
        }
      },
    });
  }
}
