import { inject } from 'vitest';
import { createTestDatabase } from '../setup/database.js';
import { Stack, type StackOptions } from './stack.js';

export type SharedStack = { readonly stack: Stack; readonly end: () => Promise<void> };

/** A stack on the test run's own PostgreSQL and Temporal, with a database and a namespace of its own. One per test file. */
export async function startSharedStack(options: Omit<StackOptions, 'databaseUrl' | 'migrationDatabaseUrl' | 'temporalAddress' | 'namespace' | 'seeded'> = {}): Promise<SharedStack> {
  const { temporalAddress } = inject('services');
  const database = await createTestDatabase('demo');
  const { databaseUrl, migrationDatabaseUrl } = database;
  try {
    const stack = await Stack.start({ ...options, databaseUrl, migrationDatabaseUrl, temporalAddress, seeded: true });
    const end = async () => {
      await stack.stop();
      await database.drop();
    };
    return { stack, end };
  } catch (error) {
    await database.drop();
    throw error;
  }
}
