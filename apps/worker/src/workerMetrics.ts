import { readBacklog, type Database } from '@hengji/database';
import { addReadings, type Metrics } from '@hengji/service';
import type { Logger } from 'pino';
import { Counter } from 'prom-client';

const names = [
  { name: 'hengji_outbox_waiting', help: 'Rows that wait for the relay or the mailer', labelNames: ['outbox'] },
  { name: 'hengji_outbox_oldest_seconds', help: 'Age of the oldest of them; 0 where none waits', labelNames: ['outbox'] },
  { name: 'hengji_alarms_overdue', help: 'Live cases whose next instant has passed', labelNames: [] },
  { name: 'hengji_alarm_lag_seconds', help: 'How long ago the earliest of those instants passed, process time', labelNames: [] },
  { name: 'hengji_cases', help: 'Live cases by status; each has a shell', labelNames: ['stream', 'status'] },
] as const;

/**
 * What stands in the database, as every worker sees it: take the maximum over workers, not the sum. Read when somebody asks, so that a
 * worker without a collector asks nothing.
 */
export function addBacklog(metrics: Metrics, db: Database, logger: Logger): void {
  addReadings(metrics, logger, names, async () => {
    const { outboxes, alarms, live } = await readBacklog(db, new Date().toISOString());
    return [
      { name: 'hengji_outbox_waiting', values: outboxes.map(({ name, waiting }) => ({ labels: { outbox: name }, value: waiting })) },
      { name: 'hengji_outbox_oldest_seconds', values: outboxes.map(({ name, oldestSeconds }) => ({ labels: { outbox: name }, value: oldestSeconds })) },
      { name: 'hengji_alarms_overdue', values: [{ labels: {}, value: alarms.overdue }] },
      { name: 'hengji_alarm_lag_seconds', values: [{ labels: {}, value: alarms.lagSeconds }] },
      { name: 'hengji_cases', values: live.map(({ stream, status, count }) => ({ labels: { stream, status }, value: count })) },
    ];
  });
}

export type WorkerCounters = {
  /** `sent`, `putOff` (tried again later), `failed` (given up). */
  readonly mails: (result: 'sent' | 'putOff' | 'failed') => void;
  readonly loopFailure: (loop: string) => void;
  readonly shellRestarted: (why: 'missing' | 'overslept') => void;
};

export function workerCounters(metrics: Metrics): WorkerCounters {
  const registers = [metrics];
  const mails = new Counter({ name: 'hengji_mails_total', help: 'Attempts to hand a mail to the mail server, by result', labelNames: ['result'], registers });
  const failures = new Counter({ name: 'hengji_loop_failures_total', help: 'Rounds of the relay and the mailer that failed', labelNames: ['loop'], registers });
  const restarted = new Counter({ name: 'hengji_shells_restarted_total', help: 'Shells that reconciliation started anew', labelNames: ['why'], registers });
  return { mails: (result) => mails.inc({ result }), loopFailure: (loop) => failures.inc({ loop }), shellRestarted: (why) => restarted.inc({ why }) };
}
