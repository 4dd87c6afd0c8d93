import { ConfigurationError, pageAddress, postgresAddress, readEnvironment, temporalVariables, type Environment } from '@hengji/service';
import { z } from 'zod';
import { failed, ok, type Check } from './check.js';

/** What the processes are told together; each has more of its own, which it checks when it starts. */
const Variables = z.object({
  DATABASE_URL: postgresAddress,
  MIGRATION_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, { error: 'must be the postgresql:// address of the role that owns the tables, or absent' }).optional(),
  ...temporalVariables,
  AUTH_SECRET: z.string({ error: 'must be set: at least 32 random characters, the same for every API' }).min(32, { error: 'must be at least 32 random characters' }),
  HENGJI_PUBLIC_URL: pageAddress('people open the web app at', 'https://hengji.example.gov.cn'),
  BLOB_DIR: z.string({ error: 'must be the folder of uploaded files, the same for every API' }),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp://[user:password@]host:port, or absent' }).optional(),
  MAIL_FROM: z.string().optional(),
});

/** One line for everything that is wrong: each variable with what it must be, and never its value. */
export function checkConfiguration(environment: Environment): Check {
  try {
    readEnvironment('Hengji', Variables, environment, [({ SMTP_URL, MAIL_FROM }) => (SMTP_URL !== undefined && MAIL_FROM === undefined ? 'MAIL_FROM must be set where SMTP_URL is: who do the mails come from?' : null)]);
    return ok('configuration', 'every variable is set as it must be');
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return failed('configuration', error.message.replace(/^Hengji cannot start: /, ''), 'Set these variables for this command and for the processes; docs/operations.md lists all. On one machine: run "npm start" and then "npm run -s hengji -- doctor".');
  }
}
