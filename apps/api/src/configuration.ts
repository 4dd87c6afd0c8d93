import { z } from 'zod';

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8310),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// address'),
  TEMPORAL_ADDRESS: z.string().min(1, 'must be host:port of the Temporal server'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS: z.enum(['true', 'false', '1', '0', '']).default('').transform((text) => text === 'true' || text === '1'),
  TEMPORAL_API_KEY: z.string().optional(),
  AUTH_SECRET: z.string().min(32, 'must be at least 32 random characters'),
  HENGJI_PUBLIC_URL: z.url('must be the address people open, for example https://hengji.example.gov.cn'),
  HENGJI_PORTAL_URL: z.string().default(''),
  BLOB_DIR: z.string().min(1, 'must be a folder for uploaded files'),
  WEB_DIST: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Reverse proxies in front whose X-Forwarded headers are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** A decision waits so long for the process engine before the caller is asked to repeat it. */
  DECISION_DEADLINE_MS: z.coerce.number().int().min(500).max(60_000).default(8000),
});

export type Configuration = z.infer<typeof Environment>;

/** Reads the configuration; each wrong variable is named with what it must be. Throws one Error listing all of them. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const parsed = Environment.safeParse(environment);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`configuration: ${lines.join('; ')}`);
}
