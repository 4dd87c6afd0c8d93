import { closeDatabase, openDatabase, verifyAudit } from '@hengji/database';
import { required } from '../usage.js';

/** `hengji verify`: exit code 1 and the first broken row when a chain does not hold. */
export async function verify(): Promise<number> {
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 2 });
  try {
    const { streams, events, broken } = await verifyAudit(db);
    if (broken === null) {
      process.stdout.write(`verified: ${events} audit events in ${streams} chains\n`);
      return 0;
    }
    process.stdout.write(`broken: ${broken.stream}, number ${broken.seq}, table ${broken.table}: ${broken.why}\n`);
    return 1;
  } finally {
    await closeDatabase(db);
  }
}
