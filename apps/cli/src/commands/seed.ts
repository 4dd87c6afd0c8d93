import { closeDatabase, openDatabase, seedDemo, seededPeople } from '@hengji/database';
import { newPasswords, peopleWith, readPasswords, writePeople, type Passwords } from '../peopleFile.js';
import { required, UsageError } from '../usage.js';

/**
 * `hengji seed --demo`, with the people file or without: passwords are in the file before anything is in the database, so that a run that breaks off leaves nobody
 * with a password that no one knows.
 */
export async function seed(file: string | null): Promise<number> {
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 6 });
  try {
    const passwords = await passwordsFor(file, await seededPeople(db));
    const report = await seedDemo(db, { passwords, wallInstant: new Date().toISOString(), onPeople: (done, of) => process.stderr.write(`${done} of ${of} people\n`) });
    process.stderr.write(`${report.people} people (${report.accountsCreated} new), ${report.evaluationsOpened} evaluations opened\n`);
    if (file === null && report.accountsCreated > 0) process.stdout.write(`${JSON.stringify(peopleWith(passwords), null, 2)}\n`);
    return 0;
  } finally {
    await closeDatabase(db);
  }
}

async function passwordsFor(file: string | null, seeded: number): Promise<Passwords> {
  const known = file === null ? null : readPasswords(file);
  if (known !== null) return known;
  if (file !== null && seeded > 0) {
    throw new UsageError(`The demo people are in the database already and their passwords cannot be read back: give the file they were written to instead of ${file}.`);
  }
  const passwords = newPasswords();
  if (file !== null) writePeople(file, passwords);
  return passwords;
}
