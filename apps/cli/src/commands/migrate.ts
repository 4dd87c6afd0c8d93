import { migrate } from '@hengji/database';
import { applicationRole } from '../applicationRole.js';
import { required } from '../usage.js';

/** `hengji migrate` */
export async function migrateDatabase(): Promise<number> {
  const appRole = applicationRole();
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const { applied, alreadyApplied } = await migrate(required('MIGRATION_DATABASE_URL', 'the address of the role that owns the tables'), { ...(appRole === undefined ? {} : { appRole }), log });
  process.stdout.write(applied.length === 0 ? `up to date (${alreadyApplied} migrations)\n` : `applied: ${applied.join(', ')}\n`);
  return 0;
}
