import { connections, httpProcess, pageAddress, postgresAddress, readEnvironment, temporalVariables, webDistProblem, wholeNumber, writableFolderProblem, type Environment } from '@hengji/service';
import { duties } from '@hengji/domain';
import { z } from 'zod';

/** Every variable that the API reads. */
export const Variables = z.object({
  ...httpProcess(8310),
  ...temporalVariables,
  DATABASE_URL: postgresAddress,
  DATABASE_CONNECTIONS: connections(20),
  AUTH_SECRET: z.string({ error: 'must be set: at least 32 random characters, the same for every API' }).min(32, { error: 'must be at least 32 random characters' }),
  /** Duties whose holders must tie an authenticator app to their account before they do anything else. */
  SECOND_FACTOR_DUTIES: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((name) => name !== ''))
    .pipe(z.array(z.enum(duties, { error: `must be names of duties with commas between them, of ${duties.join(', ')}` }))),
  HENGJI_PUBLIC_URL: pageAddress('people open the web app at', 'https://hengji.example.gov.cn'),
  HENGJI_PORTAL_URL: z.string().default(''),
  BLOB_DIR: z.string({ error: 'must be a folder for uploaded files, the same for every API' }),
  /** The built web app, where no other server hands it out. */
  WEB_DIST: z.string().optional(),
  /** A decision waits so long for the process engine before the caller is asked to repeat it. */
  DECISION_DEADLINE_MS: wholeNumber('how long a decision waits for the process engine in ms', 500, 60_000).default(8000),
  NODE_ENV: z.string().default('development'),
});

export type Configuration = z.infer<typeof Variables>;

/** Reads the configuration; each wrong variable is named with what it must be. Throws one `ConfigurationError` listing all of them. */
export function readConfiguration(environment: Environment): Configuration {
  return readEnvironment('The API', Variables, environment, [
    ({ BLOB_DIR }) => writableFolderProblem('BLOB_DIR', BLOB_DIR),
    ({ WEB_DIST }) => (WEB_DIST === undefined ? null : webDistProblem('WEB_DIST', WEB_DIST)),
  ]);
}
