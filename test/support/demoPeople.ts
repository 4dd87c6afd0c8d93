import { hashPassword, readDemoCounty } from '@hengji/database';
import { writeFile } from 'node:fs/promises';

/** Everybody has this one in tests. */
export const testPassword = 'test-only-password-8310';

/** Made once a process: it takes a tenth of a second, and tests make hundreds of accounts. */
export const testPasswordHash = hashPassword(testPassword);

/** Writes the file in which `hengji seed --demo` looks for the passwords of the demo people. */
export async function writeDemoPeople(path: string): Promise<void> {
  await writeFile(path, JSON.stringify(readDemoCounty().people.map(({ username }) => ({ username, password: testPassword }))), { mode: 0o600 });
}
