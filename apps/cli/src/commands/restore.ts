import { BackupDamagedError, closeDatabase, ConflictError, openBlobStore, openDatabase, restoreBackup, verifyAudit } from '@hengji/database';
import { connectTemporal, openShellIds } from '@hengji/workflows/client';
import { applicationRole } from '../applicationRole.js';
import { CommandFailure, required } from '../usage.js';

/** ms. */
const patienceMs = 10_000;

/** `hengji restore DIR [--seal SEAL] [--hold-mail]`: exit code 1, and nothing changed, when the backup or the database is not fit for it. */
export async function restore({ folder, seal, holdMail }: { readonly folder: string; readonly seal: string | null; readonly holdMail: boolean }): Promise<number> {
  const migrationUrl = required('MIGRATION_DATABASE_URL', 'the address of the role that owns the tables');
  const store = openBlobStore(required('BLOB_DIR', 'the folder of uploaded files'));
  const appRole = applicationRole();
  await requireEmptyTemporal();
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  try {
    const report = await restoreBackup({
      migrationUrl, store, folder, holdMail, log, ...(appRole === undefined ? {} : { appRole }), ...(seal === null ? {} : { seal }),
    });
    const mails = holdMail ? `${report.mailsHeld} mails held` : `${report.mailsToSend} mails to send`;
    process.stdout.write(`restored the state of ${report.createdAt}: ${report.rows} rows, ${report.blobs} files; ${report.shells} shells to start, ${mails}; everybody signs in anew\n`);
    if (report.migrations.length > 0) log(`brought to this version: ${report.migrations.join(', ')}`);
  } catch (error) {
    if (error instanceof BackupDamagedError || error instanceof ConflictError) throw new CommandFailure(`Nothing was restored: ${error.message}.`);
    throw error;
  }
  return verifyRestored(migrationUrl);
}

/** Shells that are ahead of the rows would never adopt them. Where no server is named there is nothing to look at. */
async function requireEmptyTemporal(): Promise<void> {
  if ((process.env['TEMPORAL_ADDRESS'] ?? '') === '') return;
  const temporal = connectTemporal(process.env);
  const { client, settings } = temporal;
  try {
    const { value } = await client.withDeadline(Date.now() + patienceMs, () => openShellIds(client).next());
    if (value !== undefined) throw new CommandFailure(`Nothing was restored: the namespace ${settings.namespace} of Temporal at ${settings.address} still runs ${value}; name an empty namespace, or end its workflows.`);
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`Nothing was restored: Temporal at ${settings.address} could not be asked whether its namespace ${settings.namespace} is empty (${error instanceof Error ? error.message : String(error)}).`);
  } finally {
    await temporal.close();
  }
}

async function verifyRestored(url: string): Promise<number> {
  const db = openDatabase(url, { max: 2 });
  try {
    const { events, streams, broken } = await verifyAudit(db);
    if (broken !== null) throw new CommandFailure(`The backup was restored, but what it holds does not verify: ${broken.stream}, number ${broken.seq}, table ${broken.table}: ${broken.why}.`);
    process.stdout.write(`verified: ${events} audit events in ${streams} chains\n`);
    return 0;
  } finally {
    await closeDatabase(db);
  }
}
