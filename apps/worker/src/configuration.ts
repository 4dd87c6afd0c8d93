import { connections, everyProcess, pageAddress, port, postgresAddress, readEnvironment, temporalVariables, wholeNumber, type Environment, type LogLevel } from '@hengji/service';
import { temporalSettings, type TemporalSettings } from '@hengji/workflows/client';
import { z } from 'zod';

/** Every variable that the worker reads. */
export const Variables = z.object({
  ...everyProcess,
  ...temporalVariables,
  DATABASE_URL: postgresAddress,
  DATABASE_CONNECTIONS: connections(10),
  HENGJI_PUBLIC_URL: pageAddress('people open the web app at; mails link to it', 'https://hengji.example.gov.cn'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp://[user:password@]host:port, or absent: then mails are made and shown, not sent' }).optional(),
  MAIL_FROM: z.string().regex(/@[A-Za-z0-9.-]+>?\s*$/, { error: 'must be the sender of the mails, such as 衡绩 <hengji@example.gov.cn>' }).optional(),
  READY_FILE: z.string().optional(),
  /** The process engine's own figures, which its core serves itself. */
  TEMPORAL_METRICS_PORT: port.optional(),
  MAX_CACHED_WORKFLOWS: wholeNumber('how many cases this worker keeps in memory', 10, 100_000).default(200),
});

export type Configuration = {
  readonly databaseUrl: string;
  readonly databaseConnections: number;
  readonly publicUrl: string;
  /** Null: mails are made and shown in the outbox page, but not sent. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  readonly logLevel: LogLevel;
  /** Made when both workers poll; whoever started this process waits for it. */
  readonly readyFile: string | null;
  /** `port` undefined: nothing is served. */
  readonly operations: { readonly host: string; readonly port: number | undefined };
  readonly temporalMetricsPort: number | null;
  readonly maxCachedWorkflows: number;
  readonly temporal: TemporalSettings;
};

/** Reads the configuration from the environment. Throws one `ConfigurationError` that names every wrong variable and the way to mend it. */
export function readConfiguration(environment: Environment): Configuration {
  const read = readEnvironment('The worker', Variables, environment, [
    ({ SMTP_URL, MAIL_FROM }) => (SMTP_URL !== undefined && MAIL_FROM === undefined ? 'MAIL_FROM must be set where SMTP_URL is: who do the mails come from?' : null),
  ]);
  return {
    databaseUrl: read.DATABASE_URL,
    databaseConnections: read.DATABASE_CONNECTIONS,
    publicUrl: read.HENGJI_PUBLIC_URL,
    smtp: read.SMTP_URL === undefined || read.MAIL_FROM === undefined ? null : { url: read.SMTP_URL, from: read.MAIL_FROM },
    logLevel: read.LOG_LEVEL,
    readyFile: read.READY_FILE ?? null,
    operations: { host: read.METRICS_HOST, port: read.METRICS_PORT },
    temporalMetricsPort: read.TEMPORAL_METRICS_PORT ?? null,
    maxCachedWorkflows: read.MAX_CACHED_WORKFLOWS,
    temporal: temporalSettings(read),
  };
}
