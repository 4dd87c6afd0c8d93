import { parseArgs } from 'node:util';
import { migrate } from '@hengji/database';
import { required, UsageError } from '../usage.js';

/** The role of DATABASE_URL gets what the application may do; it owns nothing. */
function applicationRole(): string | undefined {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return undefined;
  if (!URL.canParse(url)) throw new UsageError('DATABASE_URL must be a postgresql:// address.');
  const name = decodeURIComponent(new URL(url).username);
  return name === '' ? undefined : name;
}

/** `hengji migrate` */
export async function migrateDatabase(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, strict: true });
  const appRole = applicationRole();
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const { applied, alreadyApplied } = await migrate(required('MIGRATION_DATABASE_URL', 'the address of the role that owns the tables'), { ...(appRole === undefined ? {} : { appRole }), log });
  process.stdout.write(applied.length === 0 ? `up to date (${alreadyApplied} migrations)\n` : `applied: ${applied.join(', ')}\n`);
  return 0;
}
