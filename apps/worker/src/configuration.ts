import { temporalSettings, type TemporalSettings } from '@hengji/workflows/client';
import { z } from 'zod';

const empty = (text: unknown) => (text === '' ? undefined : text);

const Environment = z.object({
  DATABASE_URL: z.string({ error: 'must be the postgresql:// address of the application role' }).regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// address'),
  HENGJI_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be the http(s) address people open the web app at; mails link to it' }),
  SMTP_URL: z.preprocess(empty, z.url({ protocol: /^smtps?$/, error: 'must be smtp://[user:password@]host:port, or absent: then mails are made and shown, not sent' }).optional()),
  MAIL_FROM: z.preprocess(empty, z.string().regex(/@[A-Za-z0-9.-]+>?\s*$/, 'must be the sender of the mails, such as 衡绩 <hengji@example.gov.cn>').optional()),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'must be fatal, error, warn, info, debug, trace or silent' }).default('info'),
  READY_FILE: z.preprocess(empty, z.string().optional()),
  METRICS_PORT: z.preprocess(empty, z.coerce.number({ error: 'must be a free port number' }).int().min(1).max(65535).optional()),
  MAX_CACHED_WORKFLOWS: z.preprocess(empty, z.coerce.number({ error: 'must be a number of workflows' }).int().min(10).default(200)),
});

export type Configuration = {
  readonly databaseUrl: string;
  readonly publicUrl: string;
  /** Null: mails are made and shown in the outbox page, but not sent. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
  /** Made when both workers poll; whoever started this process waits for it. */
  readonly readyFile: string | null;
  readonly metricsPort: number | null;
  readonly maxCachedWorkflows: number;
  readonly temporal: TemporalSettings;
};

/** Reads the configuration from the environment. Throws one Error that names every wrong variable and the way to mend it. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const problems: string[] = [];
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const temporal = temporalOrProblem(environment, problems);
  if (parsed.success && parsed.data.SMTP_URL !== undefined && parsed.data.MAIL_FROM === undefined) problems.push('MAIL_FROM must be set where SMTP_URL is: who do the mails come from?');
  if (!parsed.success || temporal === null || problems.length > 0) throw new Error(`The worker cannot start: ${problems.join('; ')}.`);
  const { DATABASE_URL, HENGJI_PUBLIC_URL, SMTP_URL, MAIL_FROM, LOG_LEVEL, READY_FILE, METRICS_PORT, MAX_CACHED_WORKFLOWS } = parsed.data;
  return {
    databaseUrl: DATABASE_URL,
    publicUrl: HENGJI_PUBLIC_URL,
    smtp: SMTP_URL === undefined || MAIL_FROM === undefined ? null : { url: SMTP_URL, from: MAIL_FROM },
    logLevel: LOG_LEVEL,
    readyFile: READY_FILE ?? null,
    metricsPort: METRICS_PORT ?? null,
    maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
    temporal,
  };
}

function temporalOrProblem(environment: Readonly<Record<string, string | undefined>>, problems: string[]): TemporalSettings | null {
  try {
    return temporalSettings(environment);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return null;
  }
}
