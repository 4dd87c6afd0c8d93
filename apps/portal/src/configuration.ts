import { z } from 'zod';

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8311),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// address'),
  HENGJI_PORTAL_URL: z.url({ protocol: /^https?$/, error: 'must be the address the public opens, for example https://jixiao.example.gov.cn' }),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Reverse proxies in front whose X-Forwarded headers are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Requests of one address per minute; the pages are few and light, a crawler that asks for more waits. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(300),
});

export type Configuration = z.infer<typeof Environment>;

/** Reads the configuration; each wrong variable is named with what it must be. Throws one Error listing all of them. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const parsed = Environment.safeParse(environment);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`configuration: ${lines.join('; ')}`);
}
