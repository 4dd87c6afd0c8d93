import { ConflictError, exportBackup, openBlobStore } from '@hengji/database';
import { CommandFailure, required } from '../usage.js';

/** `hengji backup DIR`: exit code 1 when an uploaded file is missing or damaged; everything else is saved all the same. */
export async function backup(folder: string): Promise<number> {
  const url = required('MIGRATION_DATABASE_URL', 'the address of the role that owns the tables');
  const store = openBlobStore(required('BLOB_DIR', 'the folder of uploaded files'));
  try {
    const report = await exportBackup(url, store, folder, (line) => void process.stderr.write(`${line}\n`));
    process.stdout.write(`backed up: ${report.rows} rows in ${report.tables} tables, ${report.blobs} files, ${report.bytes} bytes; seal ${report.seal}\n`);
    for (const sha256 of report.missingBlobs) process.stderr.write(`the uploaded file ${sha256} is missing or damaged in BLOB_DIR\n`);
    return report.missingBlobs.length === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof ConflictError) throw new CommandFailure(`Nothing was backed up: ${error.message}.`);
    throw error;
  }
}
