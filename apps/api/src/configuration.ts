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
  /** Sign-in by the office's own identity provider (OpenID Connect); all of the first three, or none. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the address of the identity provider, for example https://id.example.gov.cn' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, { error: 'must be a short name for the button' }).default('统一身份认证'),
  /** Which claim is the user name here; nobody must be able to choose it himself at the provider. */
  OIDC_USERNAME_CLAIM: z.string().default('preferred_username'),
  OIDC_SCOPE: z.string().default('openid profile'),
  HENGJI_PUBLIC_URL: pageAddress('people open the web app at', 'https://hengji.example.gov.cn'),
  HENGJI_PORTAL_URL: z.string().default(''),
  BLOB_DIR: z.string({ error: 'must be a folder for uploaded files, the same for every API' }),
  /** The built web app, where no other server hands it out. */
  WEB_DIST: z.string().optional(),
  /** A decision waits so long for the process engine before the caller is asked to repeat it. */
  DECISION_DEADLINE_MS: wholeNumber('how long a decision waits for the process engine in ms', 500, 60_000).default(8000),
  /** Whoever sends slower than this is cut off: a client that sends a byte a second would hold a connection for ever. */
  REQUEST_TIMEOUT_MS: wholeNumber('how long a request may take to arrive in ms', 1000, 600_000).default(60_000),
  NODE_ENV: z.string().default('development'),
});

export type Configuration = z.infer<typeof Variables>;

/** An identity provider that is told of in part, or whose answers others on the way could change. */
function providerProblem({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Configuration): string | null {
  const parts = { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
  const missing = Object.entries(parts).filter(([, value]) => value === undefined);
  if (missing.length > 0) return missing.length === 3 ? null : `${missing.map(([name]) => name).join(' and ')} must be set too: an identity provider needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET`;
  const { protocol, hostname } = new URL(OIDC_ISSUER ?? '');
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) ? null : 'OIDC_ISSUER must begin with https://, or be on this machine';
}

/** Reads the configuration; each wrong variable is named with what it must be. Throws one `ConfigurationError` listing all of them. */
export function readConfiguration(environment: Environment): Configuration {
  return readEnvironment('The API', Variables, environment, [
    providerProblem,
    ({ BLOB_DIR }) => writableFolderProblem('BLOB_DIR', BLOB_DIR),
    ({ WEB_DIST }) => (WEB_DIST === undefined ? null : webDistProblem('WEB_DIST', WEB_DIST)),
  ]);
}
