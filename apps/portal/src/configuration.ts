import { connections, httpProcess, pageAddress, postgresAddress, readEnvironment, wholeNumber, type Environment } from '@hengji/service';
import { z } from 'zod';

/** Every variable that the portal reads. */
export const Variables = z.object({
  ...httpProcess(8311),
  DATABASE_URL: postgresAddress,
  DATABASE_CONNECTIONS: connections(5),
  HENGJI_PORTAL_URL: pageAddress('the public opens', 'https://jixiao.example.gov.cn'),
  /** Requests of one address per minute; the pages are few and light, a crawler that asks for more waits. */
  REQUESTS_PER_MINUTE: wholeNumber('how many requests one address may make in a minute', 1, 1_000_000).default(300),
});

export type Configuration = z.infer<typeof Variables>;

/** Reads the configuration; each wrong variable is named with what it must be. Throws one `ConfigurationError` listing all of them. */
export function readConfiguration(environment: Environment): Configuration {
  return readEnvironment('The portal', Variables, environment);
}
