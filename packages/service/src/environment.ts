import { z } from 'zod';

/** `process.env` fits. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a process is told cannot be used. One sentence that names every wrong variable and the way to mend it, and repeats no value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A check that looks at more than one variable, or beyond its text; answers what is wrong, with the variable's name, or null. */
export type MoreChecks<Values> = readonly ((values: Values) => string | null)[];

/**
 * Reads a process's configuration. A variable that is set to nothing counts as not set: that is how compose files write an absent one.
 * Throws `ConfigurationError` listing all that is wrong at once. The further checks run only on values that are right by themselves.
 */
export function readEnvironment<Schema extends z.ZodObject>(app: string, schema: Schema, environment: Environment, more: MoreChecks<z.output<Schema>> = []): z.output<Schema> {
  const set = Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== undefined && text.trim() !== ''));
  const parsed = schema.safeParse(set);
  const problems = parsed.success ? more.flatMap((check) => check(parsed.data) ?? []) : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(`${app} cannot start: ${problems.join('; ')}.`);
  return parsed.data;
}

/** A whole number; `meaning` completes "must be …". */
export function wholeNumber(meaning: string, least: number, most: number): z.ZodCoercedNumber<unknown> {
  const error = `must be ${meaning}, a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
}

/** A port to listen on; 0 takes any free one. */
export const port = wholeNumber('a free port', 0, 65_535);

export const postgresAddress = z.string({ error: 'must be the postgresql:// address of the application’s role' }).regex(/^postgres(ql)?:\/\//, { error: 'must be a postgresql:// address' });

/** An address that people open; `example` shows the form. */
export function pageAddress(whose: string, example: string): z.ZodURL {
  return z.url({ protocol: /^https?$/, error: `must be the address ${whose}, for example ${example}` });
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof levels)[number];

/** What every process that serves is told. Spread into its own schema. */
export const everyProcess = {
  LOG_LEVEL: z.enum(levels, { error: `must be one of ${levels.join(', ')}` }).default('info'),
  /** Health and metrics are served here, apart from what people open; absent: nowhere. */
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
};

/** What a process is told that people reach by HTTP. */
export function httpProcess(defaultPort: number) {
  return {
    ...everyProcess,
    PORT: port.default(defaultPort),
    HOST: z.string().default('127.0.0.1'),
    /** An open socket that listens already, handed over by whoever started the process: nobody can take the port meanwhile. */
    LISTEN_FD: wholeNumber('the number of an inherited socket that listens', 3, 1_023).optional(),
    /** Reverse proxies in front whose X-Forwarded headers are believed. */
    TRUSTED_PROXIES: wholeNumber('how many reverse proxies stand in front', 0, 10).default(0),
    /** ms between the signal to stop and the last accepted request: meanwhile readiness says no, and load balancers look elsewhere. */
    SHUTDOWN_DELAY_MS: wholeNumber('how many ms requests are still taken after the signal to stop', 0, 60_000).default(0),
  };
}

/** Where Temporal is. An API key implies TLS, unless TEMPORAL_TLS says otherwise. */
export const temporalVariables = {
  TEMPORAL_ADDRESS: z.string({ error: 'must be host:port of the Temporal server, such as 127.0.0.1:7233' }).regex(/^[^\s/]+:\d+$/, { error: 'must be host:port of the Temporal server, such as 127.0.0.1:7233' }),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS: z.enum(['true', 'false', '1', '0'], { error: 'must be true or false' }).optional(),
  TEMPORAL_API_KEY: z.string().optional(),
};

/** Connections to PostgreSQL that one process may hold at most; all processes together must stay below the server's max_connections. */
export function connections(usual: number) {
  return wholeNumber('how many connections to PostgreSQL this process may hold', 1, 500).default(usual);
}
